"""What is stored and shown of a conversation, held against the model and against what must always be true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk.actors import Actor, AgentActor, CustomerActor
from desk.assignment.people import colleagues
from desk.bot.models import BotTurn, TurnStatus
from desk.conversations.models import Conversation, Message
from desk.conversations.queries import customer_snapshot, events_after, staff_snapshot
from desk.record import Shape
from desk.unit_of_work import query
from tests import looks
from tests.contract.reduce import reduce_customer, reduce_staff
from tests.conversations.model import Chat
from tests.conversations.office import Office

Json = dict[str, Any]
ALL = 1000
RUNNING = BotTurn.status.in_((TurnStatus.PENDING, TurnStatus.LEASED))
MESSAGES = {"message.posted", "note.posted"}


@query
def check_all(office: Office) -> None:
    """Compare what says cheaply of everything whether something changed that should not have."""
    owed = {row.conversation_id: row.in_reply_to_seq for row in looks.rows(BotTurn, RUNNING)}
    found = {row.id: (row.last_seq, owed.get(row.id)) for row in looks.rows(Conversation)}
    assert found == {chat.id: (chat.head, chat.owed_seq) for chat in office.chats}
    loads = {colleague.id: colleague.load for colleague in colleagues()}
    assert loads == {person.id: office.load(person) for person in office.staff}


@query
def check(chat: Chat, supervisor: AgentActor, customer: CustomerActor) -> None:
    """Compare all of one conversation, in one unit: nothing moves meanwhile."""
    row = looks.conversation(chat.id)
    told, own = _events(supervisor, chat), _events(customer, chat)
    _check_row(chat, row)
    _check_log(chat, row, told, own)
    # What is stored as the state now is the sum of the events, for each audience.
    assert _sum(reduce_staff, told) == _json(staff_snapshot(supervisor, chat.id).conversation)
    assert _sum(reduce_customer, own) == _json(customer_snapshot(customer, chat.id).conversation)
    _check_episodes(chat)
    _check_assignments(chat)
    _check_messages(chat)
    _check_owed(chat)


def _check_row(chat: Chat, row: Conversation) -> None:
    found = (row.status, row.agent_id, row.last_agent_id, row.team_id is not None, row.episode_number)
    agent, last = (person.id if person else None for person in (chat.agent, chat.last_agent))
    assert found == (chat.status, agent, last, chat.has_team, len(chat.episodes))
    assert (row.waiting_since, row.last_customer_seq) == (chat.waiting_since, chat.last_customer_seq)
    assert row.snoozed_until == chat.snoozed_until
    assert row.queued_at == (chat.queued_at if chat.status == "queued" else None)
    assert (row.customer_read_public_seq, row.staff_read_seq) == (chat.read["customer"], chat.read["staff"])


def _events(actor: Actor, chat: Chat) -> list[Json]:
    page = events_after(actor, chat.id, after=0, limit=ALL)
    return [_json(envelope) for envelope in page.events]


def _check_log(chat: Chat, row: Conversation, staff: list[Json], own: list[Json]) -> None:
    """Each audience is told its own events, numbered from 1 without a gap, with the words that were said."""
    public = [entry for entry in chat.log if entry.public_seq is not None]
    for events, entries, head in ((staff, chat.log, row.last_seq), (own, public, row.last_public_seq)):
        assert [event["type"] for event in events] == [entry.kind for entry in entries]
        assert [event["seq"] for event in events] == list(range(1, head + 1))
        said = zip(events, entries, strict=True)
        texts = [(event["data"]["message"]["text"], entry.text) for event, entry in said if event["type"] in MESSAGES]
        assert all(found == wanted or wanted is None for found, wanted in texts), texts
    stored = [logged.public_seq for logged in looks.log(chat.id)]
    assert stored == [entry.public_seq for entry in chat.log]


def _json(shape: Shape) -> Json:
    return shape.model_dump(mode="json")


def _sum(reduce: Callable[[Json, Json], Json], events: list[Json]) -> Json:
    state: Json = {}
    for event in events:
        state = reduce(state, event)
    return state


def _check_episodes(chat: Chat) -> None:
    rows = looks.episodes(chat.id)
    assert [(row.number, row.outcome, row.bot_turns, row.rating_score) for row in rows] == [
        (number, episode.outcome, episode.bot_turns, episode.rating)
        for number, episode in enumerate(chat.episodes, start=1)
    ]
    is_over = chat.status in {"resolved", "closed"}
    assert [row.outcome is not None for row in rows] == [True] * (len(rows) - 1) + [is_over]
    assert all((row.outcome is None) == (row.ended_at is None) for row in rows)


def _check_assignments(chat: Chat) -> None:
    stays = looks.assignments(chat.id)
    assert stays == [(stay.agent.id, stay.episode, stay.why_ended) for stay in chat.stays]
    running = [agent_id for agent_id, _, why_ended in stays if why_ended is None]
    is_theirs = chat.agent is not None and chat.status in {"assigned", "snoozed"}
    assert running == ([chat.agent.id] if is_theirs and chat.agent else [])


def _check_messages(chat: Chat) -> None:
    """Nothing is there twice, and each stands where its sender was told."""
    rows = looks.rows(Message, Message.conversation_id == chat.id)
    keys = [(row.sender, row.client_id) for row in rows]
    assert len(set(keys)) == len(keys) == sum(entry.kind in MESSAGES for entry in chat.log)
    found = {(row.seq, row.public_seq, row.text, row.is_note) for row in rows}
    assert {(post.seq, post.public_seq, post.text, post.is_note) for post in chat.posts.values()} <= found


def _check_owed(chat: Chat) -> None:
    """One answer is owed, or none."""
    rows = looks.rows(BotTurn, BotTurn.conversation_id == chat.id, RUNNING)
    assert [row.in_reply_to_seq for row in rows] == ([chat.owed_seq] if chat.owed_seq is not None else [])
