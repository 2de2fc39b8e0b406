"""The assignment engine: gives waiting conversations to agents, some at a time in one transaction.

It runs when something changes (a conversation waits, an agent comes, a place gets free) and in a sweep. However many
engines run, one gives out at a time: whoever came first must not be overtaken because another engine was quicker. What
people do by hand goes on beside it; the places of agents are counted by the same rules for all.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select, update

from desk.actors import SystemActor
from desk.assignment import decisions
from desk.assignment.house import house_for
from desk.assignment.models import Lane
from desk.assignment.offering import invited, offer_to
from desk.assignment.policy import Candidate, Choice, Policy, Way
from desk.conversations import line, slots
from desk.conversations.actions import give
from desk.staff.models import Agent
from desk.staff.presence import is_present
from desk.unit_of_work import action, current, moment, query
from desk.vocabulary import Availability
from desk.wire import AgentRef

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from desk.conversations.models import Conversation

ENGINE = SystemActor(name="Assignment engine")
BATCH = 50  # conversations in one transaction: long enough to share its cost, short enough that nobody waits for it


def assign_waiting() -> int:
    """Give out all that can be given, first come first; return how many."""
    given = 0
    while got := _round():
        given += got
    return given


def _round() -> int:
    """Give out some; return how many.

    One look without locks says in which lines somebody can be served; as long as whole batches go there, it holds. Who
    is being written to at this moment is passed over, and waited for when there is nobody else: a customer who never
    stops writing must not wait for ever.
    """
    heads = look()
    needs, total = [head.need for head in heads], 0
    while needs and (given := give_out(needs)) != 0:
        total += given or 0
        if given != BATCH:
            return total
    return total or sum(give_one(head.conversation_id) for head in heads)


class Outlook(NamedTuple):
    """Who stands first in a line, and what the policy says now."""

    conversation_id: UUID
    need: str
    choice: Choice


def look() -> tuple[Outlook, ...]:
    """Return the heads of the lines in which somebody can be served; keep why nobody can in the others."""
    heads, standing = _outlooks()
    decisions.keep_standstills({head.need: head.choice for head in heads if head.choice.chosen is None}, standing)
    return tuple(head for head in heads if head.choice.chosen)


@query
def _outlooks() -> tuple[tuple[Outlook, ...], dict[str, str]]:
    """Return the outlook of each line, and the reasons that are kept of the lines that stand still."""
    waiting, standing = line.heads_of(line.needs_that_wait()), decisions.standing_still()
    if not waiting:
        return (), standing
    house = house_for(waiting)
    return tuple(Outlook(row.id, row.need, house.decided(row)) for row in waiting), standing


@action
def give_out(needs: Sequence[str]) -> int | None:
    """Give the first of these lines to the best agents, as many as one transaction takes; return how many.

    None when another engine gives out at this moment: it looks again afterwards, and sees what this one saw.
    """
    if not _is_my_turn():
        return None
    waiting = sorted((row for need in needs for row in line.claim_first(need, limit=BATCH)), key=line.place_in_line)
    return _given(waiting[:BATCH])


@action
def give_one(conversation_id: UUID) -> bool:
    """Give one conversation to the best agent, waiting for who writes to it; False when that cannot be any more."""
    waiting = line.claim(conversation_id)
    return waiting is not None and bool(_given([waiting]))


def _is_my_turn() -> bool:
    return current().scalar(select(Lane.id).with_for_update(skip_locked=True)) is not None


def _given(waiting: Sequence[Conversation]) -> int:
    """Decide for one after the other; then take the places, and give where they were had, or offer."""
    planned = _planned(waiting)
    there = _still_there({agent.id for plan in planned for agent in plan.agents})
    at_once = [plan for plan in planned if plan.policy.way is Way.AUTOMATIC]
    had = slots.take(Counter(plan.chosen.id for plan in at_once if plan.chosen.id in there))
    given = [plan for plan in at_once if plan.chosen.id in had]
    for row, choice, _, (chosen, *_) in given:
        give(ENGINE, row, agent=AgentRef(id=chosen.id, name=chosen.name), decision=decisions.keep(row.id, choice))
    current().execute(update(Agent).where(Agent.id.in_(had)).values(last_assigned_at=moment()))
    return len(given) + sum(_offered(plan, there) for plan in planned if plan.policy.way is not Way.AUTOMATIC)


def _offered(plan: Plan, there: Collection[UUID]) -> bool:
    agents = [agent for agent in plan.agents if agent.id in there]
    return offer_to(ENGINE, plan.row, plan.choice, plan.policy, agents=agents)


def _still_there(agents: Collection[UUID]) -> frozenset[UUID]:
    """Lock agents, the same first for everybody, and return who is still online and present."""
    statement = select(Agent.id).where(Agent.id.in_(agents), Agent.is_enabled, is_present()).order_by(Agent.id)
    online = statement.where(Agent.availability == Availability.ONLINE)
    return frozenset(current().scalars(online.with_for_update(of=Agent, key_share=True)))


class Plan(NamedTuple):
    """What is decided of a conversation: whose it will be, or to whom it will be offered, the best first."""

    row: Conversation
    choice: Choice
    policy: Policy
    agents: tuple[Candidate, ...]

    @property
    def chosen(self) -> Candidate:
        """The best."""
        return self.agents[0]


def _planned(waiting: Sequence[Conversation]) -> list[Plan]:
    house, planned, hopeless = house_for(waiting), list[Plan](), set[str]()
    for row in waiting:
        if row.need in hopeless:
            continue
        choice = house.decided(row)
        if choice.chosen is None:
            hopeless.add(row.need)
            continue
        policy = house.policy_of(row)
        plan = Plan(row, choice, policy, invited(choice, policy))
        planned.append(plan)
        for agent in plan.agents:
            house.count(agent, row.team_id if agent is plan.chosen else None, moment())
    return planned
