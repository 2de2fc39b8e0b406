"""Passages: as long as they should be, never cut inside a sentence, plain text."""

from __future__ import annotations

import pytest

from desk.demo import content
from desk.knowledge.markdown import pieces
from desk.knowledge.passages import LONGEST, SHORTEST, split

ARTICLES = {article.slug: article.body for article in content.articles()}


@pytest.mark.parametrize("slug", ARTICLES)
def test_passages_have_the_length_they_should(slug: str) -> None:
    """No passage is longer than 150 words, few are much shorter than 120."""
    lengths = [len(passage.split()) for passage in split(ARTICLES[slug])]

    assert max(lengths) <= LONGEST
    assert min(lengths) >= SHORTEST - 20


@pytest.mark.parametrize("slug", ARTICLES)
def test_nothing_is_lost(slug: str) -> None:
    """Every word of an article stands in some passage."""
    passages = " ".join(split(ARTICLES[slug])).split()
    plain = [word for piece in pieces(ARTICLES[slug]) for word in piece.text.split()]

    assert set(plain) - {"-"} <= set(passages)


def test_short_article_is_one_passage() -> None:
    """What fits is not cut."""
    assert split("# Title\n\nOne sentence. Another one.\n\n- a\n- b") == (
        "Title\nOne sentence. Another one.\n\n- a\n- b",
    )


def test_nothing_gives_no_passage() -> None:
    """An empty article has none."""
    assert split(" \n\n ") == ()


def test_one_endless_sentence_is_kept_whole() -> None:
    """A sentence is never cut, however long."""
    assert split("word " * 400) == (("word " * 400).strip(),)
