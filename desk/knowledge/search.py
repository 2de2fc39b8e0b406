"""The search of the knowledge base: a question in, passages with calibrated scores out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from desk.knowledge.learned import CONTESTANTS, log_odds
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
    """Return learned and other articles together: the confidence of both is a probability, so they compare.

    What was learned and what the words say are two opinions of a learned article, and are pooled.
    """
    judged = learned.trained.judge(question, hidden=learned.articles - known.profiles.keys())
    wanted = dict.fromkeys([*judged.slugs(CONTESTANTS), *candidates(known, asked)])
    hits = rank(known, asked, wanted, limit=len(wanted))
    scored = dict(learned.scored(judged, by_words={hit.profile.slug: hit.score for hit in hits}))
    least = _OUTSIDE * min(scored.values(), default=0.0)
    found = [
        replace(hit, score=_pooled(scored.get(hit.profile.slug, least), hit.score))
        if scored and hit.profile.slug in learned.articles
        else hit
        for hit in hits
    ]
    return sorted(found, key=lambda hit: -hit.score)


# What the ranker's opinion weighs beside that of the words. Together they were better than either alone on customers'
# questions with 10, 30 and 110 examples an article (BANKING77, HINT3 curekart) and on the demo, from .5 to .75 alike.
_LEARNED = 0.6
# An article that is not among the ranker's likeliest counts as half as likely as the last of them.
_OUTSIDE = 0.5


def _pooled(learned: float, by_words: float) -> float:
    """Return the logarithmic opinion pool of two probabilities (Genest and Zidek 1986)."""
    odds = _LEARNED * log_odds(learned) + (1 - _LEARNED) * log_odds(by_words)
    return 1 / (1 + math.exp(-odds))
