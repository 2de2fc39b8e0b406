"""Texts as vectors, from anything that speaks the embeddings protocol of OpenAI; each call is paid for and ends."""

from __future__ import annotations

import json
import math
import queue
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import openai

from desk.bot import spending
from desk.bot.budget import AROUND_A_MESSAGE, BYTES_A_TOKEN, Amount, Caps
from desk.bot.chain import REFUSED
from desk.bot.decision import ResponderFailed
from desk.bot.llm_call import kind_of
from desk.bot.providers import host_of
from desk.knowledge.vectors import unit
from desk.record import Attempt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.bot.budget import DayPayer, Payer
    from desk.config import Settings
    from desk.knowledge.views import Floats

# Calls of one process that may be under way; whoever holds one up for ever must not hold up more.
MOST_CALLS = 8
# Vectors of 64 texts with 4,096 numbers each, written out.
MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors of length one, in the order of their texts, and the call that they came by."""

    vectors: tuple[Floats, ...]
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: texts, a model, how many dimensions (0: what it gives), within so many seconds, who pays.

    Without a payer nothing is booked.
    """

    texts: Sequence[str]
    model: str
    dimensions: int
    within_s: float
    payer: Payer | DayPayer | None

    @property
    def bytes(self) -> int:
        """The size of the texts."""
        return sum(len(text.encode()) for text in self.texts)

    @property
    def request(self) -> dict[str, Any]:
        """What is sent; numbers are asked for as numbers, for not every server knows another form."""
        request = {"model": self.model, "input": list(self.texts), "encoding_format": "float"}
        return request | ({"dimensions": self.dimensions} if self.dimensions else {})


class EmbeddingEndpoint:
    """One endpoint. Make one a process: it holds connections, and serves all threads."""

    def __init__(self, settings: Settings) -> None:
        self._host = host_of(settings.embeddings_base_url)
        self._caps = Caps.from_settings(settings)
        self._places = threading.BoundedSemaphore(MOST_CALLS)
        self._client = openai.OpenAI(
            api_key=settings.embeddings_api_key.get_secret_value() or "none",
            base_url=settings.embeddings_base_url or None,
            max_retries=0,
        )

    def embed(self, wish: Wish) -> Embedded:
        """Return the vectors of texts.

        Raises ResponderFailed with a kind for all that can go wrong, at most `within_s` seconds after it began
        whatever the server does; `over_cap` when the day's tokens are spent. Its attempts hold the call.
        """
        started, outcome, tokens, counted = time.monotonic(), "unexpected", 0, None
        try:
            reservation = self._reserved(wish)
            try:
                vectors, counted = self._answer(wish)
                outcome = "ok"
            except ResponderFailed as failure:
                outcome = failure.kind
                raise
            finally:
                tokens = _tokens(wish, counted, outcome)
                if reservation is not None:
                    spending.settle(reservation, Amount(tokens))
        except ResponderFailed as failure:
            failure.attempts = (self._attempt(wish, failure.kind, started, tokens),)
            raise
        return Embedded(vectors, self._attempt(wish, outcome, started, tokens))

    def _reserved(self, wish: Wish) -> spending.Reservation | None:
        if wish.payer is None:
            return None
        most = wish.bytes + AROUND_A_MESSAGE * len(wish.texts)
        return spending.reserve(wish.payer, Amount(most), self._caps)

    def _attempt(self, wish: Wish, outcome: str, started: float, tokens: int) -> Attempt:
        ms = round((time.monotonic() - started) * 1000)
        return Attempt(host=self._host, model=wish.model, outcome=outcome, ms=ms, tokens=tokens, cost=None)

    def _answer(self, wish: Wish) -> tuple[tuple[Floats, ...], int | None]:
        """Ask in a thread of its own, so that no server can hold up the one who waits; return vectors and tokens."""
        if not self._places.acquire(blocking=False):
            raise ResponderFailed("busy", "too many calls are under way")
        found: queue.SimpleQueue[bytes | Exception] = queue.SimpleQueue()
        threading.Thread(target=self._read, args=(wish, found), name="embeddings", daemon=True).start()
        try:
            answer = found.get(timeout=wish.within_s)
        except queue.Empty:
            raise ResponderFailed("deadline", "the vectors are overdue") from None
        if isinstance(answer, ResponderFailed):
            raise answer
        if isinstance(answer, Exception):
            raise ResponderFailed(kind_of(answer, was_heard=False), type(answer).__name__) from answer
        return vectors_in(answer, count=len(wish.texts), dimensions=wish.dimensions)

    def _read(self, wish: Wish, found: queue.SimpleQueue[bytes | Exception]) -> None:
        try:
            found.put(self._heard(wish))
        except Exception as error:  # noqa: BLE001  the SDK lets through errors of its parts; all become a kind
            found.put(error)
        finally:
            self._places.release()

    def _heard(self, wish: Wish) -> bytes:
        """Return the body of the answer; what comes drop by drop or without end is left."""
        ends_at = time.monotonic() + wish.within_s
        asked = self._client.embeddings.with_streaming_response.create(**wish.request, timeout=wish.within_s)
        body = bytearray()
        with asked as response:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > MOST_BYTES or time.monotonic() > ends_at:
                    raise ResponderFailed("deadline" if len(body) <= MOST_BYTES else "too_long")
        return bytes(body)


def vectors_in(body: bytes, *, count: int, dimensions: int) -> tuple[tuple[Floats, ...], int | None]:
    """Return the vectors of an answer, in the order in which the texts were sent, and the tokens it counted.

    Raises ResponderFailed("broken_answer") for what is not `count` vectors of one length that are numbers and point
    somewhere, ResponderFailed("wrong_length") where not so many `dimensions` came as were asked for (0: any).
    """
    try:
        answer = json.loads(body)
        rows = {row.get("index", place): row["embedding"] for place, row in enumerate(answer["data"])}
        with np.errstate(over="ignore"):  # what is too large becomes infinite, and is refused below
            matrix = np.array([rows[place] for place in range(count)], np.float32)
        used = (answer.get("usage") or {}).get("prompt_tokens")
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ResponderFailed("broken_answer", type(error).__name__) from error
    if matrix.ndim != 2 or len(rows) != count or not np.isfinite(matrix).all() or not matrix.any(axis=1).all():  # noqa: PLR2004
        raise ResponderFailed("broken_answer", "these are no vectors")
    if dimensions and matrix.shape[1] != dimensions:
        raise ResponderFailed("wrong_length", f"{matrix.shape[1]} dimensions came")
    return tuple(unit(row) for row in matrix), used if isinstance(used, int) and used >= 0 else None


def _tokens(wish: Wish, counted: int | None, outcome: str) -> int:
    """Return what a call is booked with: what the server counted, nothing if it refused, else an estimate."""
    if counted is not None:
        return counted
    return 0 if outcome in {*REFUSED, "busy"} else math.ceil(wish.bytes / BYTES_A_TOKEN)
