"""What moves a conversation. Each action locks it, moves it, writes, announces, in that order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import clock, events
from desk.actors import AgentActor, CustomerActor
from desk.conversations import line, slots
from desk.conversations.access import conversation_for, must_be_takeable, must_direct, must_own
from desk.conversations.messages import NO_EXTRAS, must_have_seen, resent, write
from desk.conversations.opening import new_episode
from desk.conversations.queries import episode_of
from desk.conversations.reception import reception
from desk.conversations.responsibility import (
    begin_assignment,
    end_assignment,
    make_responsible,
    move,
    release,
    responsible,
)
from desk.conversations.states import Verb
from desk.errors import ConversationClosed, ConversationResolved, Forbidden, Invalid
from desk.staff.presence import present
from desk.unit_of_work import action, announce, current, moment
from desk.vocabulary import EndReason, Outcome, Status
from desk.wire import AgentRef

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from desk.actors import Actor
    from desk.conversations.messages import BotExtras, Posted
    from desk.conversations.models import Conversation
    from desk.record import HowAnswered, Packet
    from desk.wire import DecisionShape, TeamRef


@action
def post_message(
    actor: Actor,
    conversation_id: UUID,
    *,
    client_id: UUID,
    text: str,
    seen_seq: int | None = None,
    extras: BotExtras = NO_EXTRAS,
) -> Posted:
    """Post what customer and staff see; a resend returns the first result, whatever came since.

    A customer who writes after the end of an episode begins a new one. Staff answer only in what is
    theirs (Forbidden), not after its end (ConversationResolved), and not past a colleague's answer
    they have not seen (Superseded).
    """
    conversation = conversation_for(actor, conversation_id, lock=True)
    first = resent(conversation, actor, client_id=client_id, text=text)
    if first is not None:
        return first
    if conversation.status is Status.CLOSED:
        message = "This conversation has ended. Start a new one to go on."
        raise ConversationClosed(message)
    if isinstance(actor, CustomerActor):
        _ready_for_customer(conversation, actor)
    else:
        must_own(actor, conversation)
        _must_go_on(actor, conversation)
        must_have_seen(conversation, actor, seen_seq)
    return write(conversation, actor, client_id=client_id, text=text, extras=extras)


def _must_go_on(actor: Actor, conversation: Conversation) -> None:
    """Refuse an agent's answer that would belong to no episode; raises ConversationResolved."""
    if isinstance(actor, AgentActor) and conversation.status is Status.RESOLVED:
        message = "This conversation is resolved. Reopen it, then send again."
        raise ConversationResolved(message)


def _ready_for_customer(conversation: Conversation, actor: CustomerActor) -> None:
    match conversation.status:
        case Status.RESOLVED:
            reopen(actor, conversation.id)
        case Status.SNOOZED:
            wake(actor, conversation.id, reason="The customer wrote.")
        case _:
            return


@action
def escalate(actor: Actor, conversation_id: UUID, *, packet: Packet, how: HowAnswered | None = None) -> int:
    """Pass responsibility from the bot to people, with the hand-off packet. Returns the seq."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    now = moment()
    conversation.move(Verb.ESCALATE, now)
    conversation.waiting_since = conversation.waiting_since or now
    episode = episode_of(conversation)
    episode.escalated_at = now
    episode.escalation_reason = packet.reason
    episode.packet = packet.model_dump(mode="json")
    event = events.ConversationEscalated(
        **responsible(conversation),
        reason=packet.reason,
        packet=packet,
        waiting_since=conversation.waiting_since,
        how=how,
    )
    return announce(conversation, event, actor=actor).seq


@action
def assign(actor: Actor, conversation_id: UUID, *, agent: AgentRef) -> int:
    """Make an agent responsible for a waiting conversation. Returns the seq."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    make_responsible(conversation, Verb.ASSIGN, agent, EndReason.TRANSFERRED)
    return announce(conversation, _assigned(conversation, None), actor=actor).seq


def give(actor: Actor, conversation: Conversation, *, agent: AgentRef, decision: DecisionShape) -> None:
    """Give a waiting conversation, which the caller has locked, to an agent of whom a place was taken for it."""
    conversation.move(Verb.ASSIGN, moment())
    conversation.agent = agent
    conversation.forget_refusals()
    begin_assignment(conversation, agent)
    announce(conversation, _assigned(conversation, decision), actor=actor)


def _assigned(conversation: Conversation, decision: DecisionShape | None) -> events.ConversationAssigned:
    return events.ConversationAssigned(**responsible(conversation), decision=decision)


@action
def take_over(actor: AgentActor, conversation_id: UUID) -> int:
    """Make the actor responsible, also while the bot answers. Returns the seq."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_be_takeable(actor, conversation)
    if conversation.status is Status.ASSIGNED and conversation.agent_id == actor.id:
        return conversation.last_seq
    previous, was_resolved = conversation.agent, conversation.status is Status.RESOLVED
    if was_resolved:
        return reopen(actor, conversation_id)
    own = AgentRef(id=actor.id, name=actor.name)
    make_responsible(conversation, Verb.TAKE_OVER, own, EndReason.TAKEN_OVER)
    event = events.ConversationTakenOver(**responsible(conversation), previous_agent=previous)
    return announce(conversation, event, actor=actor).seq


@action
def transfer_to_agent(actor: Actor, conversation_id: UUID, *, agent: AgentRef, reason: str) -> int:
    """Pass an assigned conversation to a colleague. Returns the seq."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    if agent.id == conversation.agent_id:
        message = f"{agent.name} has this conversation already."
        raise Invalid(message, fields={"agent_id": message})
    return pass_to(actor, conversation, agent=agent, reason=reason)


def pass_to(actor: Actor, conversation: Conversation, *, agent: AgentRef, reason: str) -> int:
    """Pass a conversation, which the caller has locked, to a colleague. Returns the seq."""
    previous = conversation.agent
    make_responsible(conversation, Verb.TRANSFER_TO_AGENT, agent, EndReason.TRANSFERRED)
    event = events.ConversationTransferred(
        **responsible(conversation), previous_agent=previous, previous_team=conversation.team, reason=reason
    )
    return announce(conversation, event, actor=actor).seq


@action
def transfer_to_team(actor: Actor, conversation_id: UUID, *, team: TeamRef | None, reason: str, skill: str = "") -> int:
    """Pass an assigned conversation to a team's queue, or with no team back to its own. Returns the seq.

    With a `skill` only who has that gets it, whatever it needed before. Who had it does not get it straight back.
    """
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    previous, previous_team = conversation.agent, conversation.team
    release(conversation, Verb.TRANSFER_TO_TEAM, EndReason.TRANSFERRED, refusal="passed it on")
    conversation.team = team or previous_team
    if skill:
        conversation.ask_for(language=conversation.language, skills={skill: 1})
    event = events.ConversationTransferred(
        **responsible(conversation), previous_agent=previous, previous_team=previous_team, reason=reason, skill=skill
    )
    return announce(conversation, event, actor=actor).seq


@action
def requeue(actor: Actor, conversation_id: UUID, *, reason: str) -> int:
    """Put an assigned conversation back into the queue, behind those who wait. Returns the seq.

    Who had it does not get it straight back, although customers else return to whom they know.
    """
    return _requeue(actor, conversation_id, place=moment(), reason=reason, refusal="put it back")


@action
def requeue_first(actor: Actor, conversation_id: UUID, *, reason: str, refusal: str = "") -> int:
    """Put it back into its line in front of all who wait, because its agent is not there. Returns the seq.

    With a `refusal` its agent, who is there and does nothing, does not get it straight back.
    """
    conversation_for(actor, conversation_id, lock=True)
    return _requeue(actor, conversation_id, place=line.front(), reason=reason, refusal=refusal)


def _requeue(actor: Actor, conversation_id: UUID, *, place: datetime, reason: str, refusal: str) -> int:
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    previous = conversation.agent
    release(conversation, Verb.REQUEUE, EndReason.REQUEUED, refusal=refusal)
    conversation.queued_at = place
    event = events.ConversationRequeued(**responsible(conversation), previous_agent=previous, reason=reason)
    return announce(conversation, event, actor=actor).seq


@action
def hand_back(actor: Actor, conversation_id: UUID, *, reason: str) -> int:
    """Give the conversation back to the bot; where that is switched off, to the queue. Returns the seq."""
    if reception.first_status is Status.QUEUED:
        return requeue(actor, conversation_id, reason=reason)
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    previous = conversation.agent
    release(conversation, Verb.HAND_BACK, EndReason.HANDED_BACK)
    episode = episode_of(conversation)
    episode.bot_turns, episode.has_offered = 0, False  # a fresh budget
    event = events.ConversationHandedBack(**responsible(conversation), previous_agent=previous, reason=reason)
    return announce(conversation, event, actor=actor).seq


@action
def snooze(actor: AgentActor, conversation_id: UUID, *, until: datetime) -> int:
    """Put the conversation aside until a time; the customer's next message wakes it too."""
    if until <= clock.now():
        message = "Choose a time that has not passed."
        raise Invalid(message, fields={"until": message})
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    move(conversation, Verb.SNOOZE, conversation.agent)
    conversation.snoozed_until = until
    event = events.ConversationSnoozed(**responsible(conversation), until=until)
    return announce(conversation, event, actor=actor).seq


@action
def wake(actor: Actor, conversation_id: UUID, *, reason: str) -> int:
    """Bring a snoozed conversation back to its agent; to the front of the queue while they are not there, or full.

    Whoever wakes their own is there. Returns the seq.
    """
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    agent = conversation.agent
    if conversation.status is Status.SNOOZED and agent:
        if agent.id != actor.id and not present(agent.id):
            return requeue_first(actor, conversation_id, reason=f"{reason} {agent.name} was not there.")
        if not slots.has_room(agent.id):
            return requeue_first(actor, conversation_id, reason=f"{reason} {agent.name} had no place left.")
    move(conversation, Verb.WAKE, agent)
    event = events.ConversationWoken(**responsible(conversation), reason=reason)
    return announce(conversation, event, actor=actor).seq


@action
def resolve(actor: Actor, conversation_id: UUID, *, outcome: Outcome) -> int:
    """End the episode with its outcome; the customer may rate it or write again."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    move(conversation, Verb.RESOLVE, conversation.agent)
    end_assignment(conversation, EndReason.RESOLVED)
    _end_episode(conversation, outcome)
    event = events.ConversationResolved(**responsible(conversation), outcome=outcome)
    return announce(conversation, event, actor=actor).seq


@action
def reopen(actor: Actor, conversation_id: UUID) -> int:
    """Begin a new episode: staff take it themselves, a customer meets whoever meets all customers first."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    own = AgentRef(id=actor.id, name=actor.name) if isinstance(actor, AgentActor) else None
    move(conversation, _way_to_reopen(actor), own)
    conversation.episode_number += 1
    current().add(new_episode(conversation, start_seq=conversation.last_seq + 1))
    if conversation.agent:
        begin_assignment(conversation, conversation.agent)
    conversation.waiting_since = None
    event = events.ConversationReopened(**responsible(conversation), episode=conversation.episode_number)
    return announce(conversation, event, actor=actor).seq


def _way_to_reopen(actor: Actor) -> Verb:
    if isinstance(actor, AgentActor):
        return Verb.REOPEN_TO_AGENT
    return Verb.REOPEN_TO_BOT if reception.first_status is Status.BOT else Verb.REOPEN_TO_QUEUE


@action
def close(actor: Actor, conversation_id: UUID, *, reason: str) -> int:
    """End the conversation for good; an episode that still ran gets the outcome that fits."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    must_direct(actor, conversation)
    outcome = _outcome_of_closing(conversation, actor)
    move(conversation, Verb.CLOSE, conversation.agent)
    end_assignment(conversation, EndReason.CLOSED)
    if outcome is not None:
        _end_episode(conversation, outcome)
    event = events.ConversationClosed(**responsible(conversation), reason=reason, outcome=outcome)
    return announce(conversation, event, actor=actor).seq


def outcome_of_leaving(conversation: Conversation) -> Outcome:
    """Say how an episode ends that the customer left with the bot."""
    if not conversation.last_customer_seq:
        return Outcome.ABANDONED_IN_CHAT  # nothing was asked, so nothing was resolved
    is_answered = conversation.waiting_since is None
    return Outcome.RESOLVED_BY_BOT_ASSUMED if is_answered else Outcome.UNANSWERED


def _outcome_of_closing(conversation: Conversation, actor: Actor) -> Outcome | None:
    """Say how an episode ends that nobody resolved; None when it had ended before."""
    match conversation.status:
        case Status.RESOLVED | Status.CLOSED:
            return None
        case Status.BOT:
            return outcome_of_leaving(conversation)
        case Status.QUEUED:
            return Outcome.LEFT_EMAIL if conversation.reply_email else Outcome.ABANDONED_IN_QUEUE
        case _ if isinstance(actor, CustomerActor) and conversation.waiting_since is not None:
            return Outcome.ABANDONED_IN_CHAT
        case _:
            return Outcome.RESOLVED_BY_AGENT


@action
def rate(actor: CustomerActor, conversation_id: UUID, *, score: int, comment: str) -> int:
    """Rate the episode that ended, 1 to 5; rating again replaces it. Returns the seq."""
    conversation = conversation_for(actor, conversation_id, lock=True)
    if conversation.status not in {Status.RESOLVED, Status.CLOSED}:
        message = "A conversation can be rated once it has ended."
        raise Forbidden(message)
    episode = episode_of(conversation)
    episode.rating_score, episode.rating_comment = score, comment
    episode.rated_at = moment()
    return announce(conversation, events.ConversationRated(score=score, comment=comment), actor=actor).seq


def _end_episode(conversation: Conversation, outcome: Outcome) -> None:
    conversation.waiting_since = None
    episode = episode_of(conversation)
    episode.outcome, episode.ended_at = outcome, moment()
