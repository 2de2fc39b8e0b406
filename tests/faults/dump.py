"""What the database holds at the end of a run, as records of its history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, LiteralString

import psycopg
from psycopg.rows import dict_row

from desk.config import caps_in
from tests.faults.history import AccountRow, AgentRow, ConversationRow, EventRow, MessageRow, OwedRow, OwnerRow

MESSAGES = """SELECT conversation_id::text AS conversation, seq, public_seq, sender, client_id::text, text,
    in_reply_to_seq AS in_reply_to FROM messages ORDER BY conversation_id, seq"""
EVENTS = """SELECT conversation_id::text AS conversation, seq, public_seq, type,
    extract(epoch FROM at)::float AS at,
    coalesce(data #>> '{message,text}', data #>> '{note,text}', '') AS text
    FROM events ORDER BY conversation_id, seq"""
# People may take over as many as they like; the engine may not.
OWNERS = """SELECT conversation_id::text AS conversation, agents.name AS agent,
    extract(epoch FROM started_at)::float AS started_at, extract(epoch FROM ended_at)::float AS ended_at,
    EXISTS (SELECT FROM events WHERE events.conversation_id = assignments.conversation_id
        AND type = 'conversation.assigned' AND data #>> '{agent,id}' = agent_id::text
        AND at BETWEEN started_at - interval '100 ms' AND started_at + interval '100 ms') AS is_automatic
    FROM assignments JOIN agents ON agents.id = agent_id"""
# Who was responsible when a conversation ended stays noted, but is so no longer.
CONVERSATIONS = """SELECT conversations.id::text AS conversation, status,
    CASE WHEN status NOT IN ('resolved', 'closed') THEN agents.name END AS agent,
    last_seq, last_public_seq,
    status = 'bot' AND last_customer_seq > 0 AND last_customer_seq > coalesce((SELECT max(in_reply_to_seq)
        FROM bot_turns WHERE conversation_id = conversations.id AND status IN ('pending', 'leased', 'done')), 0)
    AS waits_for_bot
    FROM conversations LEFT JOIN agents ON agents.id = agent_id"""
AGENTS = "SELECT name AS agent, capacity FROM agents"
OWED = """SELECT 'bot turn' AS what, conversation_id::text AS conversation FROM bot_turns
    WHERE status IN ('pending', 'leased')"""
ACCOUNTS = """SELECT kind, key, tokens, coalesce((SELECT sum((attempt ->> 'tokens')::bigint)
        FROM bot_turns, jsonb_array_elements(how -> 'attempts') AS attempt
        WHERE spending.kind = 'turn' AND bot_turns.id::text = spending.key), 0)::bigint AS used
    FROM spending"""
# What a run allows; the desk of the run is given the same.
CAPS = "60000/turn;200000/conversation;200000/customer-hour;10000000/day"
HEADS = "SELECT id::text, last_seq, last_public_seq FROM conversations"


def dump(url: str) -> list[object]:
    """Return every row that the judge asks for, all as of one moment: the desk goes on meanwhile."""
    with psycopg.connect(url, row_factory=dict_row) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        return list(_records(connection))


def _records(connection: psycopg.Connection[dict[str, Any]]) -> Iterator[object]:
    asked: tuple[tuple[type[Any], LiteralString], ...] = (
        (MessageRow, MESSAGES),
        (EventRow, EVENTS),
        (OwnerRow, OWNERS),
        (ConversationRow, CONVERSATIONS),
        (AgentRow, AGENTS),
        (OwedRow, OWED),
    )
    for kind, statement in asked:
        for row in connection.execute(statement):
            yield kind(**row)
    caps = caps_in(CAPS)
    for row in connection.execute(ACCOUNTS):
        yield AccountRow(**row, cap=caps[row["kind"]])


def heads(url: str) -> dict[str, tuple[int, int]]:
    """Return for each conversation the newest seq, and the newest that its customer may see."""
    with psycopg.connect(url) as connection:
        return {name: (seq, public) for name, seq, public in connection.execute(HEADS)}


def is_work_owed(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute(OWED).fetchone() is not None
