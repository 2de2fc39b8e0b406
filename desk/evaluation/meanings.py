"""Measuring with the operator's embeddings endpoint: what `--embeddings` adds to a suite.

Articles and messages are embedded before anything is measured, so that times are those of the desk. Nothing is booked
against the day: who measures knows what they ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import click

from desk.bot.decision import ResponderFailed
from desk.config import PREFIX, ConfigError, load
from desk.environment import beside_up
from desk.evaluation.report import BadFile, tell
from desk.knowledge.embedding import texts_in
from desk.knowledge.lessons import Lesson
from desk.knowledge.nearness import ByMeaning
from desk.knowledge.nearness_practice import practised, vectors_of
from desk.knowledge.offtopic import OFF_TOPIC
from desk.knowledge.vectors import LONGEST_TEXT
from desk.knowledge.views import Floats

if TYPE_CHECKING:
    from desk.config import Settings

NearOf: TypeAlias = Callable[[str], ByMeaning | None]

BATCH = 64
BATCH_S = 30.0
SHOWN_EVERY = 20

option = click.option("--embeddings", is_flag=True, help=f"Ask the endpoint of {PREFIX}EMBEDDINGS_..., too.")


def no_meaning(_text: str) -> None:
    """Say nothing about a message: without `--embeddings` there are words and the ranker alone."""


class Meanings:
    """The endpoint, and every vector that it has given."""

    def __init__(self, settings: Settings) -> None:
        from desk.bot.embeddings import EmbeddingEndpoint  # noqa: PLC0415  40 MB that most measures do not need

        self._settings = settings
        self._endpoint = EmbeddingEndpoint(settings)
        self._vector_of: dict[str, Floats] = {}

    def near(self, lessons: Sequence[Lesson], messages: Iterable[str]) -> NearOf:
        """Embed articles and messages; return what says how near a message is to each article.

        Raises BadFile with a sentence when the endpoint fails: half a measure is none.
        """
        texts = [*(text for lesson in lessons for text in texts_in(lesson)), *OFF_TOPIC]
        self._embed([text for text in dict.fromkeys([*texts, *messages]) if text not in self._vector_of])
        vectors, trust = vectors_of(lessons, self._vector_of), practised(lessons, self._vector_of)
        tell(f"What is meant weighs {trust.share:.1f} beside what is said, {trust.alone:.1f} where no word is known.")

        def near_of(text: str) -> ByMeaning | None:
            near = vectors.near(self._vector_of[text])
            return ByMeaning(near, trust) if near is not None and trust.alone else None

        return near_of

    def _embed(self, texts: Sequence[str]) -> None:
        from desk.bot.embeddings import Wish  # noqa: PLC0415  as above

        name, dimensions = self._settings.embeddings_model, self._settings.embeddings_dimensions
        for number, start in enumerate(range(0, len(texts), BATCH)):
            some = texts[start : start + BATCH]
            sent = [text[:LONGEST_TEXT] or "-" for text in some]
            try:
                found = self._endpoint.embed(Wish(sent, name, dimensions, BATCH_S, payer=None))
            except ResponderFailed as failure:
                message = f"The embeddings endpoint failed ({failure}). Mend it, or measure without --embeddings."
                raise BadFile(message) from failure
            self._vector_of |= dict(zip(some, found.vectors, strict=True))
            if number % SHOWN_EVERY == 0:
                tell(f"{start + len(some)} of {len(texts)} texts are embedded.")


def meanings_of_the_operator() -> Meanings:
    """Return the endpoint that the settings name; raises BadFile where there is none, or settings are wrong."""
    try:
        settings = load(beside_up())
    except ConfigError as error:
        raise BadFile(str(error)) from error
    if not settings.is_embedding_configured:
        message = f"No embeddings endpoint is set. Set {PREFIX}EMBEDDINGS_MODEL (see .env.example), or leave the flag."
        raise BadFile(message)
    return Meanings(settings)
