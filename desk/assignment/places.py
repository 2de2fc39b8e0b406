"""Where waiting customers stand, and telling them when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.conversations.queries import queue
from desk.events import ConversationRouted, PresenceChanged, QueueMoved, StatusChange
from desk.staff.coverage import agents_there
from desk.unit_of_work import query, tell
from desk.wire import QueuePlace

if TYPE_CHECKING:
    from uuid import UUID

    from desk.unit_of_work import Published, Told

TOLD = 100  # how many of those in front are told of each move


@query
def places() -> dict[UUID, QueuePlace]:
    """Return the place of every waiting conversation: in the line of its own team, or of all."""
    lines: dict[UUID | None, list[UUID]] = {}
    for waiting in queue():
        lines.setdefault(waiting.team_id, []).append(waiting.id)
    return {
        conversation_id: QueuePlace(position=position, waiting=len(line), agents_online=there)
        for team_id, line in lines.items()
        for there in (agents_there(team_id),)
        for position, conversation_id in enumerate(line, start=1)
    }


def place_of(conversation_id: UUID) -> QueuePlace | None:
    """Return where a conversation stands; None when it does not wait."""
    return places().get(conversation_id)


def tell_places() -> None:
    """Tell those who wait, the first TOLD of them, where they stand now."""
    for conversation_id, place in list(places().items())[:TOLD]:
        tell(QueueMoved(place=place), conversation_id=conversation_id)


def has_moved(published: tuple[Published, ...]) -> bool:
    """Say whether a commit changed who waits."""
    return any(isinstance(item.event, StatusChange | ConversationRouted) for item in published)


def tell_when_moved(published: tuple[Published, ...]) -> None:
    """Tell those who wait after a commit that changed who waits."""
    if has_moved(published):
        tell_places()


def tell_when_present(told: Told) -> None:
    """Tell those who wait when an agent came or went."""
    if isinstance(told.event, PresenceChanged):
        tell_places()
