"""The search of the knowledge base: a question in, passages with calibrated scores out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk.knowledge.learned import CONTESTANTS
from desk.knowledge.learning import ranker
from desk.knowledge.nearness import OUTSIDE, pooled
from desk.knowledge.passages import Passage
from desk.knowledge.ranking import Ranked, candidates, query, rank
from desk.knowledge.shelf import shelf
from desk.knowledge.vector_shelf import by_meaning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.knowledge.learned import Ranker
    from desk.knowledge.nearness import ByMeaning
    from desk.knowledge.ranking import Query, Shelf
    from desk.knowledge.vectors import Meant

# A question is cut here: nobody describes one concern in more, and work per question stays bounded.
LONGEST_QUESTION = 1_000


def search(
    session: Session, question: str, *, limit: int = 5, language: str = "", meant: Meant | None = None
) -> tuple[Passage, ...]:
    """Return the best passage of each of the `limit` articles that fit best, the best first.

    `score` is the probability, 0 to 1, that the article answers the question; scores do not add up to 1. Only
    published articles are found. Without `meant`, the question's vector, nothing at all in common with the knowledge
    base gives no passage. Of two articles that fit, the one in `language` (BCP 47; empty when it is unknown) comes
    first.
    """
    known = shelf(session)
    near = None if meant is None else by_meaning(session, known, meant)
    return find(known, ranker(session), question, limit=limit, language=language, near=near)


def find(
    known: Shelf,
    learned: Ranker | None,
    question: str,
    *,
    limit: int = 5,
    language: str = "",
    near: ByMeaning | None = None,
) -> tuple[Passage, ...]:
    """Return the same from a shelf: the articles that were learned as the ranker says, all others by their words.

    Where there are vectors, what they say is pooled with that.
    """
    question = question[:LONGEST_QUESTION]
    asked = query(known, question, language=language)
    if learned is None and near is None:
        found = rank(known, asked, candidates(known, asked), limit=limit)
    else:
        found = _together(known, learned, near, asked, question)
    return tuple(
        Passage(slug=hit.profile.slug, title=hit.profile.title, text=hit.passage, score=hit.score)
        for hit in found[:limit]
    )


def _together(
    known: Shelf, learned: Ranker | None, near: ByMeaning | None, asked: Query, question: str
) -> list[Ranked]:
    """Return all articles that any of the three finds: each confidence is a probability, so they compare.

    What was learned, what the words say and what the meaning says are opinions about an article, and are pooled.
    """
    judged = learned.trained.judge(question, hidden=learned.articles - known.profiles.keys()) if learned else None
    wanted = dict.fromkeys(judged.slugs(CONTESTANTS) if judged else ())
    meant = near.scored() if near else {}
    wanted |= dict.fromkeys(meant)
    wanted |= dict.fromkeys(candidates(known, asked))
    hits = rank(known, asked, wanted, limit=len(wanted))
    if learned and judged:
        by_words = {hit.profile.slug: hit.score for hit in hits}
        hits = _with_learned(hits, learned, dict(learned.scored(judged, by_words=by_words)))
    if near:
        hits = _with_meaning(hits, near, meant, weight=near.trust.weight(known=asked.known))
    return sorted(hits, key=lambda hit: -hit.score)


def _with_learned(hits: Sequence[Ranked], learned: Ranker, scored: Mapping[str, float]) -> list[Ranked]:
    """Pool what the ranker says into the articles that it has learned, if it says anything."""
    if not scored or not hits:
        return list(hits)
    least = OUTSIDE * min(scored.values())
    found = [
        replace(hit, score=pooled(scored.get(hit.profile.slug, least), hit.score, share=_LEARNED))
        if hit.profile.slug in learned.articles
        else hit
        for hit in hits
    ]
    return _as_sure_as_the_ranker(sorted(found, key=lambda hit: -hit.score), scored)


def _as_sure_as_the_ranker(found: Sequence[Ranked], scored: Mapping[str, float]) -> list[Ranked]:
    """Take the ranker's own confidence where both opinions agree on the first article.

    It was calibrated with the opinion of the words as one of its features; pooled, that would count twice. Near the
    domain this tells more of what nothing answers (BANKING77-OOS: recall .60 and .63 instead of .56 and .57).
    """
    first, *others = found
    surest = max(scored, key=lambda slug: scored[slug])
    if first.profile.slug != surest:
        return [first, *others]
    sure = scored[surest]
    return [replace(first, score=sure), *(replace(hit, score=min(hit.score, sure)) for hit in others)]


def _with_meaning(
    hits: Sequence[Ranked], near: ByMeaning, scored: Mapping[str, float], *, weight: float
) -> list[Ranked]:
    """Pool what the meaning says into all articles that were embedded.

    Of an article that it is surer of than the words are, and weighs more than they do, the nearest passage is shown.
    """
    least = OUTSIDE * min(scored.values())
    found = []
    for hit in hits:
        slug = hit.profile.slug
        if slug not in near.near.vectors.articles:
            found.append(hit)
            continue
        meant = scored.get(slug, least)
        is_surer = slug in scored and meant > hit.score and weight > _HALF
        passage = near.near.passage(slug) if is_surer else ""
        found.append(replace(hit, score=pooled(meant, hit.score, share=weight), passage=passage or hit.passage))
    return found


# What the ranker's opinion weighs beside that of the words. Together they were better than either alone on customers'
# questions with 10, 30 and 110 examples an article (BANKING77, HINT3 curekart) and on the demo, from .5 to .75 alike.
_LEARNED = 0.6
_HALF = 0.5
