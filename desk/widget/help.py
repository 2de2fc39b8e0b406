"""The help pages that the bot's answers link to as their sources."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from desk.knowledge.articles import published, published_article
from desk.knowledge.markdown import to_html

help_pages = APIBlueprint("help", __name__, enable_openapi=False)


@help_pages.get("/")
def home() -> Response:
    """A desk without a shop of its own begins at the dashboard."""
    return redirect(url_for("dashboard.home"))


@help_pages.get("/help")
def index() -> str:
    """List the published articles."""
    return render_template("help/index.html", articles=published())


@help_pages.get("/help/<slug>")
def article(slug: str) -> str:
    """Show one article."""
    found = published_article(slug)
    return render_template("help/article.html", title=found.title, html=to_html(found.body))
