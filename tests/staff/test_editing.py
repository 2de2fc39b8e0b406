"""Editing people, teams and skills: what is kept, what is refused, and that places stay counted."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from desk.actors import AgentActor, Role
from desk.conversations import actions
from desk.errors import AgentFull, Conflict, Forbidden, Invalid, Superseded
from desk.staff import people, revisions, teams
from desk.staff.editing import history_of
from desk.staff.hours import Hours
from desk.staff.models import Workload
from desk.staff.shapes import PersonText, SkillsText, SkillText, TeamText
from desk.staff.skills import save_skills, skill_names, skills
from desk.vocabulary import RevisionKind, Status
from tests import looks
from tests.people import SYSTEM, ref
from tests.threads import at_once


@pytest.fixture
def boss(create_agent: Callable[..., AgentActor]) -> AgentActor:
    return create_agent("Boss", role=Role.ADMIN, capacity=0)


def text_of(agent: AgentActor, **change: object) -> PersonText:
    return people.person(agent.id).text.model_copy(update=change)


def places(agent: AgentActor) -> tuple[int, int]:
    (row,) = looks.rows(Workload, Workload.agent_id == agent.id)
    return row.load, row.most


def named(*names: str) -> dict[str, UUID]:
    save_skills(SYSTEM, SkillsText(skills=tuple(SkillText(name=name) for name in names)), seen=None)
    return {name: skill_id for skill_id, name in skill_names().items()}


def test_every_edit_is_kept_whole_and_so_is_what_was_there_before(boss: AgentActor, dummy_agent: AgentActor) -> None:
    skill = named("Billing")["Billing"]
    before = text_of(dummy_agent)
    after = before.model_copy(update={"capacity": 7, "languages": ("de", "en"), "skills": {skill: 3}})

    assert people.save_person(boss, dummy_agent.id, after, seen=0) == 2
    assert people.save_person(boss, dummy_agent.id, after, seen=2) == 2  # nothing changed
    kept = history_of(RevisionKind.AGENT, dummy_agent.id).versions
    assert [(row.number, row.by, PersonText.model_validate(row.text)) for row in kept] == [
        (2, "Boss", after),
        (1, "the desk", before),
    ]
    assert text_of(dummy_agent) == after


def test_edit_over_a_version_that_was_not_seen_changes_nothing(boss: AgentActor, dummy_agent: AgentActor) -> None:
    people.save_person(boss, dummy_agent.id, text_of(dummy_agent, capacity=7), seen=0)

    for seen in (0, 1, 3):
        with pytest.raises(Superseded):
            people.save_person(boss, dummy_agent.id, text_of(dummy_agent, capacity=9), seen=seen)
    assert text_of(dummy_agent).capacity == 7


def test_only_admins_edit(dummy_agent: AgentActor, create_agent: Callable[..., AgentActor]) -> None:
    supervisor = create_agent("Sue", role=Role.SUPERVISOR)
    with pytest.raises(Forbidden):
        people.save_person(supervisor, dummy_agent.id, text_of(dummy_agent, capacity=9), seen=None)
    with pytest.raises(Forbidden):
        save_skills(supervisor, SkillsText(skills=(SkillText(name="Billing"),)), seen=None)
    with pytest.raises(Forbidden):
        teams.begin_team(supervisor, TeamText(name="Night"))

    assert (text_of(dummy_agent).capacity, skill_names(), teams.teams().teams) == (4, {}, ())


def test_capacity_is_counted_at_once_and_takes_nothing_away(
    boss: AgentActor, dummy_agent: AgentActor, create_conversation: Callable[..., UUID]
) -> None:
    first, second, third = (create_conversation(status=Status.QUEUED) for _ in range(3))
    for conversation_id in (first, second):
        actions.assign(SYSTEM, conversation_id, agent=ref(dummy_agent))

    people.save_person(boss, dummy_agent.id, text_of(dummy_agent, capacity=1), seen=None)
    assert places(dummy_agent) == (2, 2)
    with pytest.raises(AgentFull):
        actions.assign(SYSTEM, third, agent=ref(dummy_agent))
    actions.requeue(SYSTEM, first, reason="Too many.")
    assert places(dummy_agent) == (1, 1)
    people.save_person(boss, dummy_agent.id, text_of(dummy_agent, capacity=2), seen=None)
    actions.assign(SYSTEM, third, agent=ref(dummy_agent))
    assert places(dummy_agent) == (2, 2)


def test_two_admins_who_disable_each_other_at_once_leave_one(
    boss: AgentActor, create_agent: Callable[..., AgentActor]
) -> None:
    other = create_agent("Other", role=Role.ADMIN)
    off = [(agent.id, text_of(agent, is_enabled=False)) for agent in (boss, other)]

    ended = at_once(2, lambda number: people.save_person(SYSTEM, *off[number], seen=None))

    assert sorted(text_of(agent).is_enabled for agent in (boss, other)) == [False, True]
    assert sum(isinstance(one, Conflict) for one in ended) == 1


def test_last_admin_keeps_the_role(boss: AgentActor, create_agent: Callable[..., AgentActor]) -> None:
    create_agent("Sue", role=Role.SUPERVISOR)
    with pytest.raises(Conflict) as refused:
        people.save_person(boss, boss.id, text_of(boss, role=Role.SUPERVISOR), seen=None)

    assert list(refused.value.fields) == ["text.role"]


def test_team_has_its_members_and_hours_and_its_name_is_its_own(
    boss: AgentActor, create_agent: Callable[..., AgentActor]
) -> None:
    ada, bea = create_agent("Ada"), create_agent("Bea")
    hours = Hours(time_zone="Europe/Berlin", week=((), (), (), (), (), (), ()))
    team_id = teams.begin_team(boss, TeamText(name="Night", member_ids=(ada.id,)))
    teams.save_team(boss, team_id, TeamText(name="Night", hours=hours, member_ids=(bea.id,)), seen=1)

    detail = teams.team(team_id)
    assert (detail.text.member_ids, detail.text.hours, detail.number) == ((bea.id,), hours, 2)
    assert (detail.is_open, detail.opens_at) == (False, None)
    assert people.person(bea.id).team_ids == (team_id,)
    with pytest.raises(Conflict, match="Night"):
        teams.begin_team(boss, TeamText(name="Night"))
    with pytest.raises(Invalid):
        teams.save_team(boss, team_id, TeamText(name="Night", member_ids=(uuid4(),)), seen=2)
    with pytest.raises(Conflict, match="1 members"):
        teams.remove_team(boss, team_id)


def test_skills_change_places_and_what_is_left_out_is_gone(boss: AgentActor, dummy_agent: AgentActor) -> None:
    ids = named("Billing", "French", "Repairs")
    people.save_person(boss, dummy_agent.id, text_of(dummy_agent, skills={ids["French"]: 2, ids["Repairs"]: 5}), seen=0)
    swapped = (SkillText(id=ids["Billing"], name="French"), SkillText(id=ids["French"], name="Billing"))

    change = save_skills(boss, SkillsText(skills=swapped), seen=skills().number)

    assert (change.renamed, set(change.removed)) == ({"Billing": "French", "French": "Billing"}, {"Repairs"})
    assert text_of(dummy_agent).skills == {ids["French"]: 2}
    with pytest.raises(Invalid) as refused:
        save_skills(boss, SkillsText(skills=(SkillText(name="A"), SkillText(name="a"))), seen=None)
    assert list(refused.value.fields) == ["text.skills.1.name"]
    assert [row.number for row in looks.look(lambda: revisions.history(RevisionKind.SKILLS, revisions.ALL))] == [
        3,
        2,
        1,
    ]
