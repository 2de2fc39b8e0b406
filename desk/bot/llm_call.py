"""One call of one model, over anything that speaks the chat-completions protocol: the only place that knows the SDK."""

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

from desk.bot.breaker import Breaker
from desk.bot.decision import ResponderFailed
from desk.record import Parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desk.bot.prompts import ChatMessage, Prompt
    from desk.bot.providers import Provider

# How long a listener sleeps at most before it may look whether it must stop.
LOOK_S = 0.2
CONNECT_S = 5.0
# A listener is gone when its time is over; so much later its connection lets go by itself, if no answer ever began.
LATE_S = 1.0

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

    def __init__(self, client: openai.OpenAI, request: dict[str, Any], *, patience_s: float) -> None:
        self.items: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._client = client
        self._request = request
        self._timeout = openai.Timeout(patience_s, connect=CONNECT_S)
        self._response: openai.Stream[Any] | None = None
        self._is_cancelled = threading.Event()
        threading.Thread(target=self._read, name="model-stream", daemon=True).start()

    def _read(self) -> None:
        try:
            response = self._client.chat.completions.create(**self._request, stream=True, timeout=self._timeout)
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
        """Let go of the connection; the reading thread wakes and ends.

        Before the answer began nobody but the library holds the connection: it lets go when the patience is over.
        """
        self._is_cancelled.set()
        response = self._response
        if response is None:
            return
        with contextlib.suppress(Exception):
            stream = response.response.extensions["network_stream"]
            stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(Exception):
            response.close()


class Model:
    """One provider's model: how it is asked, and the breaker before it. Make one a process: it holds connections."""

    def __init__(self, provider: Provider, breaker: Breaker) -> None:
        self.provider = provider
        self.breaker = breaker
        self._client = openai.OpenAI(
            api_key=provider.api_key.get_secret_value() or "none",
            base_url=provider.base_url or None,
            max_retries=0,
        )

    def parameters(self, prompt: Prompt) -> Parameters:
        """Return how it is asked with a prompt."""
        is_reasoning = bool(_REASONING.match(self.provider.model))
        return Parameters(
            temperature=None if is_reasoning else prompt.config["temperature"],
            max_tokens=prompt.config["max_tokens"],
            format=self.provider.format,
        )

    def request(self, messages: list[ChatMessage], prompt: Prompt) -> dict[str, Any]:
        """Return what is sent for messages that a prompt made."""
        parameters = self.parameters(prompt)
        # OpenAI takes only the newer name of the limit, most other servers only the older one.
        limit = "max_tokens" if self.provider.base_url else "max_completion_tokens"
        request: dict[str, Any] = {
            "model": self.provider.model,
            "messages": messages,
            "stream_options": {"include_usage": True},
            limit: parameters.max_tokens,
        }
        if parameters.temperature is not None:
            request["temperature"] = parameters.temperature
        match self.provider.format:
            case "json_schema":
                schema = {"name": prompt.name, "strict": True, "schema": prompt.output_schema}
                request["response_format"] = {"type": "json_schema", "json_schema": schema}
            case "json_object":
                request["response_format"] = {"type": "json_object"}
            case "text":
                pass
        return request

    def listen(self, request: dict[str, Any], heard: Heard, limits: Limits) -> Iterator[None]:
        """Send a request and fill `heard`; yields whenever there is time to look around, LOOK_S apart at most.

        Raises ResponderFailed when the call fails, or is not done in time. Who leaves early lets go of the connection.
        """
        call = Call(self._client, request, patience_s=max(0.0, limits.ends_at - limits.clock()) + LATE_S)
        try:
            yield from _listened(call, heard, limits)
        finally:
            call.cancel()


@dataclass(frozen=True, slots=True)
class Limits:
    """When the first token, and when the whole must be there: moments of `clock`, in seconds."""

    first_token_at: float
    ends_at: float
    clock: Callable[[], float] = time.monotonic


def _listened(call: Call, heard: Heard, limits: Limits) -> Iterator[None]:
    while True:
        item = _next(call, heard, limits)
        match item:
            case None:
                pass
            case ResponderFailed():
                raise item
            case Exception():
                raise ResponderFailed(kind_of(item, was_heard=heard.has_choices), type(item).__name__) from item
            case _End():
                return
            case chunk:
                _take(heard, chunk, limits.clock())
        if item is None or call.items.empty():
            yield


def _next(call: Call, heard: Heard, limits: Limits) -> Any:  # noqa: ANN401  a chunk, an end, an error
    """Return what comes next, or None when it is time to look around.

    Raises ResponderFailed when the first token, or the whole answer, is overdue.
    """
    now = limits.clock()
    whole, first = limits.ends_at - now, limits.first_token_at - now
    if whole <= 0:
        raise ResponderFailed("deadline", "the whole answer is overdue")
    if heard.first_token_at is None and first <= 0:
        raise ResponderFailed("first_token", "the first word is overdue")
    patience = min(LOOK_S, whole, first if heard.first_token_at is None else LOOK_S)
    try:
        return call.items.get(timeout=patience)
    except queue.Empty:
        return None


def _take(heard: Heard, chunk: Any, at: float) -> None:  # noqa: ANN401  whatever the server sent
    """Add one chunk; one that is not shaped like a chunk is a broken stream."""
    try:
        heard.take(chunk, at)
    except (AttributeError, TypeError) as error:
        raise ResponderFailed("broken_stream", type(error).__name__) from error


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
