"""The demo's content: the shop as its page shows it, and its articles into the knowledge base."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from sqlalchemy import select

from desk import clock
from desk.knowledge.index import index_article
from desk.knowledge.models import Article, ExampleQuestion
from desk.knowledge.versions import first_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

HERE = Path(__file__).parent


@cache
def shop() -> dict[str, Any]:
    """Return shop.yaml: name, promises, products, hours, staff and what the bot calls itself."""
    content: dict[str, Any] = yaml.safe_load((HERE / "shop.yaml").read_text(encoding="utf-8"))
    return content


def load(session: Session) -> int:
    """Put those demo articles that are missing into the knowledge base; return how many were new.

    An article that is there already is left as it is: somebody may have changed it.
    """
    there = set(session.scalars(select(Article.slug)))
    new = [article for article in articles() if article.slug not in there]
    for article in new:
        session.add(article)
        index_article(session, article)
        session.add(first_version(article, by=shop()["name"]))
    return len(new)


def articles(directory: Path = HERE / "articles") -> Iterator[Article]:
    """Yield the demo's articles, or another directory's, with their example questions, as rows not stored yet."""
    for path in sorted(directory.glob("*.md")):
        yield _article(path.read_text(encoding="utf-8"))


def _article(source: str) -> Article:
    """Make an article of a file: YAML between two lines of dashes, then Markdown."""
    _, head, body = source.split("---\n", 2)
    front: dict[str, Any] = yaml.safe_load(head)
    return Article(
        slug=front["slug"],
        title=front["title"],
        body=body.strip(),
        aliases=front.get("aliases", []),
        tags=front.get("tags", []),
        is_published=True,
        version=1,
        published_version=1,
        published_at=clock.now(),
        example_questions=[ExampleQuestion(text=question) for question in front["questions"]],
    )
