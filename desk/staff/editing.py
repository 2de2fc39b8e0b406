"""The one door of every edit of who works here and how conversations are given out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.actors import AgentActor, Role, SystemActor
from desk.errors import Forbidden
from desk.staff import revisions
from desk.staff.shapes import History, RevisionShape
from desk.unit_of_work import action, query

if TYPE_CHECKING:
    from uuid import UUID

    from pydantic import BaseModel

    from desk.actors import Actor
    from desk.vocabulary import RevisionKind

SHOWN = 50  # versions
AT_FIRST = SystemActor(name="the desk")


@action
def keep_edit(
    actor: Actor, kind: RevisionKind, subject_id: UUID, *, before: BaseModel, after: BaseModel, seen: int | None
) -> int:
    """Keep what an edit makes of something as its next version, and return its number.

    What was there before the first edit is kept, too, so that it can be restored. An edit that changes nothing keeps
    nothing. `seen` is as in `revisions.keep`, with its Superseded; raises Forbidden for who is no admin.
    """
    only_admins(actor)
    number = revisions.newest_number(kind, subject_id)
    if after == before:
        return number
    if not number:
        number = revisions.keep(AT_FIRST, kind, subject_id, _written(before), seen=0)
        seen = number if seen == 0 else seen
    return revisions.keep(actor, kind, subject_id, _written(after), seen=seen)


def only_admins(actor: Actor) -> None:
    """Refuse staff who may look, but not edit; raises Forbidden."""
    if isinstance(actor, AgentActor) and actor.role is not Role.ADMIN:
        message = "Only admins change this. Ask one of them."
        raise Forbidden(message)


def _written(text: BaseModel) -> dict[str, Any]:
    return text.model_dump(mode="json")


@query
def history_of(kind: RevisionKind, subject_id: UUID) -> History:
    """Return the newest versions of something, at most SHOWN."""
    rows = revisions.history(kind, subject_id, limit=SHOWN)
    versions = (RevisionShape(number=row.number, at=row.at, by=row.by_name, text=row.written) for row in rows)
    return History(versions=tuple(versions))
