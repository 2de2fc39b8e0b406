"""Telling every process that articles changed: each keeps those that are published in memory (`shelf.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import clock
from desk.knowledge.embedding import forget_changed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.knowledge.models import Article


def index_article(session: Session, article: Article) -> None:
    """Make the article findable, or bring what is found up to date; call it where an article is published or changed.

    An article that is not published is found no longer. The article's `updated_at` is set: every process looks for the
    newest one before it searches, and reads what is newer than what it knows.
    """
    article.updated_at = clock.now()
    # Searches of this transaction, too, shall find the article as it is now.
    session.flush()
    forget_changed(session, article)


def unindex_article(session: Session, article: Article) -> None:
    """Let the article no longer be found; call it before an article is deleted, too."""
    index_article(session, article)
