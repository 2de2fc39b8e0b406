"""First words go before results, and nothing waits for ever."""

from __future__ import annotations

import threading

import pytest

from desk.bot.precedence import Precedence


def test_nothing_waits_when_nobody_reads() -> None:
    Precedence().give_way(longest_s=60)


def test_results_wait_for_the_first_words_of_all() -> None:
    precedence, said = Precedence(), []

    def file() -> None:
        precedence.give_way(longest_s=60)
        said.append("filed")

    with precedence.reading():
        filing = threading.Thread(target=file)
        with precedence.reading():
            filing.start()
            said.append("first words")
        said.append("the last first words")
    filing.join(10)

    assert said == ["first words", "the last first words", "filed"]


def test_a_failed_reader_holds_nobody_up() -> None:
    precedence = Precedence()
    with pytest.raises(ZeroDivisionError), precedence.reading():
        raise ZeroDivisionError
    precedence.give_way(longest_s=60)


def test_results_do_not_wait_for_ever() -> None:
    precedence = Precedence()
    with precedence.reading():
        precedence.give_way(longest_s=0.01)
