"""A language-model server that says what it is told to, and fails in every way that was seen in the field."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


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


def answer(**changes: object) -> dict[str, object]:
    """Return the object that a well-behaved model sends, with changes."""
    return {
        "decision": "answer",
        "confidence": 0.9,
        "sources": ["returns"],
        "reason": "none",
        "evidence": "",
        "choices": [],
        "reply": "You can return it within 60 days.",
    } | changes


def note(**changes: object) -> dict[str, object]:
    """Return the object that a well-behaved model sends when it is asked to sum up, with changes."""
    return {
        "goal": "Wants to send something back",
        "facts": [],
        "mood": "calm",
        "language": "en",
        "open_question": "How long is there to send it back?",
        "suggested_reply": "Hello, let me look into this.",
    } | changes


Script = Fault | dict[str, object] | str


class ModelServer:
    """Serves POST /v1/chat/completions on a free port; each request takes the next entry of the script.

    An entry is a fault, an object to stream as JSON, or a text to stream as it is. When the script is used up, the
    default follows. `pause_s` lies between the pieces of a stream; `url` is what to give the client. Who asks for a
    summary comes late and unforeseen: it takes nothing of the script, gets `summary` (or the default, if that is a
    fault), and is kept in `summed_up`.
    """

    def __init__(self, *script: Script, default: Script | None = None, pause_s: float = 0.0) -> None:
        self.script: deque[Script] = deque(script)
        self.default: Script = answer() if default is None else default
        self.pause_s = pause_s
        self.summary: Script = note()
        self.requests: list[dict[str, Any]] = []
        self.summed_up: list[dict[str, Any]] = []
        self.is_closing = threading.Event()
        self.open_streams = 0
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
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

    def entry_for(self, request: dict[str, Any]) -> Script:
        """Return what the request that has just come is answered with."""
        schema = (request.get("response_format") or {}).get("json_schema") or {}
        if schema.get("name") == "handoff_summary":
            self.summed_up.append(request)
            return self.default if isinstance(self.default, Fault) else self.summary
        self.requests.append(request)
        return self.script.popleft() if self.script else self.default


class _Server(ThreadingHTTPServer):
    """Does not wait for requests that hang on purpose, nor report connections that were reset on purpose."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        del request, client_address


def _handler_of(model: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        server_model = model

    return Handler


def _pieces(text: str) -> Iterable[str]:
    return (text[start : start + 7] for start in range(0, len(text), 7))


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    server_model: ModelServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
        del format, args

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        entry = self.server_model.entry_for(json.loads(body))
        self.server_model.open_streams += 1
        try:
            with suppress(OSError):
                self._play(entry)
        finally:
            self.server_model.open_streams -= 1

    def _play(self, entry: Script) -> None:
        match entry:
            case Fault():
                self._fail(entry)
            case dict():
                self._stream(json.dumps(entry))
            case str():
                self._stream(entry)

    def _fail(self, fault: Fault) -> None:
        if fault.value.isdigit():
            self._status(int(fault.value))
            return
        acts: dict[Fault, Callable[[], None]] = {
            Fault.HANG: self._wait,
            Fault.RESET: self._reset,
            Fault.HTML: self._html,
            Fault.BROKEN_STREAM: lambda: self._events('{"id": "1", "choices": [{"del'),
            Fault.EMPTY: lambda: self._stream(""),
            Fault.NO_CHOICES: lambda: self._events(json.dumps(self._chunk() | {"choices": []})),
            Fault.REFUSAL: lambda: self._events(json.dumps(self._chunk({"refusal": "No."}, "stop"))),
            Fault.LENGTH: lambda: self._stream(json.dumps(answer()), finish="length"),
            Fault.CONTENT_FILTER: lambda: self._stream(json.dumps(answer()), finish="content_filter"),
            Fault.CUT_CHUNKED: lambda: self._cut(is_chunked=True),
            Fault.CUT_CLOSED: lambda: self._cut(is_chunked=False),
            Fault.NO_FINISH: lambda: self._stream(json.dumps(answer()), finish=None),
            Fault.ERROR_EVENT: self._error_event,
            Fault.STALL: self._stall,
            Fault.DRIP: lambda: self._drip(after=""),
            Fault.DRIP_AFTER_TEXT: lambda: self._drip(after=json.dumps(answer())[:120]),
        }
        acts[fault]()

    def _status(self, status: int) -> None:
        body = json.dumps({"error": {"message": f"status {status}", "type": "scripted"}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if status == 429:
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(body)

    def _html(self) -> None:
        body = b"<html><body>Sign in to the network</body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _wait(self, seconds: float = 20.0) -> None:
        self.server_model.is_closing.wait(seconds)

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
        data = text.encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _end(self) -> None:
        self.wfile.write(b"0\r\n\r\n")

    def _events(self, *events: str) -> None:
        self._begin()
        for event in events:
            self._write(f"data: {event}\n\n")
        self._write("data: [DONE]\n\n")
        self._end()

    @staticmethod
    def _chunk(delta: dict[str, object] | None = None, finish: str | None = None) -> dict[str, Any]:
        return {
            "id": "chat-1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "scripted-1",
            "choices": [{"index": 0, "delta": delta or {}, "finish_reason": finish}],
        }

    def _stream(self, text: str, *, finish: str | None = "stop") -> None:
        self._begin()
        for piece in _pieces(text):
            self._write(f"data: {json.dumps(self._chunk({'content': piece}))}\n\n")
            time.sleep(self.server_model.pause_s)
        if finish is not None:
            self._write(f"data: {json.dumps(self._chunk(finish=finish))}\n\n")
        usage = self._chunk() | {
            "choices": [],
            "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
        }
        self._write(f"data: {json.dumps(usage)}\n\ndata: [DONE]\n\n")
        self._end()

    def _cut(self, *, is_chunked: bool) -> None:
        """Send most of an answer, then nothing: without the end of the chunks, or by closing."""
        self._begin(is_chunked=is_chunked)
        for piece in _pieces(json.dumps(answer())[:130]):
            event = f"data: {json.dumps(self._chunk({'content': piece}))}\n\n"
            if is_chunked:
                self._write(event)
            else:
                self.wfile.write(event.encode())
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _error_event(self) -> None:
        self._begin()
        self._write(f"data: {json.dumps(self._chunk({'content': '{'}))}\n\n")
        self._write('data: {"error": {"message": "The model is overloaded.", "type": "server_error"}}\n\n')
        self._end()

    def _stall(self) -> None:
        self._begin()
        self._write(f"data: {json.dumps(self._chunk({'content': '{'}))}\n\n")
        self._wait()

    def _drip(self, *, after: str) -> None:
        """Send only comments, as proxies do to keep a connection: no read ever takes long."""
        self._begin()
        if after:
            self._write(f"data: {json.dumps(self._chunk({'content': after}))}\n\n")
        while not self.server_model.is_closing.wait(0.05):
            self._write(": keep-alive\n\n")
