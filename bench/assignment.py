"""`make bench-assignment`: is the engine right when everybody grabs at once, and how quick is it?

Everything runs on a private PostgreSQL. First sixteen workers in four processes claim, pass on, put back, end, flicker
and grab by hand at random, and the tables are counted; a quarter as often they do the same on SQLite. Then a queue is
drained, one place at a time gets free beside 500 who wait, the policy looks at 1,000 agents for 10,000 who wait, and
three agents race for offers on real sockets. The last line is JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import func, select, update

from bench.races import raced
from desk import memory, schema
from desk.actors import AgentActor, CustomerActor, Role, SystemActor
from desk.assignment.engine import assign_waiting, look
from desk.assignment.policy import TeamPolicy, Way
from desk.assignment.routing import route
from desk.assignment.rules import Rule, Rules, Then, When
from desk.config import Settings
from desk.conversations import actions, offers
from desk.conversations.models import Assignment, Conversation
from desk.conversations.offer_models import Offer
from desk.conversations.opening import open_conversation
from desk.customers.actions import add_inbox, inbox_of, start
from desk.engine import make_engine
from desk.errors import AgentFull, DeskError
from desk.events import ConversationEscalated
from desk.ids import uuid7
from desk.record import Packet
from desk.staff import presence, revisions
from desk.staff.actions import add_agent, add_team
from desk.staff.availability import set_availability
from desk.staff.models import Agent, Membership, Workload
from desk.unit_of_work import action, current, database, owe, query, subscribers
from desk.vocabulary import Availability, EscalationReason, Outcome, RevisionKind, Status
from desk.wire import AgentRef
from tests.servers import fresh_database, private_postgresql

PROCESSES, THREADS = 4, 4
RACES = 100
SYSTEM = SystemActor(name="Bench")
LEASE_S = 3600.0
PACKET = Packet(
    reason=EscalationReason.CUSTOMER_REQUEST,
    evidence="A person, please",
    goal="Wants a person",
    facts=(),
    tried=(),
    open_question="",
    language="en",
    suggested_reply="Hello.",
    made_by="template",
)


def main() -> None:
    """Measure, and write what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="100,000 operations and 10,000 who wait")
    given = parser.parse_args()
    operations, waiting, agents = (100_000, 10_000, 1_000) if given.full else (4_000, 2_000, 1_000)
    with private_postgresql() as server:
        report = _fought_over(server, operations) | {"on_sqlite": _fought_over(None, operations // 4)}
        report |= _drained(server, 2_000 if given.full else 500)
        report |= _freed(server) | _decided(server, agents=agents, waiting=waiting) | _grown(server, given.full)
    report |= raced(RACES)
    sys.stdout.write(json.dumps(report) + "\n")


@contextmanager
def _desk(server: str | None) -> Iterator[str]:
    """Give the URL of a desk's empty database, which this process is bound to: on SQLite without a server."""
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder, _database(server, folder) as url:
        schema.upgrade(Settings(mode="embedded", data_dir=Path(folder), database_url=url, secret_key="b" * 40))
        _bind(url)
        add_inbox(key="bench", name="Bench", allowed_origins=[])
        yield url
        if database.engine:
            database.engine.dispose()


def _database(server: str | None, folder: str) -> AbstractContextManager[str]:
    return fresh_database(server) if server else nullcontext(f"sqlite:///{folder}/desk.sqlite3")


def _bind(url: str) -> None:
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    subscribers.clear()
    owe(ConversationEscalated, route)
    database.bind(make_engine(address, pool_size=THREADS + 1), pool_size=THREADS + 1)
    memory.settle()  # as workers do


def _staff(count: int, *, capacity: int) -> list[AgentActor]:
    made = []
    for number in range(count):
        name = f"Agent {number}"
        agent = add_agent(
            email=f"agent{number}@bench.example",
            name=name,
            role=Role.AGENT,
            password_hash="-",  # noqa: S106  nobody logs in
            capacity=capacity,
            availability=Availability.ONLINE,
        )
        presence.arrive(agent, f"socket {number}", lease_s=LEASE_S)
        made.append(AgentActor(agent, name))
    return made


def _wait(customer: CustomerActor, count: int) -> list[UUID]:
    return [_one_waits(customer) for _ in range(count)]


@action
def _one_waits(customer: CustomerActor) -> UUID:
    conversation_id = open_conversation(
        customer, uuid7(), text=None, locale="en", page="", previous_id=None, first_status=Status.BOT
    )
    goal = "Wants an offer" if conversation_id.int % 2 else "Wants a person"
    actions.escalate(SYSTEM, conversation_id, packet=PACKET.model_copy(update={"goal": goal}))
    return conversation_id


# Everybody grabs at once.


def _fought_over(server: str | None, operations: int) -> dict[str, Any]:
    with _desk(server) as url:
        strangers = _staff(24, capacity=4)
        teams = frozenset({_offer_some()})
        staff = [AgentActor(agent.id, agent.name, team_ids=teams) for agent in strangers]
        conversations = _wait(start(inbox_of("bench").id), 160)
        share = operations // PROCESSES
        began = time.perf_counter()
        with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
            given = [(url, seed, share, staff, conversations) for seed in range(PROCESSES)]
            done = sum(pool.starmap(_fight, given), Counter[str]())
        took = time.perf_counter() - began
        _settle(staff)
        where = "PostgreSQL" if server else "SQLite"
        _say(f"{operations} operations by {PROCESSES * THREADS} workers on {where} in {took:.0f} s: {dict(done)}")
        return {"operations": done.total(), **_judged()}


def _offer_some() -> UUID:
    """Half of the conversations come by offers to three at once; return the team that everybody is in then."""
    team = add_team("Offered")
    _join(team)
    policy = TeamPolicy(way=Way.BROADCAST, broadcast_to=3)
    revisions.keep(SYSTEM, RevisionKind.POLICY, team, policy.model_dump(mode="json"), seen=None)
    rules = Rules(rules=(Rule(name="Offered", when=When(words=("offer",)), then=Then(team_id=team)),))
    revisions.keep(SYSTEM, RevisionKind.RULES, revisions.ALL, rules.model_dump(mode="json"), seen=None)
    return team


@action
def _join(team: UUID) -> None:
    for agent_id in current().scalars(select(Agent.id)).all():
        current().add(Membership(agent_id=agent_id, team_id=team))


def _settle(staff: Sequence[AgentActor]) -> None:
    """Everybody comes back and accepts what is offered, until nothing is offered any more."""
    for agent in staff:
        set_availability(agent, Availability.ONLINE)
    _forget_refusals()
    assign_waiting()
    known = {agent.id: agent for agent in staff}
    while offered := _open_offers():
        for agent_id, conversation in offered:
            _answer(known[agent_id], conversation)
        assign_waiting()


def _answer(agent: AgentActor, conversation: UUID) -> None:
    """Accept; who got full meanwhile declines, and whoever comes late need not do either."""
    with contextlib.suppress(DeskError):
        try:
            offers.accept(agent, conversation)
        except AgentFull:
            offers.decline(agent, conversation, reason="Full.")


@action
def _forget_refusals() -> None:
    for row in current().scalars(select(Conversation).where(Conversation.status == Status.QUEUED)).all():
        row.forget_refusals()


@query
def _open_offers() -> list[tuple[UUID, UUID]]:
    statement = select(Offer.agent_id, Offer.conversation_id).where(Offer.ended_at.is_(None))
    return [(row.agent_id, row.conversation_id) for row in current().execute(statement)]


def _fight(
    url: str, seed: int, operations: int, staff: Sequence[AgentActor], conversations: Sequence[UUID]
) -> Counter[str]:
    _bind(url)
    with ThreadPoolExecutor(THREADS) as pool:
        seeds = [seed * THREADS + number for number in range(THREADS)]
        done = pool.map(lambda one: _grab(one, operations // THREADS, staff, conversations), seeds)
        return sum(done, Counter())


def _grab(seed: int, operations: int, staff: Sequence[AgentActor], conversations: Sequence[UUID]) -> Counter[str]:
    dice, done = random.Random(seed), Counter[str]()  # noqa: S311  drawn again, it must be the same
    for _ in range(operations):
        agent, other, conversation = dice.choice(staff), dice.choice(staff), dice.choice(conversations)
        name, act = dice.choice(_ACTS)
        try:
            act(agent, other, conversation)
            done[name] += 1
        except DeskError:
            done[f"{name} refused"] += 1
    return done


def _ref(agent: AgentActor) -> AgentRef:
    return AgentRef(id=agent.id, name=agent.name)


def _vanish(agent: AgentActor, _other: AgentActor, conversation: UUID) -> None:
    """An agent's window goes, what they had goes back to the queue, and they come again."""
    presence.leave(agent.id, f"socket {agent.name.removeprefix('Agent ')}")
    try:
        actions.requeue(SYSTEM, conversation, reason="Gone.")
    finally:
        presence.arrive(agent.id, f"socket {uuid7()}", lease_s=LEASE_S)


def _come_again(agent: AgentActor, _other: AgentActor, conversation: UUID) -> None:
    """A conversation that ended begins again and waits for a person."""
    del agent
    _reopen(conversation)


@action
def _reopen(conversation: UUID) -> None:
    actions.reopen(SYSTEM, conversation)
    actions.escalate(SYSTEM, conversation, packet=PACKET)


def _flicker(agent: AgentActor, _other: AgentActor, _conversation: UUID) -> None:
    set_availability(agent, Availability.AWAY)
    set_availability(agent, Availability.ONLINE)


_ACTS: list[tuple[str, Callable[[AgentActor, AgentActor, UUID], object]]] = [
    ("engine", lambda *_: assign_waiting()),
    ("engine", lambda *_: assign_waiting()),
    ("take over", lambda agent, _, one: actions.take_over(agent, one)),
    ("transfer", lambda _, other, one: actions.transfer_to_agent(SYSTEM, one, agent=_ref(other), reason="Theirs.")),
    ("requeue", lambda _agent, _other, one: actions.requeue(SYSTEM, one, reason="Declined.")),
    ("hand back", lambda _agent, _other, one: actions.hand_back(SYSTEM, one, reason="Easy.")),
    ("accept", lambda agent, _other, one: offers.accept(agent, one)),
    ("accept", lambda agent, _other, one: offers.accept(agent, one)),
    ("decline", lambda agent, _other, one: offers.decline(agent, one, reason="Busy.")),
    ("escalate", lambda _agent, _other, one: actions.escalate(SYSTEM, one, packet=PACKET)),
    ("resolve", lambda _agent, _other, one: actions.resolve(SYSTEM, one, outcome=Outcome.RESOLVED_BY_AGENT)),
    ("come again", _come_again),
    ("come again", _come_again),
    ("vanish", _vanish),
    ("flicker", _flicker),
]


@query
def _judged() -> dict[str, int]:
    """Count what must not be: two owners, too much, wrong counters, somebody who waits beside a free place."""
    session = current()
    open_twice = (
        select(Assignment.conversation_id)
        .where(Assignment.ended_at.is_(None))
        .group_by(Assignment.conversation_id)
        .having(func.count() > 1)
    )
    held = select(func.count()).where(Conversation.agent_id == Agent.id, Conversation.status == Status.ASSIGNED)
    loads = session.execute(
        select(Workload.load, Agent.capacity, held.scalar_subquery()).join(Agent, Agent.id == Workload.agent_id)
    ).all()
    free = sum(max(0, capacity - load) for load, capacity, _ in loads)
    waiting = session.scalar(select(func.count()).where(Conversation.status == Status.QUEUED)) or 0
    return {
        "double_owned": len(session.execute(open_twice).all()),
        "over_capacity": sum(count > capacity for _, capacity, count in loads),
        "counter_errors": sum(load != count for load, _, count in loads),
        "idle_while_waiting": min(free, waiting),
    }


# How quick.


def _drained(server: str, count: int) -> dict[str, Any]:
    """Let sixteen workers give out a queue, until it is empty."""
    with _desk(server) as url:
        _staff(50, capacity=math.ceil(count / 50))
        _wait(start(inbox_of("bench").id), count)
        with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
            pool.map(_bind, [url] * PROCESSES)
            began = time.perf_counter()
            given = sum(pool.map(_give_out, [url] * PROCESSES))
            took = time.perf_counter() - began
        _say(f"{given} of {count} given out in {took:.1f} s")
        return {"per_s": round(given / took, 1)}


def _give_out(url: str) -> int:
    _bind(url)
    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(lambda _: assign_waiting(), range(THREADS)))


def _freed(server: str) -> dict[str, Any]:
    """Free one place after the other beside 500 who wait; time each until somebody has it."""
    with _desk(server):
        _staff(20, capacity=4)
        conversations = _wait(start(inbox_of("bench").id), 580)
        assign_waiting()
        took = []
        for one in conversations[:60]:
            began = time.perf_counter()
            actions.resolve(SYSTEM, one, outcome=Outcome.RESOLVED_BY_AGENT)
            given = assign_waiting()
            took.append((time.perf_counter() - began) * 1_000)
            if given != 1:
                message = "A place was free and nobody got it."
                raise RuntimeError(message)
        return {"slot_to_assigned_p95_ms": _percentile(took, 95)}


def _decided(server: str, *, agents: int, waiting: int) -> dict[str, Any]:
    """Time the look at a long queue among many agents, all of them full but one."""
    with _desk(server) as url:
        _staff(agents, capacity=1)
        _wait(start(inbox_of("bench").id), waiting)
        _fill()
        _vacuum(url)
        took = [_timed(look) for _ in range(200)]
        return {"decision_p50_ms": _percentile(took, 50), "decision_p95_ms": _percentile(took, 95)}


def _vacuum(url: str) -> None:
    """Leave the tables as autovacuum does in a minute, so that it does not run beside what is timed."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


@action
def _fill() -> None:
    """Make everybody full but the last, without the engine: it is not what is timed."""
    last = select(Workload.id).order_by(Workload.id.desc()).limit(1).scalar_subquery()
    current().execute(update(Workload).where(Workload.id != last).values(load=1))


def _grown(server: str, is_full: bool) -> dict[str, Any]:  # noqa: FBT001  as the option
    """Drain queues of twice the length, one place at a time; the cost of one must not grow with the queue."""
    each = []
    for count in (500, 1_000, 2_000, 4_000) if is_full else (250, 500, 1_000):
        with _desk(server):
            _staff(10, capacity=count)
            _wait(start(inbox_of("bench").id), count)
            each.append(round(_timed(assign_waiting) / count, 3))
    return {"drain_ms_each": each}


def _timed(work: Callable[[], object]) -> float:
    """Return the milliseconds of a piece of work."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1_000


def _percentile(values: Sequence[float], percent: int) -> float:
    return round(sorted(values)[math.ceil(percent / 100 * len(values)) - 1], 1)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
