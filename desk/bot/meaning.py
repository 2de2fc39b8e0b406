"""Questions by their meaning, where the operator named an embeddings endpoint: never awaited for long, never needed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from desk.bot.breaker import Breaker
from desk.bot.decision import ResponderFailed
from desk.bot.history import PASSAGES
from desk.bot.offline import small_talk
from desk.bot.policy import first_look
from desk.knowledge.embedding import model_in_use
from desk.knowledge.search import LONGEST_QUESTION, search
from desk.knowledge.vectors import Meant
from desk.unit_of_work import current, query

if TYPE_CHECKING:
    from uuid import UUID

    from desk.bot.budget import DayPayer, Payer
    from desk.bot.embeddings import EmbeddingEndpoint
    from desk.bot.history import Background
    from desk.config import Settings
    from desk.knowledge.embedding import ModelInUse
    from desk.knowledge.passages import Passage
    from desk.knowledge.views import Floats
    from desk.record import Attempt

log = structlog.get_logger(__name__)

# A customer waits at most so many seconds for the vector of a question; then words alone must do.
QUESTION_S = 1.0
# Questions whose vectors are kept: many customers ask the same, and a customer who corrects a word asks again.
KEPT = 256
# These say something about us, not about the endpoint.
_OURS = frozenset({"over_cap", "busy", "breaker_open"})


class Meanings:
    """What gives questions their vectors; without an endpoint in the settings it is off, and costs nothing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.use(None)

    def use(self, settings: Settings | None) -> None:
        """Use the endpoint of these settings from now on, or none."""
        self._settings = settings if settings and settings.is_embedding_configured else None
        self._endpoint: EmbeddingEndpoint | None = None
        self._breaker = Breaker()
        self._kept: OrderedDict[tuple[UUID, str], Floats] = OrderedDict()

    @property
    def is_on(self) -> bool:
        """Say whether there is an endpoint."""
        return self._settings is not None

    def prepare(self) -> None:
        """Import the client, where it will be needed, before a customer waits for it."""
        if self._settings is not None:
            self._client(self._settings)

    def of(self, question: str, payer: Payer | DayPayer) -> tuple[Meant | None, tuple[Attempt, ...]]:
        """Return a question's vector within QUESTION_S seconds, and the call that was made for it, if any.

        There is none while no model is ready, while the endpoint fails, and when the day's tokens are spent.
        """
        used = model_in_use() if self._settings is not None and question.strip() else None
        if self._settings is None or used is None:
            return None, ()
        question = question[:LONGEST_QUESTION]
        with self._lock:
            known = self._kept.get((used.id, question))
        if known is not None:
            return Meant(used.id, known), ()
        try:
            return self._asked(self._client(self._settings), question, used, payer)
        except ResponderFailed as failure:
            log.warning("question_not_embedded", model=used.name, kind=failure.kind)
            return None, failure.attempts

    def _asked(
        self, endpoint: EmbeddingEndpoint, question: str, used: ModelInUse, payer: Payer | DayPayer
    ) -> tuple[Meant, tuple[Attempt, ...]]:
        from desk.bot.embeddings import Wish  # noqa: PLC0415  as in _client

        if not self._breaker.may_call():
            raise ResponderFailed("breaker_open")
        try:
            found = endpoint.embed(Wish([question], used.name, used.dimensions, QUESTION_S, payer))
        except ResponderFailed as failure:
            if failure.kind not in _OURS:
                self._breaker.failed()
            raise
        self._breaker.succeeded()
        self._keep((used.id, question), found.vectors[0])
        return Meant(used.id, found.vectors[0]), (found.attempt,)

    def _keep(self, key: tuple[UUID, str], vector: Floats) -> None:
        with self._lock:
            self._kept[key] = vector
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def _client(self, settings: Settings) -> EmbeddingEndpoint:
        from desk.bot.embeddings import EmbeddingEndpoint  # noqa: PLC0415  40 MB that a desk without it does not need

        with self._lock:
            self._endpoint = self._endpoint or EmbeddingEndpoint(settings)
            return self._endpoint


meanings = Meanings()


def understood(known: Background, payer: Payer) -> tuple[Background, tuple[Attempt, ...]]:
    """Return what is known with the passages found by words and by meaning, and the call that was made for it.

    What rules or small talk decide is not looked up. Call it outside any unit of work: it waits for a server.
    """
    brief = known.brief
    if not meanings.is_on or first_look(brief) or small_talk(brief):
        return known, ()
    meant, attempts = meanings.of(brief.question, payer)
    if meant is None:
        return known, attempts
    passages = passages_for(brief.question, meant, language=brief.locale)
    return replace(known, brief=replace(brief, passages=passages)), attempts


@query
def passages_for(question: str, meant: Meant | None, *, language: str = "") -> tuple[Passage, ...]:
    """Return the passages that a turn is given for a question."""
    return search(current(), question, limit=PASSAGES, language=language, meant=meant)
