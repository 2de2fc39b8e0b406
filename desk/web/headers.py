"""Security headers of every answer: own files only, framed by nobody but a widget's own sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask, Response

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
YEAR_S = 31_536_000


def secure(app: Flask, *, is_https: bool) -> None:
    """Add the headers to every answer of the application."""

    def add(response: Response) -> Response:
        ancestors = g.get("frame_ancestors", "'none'")
        policy = {**POLICY, "frame-ancestors": ancestors, **g.get("policy", {})}
        response.headers["Content-Security-Policy"] = "; ".join(f"{k} {v}" for k, v in policy.items())
        response.headers.update(HEADERS)
        if ancestors == "'none'":
            response.headers["X-Frame-Options"] = "DENY"
        if is_https:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR_S}"
        if request.path.startswith("/static/build/assets/"):  # the name holds a hash of the content
            response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
        return response

    app.after_request(add)


def allow_framing_by(origins: Sequence[str]) -> None:
    """Let this answer be framed by the desk's own pages and the sites named."""
    g.frame_ancestors = " ".join(["'self'", *origins])


def allow_inline_styles() -> None:
    """For a page whose third-party script sets style attributes of its own making."""
    g.policy = {"style-src": "'self' 'unsafe-inline'"}
