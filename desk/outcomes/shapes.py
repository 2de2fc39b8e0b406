"""The shapes of what supervisors see: counts, sessions, one session's story."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.record import HowAnswered, Shape
from desk.vocabulary import EscalationReason, Outcome
from desk.wire import Colleague, DecisionShape, Envelope, PromiseShape, RatingShape, StaffConversation


class LiveCounts(Shape):
    """The supervisor's tiles, and what those were promised who wait; times are in seconds."""

    as_of: datetime
    waiting: int
    longest_wait_s: int
    average_wait_s: int
    with_bot: int
    with_agents: int
    snoozed: int
    resolved_today: int
    abandoned_today: int
    bot_turns_pending: int
    promises_kept_today: int
    promises_broken_today: int
    promises: tuple[PromiseShape, ...]
    agents: tuple[Colleague, ...]


class SessionRow(Shape):
    """One row of the supervisor's list of sessions; durations are in seconds."""

    conversation: StaffConversation
    agents: tuple[str, ...]
    wait_s: int | None
    first_reply_s: int | None
    duration_s: int
    messages: int


class SessionPage(Shape):
    """One page of sessions, how many match in all, and where the next page begins."""

    sessions: tuple[SessionRow, ...]
    total: int
    cursor: str | None


class EpisodeShape(Shape):
    """One stretch of a conversation from opening or reopening to its outcome."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    escalated_at: datetime | None
    escalation_reason: EscalationReason | None
    first_agent_reply_at: datetime | None
    bot_turns: int
    outcome: Outcome | None
    rating: RatingShape | None


class TurnShape(Shape):
    """One turn of the bot, also one that led to no message."""

    id: UUID
    status: str
    in_reply_to_seq: int
    attempts: int
    created_at: datetime
    ended_at: datetime | None
    error: str | None
    how: HowAnswered | None


class Session(Shape):
    """One session as the supervisor reviews it: state, timeline, decisions, turns, what the customer was promised."""

    row: SessionRow
    episodes: tuple[EpisodeShape, ...]
    timeline: tuple[Envelope, ...]
    decisions: tuple[DecisionShape, ...]
    turns: tuple[TurnShape, ...]
    promises: tuple[PromiseShape, ...]
