"""The scaled form: what one process knows, all of them know, and the operator may change their number at any time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from uuid import UUID

import pytest
import redis
import socketio

from desk.vocabulary import Availability
from tests.client import Client, StaffClient, WidgetClient
from tests.deploy.composed import Composed, Part
from tests.deploy.traffic import traffic_at
from tests.faults.model_server import ModelServer, answer
from tests.logins import Staff

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]

CUSTOMERS, PIECES = 20, 50
WORD = "seven7"  # the model server's stream comes in pieces of seven characters: a word and a space
REPLY = " ".join([WORD] * PIECES)
PAUSE_S = 0.25  # much longer than the worker gathers before it writes, also on a machine that is busy with other tests
MOST = 0.8  # of the pieces come one by one even on a busy machine; the others are gathered into longer ones
QUESTION = "Can I return a lamp I have tried at home?"


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with ModelServer(default=answer(reply=REPLY, sources=["return-a-lamp"]), pause_s=PAUSE_S) as server:
        yield server


@contextmanager
def asking(composed: Composed, model: ModelServer) -> Iterator[None]:
    """Let two other bot workers, who ask the model, take the place of those that quote the knowledge base."""
    composed.scale("worker", 0)
    settings = dict(composed.settings)
    composed.settings = {**settings, "DESK_OPENAI_BASE_URL": model.url, "DESK_OPENAI_MODEL": "scripted"}
    composed.scale("worker", 2)
    try:
        yield
    finally:
        composed.scale("worker", 0)
        composed.settings = settings
        composed.scale("worker", 2)


def pieces_of(client: Client, conversation_id: UUID) -> list[tuple[int, str]]:
    """Return where each streamed piece began, and its text, as they came."""
    heard = (e for e in client.ephemerals if e.type == "message.streaming" and e.conversation_id == conversation_id)
    return [(int(str(event.data["offset"])), str(event.data["text"])) for event in heard]


def test_pieces_of_two_workers_reach_sockets_of_two_web_processes_in_order(
    composed: Composed, model: ModelServer, measure: Callable[[str, str], None]
) -> None:
    with asking(composed, model), ExitStack() as opened:
        customers = [opened.enter_context(composed.at(number % 2).customer()) for number in range(CUSTOMERS)]
        conversations = [customer.open(QUESTION) for customer in customers]
        for customer, conversation_id in zip(customers, conversations, strict=True):
            customer.until(answered(customer, conversation_id), "the answer is posted", seconds=30)

        heard = [pieces_of(*each) for each in zip(customers, conversations, strict=True)]
        texts = [customer.texts(one) for customer, one in zip(customers, conversations, strict=True)]

    assert texts == [[QUESTION, REPLY]] * CUSTOMERS
    assert ["".join(text for _, text in pieces) for pieces in heard] == [REPLY] * CUSTOMERS
    assert [[offset for offset, _ in pieces] for pieces in heard] == [offsets(pieces) for pieces in heard]
    measure("scaled form: streamed pieces of 20 answers, all in order", str(sum(map(len, heard))))
    assert sum(map(len, heard)) >= CUSTOMERS * PIECES * MOST


def answered(customer: WidgetClient, conversation_id: UUID) -> Callable[[], bool]:
    return lambda: len(customer.texts(conversation_id)) == 2


def offsets(pieces: list[tuple[int, str]]) -> list[int]:
    """Return where each piece must begin when none is missing, doubled or out of order."""
    lengths = [len(text) for _, text in pieces]
    return [sum(lengths[:number]) for number in range(len(lengths))]


def test_login_of_one_process_opens_the_other_and_ends_in_both(composed: Composed) -> None:
    first, second = composed.at(0), composed.at(1)
    with first.staff("Mira") as mira:
        elsewhere = StaffClient(second.url, headers={"Cookie": mira.cookie}).connect()
        assert elsewhere.people().me.name == "Mira Sandholm"

        mira.log_out()

        elsewhere.until(lambda: not elsewhere.is_connected, "the socket at the other process is closed")
        assert elsewhere.farewell
        assert elsewhere.farewell["reason"] == "logout"


def test_agent_is_there_as_long_as_a_socket_is_open_at_any_process(composed: Composed) -> None:
    with ExitStack() as opened:
        jonas = opened.enter_context(composed.at(0).staff("Jonas"))
        watching = opened.enter_context(opened.enter_context(composed.at(1).staff("Anneke")).socket())
        other = opened.enter_context(StaffClient(composed.at(1).url, headers={"Cookie": jonas.cookie}))
        with jonas.socket():
            watching.until(lambda: is_present(watching, "Jonas"), "Jonas is there")
        time.sleep(1)  # two heartbeats in which the first socket is gone
        assert is_present(watching, "Jonas")
        other.disconnect()
        watching.until(lambda: not is_present(watching, "Jonas"), "Jonas is gone", seconds=30)


def is_present(client: StaffClient, name: str) -> bool:
    return next(each.is_present for each in client.people().colleagues if each.name.startswith(name))


def test_customer_at_one_process_and_agent_at_the_other_share_conversation_inbox_and_typing(composed: Composed) -> None:
    with composed.at(0).customer() as customer, composed.at(1).staff("Mira") as mira, mira.socket() as agent:
        agent.call("availability.set", availability=Availability.ONLINE)
        conversation_id = customer.open("I would like to talk to somebody")
        customer.ask_for_human(conversation_id)
        agent.until(lambda: str(conversation_id) in str(agent.inbox().conversations), "it is in the agent's list")
        agent.join(conversation_id)
        since = len(agent.ephemerals)
        customer.call("typing.set", conversation_id=conversation_id, on=True)
        agent.wait_for_ephemeral("typing.changed", since=since)
        customer.say(conversation_id, "Are you there?")
        agent.until(lambda: "Are you there?" in agent.texts(conversation_id), "the agent hears it")
        agent.say(conversation_id, "I am")
        customer.until(lambda: customer.texts(conversation_id)[-1] == "I am", "the customer hears it")
        agent.do("resolve", conversation_id)
        agent.call("availability.set", availability=Availability.AWAY)


def test_limit_counts_for_all_processes_together(composed: Composed) -> None:
    settings = dict(composed.settings)
    composed.settings = {**settings, "DESK_LIMIT_LOGIN": "4/minute"}
    composed.scale("web", 4)
    composed.settings = settings

    statuses = []
    for number in (2, 3, 2, 3, 2, 3):
        with Staff(composed.at(number).url) as somebody:
            statuses.append(somebody.log_in("nobody@example.com", "guess").status_code)
    composed.scale("web", 2)

    assert statuses == [401, 401, 401, 401, 429, 429]


def test_polling_client_that_keeps_cookies_stays_with_its_process(composed: Composed) -> None:
    for _ in range(5):
        client = socketio.Client(reconnection=False, handle_sigint=False)
        client.connect(
            composed.url, auth={"inbox": "demo", "token": None}, namespaces=["/widget"], transports=["polling"]
        )
        for _ in range(5):
            reply = client.call("conversations.list", {}, namespace="/widget", timeout=10)
            assert reply == {"ok": True, "conversations": []} or reply["error"]["code"] == "not_authenticated"
        client.disconnect()


def test_desk_goes_on_without_redis(composed: Composed) -> None:
    with composed.at(0).customer() as customer, composed.at(1).staff("Anneke") as anneke, anneke.socket() as agent:
        conversation_id = customer.open("Is anybody there?")
        agent.join(conversation_id)
        composed.parts["redis"][0].kill()
        for number in range(5):
            customer.say(conversation_id, f"line {number}")
        agent.until(lambda: "line 4" in agent.texts(conversation_id), "the other process hears it", seconds=15)
        composed.parts["redis"][0].start()
        customer.say(conversation_id, "Redis is back")
        agent.until(lambda: "Redis is back" in agent.texts(conversation_id), "it is heard", seconds=30)
        wait_until_redis_is_used_again(composed)

        lines = [text for text in agent.texts(conversation_id) if text.startswith("line")]
    assert lines == [f"line {number}" for number in range(5)]


def test_worker_whose_redis_dies_under_it_finishes_its_answer_and_goes_on(
    composed: Composed, model: ModelServer
) -> None:
    with asking(composed, model), composed.at(0).customer() as customer:
        conversation_id = customer.open(QUESTION)
        customer.wait_for_ephemeral("message.streaming")
        composed.parts["redis"][0].kill()
        customer.until(answered(customer, conversation_id), "the answer is posted", seconds=30)
        composed.parts["redis"][0].start()
        wait_until_redis_is_used_again(composed)
        customer.say(conversation_id, QUESTION)
        customer.until(lambda: len(customer.texts(conversation_id)) == 4, "it answers again", seconds=30)

        assert all(worker.is_alive for worker in composed.parts["worker"])
        assert customer.texts(conversation_id) == [QUESTION, REPLY] * 2


def wait_until_redis_is_used_again(composed: Composed) -> None:
    """Every web process listens again, and so says that it is whole."""
    deadline = time.monotonic() + 60
    while not all(is_whole(composed, number) for number in range(2)):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    address = (composed.directory / "secrets/desk_redis_url").read_text()
    assert redis.Redis.from_url(address).ping()


def is_whole(composed: Composed, number: int) -> bool:
    with composed.at(number).http() as browser:
        checks = browser.get("/readyz?whole").json()["checks"]
    return set(checks.values()) == {"ok"}


def test_rolling_restart_and_scaling_under_traffic_show_nobody_an_error(
    composed: Composed, measure: Callable[[str, str], None]
) -> None:
    with traffic_at(composed.desk, writers=6, askers=2) as traffic:
        time.sleep(1)
        for name in ("web", "worker", "upkeep", "beat"):
            for part in composed.parts[name]:
                restart(part)
        composed.scale("web", 3)
        composed.lead_to(0, 1, 2)
        composed.scale("worker", 3)
        time.sleep(1)
        composed.lead_to(0, 1)
        composed.scale("web", 2)
        composed.scale("worker", 2)
        time.sleep(1)

    written = sum(map(len, traffic.written.values()))
    measure("scaled form: lines written while everything was restarted", str(written))
    measure("scaled form: reconnects of six customers", str(traffic.reconnects))
    measure("scaled form: longest wait of a customer for an ack", f"{traffic.longest_wait_s:.1f} s")
    assert traffic.refused == []
    assert {status for (_, status) in traffic.pages} == {200}
    assert traffic.read == traffic.written
    assert written > 100
    assert set(traffic.answers.values()) == {1}


def restart(part: Part) -> None:
    part.stop()
    part.start()
    part.wait_until_well()
