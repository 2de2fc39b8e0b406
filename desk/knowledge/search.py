"""The search of the knowledge base: a question in, passages with calibrated scores out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.knowledge.learned import CONTESTANTS
from desk.knowledge.learning import ranker
from desk.knowledge.passages import Passage
from desk.knowledge.ranking import Ranked, candidates, query, rank
from desk.knowledge.shelf import shelf

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.knowledge.learned import Ranker
    from desk.knowledge.ranking import Query, Shelf

# A question is cut here: nobody describes one concern in more, and work per question stays bounded.
LONGEST_QUESTION = 1_000


def search(session: Session, question: str, *, limit: int = 5, language: str = "") -> tuple[Passage, ...]:
    """Return the best passage of each of the `limit` articles that fit best, the best first.

    `score` is the probability, 0 to 1, that the article answers the question; scores do not add up to 1. Only
    published articles are found. Nothing at all in common with the knowledge base gives no passage. Of two articles
    that fit, the one in `language` (BCP 47; empty when it is unknown) comes first.
    """
    return find(shelf(session), ranker(session), question, limit=limit, language=language)


def find(
    known: Shelf, learned: Ranker | None, question: str, *, limit: int = 5, language: str = ""
) -> tuple[Passage, ...]:
    """Return the same from a shelf: the articles that were learned as the ranker says, all others by their words."""
    question = question[:LONGEST_QUESTION]
    asked = query(known, question, language=language)
    if learned is None:
        found = rank(known, asked, candidates(known, asked), limit=limit)
    else:
        found = _both(known, learned, asked, question)
    return tuple(
        Passage(slug=hit.profile.slug, title=hit.profile.title, text=hit.passage, score=hit.score)
        for hit in found[:limit]
    )


def _both(known: Shelf, learned: Ranker, asked: Query, question: str) -> list[Ranked]:
    """Return learned and other articles together: the confidence of both is a probability, so they compare."""
    judged = learned.trained.judge(question, hidden=learned.articles - known.profiles.keys())
    hits = {hit.profile.slug: hit for hit in rank(known, asked, judged.slugs(CONTESTANTS), limit=CONTESTANTS)}
    scored = learned.scored(judged, by_words={slug: hit.score for slug, hit in hits.items()})
    found = [Ranked(hits[slug].profile, score, hits[slug].passage) for slug, score in scored]
    others = [slug for slug in candidates(known, asked) if slug not in learned.articles]
    if others:
        everybody = rank(known, asked, [*others, *hits], limit=len(others) + len(hits))
        found += [hit for hit in everybody if hit.profile.slug not in hits]
    return sorted(found, key=lambda hit: -hit.score)
