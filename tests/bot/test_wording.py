"""The bot's own lines: in every language the same lines, and the same promises."""

from __future__ import annotations

import pytest

from desk.bot import lines, wording
from desk.bot.translations import TRANSLATIONS

LINES = [
    (name, line)
    for module in (wording, lines)
    for name, line in vars(module).items()
    if name.isupper() and isinstance(line, str)
]


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pt", "nl", "pl"])
@pytest.mark.parametrize(("name", "line"), LINES)
def test_line_is_said_in_every_language(name: str, line: str, language: str) -> None:
    """No line is left in English; what follows another line, and what is filled in, stays so."""
    told = wording.said(line, f"{language}-XX")

    assert told != line, name
    assert told.endswith(" ") is line.endswith(" ")
    assert ("{site}" in told) is ("{site}" in line)
    assert told.rstrip().endswith("?") is line.rstrip().endswith("?")


def test_no_translation_is_of_a_line_that_nobody_says() -> None:
    """What is changed in English is changed everywhere."""
    assert {line for told in TRANSLATIONS.values() for line in told} == {line for _, line in LINES}


def test_unknown_language_is_english() -> None:
    """Who writes from a page in a language that the bot does not speak is answered in English."""
    assert wording.passed_on(wording.SORRY, human_can_come=True, language="fi") == wording.SORRY + wording.PASSED_ON
