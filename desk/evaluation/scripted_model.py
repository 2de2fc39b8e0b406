"""A language-model server that says what a scenario wrote for it, and fails in every way that was seen in the field.

It speaks the chat-completions stream. Many conversations ask it at once: each carries a mark in the address of its
page, and by this mark the server finds the script that the request belongs to.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from desk.evaluation.scenarios import Fault, Words

MARK = re.compile(r"/play-[0-9a-f]{12}\b")
LETTERS = 12  # letters of a piece of the stream
LONGEST_WAIT_S = 60.0
SUMMARY = {
    "goal": "What the customer asked.",
    "facts": [],
    "mood": "neutral",
    "language": "en",
    "open_question": "",
    "suggested_reply": "Hello, let me look into this.",
}


@dataclass
class Script:
    """What the model says in one conversation, in order, and what it was asked."""

    entries: deque[Words] = field(default_factory=deque)
    requests: list[dict[str, Any]] = field(default_factory=list)
    unforeseen: int = 0


class ScriptedModel:
    """Serves POST /v1/chat/completions on a free port; `url` is what to give the client."""

    def __init__(self) -> None:
        self.is_closing = threading.Event()
        self._scripts: dict[str, Script] = {}
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_closing.set()
        self._server.shutdown()
        self._server.server_close()

    def script(self, mark: str) -> Script:
        """Return the script of the conversation that carries a mark."""
        with self._lock:
            return self._scripts.setdefault(mark, Script())

    def forget(self, mark: str) -> None:
        """Let go of a conversation that has ended."""
        with self._lock:
            self._scripts.pop(mark, None)

    def words_for(self, request: dict[str, Any]) -> Words | dict[str, object]:
        """Return what a request is answered with; one that no script foresees is answered with an error."""
        if _schema_of(request).startswith("handoff"):
            return dict(SUMMARY)
        found = MARK.search(json.dumps(request["messages"]))
        if found is None:
            return Words(fault=Fault.BAD_REQUEST)
        script = self.script(found.group())
        with self._lock:
            script.requests.append(request)
            if script.entries:
                return script.entries.popleft()
            script.unforeseen += 1
            return Words(fault=Fault.BAD_REQUEST)


def _schema_of(request: dict[str, Any]) -> str:
    asked = request.get("response_format") or {}
    return str((asked.get("json_schema") or {}).get("name", ""))


class _Server(ThreadingHTTPServer):
    """Does not wait for requests that hang on purpose, nor report connections that were reset on purpose."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        del request, client_address


def _handler_of(model: ScriptedModel) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        server_model = model

    return Handler


def _chunk(delta: dict[str, object] | None = None, finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chat-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted-1",
        "choices": [{"index": 0, "delta": delta or {}, "finish_reason": finish}],
    }


def _pieces(text: str) -> Iterable[str]:
    return (text[start : start + LETTERS] for start in range(0, len(text), LETTERS))


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    server_model: ScriptedModel

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
        del format, args

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        words = self.server_model.words_for(json.loads(body))
        with suppress(OSError):
            self._play(words)

    def _play(self, words: Words | dict[str, object]) -> None:
        if isinstance(words, dict):
            self._stream(json.dumps(words))
            return
        self._wait(words.think_s)
        if words.fault is not None:
            self._fail(words.fault, json.dumps(words.answer()))
            return
        text = json.dumps(words.answer()) if words.text is None else words.text
        self._stream(text, pause_s=words.pause_s)

    def _fail(self, fault: Fault, text: str) -> None:
        if fault.value.isdigit():
            self._status(int(fault.value))
            return
        acts: dict[Fault, Callable[[], None]] = {
            Fault.HANG: lambda: self._wait(LONGEST_WAIT_S),
            Fault.RESET: self._reset,
            Fault.HTML: self._html,
            Fault.BROKEN_STREAM: lambda: self._events('{"id": "1", "choices": [{"del'),
            Fault.EMPTY: lambda: self._stream(""),
            Fault.NO_CHOICES: lambda: self._events(json.dumps(_chunk() | {"choices": []})),
            Fault.REFUSAL: lambda: self._events(json.dumps(_chunk({"refusal": "No."}, "stop"))),
            Fault.LENGTH: lambda: self._stream(text, finish="length"),
            Fault.CONTENT_FILTER: lambda: self._stream(text, finish="content_filter"),
            Fault.CUT_CHUNKED: lambda: self._cut(text, is_chunked=True),
            Fault.CUT_CLOSED: lambda: self._cut(text, is_chunked=False),
            Fault.NO_FINISH: lambda: self._stream(text, finish=None),
            Fault.ERROR_EVENT: self._error_event,
            Fault.STALL: self._stall,
            Fault.DRIP: self._drip,
        }
        acts[fault]()

    def _wait(self, seconds: float) -> None:
        if seconds:
            self.server_model.is_closing.wait(seconds)

    def _status(self, status: int) -> None:
        body = json.dumps({"error": {"message": f"status {status}", "type": "scripted"}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _html(self) -> None:
        body = b"<html><body>Sign in to the network</body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

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

    def _event(self, chunk: object) -> None:
        self._write(f"data: {json.dumps(chunk)}\n\n")

    def _end(self) -> None:
        self._write("data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _events(self, *events: str) -> None:
        self._begin()
        for event in events:
            self._write(f"data: {event}\n\n")
        self._end()

    def _stream(self, text: str, *, finish: str | None = "stop", pause_s: float = 0.0) -> None:
        self._begin()
        for piece in _pieces(text):
            self._event(_chunk({"content": piece}))
            self._wait(pause_s)
        if finish is not None:
            self._event(_chunk(finish=finish))
        usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
        self._event(_chunk() | {"choices": [], "usage": usage})
        self._end()

    def _cut(self, text: str, *, is_chunked: bool) -> None:
        """Send most of an answer, then nothing: without the end of the chunks, or by closing."""
        self._begin(is_chunked=is_chunked)
        for piece in _pieces(text[: len(text) * 9 // 10]):
            if is_chunked:
                self._event(_chunk({"content": piece}))
            else:
                self.wfile.write(f"data: {json.dumps(_chunk({'content': piece}))}\n\n".encode())
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _error_event(self) -> None:
        self._begin()
        self._event(_chunk({"content": "{"}))
        self._event({"error": {"message": "The model is overloaded.", "type": "server_error"}})
        self._end()

    def _stall(self) -> None:
        self._begin()
        self._event(_chunk({"content": "{"}))
        self._wait(LONGEST_WAIT_S)

    def _drip(self) -> None:
        """Send only comments, as proxies do to keep a connection: no read ever takes long."""
        self._begin()
        while not self.server_model.is_closing.wait(0.05):
            self._write(": keep-alive\n\n")
