"""The shapes that travel: people, messages and conversations as staff and customers see them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from desk.record import HowAnswered, Packet, Shape, Source
from desk.vocabulary import (
    ActionStatus,
    AuthorKind,
    Availability,
    EscalationReason,
    OfferAnswer,
    OfferKind,
    Outcome,
    Priority,
    PromiseEnd,
    Status,
    WhyWorse,
)


class Author(Shape):
    """Who did something. Customers never see the id of a member of staff."""

    kind: AuthorKind
    id: UUID | None
    name: str


class AgentRef(Shape):
    """A member of staff, as staff see them."""

    id: UUID
    name: str


class AgentName(Shape):
    """A member of staff, as customers see them."""

    name: str


class TeamRef(Shape):
    """A team that conversations can be passed to."""

    id: UUID
    name: str


class CustomerRef(Shape):
    """The customer, as staff see them."""

    id: UUID
    name: str
    email: str | None
    is_identified: bool
    attributes: dict[str, str] = Field(default_factory=dict)


class StaffMessage(Shape):
    """A message or a note, as staff see it."""

    id: UUID
    author: Author
    text: str
    is_note: bool
    client_id: UUID
    sources: tuple[Source, ...]
    choices: tuple[str, ...]
    is_stopped: bool
    how: HowAnswered | None


class CustomerMessage(Shape):
    """A message, as the customer sees it.

    `turn_id` says which streamed text it replaces; `is_stopped` that the customer stopped it there.
    """

    id: UUID
    author: Author
    text: str
    client_id: UUID | None
    sources: tuple[Source, ...]
    choices: tuple[str, ...]
    turn_id: UUID | None
    is_stopped: bool


class RatingShape(Shape):
    """How the customer rated an episode, 1 (bad) to 5 (good)."""

    score: int
    comment: str


class LastMessage(Shape):
    """The newest message of a conversation, cut to one line."""

    author_kind: AuthorKind
    preview: str
    at: datetime
    is_note: bool


class OpenOffer(Shape):
    """A conversation is offered to an agent, until when; `request` is what a colleague wrote with it."""

    agent: AgentRef
    kind: OfferKind
    by: str
    at: datetime
    until: datetime
    request: str


class StaffConversation(Shape):
    """The state of a conversation, as staff see it: an inbox row and the head of a thread.

    What was logged before there were offers is read without them, and sent with none.
    """

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    id: UUID
    head: int
    status: Status
    status_since: datetime
    opened_at: datetime
    updated_at: datetime
    customer: CustomerRef
    agent: AgentRef | None
    team: TeamRef | None
    priority: Priority = Priority.NORMAL
    skills: dict[str, int] = Field(default_factory=dict)
    episode: int
    escalation_reason: EscalationReason | None
    packet: Packet | None
    waiting_since: datetime | None
    snoozed_until: datetime | None
    last_message: LastMessage | None
    staff_read_seq: int
    customer_read_seq: int
    last_customer_seq: int
    outcome: Outcome | None
    rating: RatingShape | None
    locale: str
    page: str
    previous_id: UUID | None
    offers: tuple[OpenOffer, ...] = ()


CustomerStatus = Literal["bot", "queued", "assigned", "resolved", "closed"]


class CustomerConversation(Shape):
    """The state of a conversation, as its customer sees it; seqs are public ones.

    `reply_email` is where they want an answer when they are gone.
    """

    id: UUID
    head: int
    status: CustomerStatus
    opened_at: datetime
    agent: AgentName | None
    episode: int
    staff_read_seq: int
    customer_read_seq: int
    rating: RatingShape | None
    reply_email: str | None


class Verdict(Shape):
    """What the assignment policy found about one agent; `rule` names the filter that kept them out."""

    agent: AgentRef
    is_eligible: bool
    rule: str = ""
    why_not: str
    load: float
    capacity: int
    score: float


class DecisionShape(Shape):
    """One decision of the assignment engine: `considered` candidates, and the verdicts on them, the best first.

    `tie_break` names what told the chosen one from the next. An event carries the first verdicts only.
    """

    id: UUID
    at: datetime
    policy: str
    chosen: AgentRef | None
    reason: str
    tie_break: str = ""
    considered: int = 0
    verdicts: tuple[Verdict, ...]


class Colleague(Shape):
    """A member of staff in lists of people: what they chose, whether they are there, their load.

    `is_paused`: the desk set them busy, because they let offers pass.
    """

    id: UUID
    name: str
    role: Literal["agent", "supervisor", "admin"]
    availability: Availability
    is_present: bool
    load: int
    capacity: int
    is_paused: bool = False


class Envelope(Shape):
    """One durable event on its way to a client: `seq` is the public one for customers."""

    type: str
    conversation_id: UUID
    seq: int
    at: datetime
    actor: Author
    data: dict[str, object]


class EphemeralEnvelope(Shape):
    """One lossy event on its way to a client."""

    type: str
    conversation_id: UUID | None
    data: dict[str, object]


class Wait(Shape):
    """How long somebody is expected to wait from now, in seconds: a range of whole minutes."""

    low_s: int
    high_s: int


class QueuePlace(Shape):
    """Where a customer stands. `position` is from 1; `agents_online` counts who could come.

    `wait` is None where nobody can say. `opens_at` is when people work again, while nobody does.
    """

    position: int
    agents_online: int
    wait: Wait | None = None
    why_worse: WhyWorse | None = None
    opens_at: datetime | None = None


class PromiseShape(Shape):
    """The first wait a customer was told, until when it was to end, and what came of it (None: not yet due)."""

    conversation_id: UUID
    at: datetime
    due_at: datetime
    wait: Wait
    outcome: PromiseEnd | None


class CustomerSnapshot(Shape):
    """All that the widget needs to show a conversation: its state and the newest events."""

    conversation: CustomerConversation
    events: tuple[Envelope, ...]
    head: int
    has_earlier: bool
    queue: QueuePlace | None


class StaffSnapshot(Shape):
    """All that a thread needs: the conversation's state and the newest events."""

    conversation: StaffConversation
    events: tuple[Envelope, ...]
    head: int
    has_earlier: bool


class EventsPage(Shape):
    """Events after a seq, oldest first; `more` says that another page follows."""

    events: tuple[Envelope, ...]
    head: int
    more: bool


class EarlierPage(Shape):
    """Events before a seq, oldest first."""

    events: tuple[Envelope, ...]
    has_earlier: bool


class CustomerListed(Shape):
    """A conversation in the widget's list of the customer's own."""

    conversation: CustomerConversation
    preview: str
    last_at: datetime


class InboxCounts(Shape):
    """How many conversations each view of the inbox holds."""

    mine: int
    offers: int
    queue: int
    bot: int
    all: int
    snoozed: int
    resolved: int


class Inbox(Shape):
    """One page of one view of the inbox; `cursor` fetches the next page."""

    conversations: tuple[StaffConversation, ...]
    counts: InboxCounts
    version: int
    cursor: str | None


class People(Shape):
    """Who works here: me, my colleagues, the teams, and what can be asked of whoever takes a conversation."""

    me: Colleague
    colleagues: tuple[Colleague, ...]
    teams: tuple[TeamRef, ...]
    skills: tuple[str, ...] = ()


class PostedShape(Shape):
    """Where a message stands: its id and its seq."""

    id: UUID
    seq: int


class SeqShape(Shape):
    """The seq of the event that a verb made."""

    seq: int


class OpenedShape(Shape):
    """A conversation that was opened, with the token that its customer speaks by."""

    token: str
    conversation: CustomerConversation
    events: tuple[Envelope, ...]
    head: int
    has_earlier: bool
    queue: QueuePlace | None


class OfferShape(OpenOffer):
    """An offer and what came of it; `reason` is why it was declined, or who had the conversation instead."""

    ended_at: datetime | None
    answer: OfferAnswer | None
    reason: str


class ActionShape(Shape):
    """One use of a tool, as staff see it: with what, who decided on it, and how it ended.

    `outcome` is empty until it ended, then `ok` or a word for the failure; `result` is the service's answer to what was
    approved.
    """

    id: UUID
    tool: str
    description: str
    arguments: dict[str, str | int | float | bool]
    status: ActionStatus
    episode: int
    by: AgentRef | None
    reason: str
    outcome: str
    result: str


class Actions(Shape):
    """What the bot did in a conversation with tools, and what it prepared, oldest first."""

    actions: tuple[ActionShape, ...]
