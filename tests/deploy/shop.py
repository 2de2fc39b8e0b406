"""A shop on a site of its own, strict about what its pages may load, with the widget's one line in them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lamps</title>
<link rel="icon" href="data:,">
</head>
<body>
<h1>Lamps</h1>
{script_tag}
</body>
</html>
"""
# What the documentation tells the owner of a strict site to allow.
POLICY = "default-src 'self'; script-src {desk}; frame-src {desk}; connect-src {desk}; img-src data:"


@contextmanager
def shop(desk_url: str, *, inbox: str = "demo") -> Iterator[str]:
    """Serve the shop and give its address: another site than the desk's for a browser."""
    tag = f'<script async src="{desk_url}/widget.js" data-key="{inbox}"></script>'
    server = ThreadingHTTPServer(("127.0.0.1", 0), _pages(PAGE.format(script_tag=tag), POLICY.format(desk=desk_url)))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _pages(page: str, policy: str) -> type[BaseHTTPRequestHandler]:
    class Pages(BaseHTTPRequestHandler):
        """Every address shows the one page."""

        def do_GET(self) -> None:
            body = page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """A test's output is not for this."""

    return Pages
