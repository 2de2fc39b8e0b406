"""What a request costs the database does not grow with the conversation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event

from desk.actors import CustomerActor
from desk.conversations import actions, queries
from desk.database import Database

SHORT, LONG = 2, 200


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    "work",
    [
        lambda who, which: actions.post_message(who, which, client_id=uuid4(), text="One more"),
        queries.customer_snapshot,
        lambda who, which: queries.events_after(who, which, after=0, limit=50),
    ],
    ids=["post", "snapshot", "catch up"],
)
def test_statements_do_not_grow_with_the_conversation(
    database: Database,
    dummy_customer: CustomerActor,
    create_conversation: Callable[..., UUID],
    work: Callable[[CustomerActor, UUID], object],
) -> None:
    conversation_id = create_conversation()
    costs = []
    for length in (SHORT, LONG):
        for _ in range(length):
            actions.post_message(dummy_customer, conversation_id, client_id=uuid4(), text="Hello")
        with counted(database) as statements:
            work(dummy_customer, conversation_id)
        costs.append(len(statements))

    assert costs[0] == costs[1]
    assert costs[0] < 25
