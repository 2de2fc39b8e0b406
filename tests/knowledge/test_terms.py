"""Words: split, stemmed, taken for one another, spelled right."""

from __future__ import annotations

import pytest

from desk.knowledge.spelling import Speller
from desk.knowledge.terms import grams, likeness, stem, terms, words


@pytest.mark.parametrize(
    "forms",
    [
        "return returns returned returning",
        "charge charges charged charging",
        "delivery deliveries",
        "ship ships shipped shipping",
        "repair repairs repaired repairing",
        "size sizes",
        "refund refunds refunded",
        "personalise personalize",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    """Endings do not hide a word."""
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["return refund", "ship shop", "lamp lamb", "order older", "charge change"])
def test_different_words_stay_apart(pair: str) -> None:
    """A stemmer that takes too much finds everything."""
    assert len({stem(word) for word in pair.split()}) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Where is my package?", "where is the parcel"),
        ("send it back", "return"),
        ("money back", "refund"),
        ("pick it up", "collect"),
        ("e-mail", "emails"),
        ("the guarantee", "a warranty"),
        ("Café", "cafe"),
    ],
)
def test_same_meaning_has_same_terms(one: str, other: str) -> None:
    """What customers use for one another is one word here."""
    assert set(terms(one)) == set(terms(other))


def test_question_of_stop_words_keeps_them() -> None:
    """A question without a telling word is compared by what it has."""
    assert terms("can you do that for me") != ()


def test_scripts_without_spaces_are_split() -> None:
    """Chinese has no spaces; its letters are words."""
    assert words("退货 ok") == ["退", "货", "ok"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("retrun", "return"),
        ("waranty", "warranty"),
        ("warrantyy", "warranty"),
        ("parsel", "parcel"),
        ("parcel", "parcel"),
        ("xyz", "xyz"),
        ("quixotic", "quixotic"),
        ("par", "par"),
    ],
)
def test_typing_errors_are_seen_through(typed: str, meant: str) -> None:
    """One letter too many, too few, wrong or swapped; nothing else is touched."""
    assert Speller(["return", "warranty", "parcel", "refund"]).meant(typed) == meant


def test_likeness_is_between_nothing_and_all() -> None:
    """Equal is 1, strange is 0, a typing error lies between."""
    assert likeness(grams("where is it"), grams("Where is it?")) == 1.0
    assert likeness(grams("abc"), grams("xyz")) == 0.0
    assert likeness(grams(""), grams("xyz")) < 0.5
    assert 0.4 < likeness(grams("return policy"), grams("retrun policy")) < 1
