"""The wire of a language model: a server of the chat-completions stream that fails in every way seen in the field.

What it says is up to who builds on it.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

LETTERS = 8  # of a piece of the stream
LONGEST_WAIT_S = 60.0

Request = dict[str, Any]


class Fault(StrEnum):
    """A way in which a model, or the way to it, fails."""

    RATE_LIMITED = "429"
    SERVER_ERROR = "500"
    UNAVAILABLE = "503"
    BAD_REQUEST = "400"
    UNAUTHORIZED = "401"
    HANG = "hang"
    RESET = "reset"
    HTML = "html"
    BROKEN_STREAM = "broken_stream"
    EMPTY = "empty"
    NO_CHOICES = "no_choices"
    REFUSAL = "refusal"
    LENGTH = "length"
    CONTENT_FILTER = "content_filter"
    CUT_CHUNKED = "cut_chunked"
    CUT_CLOSED = "cut_closed"
    NO_FINISH = "no_finish"
    ERROR_EVENT = "error_event"
    STALL = "stall"
    DRIP = "drip"
    DRIP_AFTER_TEXT = "drip_after_text"


@dataclass(frozen=True, slots=True)
class Sent:
    """What one request is answered with: the text as a stream, or a fault; some faults send a part of the text first.

    `think_s` seconds pass before the first letter, `pause_s` between the pieces.
    """

    text: str = ""
    fault: Fault | None = None
    think_s: float = 0.0
    pause_s: float = 0.0


def asks_for_summary(request: Request) -> bool:
    """Say whether a request is for the summary of a hand-off, which comes late and on nobody's cue."""
    schema = (request.get("response_format") or {}).get("json_schema") or {}
    return bool(schema.get("name") == "handoff_summary")


class ModelWire(ABC):
    """Serves POST /v1/chat/completions on a free port; `url` is what to give the client."""

    def __init__(self) -> None:
        self.is_closing = threading.Event()
        self.open_streams = 0
        self._count = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"wire": self}))
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_closing.set()
        self._server.shutdown()
        self._server.server_close()

    @abstractmethod
    def reply_to(self, request: Request) -> Sent:
        """Return what a request is answered with; called once for each, from many threads."""

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count a stream as open."""
        with self._count:
            self.open_streams += 1
        try:
            yield
        finally:
            with self._count:
                self.open_streams -= 1


class _Server(ThreadingHTTPServer):
    """Does not wait for requests that hang on purpose, nor report connections that were reset on purpose."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        del request, client_address


def _pieces(text: str) -> Iterable[str]:
    return (text[start : start + LETTERS] for start in range(0, len(text), LETTERS))


def _most_of(text: str) -> str:
    """Return what arrives of an answer that is cut: the reply has begun, the object is not whole."""
    return text[: len(text) * 9 // 10]


def _chunk(delta: dict[str, object] | None = None, finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chat-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted-1",
        "choices": [{"index": 0, "delta": delta or {}, "finish_reason": finish}],
    }


def _event(chunk: object) -> str:
    return f"data: {chunk if isinstance(chunk, str) else json.dumps(chunk)}\n\n"


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    wire: ModelWire

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
        del format, args

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        sent = self.wire.reply_to(json.loads(body))
        with self.wire.counted(), suppress(OSError):
            self._wait(sent.think_s)
            self._play(sent)

    def _play(self, sent: Sent) -> None:
        if sent.fault is None:
            self._stream(sent)
        elif sent.fault.value.isdigit():
            self._status(int(sent.fault.value))
        else:
            self._acts(sent)[sent.fault]()

    def _acts(self, sent: Sent) -> dict[Fault, Callable[[], None]]:
        return {
            Fault.HANG: lambda: self._wait(LONGEST_WAIT_S),
            Fault.RESET: self._reset,
            Fault.HTML: lambda: self._whole(200, "text/html", "<html><body>Sign in to the network</body></html>"),
            Fault.BROKEN_STREAM: lambda: self._events('{"id": "1", "choices": [{"del'),
            Fault.EMPTY: lambda: self._stream(Sent()),
            Fault.NO_CHOICES: lambda: self._events(_chunk() | {"choices": []}),
            Fault.REFUSAL: lambda: self._events(_chunk({"refusal": "No."}, "stop")),
            Fault.LENGTH: lambda: self._stream(sent, finish="length"),
            Fault.CONTENT_FILTER: lambda: self._stream(sent, finish="content_filter"),
            Fault.CUT_CHUNKED: lambda: self._cut(sent, is_chunked=True),
            Fault.CUT_CLOSED: lambda: self._cut(sent, is_chunked=False),
            Fault.NO_FINISH: lambda: self._stream(sent, finish=None),
            Fault.ERROR_EVENT: self._error_event,
            Fault.STALL: self._stall,
            Fault.DRIP: lambda: self._drip(after=""),
            Fault.DRIP_AFTER_TEXT: lambda: self._drip(after=_most_of(sent.text)),
        }

    def _wait(self, seconds: float) -> None:
        if seconds:
            self.wire.is_closing.wait(seconds)

    def _status(self, status: int) -> None:
        error = {"message": f"status {status}", "type": "scripted"}
        self._whole(status, "application/json", json.dumps({"error": error}))

    def _whole(self, status: int, kind: str, text: str) -> None:
        """Answer without a stream."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(text.encode())

    def _reset(self) -> None:
        """Close with a reset instead of an end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def _begin(self, *, is_chunked: bool = True) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header(*(("Transfer-Encoding", "chunked") if is_chunked else ("Connection", "close")))
        self.end_headers()

    def _write(self, text: str) -> None:
        sent = text.encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(sent), sent))
        self.wfile.flush()

    def _end(self) -> None:
        self._write(_event("[DONE]"))
        self.wfile.write(b"0\r\n\r\n")

    def _events(self, *chunks: object) -> None:
        self._begin()
        for chunk in chunks:
            self._write(_event(chunk))
        self._end()

    def _stream(self, sent: Sent, *, finish: str | None = "stop") -> None:
        self._begin()
        for piece in _pieces(sent.text):
            self._write(_event(_chunk({"content": piece})))
            self._wait(sent.pause_s)
        if finish is not None:
            self._write(_event(_chunk(finish=finish)))
        usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
        self._write(_event(_chunk() | {"choices": [], "usage": usage}))
        self._end()

    def _cut(self, sent: Sent, *, is_chunked: bool) -> None:
        """Send most of an answer, then nothing: without the end of the chunks, or by closing."""
        self._begin(is_chunked=is_chunked)
        for piece in _pieces(_most_of(sent.text)):
            event = _event(_chunk({"content": piece}))
            if is_chunked:
                self._write(event)
            else:
                self.wfile.write(event.encode())
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _error_event(self) -> None:
        error = {"message": "The model is overloaded.", "type": "server_error"}
        self._events(_chunk({"content": "{"}), {"error": error})

    def _stall(self) -> None:
        self._begin()
        self._write(_event(_chunk({"content": "{"})))
        self._wait(LONGEST_WAIT_S)

    def _drip(self, *, after: str) -> None:
        """Send only comments, as proxies do to keep a connection: no read ever takes long."""
        self._begin()
        if after:
            self._write(_event(_chunk({"content": after})))
        while not self.wire.is_closing.wait(0.05):
            self._write(": keep-alive\n\n")
