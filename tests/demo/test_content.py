"""The demo's content: complete, loaded once, true to itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from desk.demo import content
from desk.knowledge.models import Article, ExampleQuestion
from tests.knowledge.shelves import knowledge_base

ARTICLES = list(content.articles())
SLUGS = {article.slug for article in ARTICLES}


def test_loading_twice_stores_once(tmp_path: Path) -> None:
    """A second start adds nothing, and leaves what somebody changed."""
    with knowledge_base(f"sqlite:///{tmp_path / 'desk.sqlite3'}") as session:
        first = content.load(session)
        session.commit()
        changed = session.scalars(select(Article).where(Article.slug == "warranty")).one()
        changed.title = "Changed by hand"
        session.commit()

        second = content.load(session)
        session.commit()

        assert (first, second) == (len(ARTICLES), 0)
        assert session.scalar(select(func.count(ExampleQuestion.id))) == sum(len(a.example_questions) for a in ARTICLES)
        assert session.scalar(select(Article.title).where(Article.slug == "warranty")) == "Changed by hand"


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)
def test_article_is_whole(article: Article) -> None:
    """It has a title, a body, example questions, and links only to articles there are."""
    assert article.title
    assert len(article.example_questions) >= 5
    for part in article.body.split("](/help/")[1:]:
        assert part.split(")")[0] in SLUGS


def test_shop_names_only_articles_there_are() -> None:
    """No link of the shop's page leads nowhere."""
    shop = content.shop()
    linked = {row["article"] for row in (*shop["promises"], *shop["products"])} | {
        row["slug"] for row in shop["help_links"]
    }

    assert linked <= SLUGS


def test_there_is_enough_to_try() -> None:
    """At least 25 articles."""
    assert len(ARTICLES) >= 25
