"""The models in the order in which they are asked: each behind a breaker, each call paid for, all within one time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import structlog

from desk.bot import spending
from desk.bot.breaker import Breaker
from desk.bot.budget import Amount, Caps, Payer, likely_tokens, most_tokens
from desk.bot.decision import ResponderFailed, ResponderStopped
from desk.bot.llm_call import Heard, Limits, Model
from desk.bot.providers import Provider, providers_of
from desk.bot.verdict import InvalidOutput
from desk.record import Attempt

if TYPE_CHECKING:
    from desk.bot.prompts import ChatMessage, Prompt
    from desk.config import Settings

log = structlog.get_logger(__name__)

T = TypeVar("T")

# How much of what was no object a model is shown again, in characters.
LONGEST_QUOTED = 4_000
# How often the customer is shown more, at most.
SHOW_S = 0.05

# These say that the service is down or refuses us; the others say something about one answer.
OUTAGES = frozenset(
    {
        "rate_limited", "unauthorized", "server_error", "timeout", "connection", "cut", "first_token", "deadline",
        "not_a_stream", "broken_stream", "error_event", "unexpected",
    }
)  # fmt: skip
# A model that was reached would not answer this: another one, or a rule, must not answer in its place.
ABOUT_THE_ANSWER = frozenset({"refusal", "content_filter", "length", "invalid_output", "empty_reply"})
# Nothing was done for us, so nothing is paid.
REFUSED = frozenset({"rate_limited", "unauthorized", "bad_request", "server_error", "connection"})


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """What is asked: messages that a prompt made, and how to read the answer.

    `read` raises InvalidOutput for what is not the object asked for. `show` is given all that was heard so far and
    says whether the customer has seen anything; from then on nobody else is asked. Times are in seconds.
    """

    prompt: Prompt
    messages: list[ChatMessage]
    read: Callable[[str], T]
    payer: Payer | None
    first_token_s: float
    whole_s: float
    show: Callable[[str], bool] = field(default=lambda _heard: False)
    must_stop: Callable[[], bool] = field(default=lambda: False)


@dataclass(frozen=True, slots=True)
class Reply(Generic[T]):
    """What a model answered, and how it came about."""

    output: T
    heard: Heard
    model: Model
    attempts: tuple[Attempt, ...]


class Chain:
    """All models of a process. They share one time, and the list of attempts says what became of each call."""

    def __init__(
        self,
        settings: Settings,
        *,
        make_breaker: Callable[[], Breaker] = Breaker,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._caps = Caps.from_settings(settings)
        self._clock = clock
        self._models = [Model(provider, make_breaker()) for provider in providers_of(settings)]

    def ask(self, question: Question[T]) -> Reply[T]:
        """Return the first answer that can be read.

        Raises ResponderFailed with the last failure, and ResponderStopped; both know what was attempted.
        """
        asking = Asking(question, self._caps, self._clock)
        for model in self._models:
            try:
                output, heard = asking.of(model)
            except ResponderFailed as failure:
                log.warning("model_failed", host=model.provider.host, model=model.provider.model, kind=failure.kind)
                if asking.must_end(failure) or model is self._models[-1]:
                    failure.attempts = tuple(asking.attempts)
                    raise
            else:
                return Reply(output, heard, model, tuple(asking.attempts))
        raise AssertionError  # there is a first model


class Asking(Generic[T]):
    """One question on its way through the models."""

    def __init__(self, question: Question[T], caps: Caps, clock: Callable[[], float]) -> None:
        self.attempts: list[Attempt] = []
        self._question = question
        self._caps = caps
        self._clock = clock
        self._ends_at = clock() + question.whole_s
        self._has_shown = False

    def must_end(self, failure: ResponderFailed) -> bool:
        """Say whether nobody else may be asked: something was shown, it is about the answer, or the time is over."""
        return self._has_shown or failure.kind in ABOUT_THE_ANSWER or self._clock() >= self._ends_at

    def of(self, model: Model) -> tuple[T, Heard]:
        """Ask one model, if its breaker lets it be asked."""
        if not model.breaker.may_call():
            self._note(model.provider, "breaker_open", self._clock(), Amount())
            raise ResponderFailed("breaker_open")
        try:
            found = self._answer(model)
        except ResponderFailed as failure:
            if failure.kind != spending.OVER_CAP:
                (model.breaker.failed if failure.kind in OUTAGES else model.breaker.succeeded)()
            raise
        model.breaker.succeeded()
        return found

    def _answer(self, model: Model) -> tuple[T, Heard]:
        """Ask once; ask again for the object if that was not one and the customer has seen nothing yet."""
        heard = Heard()
        messages = self._question.messages
        try:
            return self._call(model, messages, heard), heard
        except InvalidOutput as fault:
            if self._has_shown:
                raise ResponderFailed("invalid_output", str(fault)) from fault
        again = Heard()
        try:
            return self._call(model, [*messages, *self._repair(heard)], again), again
        except InvalidOutput as fault:
            raise ResponderFailed("invalid_output", str(fault)) from fault

    def _repair(self, heard: Heard) -> list[ChatMessage]:
        written = "".join(heard.text)[:LONGEST_QUOTED]
        return [
            {"role": "assistant", "content": written},
            {"role": "user", "content": self._question.prompt.repair()},
        ]

    def _call(self, model: Model, messages: list[ChatMessage], heard: Heard) -> T:
        """Pay for one call, listen to it, and note what became of it."""
        request = model.request(messages, self._question.prompt)
        reservation = self._reserved(model.provider, request)
        started, outcome = self._clock(), "stopped"
        try:
            self._listen(model, request, heard)
            output = self._question.read(heard.checked())
            outcome = "ok"
        except ResponderFailed as failure:
            outcome = failure.kind
            raise
        except InvalidOutput:
            outcome = "invalid_output"
            raise
        finally:
            spent = _spent(model.provider, request, heard, outcome)
            if reservation is not None:
                spending.settle(reservation, spent)
            self._note(model.provider, outcome, started, spent)
        return output

    def _reserved(self, provider: Provider, request: dict[str, Any]) -> spending.Reservation | None:
        if self._question.payer is None:
            return None
        try:
            return spending.reserve(self._question.payer, provider.prices.of(*most_tokens(request)), self._caps)
        except ResponderFailed as failure:
            self._note(provider, failure.kind, self._clock(), Amount())
            raise

    def _listen(self, model: Model, request: dict[str, Any], heard: Heard) -> None:
        now = self._clock()
        limits = Limits(min(now + self._question.first_token_s, self._ends_at), self._ends_at, self._clock)
        shown_at = 0.0
        for _ in model.listen(request, heard, limits):
            if self._question.must_stop():
                raise ResponderStopped
            if self._clock() - shown_at >= SHOW_S:
                self._show(heard)
                shown_at = self._clock()
        if self._question.must_stop():
            raise ResponderStopped
        self._show(heard)

    def _show(self, heard: Heard) -> None:
        self._has_shown = self._question.show("".join(heard.text)) or self._has_shown

    def _note(self, provider: Provider, outcome: str, started: float, spent: Amount) -> None:
        ms = round((self._clock() - started) * 1000)
        self.attempts.append(
            Attempt(
                host=provider.host,
                model=provider.model,
                outcome=outcome,
                ms=ms,
                tokens=spent.tokens,
                cost=spent.money,
            )
        )


def _spent(provider: Provider, request: dict[str, Any], heard: Heard, outcome: str) -> Amount:
    """Return what a call is booked with: what the server counted, nothing if it refused, else an estimate."""
    if heard.tokens_in is not None:
        return provider.prices.of(heard.tokens_in, heard.tokens_out or 0)
    if outcome in REFUSED and not heard.text:
        return Amount()
    return provider.prices.of(*likely_tokens(request, "".join(heard.text)))
