"""Who works here, as dashboards list them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from desk.actors import AgentActor
from desk.assignment.people import agent_ref, email_of, people_for, team_ref
from desk.errors import Invalid, NotFound
from desk.vocabulary import Availability, Status
from desk.wire import TeamRef
from tests.people import ref


def test_people_are_me_my_colleagues_by_name_and_the_teams(
    create_agent: Callable[..., AgentActor], dummy_team: TeamRef, create_conversation: Callable[..., UUID]
) -> None:
    zoe = create_agent("Zoe", is_present=True)
    create_agent("Bob", availability=Availability.AWAY)
    create_agent("Ada")
    create_conversation(status=Status.ASSIGNED, agent=zoe)
    create_conversation(status=Status.SNOOZED, agent=zoe)

    people = people_for(zoe)
    assert (people.me.name, people.me.is_present, people.me.load) == ("Zoe", True, 1)
    assert [(c.name, c.availability, c.is_present) for c in people.colleagues] == [
        ("Ada", Availability.ONLINE, False),
        ("Bob", Availability.AWAY, False),
    ]
    assert people.teams == (dummy_team,)


def test_unknown_people_and_teams_are_refused_by_field(dummy_agent: AgentActor, dummy_team: TeamRef) -> None:
    assert (agent_ref(dummy_agent.id), team_ref(dummy_team.id)) == (ref(dummy_agent), dummy_team)
    with pytest.raises(Invalid) as no_agent:
        agent_ref(uuid4())
    with pytest.raises(Invalid) as no_team:
        team_ref(uuid4())
    with pytest.raises(NotFound):
        email_of(uuid4())

    assert (set(no_agent.value.fields), set(no_team.value.fields)) == ({"agent_id"}, {"team_id"})
