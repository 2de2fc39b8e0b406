"""What a ranker learns from: an article's names, the questions it answers, its passages. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desk.knowledge.ranking import Shelf, profile

# An article with fewer example questions is ranked by words alone.
FEWEST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Lesson:
    """One article to learn."""

    slug: str
    title: str
    aliases: tuple[str, ...]
    questions: tuple[str, ...]
    passages: tuple[str, ...] = ()

    @property
    def asks(self) -> tuple[str, ...]:
        """Every wording that asks for the article."""
        return tuple(text for text in (self.title, *self.aliases, *self.questions) if text.strip())

    @property
    def is_enough(self) -> bool:
        """Say whether there are enough example questions to learn from."""
        return len(self.questions) >= FEWEST_QUESTIONS


def shelf_of(lessons: Iterable[Lesson]) -> Shelf:
    """Return the lessons as the ranking by words knows articles."""
    return Shelf.of(
        profile(
            slug=lesson.slug,
            title=lesson.title,
            aliases=lesson.aliases,
            questions=lesson.questions,
            passages=lesson.passages,
        )
        for lesson in lessons
    )
