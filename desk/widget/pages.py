"""What the widget loads: the launcher's script, the frame, and the help articles it links to."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import current_app, render_template, request, send_from_directory

from desk.commands import MESSAGE_LIMIT
from desk.conversations.reception import reception
from desk.customers.actions import inbox_of
from desk.customers.models import Inbox
from desk.vocabulary import Status
from desk.web.assets import BUILD
from desk.web.headers import allow_framing_by

pages = APIBlueprint("widget", __name__, enable_openapi=False)

Answer = Any


@pages.get("/widget.js")
def loader() -> Answer:
    """Serve the launcher's script, the only thing that a host page loads."""
    response = send_from_directory(BUILD, "widget.js", mimetype="text/javascript", max_age=300)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@pages.get("/widget/frame")
def frame() -> Answer:
    """Serve the widget's own page, which only the inbox's sites may frame."""
    inbox = inbox_of(request.args.get("inbox", ""))
    config = frame_config(inbox)
    allow_framing_by(inbox.allowed_origins)
    return render_template("widget/frame.html", desk_config=config)


def frame_config(inbox: Inbox) -> dict[str, Any]:
    """Return what the widget's app starts from."""
    return {
        "inbox": {
            "key": inbox.key,
            "name": inbox.name,
            "greeting": inbox.greeting,
            "bot_name": inbox.bot_name,
            "suggestions": inbox.suggestions,
            "accent": inbox.accent,
            "privacy": inbox.privacy,
        },
        "has_bot": reception.first_status is Status.BOT,
        "message_limit": MESSAGE_LIMIT,
        "demo": current_app.config["DESK_SETTINGS"].demo,
    }
