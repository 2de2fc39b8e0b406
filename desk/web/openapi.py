"""The description of the REST interface: OpenAPI 3.1 and Swagger UI from our own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from desk.web.headers import allow_inline_styles

if TYPE_CHECKING:
    from apiflask import APIFlask

DESCRIPTION = """Everything that the widget and the dashboards do over sockets can be done here too.

Errors have one shape: `{"error": {"code", "message", "fields"}}`. Writes of staff need the header
`X-CSRFToken` beside the login cookie; writes of customers need their bearer token."""


def describe(app: APIFlask) -> None:
    """Serve /openapi.json and /docs."""
    app.config.update(
        OPENAPI_VERSION="3.1.0",
        DESCRIPTION=DESCRIPTION,
        AUTO_404_RESPONSE=False,
    )
    app.security_schemes = {
        "LoginCookie": {"type": "apiKey", "in": "cookie", "name": "desk_session"},
        "CustomerToken": {"type": "http", "scheme": "bearer"},
    }
    app.add_url_rule("/docs", "docs", _docs)


def _docs() -> str:
    """Show Swagger UI, started by a script file: no inline script, no other host."""
    allow_inline_styles()
    return render_template("docs.html")
