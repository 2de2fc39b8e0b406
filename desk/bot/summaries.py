"""Summaries that are owed: a hand-off never waits for one, and is as good as the rules made it without."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

import structlog
from sqlalchemy import delete, select

from desk.actors import BotActor, SystemActor
from desk.bot.budget import Payer
from desk.bot.decision import ResponderFailed
from desk.bot.history import background
from desk.bot.models import OwedSummary
from desk.conversations.access import conversation_for
from desk.conversations.queries import episode_of
from desk.events import ConversationSummarised
from desk.record import Packet
from desk.unit_of_work import action, announce, current, query
from desk.vocabulary import Status

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from desk.bot.history import Background
    from desk.conversations.models import Conversation
    from desk.event_log import LoggedEvent
    from desk.events import ConversationEscalated

log = structlog.get_logger(__name__)

WITH_PEOPLE = frozenset({Status.QUEUED, Status.ASSIGNED, Status.SNOOZED})


@runtime_checkable
class Summariser(Protocol):
    """Makes a better packet of one that rules made; raises ResponderFailed for anything that went wrong."""

    def sum_up(self, known: Background, packet: Packet, payer: Payer) -> Packet:
        """Sum up what was said."""
        ...


class Owed(NamedTuple):
    """A summary that somebody took to make."""

    id: UUID
    conversation_id: UUID
    episode_number: int


def owe_summary(conversation: Conversation, event: ConversationEscalated, logged: LoggedEvent) -> None:
    """A hand-off with a packet made by rules is owed a better one; one row a conversation."""
    del event
    current().execute(delete(OwedSummary).where(OwedSummary.conversation_id == conversation.id))
    row = OwedSummary(conversation_id=conversation.id, episode_number=conversation.episode_number, created_at=logged.at)
    current().add(row)


@query
def owed_summaries(*, waiting_since: datetime, limit: int) -> tuple[UUID, ...]:
    """Return the conversations that are owed one since before a time, those who wait longest first."""
    late = select(OwedSummary.conversation_id).where(OwedSummary.created_at <= waiting_since)
    return tuple(current().scalars(late.order_by(OwedSummary.created_at).limit(limit)))


@query
def is_owed(conversation_id: UUID) -> bool:
    """Say whether one is owed."""
    which = select(OwedSummary.id).where(OwedSummary.conversation_id == conversation_id)
    return current().scalar(which) is not None


@action
def take(conversation_id: UUID) -> Owed | None:
    """Take it upon oneself; None when it is not owed any more. What is taken and fails is not made."""
    columns = (OwedSummary.id, OwedSummary.conversation_id, OwedSummary.episode_number)
    taken = delete(OwedSummary).where(OwedSummary.conversation_id == conversation_id).returning(*columns)
    row = current().execute(taken).one_or_none()
    return None if row is None else Owed(*row)


def sum_up(conversation_id: UUID, summariser: object) -> None:
    """Make the summary that is owed, if somebody can, and show it to staff in the place of the first packet."""
    # Asked first: on SQLite a delete that finds nothing would hold up every other writer.
    if not isinstance(summariser, Summariser) or not is_owed(conversation_id):
        return
    owed = take(conversation_id)
    packet = _packet_of(conversation_id) if owed else None
    if owed is None or packet is None:
        return
    known = background(conversation_id, turn_limit=0, passages=0)
    try:
        made = summariser.sum_up(known, packet, Payer(owed.id, conversation_id, known.customer_id))
    except ResponderFailed as failure:
        log.info("summary_not_made", conversation_id=str(conversation_id), kind=failure.kind)
        return
    replace_packet(owed, packet, made, by=BotActor(owed.id, known.bot_name))


@query
def _packet_of(conversation_id: UUID) -> Packet | None:
    stored = episode_of(conversation_for(SystemActor(), conversation_id, lock=False)).packet
    return Packet.model_validate(stored) if stored else None


@action
def replace_packet(owed: Owed, first: Packet, made: Packet, *, by: BotActor) -> None:
    """Put the better packet in the place of the first, if people still have the conversation for the same reason."""
    conversation = conversation_for(by, owed.conversation_id, lock=True)
    episode = episode_of(conversation)
    is_same = conversation.episode_number == owed.episode_number and episode.packet == first.model_dump(mode="json")
    if conversation.status not in WITH_PEOPLE or not is_same:
        return
    episode.packet = made.model_dump(mode="json")
    announce(conversation, ConversationSummarised(packet=made), actor=by)
