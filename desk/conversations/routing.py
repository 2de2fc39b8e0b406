"""What a conversation asks of whoever takes it: how soon, which team, language and skills."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desk import events
from desk.conversations.access import conversation_for, must_direct
from desk.unit_of_work import action, announce
from desk.vocabulary import Priority

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from desk.actors import Actor
    from desk.conversations.models import Conversation
    from desk.wire import TeamRef


class Asks(NamedTuple):
    """How soon somebody is needed, of which team, speaking what, with which skills (levels 1 to 5)."""

    priority: Priority
    team: TeamRef | None
    language: str
    skills: Mapping[str, int]


def asked_of(conversation: Conversation) -> Asks:
    """Return what a conversation asks for now."""
    priority = Priority(conversation.priority)
    return Asks(priority, conversation.team, conversation.language, conversation.skills)


def ask(
    actor: Actor, conversation: Conversation, asks: Asks, *, rules: tuple[str, ...] = (), reason: str = ""
) -> int | None:
    """Let a conversation that the caller has locked ask for something else; return the seq, None where it does already.

    Its place in the queue, by time, stays.
    """
    if asks == asked_of(conversation):
        return None
    previous_team = conversation.team
    conversation.priority = asks.priority
    if asks.team != conversation.team:
        conversation.team = asks.team
    conversation.ask_for(language=asks.language, skills=dict(asks.skills))
    event = events.ConversationRouted(
        team=asks.team,
        previous_team=previous_team,
        priority=asks.priority,
        language=asks.language,
        skills=dict(asks.skills),
        rules=rules,
        reason=reason,
    )
    return announce(conversation, event, actor=actor).seq


@action
def prioritise(actor: Actor, conversation_id: UUID, *, priority: Priority, reason: str) -> int:
    """Say how soon somebody is needed. Returns the seq; raises Forbidden for a colleague's conversation."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    asks = asked_of(conversation)._replace(priority=priority)
    return ask(actor, conversation, asks, reason=reason) or conversation.last_seq
