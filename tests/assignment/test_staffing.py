"""What an edit of people, teams and skills means for conversations and rules; and what would happen, asked before."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from desk.actors import AgentActor, Role
from desk.assignment import settings, staffing
from desk.assignment.dry_run import DryRun, KnownText, dry_run
from desk.assignment.engine import assign_waiting
from desk.assignment.models import Decision
from desk.assignment.policies import policies
from desk.assignment.policy import Strategy, TeamPolicy
from desk.assignment.rules import Rule, Rules, Then, When
from desk.conversations import actions
from desk.conversations.models import Conversation
from desk.conversations.queries import queue, state_of
from desk.errors import Conflict, Invalid, NotAuthenticated
from desk.staff import logins, people, teams
from desk.staff.hours import Hours
from desk.staff.models import Revision
from desk.staff.shapes import SkillsText, SkillText, TeamText
from desk.staff.skills import skill_names
from desk.unit_of_work import action, current
from desk.vocabulary import EscalationReason, Priority, Status
from desk.wire import TeamRef
from tests import looks
from tests.people import PACKET, SYSTEM, ref

CLOSED = Hours(week=((), (), (), (), (), (), ()))


@pytest.fixture
def boss(create_agent: Callable[..., AgentActor]) -> AgentActor:
    return create_agent("Boss", role=Role.ADMIN, capacity=0)


@pytest.fixture
def french(boss: AgentActor) -> UUID:
    staffing.save_skills(boss, SkillsText(skills=(SkillText(name="French"),)), seen=0)
    (skill_id,) = skill_names()
    return skill_id


@action
def ask_for(conversation_id: UUID, **skills: int) -> None:
    row = current().get(Conversation, conversation_id)
    assert row is not None
    row.ask_for(language="", skills=skills)


def test_disabling_somebody_logs_them_out_and_puts_their_customers_first(
    boss: AgentActor, create_agent: Callable[..., AgentActor], create_conversation: Callable[..., UUID]
) -> None:
    ada = create_agent("Ada", is_present=True, password="correct horse battery")
    login = logins.log_in("ada@example.com", "correct horse battery")
    held = [create_conversation(status=Status.QUEUED) for _ in range(2)]
    for conversation_id in held:
        actions.assign(SYSTEM, conversation_id, agent=ref(ada))
    waiting = create_conversation(status=Status.QUEUED)
    off = people.person(ada.id).text.model_copy(update={"is_enabled": False})

    assert staffing.save_person(boss, ada.id, off, seen=0) == (login,)

    with pytest.raises(NotAuthenticated):
        logins.agent_actor(login)
    assert [one.id for one in queue()] == [*held, waiting]
    kind, said = looks.newest(held[0])
    assert (kind, said["reason"]) == ("conversation.requeued", "The account of Ada was disabled.")
    assert people.person(ada.id).load == 0
    assert assign_waiting() == 0


def test_renamed_skill_goes_along_with_people_rules_and_who_waits(
    boss: AgentActor, french: UUID, create_agent: Callable[..., AgentActor], create_conversation: Callable[..., UUID]
) -> None:
    ada = create_agent("Ada", is_present=True)
    knows = people.person(ada.id).text.model_copy(update={"skills": {french: 3}})
    staffing.save_person(boss, ada.id, knows, seen=0)
    rule = Rule(name="Paris", when=When(words=("bonjour",)), then=Then(skills={"French": 2}))
    settings.save_rules(boss, Rules(rules=(rule,)), seen=0)
    waiting = create_conversation(status=Status.QUEUED)
    ask_for(waiting, French=2)

    staffing.save_skills(boss, SkillsText(skills=(SkillText(id=french, name="Français"),)), seen=2)

    assert settings.rules_in_force().text.rules[0].then.skills == {"Français": 2}
    assert assign_waiting() == 1
    assert state_of(waiting).agent == ref(ada)
    with pytest.raises(Conflict, match="Paris"):
        staffing.save_skills(boss, SkillsText(), seen=3)
    settings.save_rules(boss, Rules(), seen=3)
    staffing.save_skills(boss, SkillsText(), seen=3)
    assert people.person(ada.id).text.skills == {}


def test_removed_skill_is_waited_for_no_more(
    boss: AgentActor, french: UUID, create_agent: Callable[..., AgentActor], create_conversation: Callable[..., UUID]
) -> None:
    create_agent("Ada", is_present=True)
    waiting = create_conversation(status=Status.QUEUED)
    ask_for(waiting, French=2)
    assert assign_waiting() == 0

    staffing.save_skills(boss, SkillsText(), seen=2)

    assert (french in skill_names(), assign_waiting()) == (False, 1)


def test_team_that_something_names_is_not_removed(
    boss: AgentActor, create_team: Callable[..., TeamRef], create_conversation: Callable[..., UUID]
) -> None:
    night, day = create_team("Night"), create_team("Day")
    conversation_id = create_conversation(status=Status.ASSIGNED)
    rule = Rule(name="Late", then=Then(team_id=night.id))
    settings.save_rules(boss, Rules(rules=(rule,)), seen=0)
    settings.save_policy(boss, day.id, TeamPolicy(overflow_team_id=night.id), seen=0)
    actions.transfer_to_team(SYSTEM, conversation_id, team=day, reason="Theirs.")

    with pytest.raises(Conflict, match="Late"):
        staffing.remove_team(boss, night.id)
    settings.save_rules(boss, Rules(), seen=None)
    with pytest.raises(Conflict, match="Day"):
        staffing.remove_team(boss, night.id)
    with pytest.raises(Conflict, match="1 conversations are with"):
        staffing.remove_team(boss, day.id)
    actions.close(SYSTEM, conversation_id, reason="Over.")
    with pytest.raises(Conflict, match="have ended"):
        staffing.remove_team(boss, day.id)
    settings.drop_policy(boss, day.id, seen=1)
    staffing.remove_team(boss, night.id)
    assert [team.text.name for team in teams.teams().teams] == ["Day"]


def test_team_has_a_policy_of_its_own_until_it_is_dropped(boss: AgentActor, dummy_team: TeamRef) -> None:
    def version() -> str:
        return looks.look(policies).of(dummy_team.id).version

    settings.save_policy(boss, None, TeamPolicy(cooling_off_s=5), seen=0)
    inherited = settings.policy_of(dummy_team.id)
    settings.save_policy(boss, dummy_team.id, TeamPolicy(strategy=Strategy.ROUND_ROBIN), seen=0)
    own = version()
    settings.drop_policy(boss, dummy_team.id, seen=1)

    assert (inherited.is_own, inherited.text.cooling_off_s) == (False, 5)
    assert (own, version()) == (f"{dummy_team.name} v1", "Everybody v2")
    assert (settings.policy_of(dummy_team.id).is_own, settings.policy_of(dummy_team.id).number) == (False, 2)
    with pytest.raises(Invalid):
        settings.save_policy(boss, dummy_team.id, TeamPolicy(overflow_team_id=dummy_team.id), seen=2)


def test_rule_that_names_a_stranger_is_refused_by_its_place(boss: AgentActor, dummy_team: TeamRef) -> None:
    fine = Rule(name="Theirs", then=Then(team_id=dummy_team.id))
    strange = Rule(name="Paris", then=Then(team_id=boss.id, skills={"French": 1}))
    with pytest.raises(Invalid) as refused:
        settings.save_rules(boss, Rules(rules=(fine, strange)), seen=0)

    assert set(refused.value.fields) == {"text.rules.1.then.team_id", "text.rules.1.then.skills"}


def test_dry_run_says_what_the_engine_then_does_and_writes_nothing(
    boss: AgentActor, create_agent: Callable[..., AgentActor], create_conversation: Callable[..., UUID]
) -> None:
    create_agent("Ada", is_present=True)
    waiting = create_conversation(status=Status.QUEUED)

    said = dry_run(boss, DryRun(conversation_id=waiting)).decision

    assert (looks.rows(Decision), looks.rows(Revision)) == ([], [])
    assert assign_waiting() == 1
    (done,) = looks.rows(Decision)
    assert (said.chosen and said.chosen.id, said.reason, said.policy) == (done.chosen_id, done.reason, done.policy)
    assert [verdict.model_dump(mode="json") for verdict in said.verdicts] == done.verdicts


def test_dry_run_asks_what_is_typed(boss: AgentActor, french: UUID, create_agent: Callable[..., AgentActor]) -> None:
    night = TeamRef(id=teams.begin_team(boss, TeamText(name="Night")), name="Night")
    ada, bea = create_agent("Ada", is_present=True, teams=[night]), create_agent("Bea", is_present=True)
    staffing.save_person(boss, bea.id, people.person(bea.id).text.model_copy(update={"skills": {french: 2}}), seen=0)
    rules = Rules(
        rules=(
            Rule(name="Angry", when=When(moods=("angry",)), then=Then(priority=Priority.URGENT, team_id=night.id)),
            Rule(name="Paris", when=When(words=("bonjour",)), then=Then(skills={"French": 2})),
        )
    )
    angry, french_text = KnownText(mood="angry"), KnownText(text="Bonjour!", reason=EscalationReason.RULE)

    to_night = dry_run(boss, DryRun(known=angry, rules=rules))
    to_bea = dry_run(boss, DryRun(known=french_text, rules=rules))
    closed = dry_run(boss, DryRun(team_id=night.id, policy=TeamPolicy(), hours=CLOSED))
    unruled = dry_run(boss, DryRun(known=angry))

    assert (to_night.rules, to_night.priority, to_night.team) == (("Angry",), Priority.URGENT, night)
    assert (to_night.decision.chosen, to_bea.decision.chosen) == (ref(ada), ref(bea))
    assert {verdict.agent.name: verdict.why_not for verdict in to_bea.decision.verdicts}["Ada"].startswith(
        "needs French"
    )
    assert (closed.decision.chosen, closed.decision.policy) == (None, "Night, as typed")
    assert (unruled.rules, unruled.team) == ((), None)
    assert PACKET.reason is EscalationReason.CUSTOMER_REQUEST
