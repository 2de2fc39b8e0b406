"""The demo shop's pages, on which the widget can be tried out."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import current_app, render_template

from desk.demo.content import shop
from desk.demo.seed import INBOX_KEY
from desk.knowledge.articles import published, published_article
from desk.knowledge.markdown import to_html

demo = APIBlueprint("demo", __name__, enable_openapi=False)


@demo.get("/")
def home() -> str:
    """Show the shop."""
    return render_template("demo/shop.html", **_surroundings())


@demo.get("/help")
def help_index() -> str:
    """List the help articles."""
    return render_template("demo/help.html", articles=published(), **_surroundings())


@demo.get("/help/<slug>")
def help_article(slug: str) -> str:
    """Show the article that an answer rests on."""
    found = published_article(slug)
    article = {"title": found.title, "html": to_html(found.body)}
    return render_template("demo/article.html", article=article, **_surroundings())


def _surroundings() -> dict[str, Any]:
    """Return what every page of the shop needs."""
    assets = current_app.config["DESK_ASSETS"]
    return {
        "shop": shop(),
        "inbox_key": INBOX_KEY,
        "widget_src": "/widget.js",
        "stylesheet": assets.url("demo/shop.css"),
    }
