"""A shop's service for scripted conversations, and the file of the tools that ask it: one order is there, no other."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

ORDERS = {"/orders/1402": {"status": "shipped", "carrier": "Parcel Otter"}}
TOOLS = """
- name: order_status
  description: Looks up where an order of the customer is.
  url: http://HOST/orders/{order}?customer={customer}
  parameters:
    properties: {order: {type: string, description: the number of the order}}
    required: [order]
  bind: {customer: customer_id}
- name: cancel_order
  description: Cancels an order that was not sent yet.
  method: POST
  writes: true
  url: http://HOST/orders/{order}/cancel
  parameters:
    properties: {order: {type: string, description: the number of the order}}
    required: [order]
  bind: {customer: customer_id}
"""


class _Shop(BaseHTTPRequestHandler):
    """Knows one order; everything else fails, a write above all: nothing may come here without a person."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class calls it so
        del format, args

    def do_GET(self) -> None:
        found = ORDERS.get(self.path.partition("?")[0])
        body = json.dumps(found or {"error": "out of order"}).encode()
        self.send_response(200 if found else 500)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def scripted_shop() -> Iterator[Mapping[str, str]]:
    """Serve on a free port; yields the settings that give its tools to a desk's bot."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Shop)
    host = f"127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    with TemporaryDirectory(prefix="desk-eval-tools-") as place:
        path = Path(place) / "tools.yaml"
        path.write_text(TOOLS.replace("HOST", host), encoding="utf-8")
        try:
            yield {"DESK_BOT_TOOLS": str(path), "DESK_BOT_TOOL_HOSTS": host}
        finally:
            server.shutdown()
            server.server_close()
