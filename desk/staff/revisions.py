"""Versions of what is edited: each edit is kept whole, so that any decision can be understood and any edit undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, func, select

from desk.actors import AgentActor
from desk.errors import NotFound, Superseded
from desk.staff.models import Revision
from desk.unit_of_work import action, current, moment, query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk.actors import Actor
    from desk.vocabulary import RevisionKind

ALL = UUID(int=0)  # the subject of what belongs to no team and to nobody


class Revised(NamedTuple):
    """The newest version of something."""

    number: int
    written: Mapping[str, Any]


@action
def keep(actor: Actor, kind: RevisionKind, subject_id: UUID, written: Mapping[str, Any], *, seen: int | None) -> int:
    """Keep the next version and return its number.

    `seen` is the number of the version that was edited, 0 for the first, None when it does not matter. Raises
    Superseded when somebody kept another since.
    """
    number = newest_number(kind, subject_id)
    if seen is not None and seen != number:
        message = "Somebody changed this while you edited it. Load it again; what you typed is kept."
        raise Superseded(message)
    by_id = actor.id if isinstance(actor, AgentActor) else None
    row = Revision(
        kind=kind,
        subject_id=subject_id,
        number=number + 1,
        at=moment(),
        by_id=by_id,
        by_name=actor.name,
        written=dict(written),
    )
    current().add(row)
    current().flush()  # two who keep the same number: the second runs again, and is told
    return row.number


@query
def newest_number(kind: RevisionKind, subject_id: UUID) -> int:
    """Return the number of the newest version of one subject, 0 when there is none."""
    return current().scalar(_NEWEST_NUMBER, {"kind": kind, "subject": subject_id}) or 0


@query
def numbers(kind: RevisionKind) -> dict[UUID, int]:
    """Return the number of the newest version of each subject of a kind."""
    return dict(current().execute(_NUMBERS, {"kind": kind}).all())


@query
def version(kind: RevisionKind, subject_id: UUID, number: int) -> Mapping[str, Any]:
    """Return what one version says; raises NotFound."""
    if number > newest_number(kind, subject_id) or number < 1:
        message = f"There is no version {number}. Load the page again."
        raise NotFound(message)
    written: Mapping[str, Any] = (
        current().execute(_ONE, {"kind": kind, "subject": subject_id, "number": number}).scalar_one()
    )
    return written


@query
def newest(kind: RevisionKind) -> dict[UUID, Revised]:
    """Return the newest version of each subject of a kind."""
    rows = current().execute(_NEWEST, {"kind": kind})
    return {subject_id: Revised(number, written) for subject_id, number, written in rows}


@query
def history(kind: RevisionKind, subject_id: UUID, *, limit: int | None = None) -> tuple[Revision, ...]:
    """Return the versions of one subject, the newest first; all, or so many."""
    return tuple(current().scalars(_ALL_OF_ONE.limit(limit), {"kind": kind, "subject": subject_id}))


_KIND, _SUBJECT = bindparam("kind", type_=Revision.kind.type), bindparam("subject", type_=Revision.subject_id.type)
_OF_ONE = (Revision.kind == _KIND) & (Revision.subject_id == _SUBJECT)
_NEWEST_NUMBER = select(func.max(Revision.number)).where(_OF_ONE)
_ONE = select(Revision.written).where(_OF_ONE, Revision.number == bindparam("number"))
_NUMBERS = (
    select(Revision.subject_id, func.max(Revision.number)).where(Revision.kind == _KIND).group_by(Revision.subject_id)
)
_ALL_OF_ONE = select(Revision).where(_OF_ONE).order_by(Revision.number.desc())
_LAST = (
    select(Revision.subject_id, func.max(Revision.number).label("number"))
    .where(Revision.kind == _KIND)
    .group_by(Revision.subject_id)
    .subquery()
)
_NEWEST = (
    select(Revision.subject_id, Revision.number, Revision.written)
    .join(_LAST, (_LAST.c.subject_id == Revision.subject_id) & (_LAST.c.number == Revision.number))
    .where(Revision.kind == _KIND)
)
