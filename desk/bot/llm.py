"""The responder that asks a language model, over anything that speaks the chat-completions protocol."""

from __future__ import annotations

import contextlib
import queue
import re
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import openai

from desk.bot import verdict
from desk.bot.breaker import Breaker
from desk.bot.decision import Answer, ResponderFailed, ResponderStopped
from desk.bot.offline import PROMPT as OFFLINE
from desk.bot.offline import in_pieces, small_talk
from desk.bot.offline import version as offline_version
from desk.bot.prompts import ChatMessage, Prompt, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.bot.decision import Brief, Stream
    from desk.config import Settings

# How long the loop sleeps at most before it looks whether it must stop, and how often it writes to the customer.
LOOK_S = 0.2
WRITE_S = 0.05
CONNECT_S = 5.0

# These say that the service is down or refuses us; the others say something about one answer.
OUTAGES = frozenset(
    {
        "rate_limited", "unauthorized", "server_error", "timeout", "connection", "cut", "first_token", "deadline",
        "not_a_stream", "broken_stream", "error_event", "unexpected",
    }
)  # fmt: skip

# Models that reason refuse a temperature.
_REASONING = re.compile(r"^(?:openai/)?(?:o\d|gpt-5)")


@dataclass(slots=True)
class Heard:
    """What came back from one call."""

    text: list[str] = field(default_factory=list)
    refusal: bool = False
    has_choices: bool = False
    finish: str | None = None
    model: str | None = None
    first_token_at: float | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None

    def take(self, chunk: Any, at: float) -> None:  # noqa: ANN401  servers send more shapes than the SDK's types say
        """Add one chunk of the stream."""
        self.model = chunk.model or self.model
        if chunk.usage is not None:
            self.tokens_in, self.tokens_out = chunk.usage.prompt_tokens, chunk.usage.completion_tokens
        for choice in (chunk.choices or [])[:1]:
            self.has_choices = True
            self.finish = choice.finish_reason or self.finish
            self.refusal = self.refusal or bool(getattr(choice.delta, "refusal", None))
            if choice.delta is not None and choice.delta.content:
                self.first_token_at = self.first_token_at or at
                self.text.append(choice.delta.content)

    def checked(self) -> str:
        """Return the whole text.

        Raises ResponderFailed when the answer is refused, filtered, cut short or empty: what a stream without an
        exception can still be.
        """
        if self.refusal:
            raise ResponderFailed("refusal")
        match self.finish:
            case "content_filter" | "length":
                raise ResponderFailed(self.finish)
            case None:
                raise ResponderFailed("cut" if self.has_choices else "no_choices", "the stream ended without a reason")
            case "stop":
                pass
            case other:
                raise ResponderFailed("bad_finish", other)
        text = "".join(self.text)
        if not text.strip():
            raise ResponderFailed("empty")
        return text


class _End:
    """Marks the end of a stream in the queue."""


class Call:
    """One streamed call, read in a thread of its own, so that no server can hold up the one who waits."""

    def __init__(self, client: openai.OpenAI, request: dict[str, Any]) -> None:
        self.items: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._client = client
        self._request = request
        self._response: openai.Stream[Any] | None = None
        self._is_cancelled = threading.Event()
        threading.Thread(target=self._read, name="model-stream", daemon=True).start()

    def _read(self) -> None:
        try:
            response = self._client.chat.completions.create(**self._request, stream=True)
            self._response = response
            if self._is_cancelled.is_set():
                response.close()
                return
            self._refuse_what_is_no_stream(response)
            for chunk in response:
                self.items.put(chunk)
            self.items.put(_End())
        except Exception as error:  # noqa: BLE001  the SDK lets through errors of its parts; all become a kind
            self.items.put(error)

    @staticmethod
    def _refuse_what_is_no_stream(response: openai.Stream[Any]) -> None:
        kind = response.response.headers.get("content-type", "")
        if "event-stream" not in kind:
            response.close()
            raise ResponderFailed("not_a_stream", kind[:60])

    def cancel(self) -> None:
        """Let go of the connection; the reading thread wakes and ends."""
        self._is_cancelled.set()
        response = self._response
        if response is None:
            return
        with contextlib.suppress(Exception):
            stream = response.response.extensions["network_stream"]
            stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(Exception):
            response.close()


class ModelResponder:
    """Asks the model that the settings name for one typed decision; streams its reply as it is written.

    Make one a process: it holds the connections and the breaker, and serves all threads.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        prompt: Prompt | None = None,
        breaker: Breaker | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._prompt = prompt or load("answer")
        self._breaker = breaker or Breaker()
        self._clock = clock
        self._client = openai.OpenAI(
            api_key=settings.openai_api_key.get_secret_value() or "none",
            base_url=settings.openai_base_url or None,
            max_retries=0,
            timeout=openai.Timeout(settings.bot_deadline_s, connect=CONNECT_S),
        )

    @classmethod
    def from_settings(cls, settings: Settings) -> ModelResponder:
        """Make the one of this process."""
        return cls(settings)

    def respond(self, brief: Brief, stream: Stream) -> Answer:
        """Return the decision for a brief.

        Raises ResponderFailed with a kind for all that can go wrong with a model, within `bot_deadline_s` seconds
        whatever the server does, and ResponderStopped at most a quarter of a second after the turn was superseded.
        """
        if (talk := small_talk(brief)) is not None:
            for piece in in_pieces(talk.reply):
                stream.say(piece)
            return Answer(talk, "offline", None, OFFLINE, offline_version(), first_token_ms=0)
        if not self._breaker.may_call():
            raise ResponderFailed("breaker_open")
        try:
            answer = self._asked(brief, stream)
        except ResponderFailed as failure:
            (self._breaker.failed if failure.kind in OUTAGES else self._breaker.succeeded)()
            raise
        self._breaker.succeeded()
        return answer

    def _asked(self, brief: Brief, stream: Stream) -> Answer:
        """Ask once; ask again for the object if that was not one and the customer has seen nothing yet."""
        started = self._clock()
        messages = self._messages(brief)
        heard = self._heard(messages, brief, stream, started)
        try:
            output = verdict.parse(heard.checked())
        except verdict.InvalidOutput as fault:
            if stream.text:
                raise ResponderFailed("invalid_output", str(fault)) from fault
            heard = self._repaired(messages, heard, brief, stream, started)
            output = self._parsed(heard)
        decision = verdict.judge(output, brief)
        first = heard.first_token_at
        return Answer(
            decision,
            "model",
            heard.model or self._settings.openai_model,
            self._prompt.name,
            self._prompt.version,
            first_token_ms=None if first is None else round((first - started) * 1000),
            tokens_in=heard.tokens_in,
            tokens_out=heard.tokens_out,
        )

    def _repaired(
        self, messages: list[ChatMessage], heard: Heard, brief: Brief, stream: Stream, started: float
    ) -> Heard:
        again: list[ChatMessage] = [
            *messages,
            {"role": "assistant", "content": "".join(heard.text)[: verdict.LONGEST_REPLY]},
            {"role": "user", "content": self._prompt.repair()},
        ]
        return self._heard(again, brief, stream, started)

    @staticmethod
    def _parsed(heard: Heard) -> verdict.Output:
        try:
            return verdict.parse(heard.checked())
        except verdict.InvalidOutput as fault:
            raise ResponderFailed("invalid_output", str(fault)) from fault

    def _messages(self, brief: Brief) -> list[ChatMessage]:
        return self._prompt.render(
            site=brief.site,
            question=brief.question,
            history=[{"speaker": line.speaker, "text": line.text} for line in brief.history],
            passages=[{"slug": p.slug, "title": p.title, "text": p.text} for p in brief.passages],
            locale=brief.locale,
            page=brief.page,
            human_can_come=brief.human_can_come,
            has_offered=brief.has_offered,
        )

    def _heard(self, messages: list[ChatMessage], brief: Brief, stream: Stream, started: float) -> Heard:
        """Listen to one call until it ends, fails, is stopped, or the time is over."""
        call = Call(self._client, self._request(messages))
        try:
            return self._listened(call, brief, stream, started)
        finally:
            call.cancel()

    def _listened(self, call: Call, brief: Brief, stream: Stream, started: float) -> Heard:
        heard, asked_at, written_at = Heard(), self._clock(), 0.0
        while True:
            item = self._next(call, heard, asked_at, started)
            if stream.must_stop():
                raise ResponderStopped
            match item:
                case None:
                    continue
                case ResponderFailed():
                    raise item
                case Exception():
                    raise ResponderFailed(kind_of(item, was_heard=heard.has_choices), type(item).__name__) from item
                case _End():
                    _show(heard, brief, stream)
                    return heard
                case chunk:
                    _take(heard, chunk, self._clock())
            if call.items.empty() and self._clock() - written_at >= WRITE_S:
                _show(heard, brief, stream)
                written_at = self._clock()

    def _next(self, call: Call, heard: Heard, asked_at: float, started: float) -> Any:  # noqa: ANN401  a chunk, an end, an error
        """Return what comes next, or None when it is time to look around.

        Raises ResponderFailed when the first token, or the whole answer, is overdue.
        """
        now = self._clock()
        whole = started + self._settings.bot_deadline_s - now
        first = asked_at + self._settings.bot_first_token_s - now
        if whole <= 0:
            raise ResponderFailed("deadline", f"{self._settings.bot_deadline_s} s")
        if heard.first_token_at is None and first <= 0:
            raise ResponderFailed("first_token", f"{self._settings.bot_first_token_s} s")
        patience = min(LOOK_S, whole, first if heard.first_token_at is None else LOOK_S)
        try:
            return call.items.get(timeout=patience)
        except queue.Empty:
            return None

    def _request(self, messages: list[ChatMessage]) -> dict[str, Any]:
        model, config = self._settings.openai_model, self._prompt.config
        # OpenAI takes only the newer name of the limit, most other servers only the older one.
        limit = "max_tokens" if self._settings.openai_base_url else "max_completion_tokens"
        request: dict[str, Any] = {
            "model": model,
            "messages": messages,
            "stream_options": {"include_usage": True},
            limit: config["max_tokens"],
        }
        if not _REASONING.match(model):
            request["temperature"] = config["temperature"]
        match self._settings.openai_format:
            case "json_schema":
                schema = {"name": self._prompt.name, "strict": True, "schema": self._prompt.output_schema}
                request["response_format"] = {"type": "json_schema", "json_schema": schema}
            case "json_object":
                request["response_format"] = {"type": "json_object"}
            case "text":
                pass
        return request


def _take(heard: Heard, chunk: Any, at: float) -> None:  # noqa: ANN401  whatever the server sent
    """Add one chunk; one that is not shaped like a chunk is a broken stream."""
    try:
        heard.take(chunk, at)
    except (AttributeError, TypeError) as error:
        raise ResponderFailed("broken_stream", type(error).__name__) from error


def _show(heard: Heard, brief: Brief, stream: Stream) -> None:
    """Show the customer what is new of the reply; a cut or filtered end is found out after it."""
    shown = "".join(stream.text)
    reply = verdict.reply_so_far("".join(heard.text), brief)
    if len(reply) > len(shown) and reply.startswith(shown):
        stream.say(reply[len(shown) :])


# The first class that fits names the failure, so that the narrower ones stand first.
_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (openai.RateLimitError, "rate_limited"),
    (openai.AuthenticationError, "unauthorized"),
    (openai.PermissionDeniedError, "unauthorized"),
    (openai.InternalServerError, "server_error"),
    (openai.APIStatusError, "bad_request"),
    (openai.APITimeoutError, "timeout"),
    (openai.APIConnectionError, "connection"),
    (openai.APIError, "error_event"),
    (ValueError, "broken_stream"),
)


def kind_of(error: Exception, *, was_heard: bool) -> str:
    """Return the word under which an error of the SDK is recorded; a connection lost in the middle is a cut."""
    kind = next((kind for known, kind in _KINDS if isinstance(error, known)), "unexpected")
    return "cut" if was_heard and kind in {"connection", "unexpected"} else kind
