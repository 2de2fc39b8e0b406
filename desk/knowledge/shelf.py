"""The searchable form of all published articles, kept in memory and renewed when an article changes."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import func, select

from desk.knowledge.models import Article, ExampleQuestion
from desk.knowledge.passages import split
from desk.knowledge.profiles import Profile, Shelf, profile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    Stamp = tuple[int, datetime | None]
    Versions = dict[UUID, tuple[str, datetime]]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What one process remembers of one database."""

    stamp: Stamp
    versions: Versions
    shelf: Shelf


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
_lock = threading.Lock()


def shelf(session: Session) -> Shelf:
    """Return all published articles in searchable form.

    One small query tells whether anything changed since the last call; if so, only changed articles are read again.
    """
    engine = session.get_bind().engine
    stamp = _stamp(session)
    kept = _kept.get(engine)
    if kept is not None and kept.stamp == stamp:
        return kept.shelf
    with _lock:
        kept = _renewed(session, stamp, _kept.get(engine))
        _kept[engine] = kept
    return kept.shelf


def _stamp(session: Session) -> Stamp:
    """Return what changes whenever an article is published, changed, withdrawn or deleted."""
    published, newest = session.execute(_STAMP).one()
    return published, newest


_STAMP = select(func.count(Article.id).filter(Article.is_published), func.max(Article.updated_at))


def _renewed(session: Session, stamp: Stamp, kept: _Kept | None) -> _Kept:
    """Take from the shelf what was withdrawn, read what is new or changed and put it there; the rest stays."""
    if kept is not None and kept.stamp == stamp:
        return kept
    rows = session.execute(select(Article.id, Article.slug, Article.updated_at).where(Article.is_published)).all()
    versions = {row.id: (row.slug, row.updated_at) for row in rows}
    known, on_shelf = ({}, Shelf()) if kept is None else (kept.versions, kept.shelf)
    read = _profiles(session, [key for key, version in versions.items() if known.get(key) != version])
    gone = {slug for key, (slug, at) in known.items() if versions.get(key) != (slug, at)}
    return _Kept(stamp, versions, on_shelf.changed(without=gone, plus=read))


_BATCH = 200


def _profiles(session: Session, ids: Sequence[UUID]) -> list[Profile]:
    """Read the articles and make their profiles, some at a time: databases limit the parameters of a query."""
    made: list[Profile] = []
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        questions: dict[UUID, list[str]] = {}
        asked = select(ExampleQuestion.article_id, ExampleQuestion.text)
        for article_id, text in session.execute(asked.where(ExampleQuestion.article_id.in_(batch))):
            questions.setdefault(article_id, []).append(text)
        for row in session.execute(_COLUMNS.where(Article.id.in_(batch))):
            time.sleep(0)  # a web process must go on answering others meanwhile
            entry = profile(
                slug=row.slug,
                title=row.title,
                aliases=row.aliases,
                questions=questions.get(row.id, []),
                passages=split(row.body),
                language=row.language,
            )
            made.append(entry)
    return made


_COLUMNS = select(Article.id, Article.slug, Article.title, Article.aliases, Article.body, Article.language)
