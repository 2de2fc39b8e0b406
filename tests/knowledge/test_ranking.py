"""The ranking: pure, deterministic, and blind to the size of the knowledge base."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.knowledge.ranking import Profile, Shelf, candidates, confidence, features, profile, query, rank

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


def test_candidates_are_those_with_the_telling_words() -> None:
    """Most of the weight comes first; what shares no word is no candidate, and no more come than are wanted."""
    many = Shelf.of(
        profile(slug=f"a{n}", title=f"About {word}", aliases=[], questions=[], passages=[f"It says {word} and lamp."])
        for n, word in enumerate(["zebra", "tiger", "camel"])
    )

    assert candidates(many, query(many, "zebra lamp"))[0] == "a0"
    assert set(candidates(many, query(many, "zebra lamp"))) == {"a0", "a1", "a2"}
    assert len(candidates(many, query(many, "zebra lamp"), limit=1)) == 1
    assert candidates(many, query(many, "unheard of")) == []


def test_related_words_are_found_in_texts_and_count_for_less() -> None:
    """Who asks to rename something finds where it is edited; the word itself would be a better sign."""
    edit, rename, other = (
        profile(slug=word, title="Menu", aliases=[], questions=[], passages=[f"You can {word} the page here."])
        for word in ("edit", "rename", "wash")
    )
    shelf = Shelf.of([edit, rename, other])
    asked = query(shelf, "rename")
    said = {entry.slug: features(shelf, asked, entry)["said"] for entry in (edit, rename, other)}

    assert said["rename"] > said["edit"] > said["wash"] == 0
    assert set(candidates(shelf, asked)) == {"edit", "rename"}


def test_longer_text_needs_a_word_more_often() -> None:
    """One mention in a short article says more than one in a long article."""
    short, long = (
        profile(slug=f"s{size}", title="A", aliases=[], questions=[], passages=["zebra " + "word " * size])
        for size in (10, 100)
    )
    shelf = Shelf.of([short, long])
    asked = query(shelf, "zebra")

    assert features(shelf, asked, short)["told"] > features(shelf, asked, long)["told"] > 0


def in_language(tag: str, *, body: str = "Every lamp has a guarantee.") -> Profile:
    return profile(slug=tag, title="Garantie", aliases=[], questions=[], passages=[body], language=tag)


@pytest.mark.parametrize(
    ("language", "first"),
    [("de", "de"), ("de-AT", "de"), ("DE_at,en;q=0.8", "de"), ("fr", "fr"), ("", "de"), ("nonsense", "de")],
)
def test_article_in_the_customers_language_comes_first(language: str, first: str) -> None:
    """Two that fit alike differ in nothing but their language; an unknown one decides nothing."""
    shelf = Shelf.of([in_language("de"), in_language("fr-FR")])
    asked = query(shelf, "garantie", language=language)

    assert rank(shelf, asked, shelf.profiles)[0].profile.language == first


def test_article_that_fits_much_better_comes_first_in_any_language() -> None:
    """An answer in another language is better than none."""
    shelf = Shelf.of([in_language("de", body="Nichts davon."), RETURNS])
    asked = query(shelf, "how do I return it", language="de")

    assert rank(shelf, asked, shelf.profiles)[0].profile is RETURNS
