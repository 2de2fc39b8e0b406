"""One session as the supervisor reviews it: one timeline of all that happened and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.assignment.explained import decisions_of
from desk.assignment.promises import promises_of
from desk.bot.models import BotTurn
from desk.conversations.access import conversation_for
from desk.conversations.models import Episode
from desk.conversations.queries import rating_of
from desk.conversations.shapes import logged_for_staff
from desk.event_log import LoggedEvent
from desk.outcomes.sessions import session_rows
from desk.outcomes.shapes import EpisodeShape, Session, TurnShape
from desk.record import HowAnswered
from desk.unit_of_work import current, query

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import AgentActor

LONGEST = 2_000  # events on one page; the page says when there are more


@query
def session_of(actor: AgentActor, conversation_id: UUID) -> Session:
    """Return a session with its whole timeline."""
    conversation = conversation_for(actor, conversation_id, lock=False)
    (row,) = session_rows([conversation])
    log = (
        select(LoggedEvent)
        .where(LoggedEvent.conversation_id == conversation_id)
        .order_by(LoggedEvent.seq)
        .limit(LONGEST)
    )
    return Session(
        row=row,
        episodes=_episodes(conversation_id),
        timeline=tuple(logged_for_staff(logged) for logged in current().scalars(log)),
        decisions=decisions_of(conversation_id),
        turns=_turns(conversation_id),
        promises=promises_of(conversation_id),
    )


def _episodes(conversation_id: UUID) -> tuple[EpisodeShape, ...]:
    statement = select(Episode).where(Episode.conversation_id == conversation_id)
    return tuple(_episode(row) for row in current().scalars(statement.order_by(Episode.number)))


def _episode(row: Episode) -> EpisodeShape:
    return EpisodeShape(
        number=row.number,
        started_at=row.started_at,
        ended_at=row.ended_at,
        escalated_at=row.escalated_at,
        escalation_reason=row.escalation_reason,
        first_agent_reply_at=row.first_agent_reply_at,
        bot_turns=row.bot_turns,
        outcome=row.outcome,
        rating=rating_of(row),
    )


def _turns(conversation_id: UUID) -> tuple[TurnShape, ...]:
    statement = select(BotTurn).where(BotTurn.conversation_id == conversation_id)
    return tuple(_turn(row) for row in current().scalars(statement.order_by(BotTurn.created_at)))


def _turn(row: BotTurn) -> TurnShape:
    return TurnShape(
        id=row.id,
        status=row.status.value,
        in_reply_to_seq=row.in_reply_to_seq,
        attempts=row.attempts,
        created_at=row.created_at,
        ended_at=row.ended_at,
        error=row.error,
        how=HowAnswered.model_validate(row.how) if row.how else None,
    )
