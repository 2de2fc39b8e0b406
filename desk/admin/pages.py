"""The shell of the pages where articles are kept, and where it is said who works here and who gets what."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import redirect, render_template, url_for
from flask_login import login_required
from werkzeug.wrappers import Response

from desk.web.login import shell_config, supervisor

pages = APIBlueprint("admin", __name__, url_prefix="/admin", enable_openapi=False)


@pages.get("/")
def home() -> Response:
    """Begin with the articles."""
    return redirect(url_for("admin.articles"))


@pages.get("/articles", defaults={"path": ""})
@pages.get("/articles/<path:path>")
@login_required
def articles(path: str) -> str:
    """Serve the shell; its script reads the rest of the address."""
    del path
    return _shell()


@pages.get("/people")
@pages.get("/people/<path:path>")
@pages.get("/teams")
@pages.get("/teams/<path:path>")
@pages.get("/skills")
@pages.get("/routing")
@login_required
def office(path: str = "") -> str:
    """Serve the same shell for the pages of people, teams, skills and routing."""
    del path
    return _shell()


def _shell() -> str:
    supervisor()
    return render_template("admin/app.html", desk_config=shell_config())
