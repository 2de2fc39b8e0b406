"""Without any Redis the same desk works: the rows are the queue, and the worker speaks over the loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk.vocabulary import Status
from tests.client import said
from tests.desk_up import RunningDesk, whole_desk
from tests.stage import expect

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with whole_desk(tmp_path_factory.mktemp("alone") / "data", has_redis=False) as running:
        yield running


def test_desk_says_that_it_uses_no_redis_and_is_ready(alone: RunningDesk) -> None:
    with alone.http() as browser:
        checks = expect(200, browser.get("/readyz")).json()["checks"]

    assert checks == {"database": "ok", "redis": "not used", "worker": "ok"}
    assert not [line for line in alone.processes.values() if "redis-server" in line]


def test_answer_is_streamed_and_a_person_is_found(alone: RunningDesk) -> None:
    with alone.customer() as customer, alone.staff("Mira") as staff:
        conversation_id = customer.open("How long does delivery to Germany take?")
        customer.until(lambda: len(customer.texts(conversation_id)) == 2, "the bot answers")
        pieces = [each.data for each in customer.ephemerals if each.type == "message.streaming"]
        customer.ask_for_human(conversation_id)
        customer.wait_for("conversation.escalated", conversation_id)
        with staff.socket() as agent:
            agent.call("availability.set", availability="online")
            given = customer.wait_for("conversation.assigned", conversation_id)
            agent.say(conversation_id, "Hello, Mira here.")
            customer.wait_for("message.posted", conversation_id, after=given.seq)

    answer = said(customer.heard("message.posted", conversation_id)[1])
    assert pieces
    assert str(answer["text"]).startswith(str(min(pieces, key=lambda piece: int(str(piece["offset"])))["text"]))
    assert [source["slug"] for source in answer["sources"]] == ["delivery-times-and-express"]
    assert given.data["agent"] == {"name": "Mira Sandholm"}
    assert given.data["status"] == Status.ASSIGNED
