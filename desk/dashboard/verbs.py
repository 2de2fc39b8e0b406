"""What staff can do to a conversation: one table, offered by sockets and REST alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk.assignment import offering
from desk.assignment.people import agent_ref, known_skill, team_ref
from desk.bot import tool_runs
from desk.commands import InConversation
from desk.conversations import actions, offers, routing
from desk.dashboard import commands
from desk.vocabulary import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.actors import AgentActor
    from desk.conversations.messages import Posted


@dataclass(frozen=True, slots=True)
class Verb:
    """A command's shape and the action it calls, which returns the seq of its event.

    `path` is where REST offers it below the conversation; empty: at its name.
    """

    shape: type[InConversation]
    run: Callable[[AgentActor, Any], int]
    path: str = ""


def send(actor: AgentActor, command: commands.SendMessage) -> Posted:
    """Answer the customer."""
    return actions.post_message(
        actor,
        command.conversation_id,
        client_id=command.client_id,
        text=command.text,
        seen_seq=command.seen_seq,
    )


def take_over(actor: AgentActor, command: InConversation) -> int:
    """Make me responsible."""
    return actions.take_over(actor, command.conversation_id)


def assign(actor: AgentActor, command: commands.Assign) -> int:
    """Give a waiting conversation to an agent by hand."""
    return actions.assign(actor, command.conversation_id, agent=agent_ref(command.agent_id))


def transfer(actor: AgentActor, command: commands.Transfer) -> int:
    """Pass it to a colleague, a team, or whoever has a skill; warm: ask a colleague, and keep it until they accept."""
    if command.agent_id is not None:
        agent = agent_ref(command.agent_id)
        if command.is_warm:
            return offering.ask_colleague(actor, command.conversation_id, agent=agent, request=command.reason)
        return actions.transfer_to_agent(actor, command.conversation_id, agent=agent, reason=command.reason)
    team = team_ref(command.team_id) if command.team_id else None
    skill = known_skill(command.skill) if command.skill else ""
    return actions.transfer_to_team(actor, command.conversation_id, team=team, skill=skill, reason=command.reason)


def accept_offer(actor: AgentActor, command: InConversation) -> int:
    """Take what is offered to me; of several who accept, the first has it."""
    return offers.accept(actor, command.conversation_id)


def decline_offer(actor: AgentActor, command: commands.WithReason) -> int:
    """Refuse what is offered to me; it goes to the next, or stays with who asked me."""
    return offers.decline(actor, command.conversation_id, reason=command.reason)


def take_back_offer(actor: AgentActor, command: InConversation) -> int:
    """Ask the colleague no longer whom I wanted to pass it to."""
    return offers.take_back(actor, command.conversation_id)


def prioritise(actor: AgentActor, command: commands.Prioritise) -> int:
    """Say how soon somebody is needed."""
    reason = command.reason or f"{actor.name} set the priority."
    return routing.prioritise(actor, command.conversation_id, priority=command.priority, reason=reason)


def requeue(actor: AgentActor, command: commands.WithReason) -> int:
    """Put it back into the queue."""
    return actions.requeue(actor, command.conversation_id, reason=command.reason)


def hand_back(actor: AgentActor, command: commands.WithReason) -> int:
    """Give it back to the bot."""
    return actions.hand_back(actor, command.conversation_id, reason=command.reason)


def snooze(actor: AgentActor, command: commands.Snooze) -> int:
    """Put it aside until a time."""
    return actions.snooze(actor, command.conversation_id, until=command.until)


def wake(actor: AgentActor, command: InConversation) -> int:
    """Bring it back now."""
    return actions.wake(actor, command.conversation_id, reason=f"Woken by {actor.name}.")


def resolve(actor: AgentActor, command: InConversation) -> int:
    """End the episode: an agent resolved it."""
    return actions.resolve(actor, command.conversation_id, outcome=Outcome.RESOLVED_BY_AGENT)


def reopen(actor: AgentActor, command: InConversation) -> int:
    """Begin a new episode with me."""
    return actions.reopen(actor, command.conversation_id)


def close(actor: AgentActor, command: commands.WithReason) -> int:
    """End it for good."""
    return actions.close(actor, command.conversation_id, reason=command.reason)


def approve_action(actor: AgentActor, command: commands.DecideAction) -> int:
    """Have carried out, once, what the bot prepared."""
    return tool_runs.approve(actor, command.conversation_id, action_id=command.action_id, client_id=command.client_id)


def reject_action(actor: AgentActor, command: commands.RejectAction) -> int:
    """Have nothing done of what the bot prepared."""
    return tool_runs.reject(
        actor,
        command.conversation_id,
        action_id=command.action_id,
        client_id=command.client_id,
        reason=command.reason,
    )


VERBS: dict[str, Verb] = {
    "take_over": Verb(InConversation, take_over),
    "assign": Verb(commands.Assign, assign),
    "transfer": Verb(commands.Transfer, transfer),
    "prioritise": Verb(commands.Prioritise, prioritise),
    "accept_offer": Verb(InConversation, accept_offer, path="offer/accept"),
    "decline_offer": Verb(commands.WithReason, decline_offer, path="offer/decline"),
    "take_back_offer": Verb(InConversation, take_back_offer, path="offer/take-back"),
    "requeue": Verb(commands.WithReason, requeue),
    "hand_back": Verb(commands.WithReason, hand_back),
    "snooze": Verb(commands.Snooze, snooze),
    "wake": Verb(InConversation, wake),
    "resolve": Verb(InConversation, resolve),
    "reopen": Verb(InConversation, reopen),
    "close": Verb(commands.WithReason, close),
    "approve_action": Verb(commands.DecideAction, approve_action, path="actions/approve"),
    "reject_action": Verb(commands.RejectAction, reject_action, path="actions/reject"),
}
