"""The event contract: every event and what it carries; `customer_events` has what customers see of it.

Names are noun.past_participle. Durable events are logged with a seq; ephemeral ones are lossy and
never needed for correctness. The front end's types are generated from this module.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Literal
from uuid import UUID

from desk.record import HowAnswered, Packet, Shape
from desk.vocabulary import Availability, EscalationReason, OfferAnswer, Outcome, Priority, Status
from desk.wire import (
    ActionShape,
    AgentRef,
    Author,
    CustomerRef,
    DecisionShape,
    OpenOffer,
    PromiseShape,
    QueuePlace,
    StaffConversation,
    StaffMessage,
    TeamRef,
)


class Audience(StrEnum):
    """Who may learn of an event."""

    PUBLIC = "public"
    STAFF = "staff"


class Event(Shape):
    """Something that happened; its data is every field but `type`."""

    type: str
    audience: ClassVar[Audience] = Audience.PUBLIC
    durable: ClassVar[bool] = True

    def data(self) -> dict[str, object]:
        """Return what the envelope carries and the log stores."""
        return self.model_dump(mode="json", exclude={"type"})


class StatusChange(Event):
    """An event after which somebody else may be responsible."""

    status: Status
    agent: AgentRef | None
    team: TeamRef | None


class ConversationOpened(Event):
    """A customer opened a conversation."""

    type: Literal["conversation.opened"] = "conversation.opened"
    conversation: StaffConversation


class MessagePosted(Event):
    """A message that customer and staff see."""

    type: Literal["message.posted"] = "message.posted"
    message: StaffMessage


class NotePosted(Event):
    """A note that only staff see."""

    type: Literal["note.posted"] = "note.posted"
    audience: ClassVar[Audience] = Audience.STAFF
    message: StaffMessage


class MessageRead(Event):
    """One side has read up to a message: `seq` for staff, `public_seq` for the customer."""

    type: Literal["message.read"] = "message.read"
    reader: Literal["customer", "staff"]
    read_seq: int
    read_public_seq: int


class ConversationEscalated(StatusChange):
    """The bot, or a rule, passed the conversation to people."""

    type: Literal["conversation.escalated"] = "conversation.escalated"
    reason: EscalationReason
    packet: Packet
    waiting_since: datetime
    how: HowAnswered | None


class ConversationSummarised(Event):
    """A better hand-off packet took the place of the first."""

    type: Literal["conversation.summarised"] = "conversation.summarised"
    audience: ClassVar[Audience] = Audience.STAFF
    packet: Packet


class ConversationAssigned(StatusChange):
    """An agent was given the conversation; `decision` explains the engine's choice."""

    type: Literal["conversation.assigned"] = "conversation.assigned"
    decision: DecisionShape | None


class ConversationOffered(Event):
    """The conversation was offered; who is responsible has not changed. `decision` explains the engine's choice."""

    type: Literal["conversation.offered"] = "conversation.offered"
    audience: ClassVar[Audience] = Audience.STAFF
    offers: tuple[OpenOffer, ...]
    decision: DecisionShape | None


class ConversationOfferEnded(Event):
    """What was offered to these agents is so no longer, and nobody else has it because of that.

    Every change of status ends all offers of a conversation; it has no such event beside its own.
    """

    type: Literal["conversation.offer_ended"] = "conversation.offer_ended"
    audience: ClassVar[Audience] = Audience.STAFF
    agents: tuple[AgentRef, ...]
    answer: OfferAnswer
    reason: str


class ConversationTakenOver(StatusChange):
    """A member of staff took the conversation."""

    type: Literal["conversation.taken_over"] = "conversation.taken_over"
    previous_agent: AgentRef | None


class ConversationTransferred(StatusChange):
    """The conversation was passed to a colleague, a team, or whoever has a skill."""

    type: Literal["conversation.transferred"] = "conversation.transferred"
    previous_agent: AgentRef | None
    previous_team: TeamRef | None
    reason: str
    skill: str = ""


class ConversationRequeued(StatusChange):
    """The conversation went back to the queue."""

    type: Literal["conversation.requeued"] = "conversation.requeued"
    previous_agent: AgentRef | None
    reason: str


class ConversationRouted(Event):
    """What the conversation asks of whoever takes it changed; `rules` decided it, or a person, or time."""

    type: Literal["conversation.routed"] = "conversation.routed"
    audience: ClassVar[Audience] = Audience.STAFF
    team: TeamRef | None
    previous_team: TeamRef | None
    priority: Priority
    language: str
    skills: dict[str, int]
    rules: tuple[str, ...]
    reason: str


class AgentNudged(Event):
    """The agent is reminded of a customer who has waited too long for an answer."""

    type: Literal["agent.nudged"] = "agent.nudged"
    audience: ClassVar[Audience] = Audience.STAFF
    agent: AgentRef
    waiting_since: datetime


class ConversationHandedBack(StatusChange):
    """Staff gave the conversation back to the bot."""

    type: Literal["conversation.handed_back"] = "conversation.handed_back"
    previous_agent: AgentRef | None
    reason: str


class ConversationSnoozed(StatusChange):
    """The agent put the conversation aside until a time."""

    type: Literal["conversation.snoozed"] = "conversation.snoozed"
    audience: ClassVar[Audience] = Audience.STAFF
    until: datetime


class ConversationWoken(StatusChange):
    """A snoozed conversation came back."""

    type: Literal["conversation.woken"] = "conversation.woken"
    audience: ClassVar[Audience] = Audience.STAFF
    reason: str


class ConversationResolved(StatusChange):
    """The episode ended with an outcome."""

    type: Literal["conversation.resolved"] = "conversation.resolved"
    outcome: Outcome


class ConversationReopened(StatusChange):
    """A new episode began."""

    type: Literal["conversation.reopened"] = "conversation.reopened"
    episode: int


class ConversationClosed(StatusChange):
    """The conversation takes no more messages."""

    type: Literal["conversation.closed"] = "conversation.closed"
    reason: str
    outcome: Outcome | None


class ConversationRated(Event):
    """The customer rated the episode, 1 to 5."""

    type: Literal["conversation.rated"] = "conversation.rated"
    score: int
    comment: str


class EmailLeft(Event):
    """A waiting customer left the address for an answer; `customer_email` is what the desk knows as theirs now."""

    type: Literal["conversation.email_left"] = "conversation.email_left"
    email: str
    customer_email: str | None


class CustomerIdentified(Event):
    """The site said who the customer is, or something new about them."""

    type: Literal["customer.identified"] = "customer.identified"
    audience: ClassVar[Audience] = Audience.STAFF
    customer: CustomerRef


class PromiseBroken(Event):
    """The customer still waits, longer than they were told."""

    type: Literal["conversation.promise_broken"] = "conversation.promise_broken"
    audience: ClassVar[Audience] = Audience.STAFF
    promise: PromiseShape


class ActionProposed(Event):
    """The bot prepared something that a person has to approve."""

    type: Literal["action.proposed"] = "action.proposed"
    audience: ClassVar[Audience] = Audience.STAFF
    action: ActionShape


class ActionDecided(Event):
    """The responsible agent approved or rejected what the bot prepared."""

    type: Literal["action.decided"] = "action.decided"
    audience: ClassVar[Audience] = Audience.STAFF
    action: ActionShape


class ActionEnded(Event):
    """What an agent approved was carried out, or failed."""

    type: Literal["action.ended"] = "action.ended"
    audience: ClassVar[Audience] = Audience.STAFF
    action: ActionShape


class TypingChanged(Event):
    """Somebody began or stopped writing."""

    type: Literal["typing.changed"] = "typing.changed"
    durable: ClassVar[bool] = False
    author: Author
    on: bool


class MessageStreaming(Event):
    """A piece of the bot's answer while it is made.

    `attempt` grows when the turn is run again; `offset` is where `text` begins, in characters, so
    that a lost piece is noticed. `is_dropped` takes the unfinished text away.
    """

    type: Literal["message.streaming"] = "message.streaming"
    durable: ClassVar[bool] = False
    turn_id: UUID
    attempt: int
    offset: int
    text: str
    is_dropped: bool = False


class PresenceChanged(Event):
    """A colleague came, went, or chose another availability."""

    type: Literal["presence.changed"] = "presence.changed"
    audience: ClassVar[Audience] = Audience.STAFF
    durable: ClassVar[bool] = False
    agent_id: UUID
    availability: Availability
    is_present: bool
    is_paused: bool = False


class QueueMoved(Event):
    """A waiting customer's place in the queue changed."""

    type: Literal["queue.moved"] = "queue.moved"
    durable: ClassVar[bool] = False
    place: QueuePlace


StaffDurable = (
    ConversationOpened
    | MessagePosted
    | NotePosted
    | MessageRead
    | ConversationEscalated
    | ConversationSummarised
    | ConversationOffered
    | ConversationOfferEnded
    | ConversationAssigned
    | ConversationTakenOver
    | ConversationTransferred
    | ConversationRequeued
    | ConversationRouted
    | AgentNudged
    | ConversationHandedBack
    | ConversationSnoozed
    | ConversationWoken
    | ConversationResolved
    | ConversationReopened
    | ConversationClosed
    | ConversationRated
    | EmailLeft
    | CustomerIdentified
    | PromiseBroken
    | ActionProposed
    | ActionDecided
    | ActionEnded
)
StaffEphemeral = TypingChanged | MessageStreaming | PresenceChanged | QueueMoved
