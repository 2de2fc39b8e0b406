"""The ranking: pure, deterministic, and blind to the size of the knowledge base."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.knowledge.ranking import Shelf, confidence, profile, query, rank

RETURNS = profile(
    slug="returns",
    title="Return a lamp",
    aliases=["Send back"],
    questions=["how do I return it"],
    passages=["You can return any lamp within 60 days.", "Refunds take five days by bank."],
)
WARRANTY = profile(
    slug="warranty",
    title="Warranty",
    aliases=[],
    questions=["how long is the warranty"],
    passages=["Five years on each lamp."],
)
SHELF = Shelf.of([RETURNS, WARRANTY])


def test_best_passage_is_the_one_with_the_words() -> None:
    """The passage shown is the one that holds what was asked."""
    assert rank(SHELF, query(SHELF, "when does the bank refund come"), SHELF.profiles)[0].passage == RETURNS.passages[1]


def test_unknown_candidates_are_left_out() -> None:
    """An article that was withdrawn between two looks does not break the search."""
    assert [hit.profile.slug for hit in rank(SHELF, query(SHELF, "warranty"), ["gone", "warranty"])] == ["warranty"]


@given(st.text(max_size=200))
def test_any_text_gets_confidences_in_order(text: str) -> None:
    """Whatever is asked, scores are probabilities and fall."""
    found = [hit.score for hit in rank(SHELF, query(SHELF, text), SHELF.profiles)]

    assert all(0 <= score <= 1 for score in found)
    assert len(found) == 2
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize("name", ["best_ask", "said", "spelled"])
def test_better_fit_is_more_confidence(name: str) -> None:
    """Each feature speaks for the article."""
    low = {"best_ask": 0.2, "said": 0.2, "spelled": 0.2}

    assert confidence(low | {name: 0.9}, lead=0, known=1) > confidence(low, lead=0, known=1)


def test_lead_and_known_words_are_more_confidence() -> None:
    """A rival, or words nobody here uses, speak against it."""
    found = {"best_ask": 0.5, "said": 0.5, "spelled": 0.5}

    assert (
        confidence(found, lead=3, known=1) > confidence(found, lead=0, known=1) > confidence(found, lead=0, known=0.3)
    )
