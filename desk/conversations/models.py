"""The tables of the aggregate: conversation, episode, message, assignment."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from desk import clock
from desk.conversations.needs import need_of
from desk.conversations.states import Verb, after
from desk.tables import Base, Json, words
from desk.vocabulary import AuthorKind, EndReason, EscalationReason, Outcome, Priority, Status
from desk.wire import AgentRef, TeamRef


class Conversation(Base):
    """One chat from opening to outcome; the row that is locked before anything in it changes."""

    __tablename__ = "conversations"
    __table_args__ = (
        UniqueConstraint("inbox_id", "client_id"),
        # The queue: one line for each need, priority before time; what is offered is passed over.
        Index("ix_conversations_queue", "status", "open_offers", "need", "priority", "queued_at"),
        Index(
            "ix_conversations_refused_at",
            "refused_at",
            sqlite_where=text("refused_at IS NOT NULL"),
            postgresql_where=text("refused_at IS NOT NULL"),
        ),
        Index("ix_conversations_status_updated_at", "status", "updated_at"),
        Index("ix_conversations_agent_id_status", "agent_id", "status"),
        Index("ix_conversations_updated_at", "updated_at"),
    )

    inbox_id: Mapped[UUID] = mapped_column(ForeignKey("inboxes.id"))
    customer_id: Mapped[UUID] = mapped_column(ForeignKey("customers.id"), index=True)
    client_id: Mapped[UUID]
    previous_id: Mapped[UUID | None] = mapped_column(ForeignKey("conversations.id"))
    locale: Mapped[str] = mapped_column(String(200))
    page: Mapped[str] = mapped_column(String(1000))

    status: Mapped[Status] = mapped_column(words(Status))
    status_since: Mapped[datetime]
    opened_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    # Its place in the line: when it came, or just before the first one, for whom was put in front.
    queued_at: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]

    agent_id: Mapped[UUID | None] = mapped_column(ForeignKey("agents.id"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    last_agent_id: Mapped[UUID | None] = mapped_column(ForeignKey("agents.id"))
    # Names as they were when the event said so: a snapshot must equal the sum of its events.
    agent_name: Mapped[str | None] = mapped_column(String(200))
    team_name: Mapped[str | None] = mapped_column(String(200))

    last_seq: Mapped[int] = mapped_column(default=0)
    last_public_seq: Mapped[int] = mapped_column(default=0)
    last_customer_seq: Mapped[int] = mapped_column(default=0)
    staff_read_seq: Mapped[int] = mapped_column(default=0)
    staff_read_public_seq: Mapped[int] = mapped_column(default=0)
    customer_read_seq: Mapped[int] = mapped_column(default=0)
    customer_read_public_seq: Mapped[int] = mapped_column(default=0)
    last_message: Mapped[dict[str, Any] | None] = mapped_column(Json)
    # Where the customer wants an answer when they are gone: of this conversation only, nobody vouched for it.
    reply_email: Mapped[str | None] = mapped_column(String(320))

    episode_number: Mapped[int] = mapped_column(default=1)

    # What it asks of whoever takes it, beside the team, and the same with the team in one word: the line it stands in.
    priority: Mapped[int] = mapped_column(default=Priority.NORMAL)
    language: Mapped[str] = mapped_column(String(10), default="")
    skills: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    visited: Mapped[list[str]] = mapped_column(Json, default=list)  # teams it overflowed from in this wait
    watched_at: Mapped[datetime | None]  # when the silence of its agent was last looked at
    # Agents who had it and are not to get it again in this wait, with what came of it.
    refused: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    refused_at: Mapped[datetime | None]  # the last time that somebody did
    need: Mapped[str] = mapped_column(String(32), default="")
    open_offers: Mapped[int] = mapped_column(
        default=0
    )  # to so many agents, as desk/conversations/open_offers.py counts
    asked_agent_id: Mapped[UUID | None]  # the colleague whom an agent asked last to take it: they may read it

    @property
    def agent(self) -> AgentRef | None:
        """The agent who is responsible now."""
        return AgentRef(id=self.agent_id, name=self.agent_name or "") if self.agent_id else None

    @agent.setter
    def agent(self, agent: AgentRef | None) -> None:
        self.agent_id, self.agent_name = (agent.id, agent.name) if agent else (None, None)
        if agent:
            self.last_agent_id = agent.id

    @property
    def team(self) -> TeamRef | None:
        """The team whose conversation this is."""
        return TeamRef(id=self.team_id, name=self.team_name or "") if self.team_id else None

    @team.setter
    def team(self, team: TeamRef | None) -> None:
        self.team_id, self.team_name = (team.id, team.name) if team else (None, None)
        self._set_need()

    def ask_for(self, *, language: str, skills: dict[str, int]) -> None:
        """Set what whoever takes it must speak and know; levels from 1 to 5."""
        self.language, self.skills = language, skills
        self._set_need()

    def refuse(self, agent_id: UUID, why: str) -> None:
        """Keep an agent from getting it again, until somebody has it or `forget_refusals`."""
        self.refused = {**self.refused, str(agent_id): why}
        self.refused_at = clock.now()
        self._set_need()

    def forget_refusals(self) -> None:
        """Let it go to everybody again."""
        if self.refused:
            self.refused, self.refused_at = {}, None
            self._set_need()

    def _set_need(self) -> None:
        self.need = need_of(self.team_id, self.language, self.skills, self.refused or ())

    def move(self, verb: Verb, at: datetime) -> None:
        """Change the status by a verb; the only place where a status changes.

        Raises InvalidTransition when the verb does not fit.
        """
        self.status = after(self.status, verb)
        self.status_since = at
        self.queued_at = at if self.status is Status.QUEUED else None
        self.snoozed_until = None


class Episode(Base):
    """One stretch of a conversation; the bot's budget, the hand-off and the outcome are counted here."""

    __tablename__ = "episodes"
    __table_args__ = (
        UniqueConstraint("conversation_id", "number"),
        Index("ix_episodes_outcome_ended_at", "outcome", "ended_at"),
        CheckConstraint("rating_score BETWEEN 1 AND 5", name="rating_from_1_to_5"),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    number: Mapped[int]
    start_seq: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    escalation_reason: Mapped[EscalationReason | None] = mapped_column(words(EscalationReason))
    packet: Mapped[dict[str, Any] | None] = mapped_column(Json)
    first_agent_reply_at: Mapped[datetime | None]
    bot_turns: Mapped[int] = mapped_column(default=0)
    has_offered: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[Outcome | None] = mapped_column(words(Outcome))
    rating_score: Mapped[int | None]
    rating_comment: Mapped[str] = mapped_column(Text, default="")
    rated_at: Mapped[datetime | None]


class Message(Base):
    """Something that was said. `sender` is kind and id of the author: the scope of client_id."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("conversation_id", "public_seq"),
        UniqueConstraint("conversation_id", "sender", "client_id"),
        Index(
            "uq_messages_one_bot_reply",
            "conversation_id",
            "in_reply_to_seq",
            unique=True,
            sqlite_where=text("in_reply_to_seq IS NOT NULL"),
            postgresql_where=text("in_reply_to_seq IS NOT NULL"),
        ),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    episode_number: Mapped[int]
    seq: Mapped[int]
    public_seq: Mapped[int | None]
    sender: Mapped[str] = mapped_column(String(60))
    author_kind: Mapped[AuthorKind] = mapped_column(words(AuthorKind))
    author_id: Mapped[UUID | None]
    author_name: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    is_note: Mapped[bool] = mapped_column(default=False)
    client_id: Mapped[UUID]
    in_reply_to_seq: Mapped[int | None]
    source_slugs: Mapped[list[str]] = mapped_column(Json)
    at: Mapped[datetime]


class Assignment(Base):
    """A stretch of time in which one agent was responsible, and why it ended."""

    __tablename__ = "assignments"
    __table_args__ = (
        Index("ix_assignments_agent_id_ended_at", "agent_id", "ended_at"),
        Index("ix_assignments_ended_at", "ended_at"),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), index=True)
    episode_number: Mapped[int]
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[EndReason | None] = mapped_column(words(EndReason))
