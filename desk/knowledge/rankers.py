"""A whole ranker made from lessons: trained on all that is enough, its confidence from practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desk.knowledge.learned import Ranker
from desk.knowledge.lessons import FEWEST_QUESTIONS, Lesson
from desk.knowledge.practice import Practice, practise
from desk.knowledge.training import train

# With fewer articles there is nothing to tell apart, and too little to practise on.
FEWEST_ARTICLES = 6
# A weight for each example and article is kept in the memory of every worker: 64 MB at the most.
MOST_WEIGHTS = 16_000_000


def made(lessons: Sequence[Lesson], *, off_topic: Sequence[str] = ()) -> tuple[Ranker, Practice] | None:
    """Return a ranker with the practice that its confidence comes from; None when there is too little to learn.

    Articles with fewer than three example questions are left to the ranking by words; more than 2,000 articles are too
    many to learn. The same lessons give the same ranker.
    """
    learned = sorted((lesson for lesson in lessons if lesson.is_enough), key=lambda lesson: lesson.slug)
    if len(learned) < FEWEST_ARTICLES or len(learned) ** 2 * (FEWEST_QUESTIONS + 1) > MOST_WEIGHTS:
        return None
    learned = _bounded(learned)
    practice = practise(learned, off_topic=off_topic)
    return practice.ranker(train(learned)), practice


def _bounded(lessons: Sequence[Lesson]) -> list[Lesson]:
    """Return the lessons with as many questions each, spread over what there is, as the bound of the weights allows."""
    if sum(len(lesson.asks) for lesson in lessons) * len(lessons) <= MOST_WEIGHTS:
        return list(lessons)
    most = max(FEWEST_QUESTIONS, MOST_WEIGHTS // len(lessons) ** 2 - 1)
    return [replace(lesson, aliases=(), questions=_spread(lesson.questions, most)) for lesson in lessons]


def _spread(questions: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple(questions[:: -(-len(questions) // most)]) if len(questions) > most else tuple(questions)
