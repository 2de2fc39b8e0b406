"""Who takes part beside the model: two customers, two agents, one of them in the team, and a supervisor."""

from __future__ import annotations

from typing import Any

from desk import clock
from desk.actors import AgentActor, CustomerActor, Role, SystemActor
from desk.assignment.models import Lane
from desk.customers.actions import start
from desk.tables import Base
from desk.unit_of_work import action, current
from tests import people
from tests.conversations.parts import Person
from tests.people import create_agent, create_inbox, create_team

CUSTOMERS, AGENTS = ("customer", "stranger"), ("ada", "bob")
STAFF = (*AGENTS, "boss")
CAPACITY = {"ada": 1, "bob": 2, "boss": 0}


class Cast:
    """The people of one example, at the desk (`actors`) and in the model (`people`)."""

    def __init__(self) -> None:
        wipe()
        inbox, self.team = create_inbox(), create_team()
        teams = {"ada": [self.team]}
        roles = {"boss": Role.SUPERVISOR}
        # Of any kind: a rule may have anybody try anything.
        self.actors: dict[str, Any] = {name: start(inbox.id) for name in CUSTOMERS}
        self.actors |= {
            name: create_agent(
                f"{name} {inbox.key}",
                role=roles.get(name, Role.AGENT),
                teams=teams.get(name, ()),
                capacity=CAPACITY[name],
            )
            for name in STAFF
        }
        self.people = {name: _person(name, actor) for name, actor in self.actors.items()}
        self.actors["system"] = people.SYSTEM


@action
def wipe() -> None:
    """Each example begins with an empty desk; that is much quicker than a new database. The engine keeps its lane."""
    for table in reversed(Base.metadata.sorted_tables):
        if table is not Lane.__table__:
            current().execute(table.delete())


def _person(name: str, actor: CustomerActor | AgentActor | SystemActor) -> Person:
    if not isinstance(actor, AgentActor):
        return Person(name, actor.kind, actor.id)
    kind = "supervisor" if actor.is_supervisor else "agent"
    in_team, capacity = bool(actor.team_ids), CAPACITY[name]
    return Person(name, kind, actor.id, is_in_team=in_team, capacity=capacity, absent_since=clock.now())
