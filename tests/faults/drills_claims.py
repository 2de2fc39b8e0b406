"""F11: everything that changes who is responsible, sixteen at once, on one conversation after the other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

from desk.vocabulary import Availability
from tests.client import DeskRefused, StaffClient, WidgetClient
from tests.faults.drills import Ground
from tests.faults.figures import Figures

ROUNDS, AT_ONCE, TRANSFERS = 10, 16, 3
CLAIMANTS = ("Mira", "Jonas", "Anneke", "Tomasz")
FLICKERS = "Lucía"  # whose availability changes while conversations are given out
DONE, REFUSED = "done", "refused"
Act = Callable[[], object]


def claims_meet(ground: Ground) -> Figures:
    """F11: sixteen at once take over, pass on, give back and end; the judge finds one owner at every time."""
    desk, dice = ground.composed.desk, random.Random(11)
    staff = [desk.staff(name).socket().connect() for name in CLAIMANTS]
    flickering = desk.staff(FLICKERS).socket().connect()
    colleagues = [colleague.id for colleague in staff[0].people().colleagues][:TRANSFERS]
    results: Counter[str] = Counter()
    with desk.customer() as window:
        for _ in range(ROUNDS):
            acts = _acts(staff, flickering, colleagues, _waiting(window))
            dice.shuffle(acts)
            with ThreadPoolExecutor(AT_ONCE) as pool:
                results.update(pool.map(_tried, acts))
    flickering.call("availability.set", availability=Availability.ONLINE)
    for socket in (*staff, flickering):
        socket.disconnect()
    assert results[DONE] >= ROUNDS, "hardly anything was done, so nothing met"
    return {"parallel_claims": results.total(), "parallel_claims_done": results[DONE]}


def _waiting(window: WidgetClient) -> UUID:
    """Open a conversation that the assignment engine looks at, too."""
    conversation_id = window.open(None)
    window.ask_for_human(conversation_id)
    return conversation_id


def _acts(
    staff: list[StaffClient], flickering: StaffClient, colleagues: list[UUID], conversation_id: UUID
) -> list[Act]:
    """Return sixteen things to do to one conversation at the same time."""
    acts: list[Act] = [partial(one.do, "take_over", conversation_id) for one in staff * 2]
    for one, colleague in zip(staff, colleagues, strict=False):
        acts.append(partial(one.do, "transfer", conversation_id, agent_id=colleague, reason="They meet."))
    acts += [
        partial(one.do, verb, conversation_id)
        for one, verb in zip(staff, ("requeue", "resolve", "close"), strict=False)
    ]
    for availability in (Availability.AWAY, Availability.ONLINE):
        acts.append(partial(flickering.call, "availability.set", availability=availability))
    return acts


def _tried(act: Act) -> str:
    try:
        act()
    except DeskRefused:
        return REFUSED
    return DONE
