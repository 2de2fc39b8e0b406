"""The other faults of the matrix, each once: what is done to the desk, and what must hold besides the invariants.

A drill returns its figures; it fails by an exception whose text says what did not come about. Messages, readers and
owners are judged at the end of the run with everything else.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID, uuid4

import psycopg
import redis

from tests.deploy.composed import Composed, Part
from tests.faults.clients import TimedWidget
from tests.faults.crowd import Crowd
from tests.faults.figures import Figures, percentile, rounded
from tests.faults.history import Fault, History, Post, Result
from tests.faults.missed import times_to_fetch
from tests.faults.model_server import Fault as ModelFault
from tests.faults.model_server import ModelServer
from tests.faults.people import QUESTION
from tests.processes import wait_until

PATIENCE_S = 60.0
ANSWER_S = 45.0  # the deadline of an answer, and a worker's way to it
IDS, TIMES = 1000, 5
PAUSE_MS = 10_000
LOCKED_S = 10.0
MISSED, WINDOWS = 1000, 100
ATTEMPTS = 3
PROBED_S = 3.0  # between two tries to reach a model that was given up for a while


@dataclass
class Ground:
    """Where a drill takes place."""

    composed: Composed
    model: ModelServer
    crowd: Crowd
    history: History

    def note(self, kind: str, begun: float) -> None:
        self.history.add(Fault(kind, kind, begun, time.time()))

    def all_back(self) -> None:
        wait_until(lambda: self.crowd.away == 0, PATIENCE_S)

    def redis(self) -> redis.Redis:
        address = (self.composed.directory / "secrets/desk_redis_url").read_text()
        return redis.Redis.from_url(address, socket_timeout=PATIENCE_S)


def subscriptions_are_cut(ground: Ground) -> Figures:
    """F4: Redis forgets who listens, then stops for ten seconds; heartbeats find what was not heard."""
    begun = time.time()
    with ground.redis() as server:
        server.client_kill_filter(_type="pubsub")
        ground.note("redis forgets listeners", begun)
        time.sleep(6)
        begun = time.time()
        server.client_pause(PAUSE_MS)
        time.sleep(PAUSE_MS / 1000)
    ground.note("redis pauses", begun)
    return {}


def connections_are_cut(ground: Ground) -> Figures:
    """F6: PostgreSQL ends every connection, then a lock is held for ten seconds: nothing is stored by halves."""
    begun = time.time()
    with psycopg.connect(ground.composed.database_url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = 'desk'"
        )
    ground.note("postgresql ends connections", begun)
    time.sleep(2)
    begun = time.time()
    with psycopg.connect(ground.composed.database_url) as connection:
        connection.execute("LOCK TABLE conversations IN ACCESS EXCLUSIVE MODE")
        time.sleep(LOCKED_S)
    ground.note("postgresql holds a lock", begun)
    ground.all_back()
    return {}


def ids_are_sent_again_and_again(ground: Ground) -> Figures:
    """F8: each of 1,000 client ids is sent five times at once, over five sockets, to both web processes."""
    desk, ids = ground.composed.desk, [uuid4() for _ in range(IDS)]
    first = TimedWidget(desk.url).connect()
    assert isinstance(first, TimedWidget)
    conversation_id = first.open(None)
    first.ask_for_human(conversation_id)
    windows = [first, *(TimedWidget(desk.url, token=first.token).connect() for _ in range(TIMES - 1))]
    with ThreadPoolExecutor(TIMES) as pool:
        answers = list(pool.map(lambda window: _sent(window, conversation_id, ids), windows))
    for number, client_id in enumerate(ids):
        seqs = {answer[number] for answer in answers}
        assert len(seqs) == 1, f"{client_id} was acknowledged as {seqs}"
        about = ("storm", str(conversation_id), str(client_id), f"<storm> {client_id}", Result.OK, seqs.pop())
        ground.history.add(Post(*about, time.time(), time.time(), TIMES))
    for window in windows:
        window.disconnect()
    return {"storm_ids": IDS, "storm_rows": _rows(ground, conversation_id), **_fetched(ground, first, conversation_id)}


def _sent(window: TimedWidget, conversation_id: UUID, ids: list[UUID]) -> list[int]:
    return [window.say(conversation_id, f"<storm> {one}", client_id=one).seq for one in ids]


def _rows(ground: Ground, conversation_id: UUID) -> int:
    with psycopg.connect(ground.composed.database_url) as connection:
        statement = "SELECT count(*) FROM messages WHERE conversation_id = %s AND text LIKE '<storm>%%'"
        row = connection.execute(statement, [conversation_id]).fetchone()
    return int(row[0]) if row else 0


def _fetched(ground: Ground, first: TimedWidget, conversation_id: UUID) -> Figures:
    """Measure how long 100 windows take to fetch the 1,000 messages and more that they missed."""
    assert first.token is not None
    url = ground.composed.desk.url
    took = times_to_fetch(url, first.token, conversation_id, windows=WINDOWS, missed=MISSED)
    return {f"fetch_1000_missed_p{percent}_s": rounded(percentile(took, percent)) for percent in (50, 99)}


def agent_vanishes(ground: Ground) -> Figures:
    """F12: an agent's window is gone; all of their conversations belong to others soon."""
    agent = next(person for person in ground.crowd.people if person.name.startswith("agent"))
    name = agent.name.removeprefix("agent ")
    with agent.living:
        left = _owned_by(ground, name)
        assert left, f"{name} has no conversation to leave"
        begun = time.monotonic()
        agent.line.leave()
        wait_until(lambda: not _owned_by(ground, name), 90)
        took = round(time.monotonic() - begun, 1)
        agent.line.come_back_for_good()
    return {"vanished_agents_conversations": len(left), "vanished_agent_replaced_s": took}


def _owned_by(ground: Ground, first_name: str) -> list[str]:
    with psycopg.connect(ground.composed.database_url) as connection:
        statement = """SELECT conversations.id::text FROM conversations JOIN agents ON agents.id = agent_id
            WHERE agents.name LIKE %s AND status = 'assigned'"""
        return [row[0] for row in connection.execute(statement, [f"{first_name}%"])]


def model_fails(ground: Ground) -> Figures:
    """F13: each way in which a model fails ends in a safe text or a person, within the deadline."""
    took = [_asked_while_failing(ground, fault) for fault in ModelFault]
    return {"model_faults": len(took), "model_fault_answered_max_s": round(max(took), 1)}


def _asked_while_failing(ground: Ground, fault: ModelFault) -> float:
    """Ask until it is the model that fails: after some failures nobody asks it for a while, and a person comes."""
    begun = time.monotonic()
    while time.monotonic() < begun + PATIENCE_S:
        text = f"{fault.value} {uuid4()}"
        ground.model.failing[text] = fault
        took = _asked(ground, f"{QUESTION} <{text}>")
        if ground.model.was_asked(text):
            return took
        time.sleep(PROBED_S)
    message = f"the model was never asked, so it never failed by {fault.value}"
    raise AssertionError(message)


def _asked(ground: Ground, text: str) -> float:
    """Ask, and return the seconds until there was an answer or a person was promised."""
    window = TimedWidget(ground.composed.desk.url).connect()
    assert isinstance(window, TimedWidget)
    begun = time.monotonic()
    conversation_id = window.open(text)
    window.until(lambda: _is_answered(window, conversation_id), f"{text} is answered", ANSWER_S)
    took = time.monotonic() - begun
    window.disconnect()
    return took


def _is_answered(window: TimedWidget, conversation_id: UUID) -> bool:
    events = window.logs[conversation_id].events[1:]
    return any(event.type == "conversation.escalated" or event.actor.kind == "bot" for event in events)


def model_is_away(ground: Ground) -> Figures:
    """F14: the model is away; after a few failures nobody waits for it any more, a person is promised at once."""
    ground.model.default, usual = ModelFault.UNAVAILABLE, ground.model.default
    took = [_asked(ground, f"{QUESTION} <away {number}>") for number in range(12)]
    ground.model.default = usual
    return {"model_away_person_promised_max_s": round(max(took[6:]), 1)}


def everything_is_restarted(ground: Ground) -> Figures:
    """F15: a second beat, then each process of ours is asked to stop and started again, one after the other."""
    second = ground.composed.part("beat")
    second.start()
    begun = time.time()
    for name in ("web", "worker", "upkeep", "beat"):
        for part in ground.composed.parts[name]:
            _restart(part)
    ground.note("rolling restart", begun)
    ground.composed.parts["beat"].pop().stop()
    ground.all_back()
    return {}


def _restart(part: Part) -> None:
    part.stop()
    part.start()
    part.wait_until_well()


def turn_kills_its_worker(ground: Ground) -> Figures:
    """F17: whoever asks the model for one answer dies, each time; after three attempts a person has it."""
    window = TimedWidget(ground.composed.desk.url).connect()
    assert isinstance(window, TimedWidget)
    conversation_id = window.open(f"{QUESTION} <poison>")
    deaths, deadline = 0, time.monotonic() + 2 * PATIENCE_S
    while not _is_answered(window, conversation_id):
        if _times_asked(ground) > deaths:
            deaths = _times_asked(ground)
            for part in ground.composed.parts["worker"]:
                part.kill()
                part.start()
        assert time.monotonic() < deadline, "the answer neither comes nor goes to a person"
        time.sleep(0.05)
    window.disconnect()
    assert deaths <= ATTEMPTS, f"the model was asked {deaths} times"
    return {"poison_attempts": deaths}


def _times_asked(ground: Ground) -> int:
    """Count the requests for the poisoned answer."""
    return sum("<poison>" in str(request["messages"]) for request in list(ground.model.requests))


def database_is_migrated(ground: Ground) -> Figures:
    """F18: a column is added and taken away again, and two migrations run at once, while everybody writes."""
    begun = time.time()
    with psycopg.connect(ground.composed.database_url, autocommit=True) as connection:
        connection.execute("SET lock_timeout = '5s'")
        connection.execute("ALTER TABLE messages ADD COLUMN drill text")
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda _: ground.composed.run("migrate"), range(2)))
        connection.execute("ALTER TABLE messages DROP COLUMN drill")
    ground.note("migration", begun)
    return {}
