"""Learning in the database: what there is to learn, who may, what came of it, and which ranker is in use.

Training takes a while and much memory, so it runs in a process of its own (`workers/training.py`). Its result is one
new row; workers notice it by its id and load it once.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import delete, func, select
from sqlalchemy.orm import selectinload

from desk import clock
from desk.ids import uuid7
from desk.knowledge.lessons import Lesson
from desk.knowledge.models import Article
from desk.knowledge.packed import FORM, unpacked
from desk.knowledge.passages import split
from desk.knowledge.ranker_models import TrainedRanker, Training
from desk.unit_of_work import action, current, query

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.knowledge.learned import Ranker

# A training that has not come back is given up and another may begin; after one that ended there is a pause.
LONGEST = timedelta(minutes=15)
PAUSE = timedelta(minutes=2)
# So many rankers are kept: the one in use, and the one that a worker may be about to load.
KEPT = 2

_RANKER = "ranker"
_NEWEST = (
    select(TrainedRanker.id)
    .where(TrainedRanker.form == FORM)
    .order_by(TrainedRanker.at.desc(), TrainedRanker.id.desc())
)
_STATE = select(func.count(Article.id).filter(Article.is_published), func.max(Article.updated_at))


@query
def is_due() -> bool:
    """Say whether what customers may read has changed since the newest ranker was made."""
    published, _ = current().execute(_STATE).one()
    newest = select(TrainedRanker.knowledge).where(TrainedRanker.id == _NEWEST.limit(1).scalar_subquery())
    made_from = current().scalar(newest)
    return made_from != knowledge_state() and (published > 0 or made_from is not None)


@query
def knowledge_state() -> str:
    """Return what changes whenever an article is published, changed, withdrawn or deleted."""
    published, newest = current().execute(_STATE).one()
    return f"{published} {newest}"


@query
def lessons() -> tuple[str, tuple[Lesson, ...]]:
    """Return the state of the knowledge base, and all published articles, in the order of their slugs."""
    statement = select(Article).where(Article.is_published).options(selectinload(Article.example_questions))
    rows = current().scalars(statement.order_by(Article.slug))
    return knowledge_state(), tuple(
        Lesson(
            row.slug,
            row.title,
            tuple(row.aliases),
            tuple(question.text for question in row.example_questions),
            split(row.body),
        )
        for row in rows
    )


@action
def begin() -> bool:
    """Take the permission to train; False when somebody trains, or has just trained."""
    session, now = current(), clock.now()
    row = session.scalars(select(Training).where(Training.name == _RANKER).with_for_update()).one_or_none()
    if row is None:
        session.add(Training(name=_RANKER, taken_until=now + LONGEST))
        return True
    if row.taken_until > now:
        return False
    row.taken_until = now + LONGEST
    return True


@action
def store(content: bytes, *, knowledge: str) -> UUID:
    """Put a ranker into use and give the permission back after a pause; older rankers go."""
    session, row = current(), TrainedRanker(id=uuid7(), form=FORM, knowledge=knowledge, at=clock.now(), content=content)
    kept = list(session.scalars(_NEWEST.limit(KEPT - 1)))
    session.execute(delete(TrainedRanker).where(TrainedRanker.id.not_in(kept), TrainedRanker.at <= row.at))
    session.add(row)
    for training in session.scalars(select(Training).where(Training.name == _RANKER).with_for_update()):
        training.taken_until = clock.now() + PAUSE
    return row.id


_loaded: WeakKeyDictionary[Engine, tuple[UUID | None, Ranker | None]] = WeakKeyDictionary()
_lock = threading.Lock()


def ranker(session: Session) -> Ranker | None:
    """Return the ranker in use; None when none was trained yet, or there was too little to learn from.

    One small query tells whether there is another one since the last call.
    """
    engine = session.get_bind().engine
    newest = session.scalar(_NEWEST.limit(1))
    found = _loaded.get(engine)
    if found is None or found[0] != newest:
        with _lock:
            found = _renewed(session, newest, _loaded.get(engine))
            _loaded[engine] = found
    return found[1]


def _renewed(
    session: Session, newest: UUID | None, found: tuple[UUID | None, Ranker | None] | None
) -> tuple[UUID | None, Ranker | None]:
    if found is not None and found[0] == newest:
        return found
    content = session.scalar(select(TrainedRanker.content).where(TrainedRanker.id == newest)) if newest else None
    return newest, unpacked(content) if content else None
