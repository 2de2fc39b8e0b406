"""The search of the knowledge base: a question in, passages with calibrated scores out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.knowledge.index import candidates
from desk.knowledge.passages import Passage
from desk.knowledge.ranking import query, rank
from desk.knowledge.shelf import shelf
from desk.knowledge.terms import wordings, words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# A question is cut here: nobody describes one concern in more, and work per question stays bounded.
LONGEST_QUESTION = 1_000


def search(session: Session, question: str, *, limit: int = 5) -> tuple[Passage, ...]:
    """Return the best passage of each of the `limit` articles that fit best, the best first.

    `score` is the probability, 0 to 1, that the article answers the question; scores do not add up to 1. Only
    published articles are found. Nothing at all in common with the knowledge base gives no passage.
    """
    question = question[:LONGEST_QUESTION]
    known = shelf(session)
    asked = query(known, question)
    wanted = {wording for term in asked.terms for wording in wordings(term)} | set(words(asked.text))
    found = rank(known, asked, candidates(session, wanted), limit=limit)
    return tuple(
        Passage(slug=hit.profile.slug, title=hit.profile.title, text=hit.passage, score=hit.score) for hit in found
    )
