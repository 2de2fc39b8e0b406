"""A shop's service over a real socket: it answers what tools ask, and fails in the ways that services do."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

import yaml

ORDER = {"status": "shipped", "shipment": {"carrier": "Parcel Otter", "code": "PO-77"}, "internal": {"margin": 12}}
BIG = 300 * 1024


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


class ToolServer:
    """Serves on a free port. What stands in `answers` under a path is sent as JSON; `/fail/...` fails by its name."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.answers: dict[str, object] = {"/orders/1402": ORDER, "/cancel": {"status": "cancelled"}}
        self.is_closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self.port = self._server.server_port
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_closing.set()
        self._server.shutdown()
        self._server.server_close()

    def tool(self, **changes: object) -> dict[str, object]:
        """Return the declaration of a tool that reads one order, with changes."""
        return {
            "name": "order_status",
            "description": "Looks one order up.",
            "url": f"{self.url}/orders/{{order}}?customer={{customer}}",
            "parameters": {
                "type": "object",
                "properties": {"order": {"type": "string", "description": "its number"}},
                "required": ["order"],
            },
            "bind": {"customer": "customer_id"},
        } | changes

    def write(self, **changes: object) -> dict[str, object]:
        """Return the declaration of a tool that cancels an order, with changes."""
        own = {"name": "cancel_order", "description": "Cancels one order.", "method": "POST", "writes": True}
        return self.tool(**(own | {"url": f"{self.url}/cancel"} | changes))


def declared(path: Path, *tools: dict[str, object]) -> str:
    """Write a file of tools; return where it lies."""
    path.write_text(yaml.safe_dump(list(tools), sort_keys=False), encoding="utf-8")
    return str(path)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        del request, client_address


def _handler_of(server: ToolServer) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        tools = server

    return Handler


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    tools: ToolServer

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
        del format, args

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        sent = self.rfile.read(length)
        body = json.loads(sent) if sent else None
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        self.tools.asked.append(Asked(self.command, parts.path, query, dict(self.headers), body))
        fail = _FAILURES.get(parts.path.removeprefix("/fail/"))
        with suppress(OSError):
            if fail is not None:
                fail(self)
            elif (found := self.tools.answers.get(unquote(parts.path))) is not None:
                self.send(200, json.dumps(found).encode(), {"Set-Cookie": "who=somebody"})
            else:
                self.send(404, b'{"error": "there is none"}')

    def do_POST(self) -> None:
        self.do_GET()

    def send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def hang(self) -> None:
        self.tools.is_closing.wait(30)

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        while not self.tools.is_closing.wait(0.05):
            self.wfile.write(b" ")

    def reset(self) -> None:
        self.connection.close()
        self.close_connection = True


_FAILURES: dict[str, Callable[[_Handler], None]] = {
    "hang": _Handler.hang,
    "drip": _Handler.drip,
    "reset": _Handler.reset,
    "500": lambda handler: handler.send(500, b"{}"),
    "html": lambda handler: handler.send(200, b"<html>Sign in</html>"),
    "big": lambda handler: handler.send(200, json.dumps("x" * BIG).encode()),
    "deep": lambda handler: handler.send(200, b"[" * 100_000),
    "compressed": lambda handler: handler.send(200, b"{}", {"Content-Encoding": "gzip"}),
    "redirect": lambda handler: handler.send(302, b"", {"Location": "http://127.0.0.1:1/inside"}),
}
