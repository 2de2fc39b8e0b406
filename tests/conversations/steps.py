"""What may happen next: each step is the name of something in the machine, and its arguments."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from desk.vocabulary import Availability, BotDecision, Status
from tests.conversations.cast import AGENTS, CUSTOMERS, STAFF
from tests.conversations.office import GRACE, LEASE
from tests.conversations.parts import IDLE

Step = tuple[str, dict[str, Any]]

MOMENTS = (timedelta(seconds=10), GRACE + timedelta(seconds=10), LEASE, timedelta(minutes=20), IDLE * 2)
FIRST = (Status.BOT, Status.QUEUED)
# What takes nothing but a conversation, and at most a reason; oftener what keeps it moving.
VERBS = ("take_over", "take_over", "requeue", "hand_back", "transfer_to_team", "wake", "resolve", "reopen", "close")
UNTIL_DUE = None  # until what was put aside first is due
MEANWHILE = (
    *((), ()),
    ("customer writes",),
    ("customer asks for a person",),
    ("take_over",),
    ("take_over", "hand_back"),
    ("resolve", "customer writes"),
    ("close",),
)
# Mostly whoever is concerned: else hardly anything would be allowed.
OWNER, HOLDER = "owner", "holder"


def step(name: str, **arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    """Return the strategy of one step."""
    return st.tuples(st.just(name), st.fixed_dictionaries(arguments))


def in_chat(name: str, **arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    """Return the strategy of a step in one of the conversations."""
    return step(name, chat=st.integers(0, 3), **arguments)


_customers = st.sampled_from((OWNER, OWNER, OWNER, *CUSTOMERS))
_staff = st.sampled_from((HOLDER, HOLDER, HOLDER, HOLDER, *STAFF))
_anybody = st.sampled_from((OWNER, OWNER, OWNER, HOLDER, HOLDER, HOLDER, *CUSTOMERS, *STAFF))
_agents, _colleague = st.sampled_from(AGENTS), st.sampled_from(STAFF)
_yes_or_no, _mostly = st.booleans(), st.sampled_from((True, True, True, True, False))

# How often each comes, beside the others: what keeps conversations moving comes often, what ends them seldom.
_WEIGHED = (
    (12, in_chat("posts", who=_anybody, seen=st.none() | st.integers(0, 12))),
    (16, in_chat("staff_do", who=_staff, pick=st.integers(0, 15), is_fitting=_mostly)),
    (6, in_chat("bot_works", kind=st.sampled_from(BotDecision), meanwhile=st.sampled_from(MEANWHILE))),
    (6, step("worker_sweeps", is_whole=_mostly)),
    (4, in_chat("gives", who=_staff, to=_colleague, verb=st.sampled_from(("assign", "transfer")))),
    (6, in_chat("snoozes", who=_staff, later=st.sampled_from((timedelta(0), *MOMENTS)))),
    (4, in_chat("asks_for_person", who=_customers)),
    (4, step("comes_and_goes", who=_agents, what=st.sampled_from(("arrives", "leaves", "renews")))),
    (4, step("time_passes", how_long=st.sampled_from((*MOMENTS, UNTIL_DUE, UNTIL_DUE)), is_beating=_yes_or_no)),
    (4, step("opens", who=st.sampled_from(CUSTOMERS), status=st.sampled_from(FIRST), is_asking=_yes_or_no)),
    (4, in_chat("posts_again", which=st.integers(0, 20), is_same=_yes_or_no, is_note=_yes_or_no)),
    (2, in_chat("notes", who=_staff)),
    (2, in_chat("reads", who=_anybody, seq=st.integers(0, 30))),
    (2, in_chat("rates", who=_customers, score=st.integers(1, 5))),
    (2, step("chooses", who=_agents, availability=st.sampled_from(Availability))),
    (1, in_chat("opens_again", who=_customers, is_same=_yes_or_no)),
    (1, in_chat("customer_ends", who=_customers)),
)
STEPS: st.SearchStrategy[Step] = st.sampled_from([one for weight, one in _WEIGHED for _ in range(weight)]).flatmap(
    lambda one: one
)
