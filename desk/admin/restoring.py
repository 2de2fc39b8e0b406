"""Going back to an earlier version, whatever it is a version of."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from desk.assignment import settings, staffing
from desk.assignment.policy import TeamPolicy
from desk.assignment.rules import Rules
from desk.errors import Conflict, NotFound
from desk.staff import revisions, teams
from desk.staff.shapes import PersonText, SkillsText, TeamText
from desk.vocabulary import RevisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any
    from uuid import UUID

    from desk.actors import AgentActor

M = TypeVar("M", bound=BaseModel)


def restore(actor: AgentActor, kind: RevisionKind, subject_id: UUID, number: int, *, seen: int) -> tuple[UUID, ...]:
    """Make what a version says the newest one, by the same way as an edit; return the logins that ended with it.

    Raises NotFound, Conflict for what can be no more, and whatever the edit would.
    """
    written = revisions.version(kind, subject_id, number)
    match kind:
        case RevisionKind.AGENT:
            return staffing.save_person(actor, subject_id, _said(PersonText, written), seen=seen)
        case RevisionKind.TEAM:
            teams.save_team(actor, subject_id, _said(TeamText, written), seen=seen)
        case RevisionKind.SKILLS:
            staffing.save_skills(actor, _said(SkillsText, written), seen=seen)
        case RevisionKind.RULES:
            settings.save_rules(actor, _said(Rules, written), seen=seen)
        case RevisionKind.POLICY:
            _restore_policy(actor, subject_id, written, seen=seen)
    return ()


def _restore_policy(actor: AgentActor, subject_id: UUID, written: Mapping[str, Any], *, seen: int) -> None:
    if not written and subject_id != revisions.ALL:
        settings.drop_policy(actor, subject_id, seen=seen)
        return
    team_id = None if subject_id == revisions.ALL else subject_id
    settings.save_policy(actor, team_id, _said(TeamPolicy, written), seen=seen)


def _said(kind: type[M], written: Mapping[str, Any]) -> M:
    try:
        return kind.model_validate(written)
    except ValidationError as error:
        message = "This version says what the desk no longer knows. Write it anew."
        raise Conflict(message) from error


def kind_of(word: str) -> RevisionKind:
    """Return what has versions under this word of an address; raises NotFound."""
    try:
        return RevisionKind(word)
    except ValueError as error:
        message = "Nothing of this name has versions."
        raise NotFound(message) from error
