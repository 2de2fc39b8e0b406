"""The loopback door: a worker with the token reaches sockets, nobody else does."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from desk.realtime.emitters import TOKEN_HEADER, LoopbackEmitter
from desk.realtime.rooms import conversation_room
from tests.desk_up import INTERNAL_TOKEN, RunningDesk

pytestmark = pytest.mark.slow


def typing(conversation_id: UUID) -> dict[str, Any]:
    author = {"kind": "bot", "id": None, "name": "Otter"}
    data = {"author": author, "on": True}
    return {"type": "typing.changed", "conversation_id": str(conversation_id), "data": data}


def test_token_opens_the_door_and_nothing_else_does(web: RunningDesk) -> None:
    with web.customer() as customer, web.http() as browser:
        conversation_id = customer.open("Hello")
        rooms = [conversation_room(conversation_id)]
        body = {"name": "ephemeral", "payload": typing(conversation_id), "namespace": "/widget", "rooms": rooms}
        refused = [
            browser.post("/internal/emit", json={**body, "skip": None}, headers=headers).status_code
            for headers in ({}, {TOKEN_HEADER: ""}, {TOKEN_HEADER: "guessed"}, {TOKEN_HEADER: INTERNAL_TOKEN + "x"})
        ]
        LoopbackEmitter(web.url, INTERNAL_TOKEN).emit(
            "ephemeral", typing(conversation_id), namespace="/widget", rooms=rooms
        )

        heard = customer.wait_for_ephemeral("typing.changed")

    assert refused == [403] * 4
    assert (heard.conversation_id, len(customer.ephemerals)) == (conversation_id, 1)


def test_piece_of_an_answer_is_dropped_once_a_person_has_the_conversation(web: RunningDesk) -> None:
    """The worker learns up to half a second late that somebody took over."""

    def piece(text: str) -> dict[str, Any]:
        data = {"turn_id": str(uuid4()), "attempt": 1, "offset": 0, "text": text, "is_dropped": False}
        return {"type": "message.streaming", "conversation_id": str(conversation_id), "data": data}

    worker = LoopbackEmitter(web.url, INTERNAL_TOKEN)
    with web.customer() as customer, web.staff("Mira") as staff, staff.socket() as agent:
        conversation_id = customer.open("Hello")
        rooms = [conversation_room(conversation_id)]
        worker.emit("ephemeral", piece("In time"), namespace="/widget", rooms=rooms)
        customer.wait_for_ephemeral("message.streaming")
        agent.do("take_over", conversation_id)
        customer.wait_for("conversation.taken_over", conversation_id)
        worker.emit("ephemeral", piece("Too late"), namespace="/widget", rooms=rooms)
        agent.call("typing.set", conversation_id=conversation_id, on=True)
        customer.wait_for_ephemeral("typing.changed")

    assert [e.data["text"] for e in customer.ephemerals if e.type == "message.streaming"] == ["In time"]
