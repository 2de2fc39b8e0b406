"""The only way to obtain a conversation: checks who asks, locks, hides what exists.

Who may read: its customer; supervisors; agents when it belongs to no team, to one of theirs, is or
was theirs, or a colleague asked them to take it. Who may act on it is asked of `must_own` and
`must_be_takeable`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sqlalchemy import ColumnElement, bindparam, or_, select, true

from desk.actors import AgentActor, CustomerActor
from desk.conversations.models import Conversation
from desk.errors import Forbidden, NotFound
from desk.unit_of_work import current
from desk.vocabulary import Status

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import Actor


def conversation_for(actor: Actor, conversation_id: UUID, *, lock: bool) -> Conversation:
    """Return a conversation that the actor may read; with `lock`, nobody else changes it meanwhile.

    Raises NotFound also when it exists but the actor must not know.
    """
    statement = _LOCKED if lock else _READ
    conversation = current().scalars(statement, {"conversation_id": conversation_id}).one_or_none()
    if conversation is None or not may_read(actor, conversation):
        message = "There is no such conversation."
        raise NotFound(message)
    return conversation


# Made once: making a statement takes longer than running it, and nothing here is read more often.
_READ = select(Conversation).where(Conversation.id == bindparam("conversation_id"))
# populate_existing: a locked row that was loaded before would keep its stale attributes.
_LOCKED = _READ.with_for_update().execution_options(populate_existing=True)


class Owned(Protocol):
    """What says which agents may read a conversation."""

    @property
    def team_id(self) -> UUID | None: ...
    @property
    def agent_id(self) -> UUID | None: ...
    @property
    def last_agent_id(self) -> UUID | None: ...
    @property
    def asked_agent_id(self) -> UUID | None: ...


def may_agent_read(actor: AgentActor, conversation: Owned) -> bool:
    """Say whether a member of staff may see this conversation."""
    return (
        actor.is_supervisor
        or conversation.team_id is None
        or conversation.team_id in actor.team_ids
        or actor.id in (conversation.agent_id, conversation.last_agent_id, conversation.asked_agent_id)
    )


def may_read(actor: Actor, conversation: Conversation) -> bool:
    """Say whether the actor may see this conversation at all."""
    match actor:
        case CustomerActor():
            return conversation.customer_id == actor.id
        case AgentActor():
            return may_agent_read(actor, conversation)
        case _:
            return True


def readable_by(actor: AgentActor) -> ColumnElement[bool]:
    """Return the same rule as `may_read` as a condition for lists."""
    if actor.is_supervisor:
        return true()
    return or_(
        Conversation.team_id.is_(None),
        Conversation.team_id.in_(actor.team_ids),
        Conversation.agent_id == actor.id,
        Conversation.last_agent_id == actor.id,
        Conversation.asked_agent_id == actor.id,
    )


def must_own(actor: Actor, conversation: Conversation) -> None:
    """Refuse an agent who answers a conversation that is not theirs; raises Forbidden."""
    if isinstance(actor, AgentActor) and conversation.agent_id != actor.id:
        message = "Take this conversation over before you answer in it."
        raise Forbidden(message)


def must_direct(actor: Actor, conversation: Conversation) -> None:
    """Refuse an agent who moves a colleague's conversation; supervisors may. Raises Forbidden."""
    is_foreign = conversation.agent_id is not None and conversation.agent_id != actor.id
    if isinstance(actor, AgentActor) and not actor.is_supervisor and is_foreign:
        message = "A colleague has this conversation. Ask a supervisor to move it."
        raise Forbidden(message)


def must_be_takeable(actor: AgentActor, conversation: Conversation) -> None:
    """Refuse an agent who grabs what a colleague works on; supervisors may. Raises Forbidden."""
    if conversation.status in {Status.ASSIGNED, Status.SNOOZED}:
        must_direct(actor, conversation)
