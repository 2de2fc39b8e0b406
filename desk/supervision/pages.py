"""The shell of the supervision pages."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import render_template
from flask_login import login_required

from desk.web.login import shell_config, supervisor

pages = APIBlueprint("supervision", __name__, url_prefix="/supervision", enable_openapi=False)


@pages.get("/", defaults={"path": ""})
@pages.get("/<path:path>")
@login_required
def home(path: str) -> str:
    """Serve the shell; its script reads the rest of the address."""
    del path
    supervisor()
    return render_template("supervision/app.html", desk_config=shell_config())
