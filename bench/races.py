"""Accept races over real sockets: several agents take the same offer at once; when do the others know who has it?

A whole desk runs as `desk up` runs it. Each customer is offered to everybody who is there; all press Accept at the same
moment, each on a socket of their own. Who lost is told by the answer to their own press.
"""

from __future__ import annotations

import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.client import DeskRefused
from tests.desk_up import RunningDesk, whole_desk

if TYPE_CHECKING:
    from uuid import UUID

    from tests.client import StaffClient

ADMIN, AGENTS = "Tomasz", ("Mira", "Jonas", "Lucía")


class Press(NamedTuple):
    """What came of pressing Accept: whether it was had, what was said, and after how many milliseconds."""

    is_mine: bool
    said: str
    took_ms: float


def raced(races: int) -> dict[str, Any]:
    """Let three agents race for so many conversations; return what went wrong, and when the last loser was told."""
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as place, whole_desk(Path(place) / "data") as desk:
        _broadcast(desk)
        with ExitStack() as stack, ThreadPoolExecutor(len(AGENTS)) as pool:
            agents = [stack.enter_context(desk.staff(name).socket()) for name in AGENTS]
            found = [_race(desk, agents, pool) for _ in range(races)]
    losers = [press for race in found for press in race if not press.is_mine]
    return {
        "races": races,
        "races_without_one_owner": sum(sum(press.is_mine for press in race) != 1 for race in found),
        "losers_not_told_who": sum("Taken by " not in press.said for press in losers),
        "loser_told_max_ms": round(max(press.took_ms for press in losers), 1),
    }


def _broadcast(desk: RunningDesk) -> None:
    """Have every conversation offered to all at once."""
    with desk.staff(ADMIN) as admin:
        found = admin.get("/api/v1/admin/policy").json()
        text = {**found["text"], "way": "broadcast", "broadcast_to": len(AGENTS)}
        admin.put("/api/v1/admin/policy", json={"text": text, "seen": found["number"]}).raise_for_status()


def _race(desk: RunningDesk, agents: list[StaffClient], pool: ThreadPoolExecutor) -> list[Press]:
    with desk.customer() as customer:
        conversation_id = customer.open()
        customer.ask_for_human(conversation_id)
        for agent in agents:
            agent.until(partial(_is_offered, agent, conversation_id), "it is offered")
        together = Barrier(len(agents))
        race = list(pool.map(lambda agent: _press(agent, conversation_id, together), agents))
        owner = next(agent for agent, press in zip(agents, race, strict=True) if press.is_mine)
        owner.do("resolve", conversation_id)
    return race


def _is_offered(agent: StaffClient, conversation_id: UUID) -> bool:
    return any(one.id == conversation_id for one in agent.inbox("offers").conversations)


def _press(agent: StaffClient, conversation_id: UUID, together: Barrier) -> Press:
    together.wait()
    began = time.perf_counter()
    try:
        agent.do("accept_offer", conversation_id)
    except DeskRefused as refused:
        return Press(is_mine=False, said=str(refused), took_ms=_since(began))
    return Press(is_mine=True, said="", took_ms=_since(began))


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1_000
