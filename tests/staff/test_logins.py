"""Logging in and out: a login that has ended ends everywhere."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import update

from desk.actors import AgentActor, Role
from desk.errors import Invalid, NotAuthenticated, NotFound
from desk.staff import logins
from desk.staff.actions import add_agent, checked_password
from desk.staff.availability import availability_of, set_availability
from desk.staff.models import Agent
from desk.staff.passwords import hash_password, is_password
from desk.unit_of_work import action, current
from desk.vocabulary import Availability
from desk.wire import TeamRef

PASSWORD = "correct horse battery"


@pytest.fixture
def ada(create_agent: Callable[..., AgentActor], dummy_team: TeamRef) -> AgentActor:
    return create_agent("Ada", role=Role.SUPERVISOR, teams=[dummy_team], password=PASSWORD)


@action
def disable(agent: AgentActor) -> None:
    current().execute(update(Agent).where(Agent.id == agent.id).values(is_enabled=False))


@pytest.mark.parametrize("email", ["ada@example.com", " ADA@Example.com "])
def test_login_speaks_for_its_agent_with_role_and_teams(ada: AgentActor, email: str) -> None:
    assert logins.agent_actor(logins.log_in(email, PASSWORD)) == ada


def test_every_wrong_login_gets_the_same_answer(ada: AgentActor) -> None:
    answers = set()
    for email, password in (("ada@example.com", "wrong"), ("nobody@example.com", PASSWORD), ("", "")):
        with pytest.raises(NotAuthenticated) as refused:
            logins.log_in(email, password)
        answers.add(refused.value.message)
    disable(ada)
    with pytest.raises(NotAuthenticated) as refused:
        logins.log_in("ada@example.com", PASSWORD)

    assert answers == {refused.value.message}


def test_address_is_one_however_it_is_written(ada: AgentActor) -> None:
    add_agent(
        email="Bob@Example.com",
        name="Bob",
        role=Role.AGENT,
        password_hash=hash_password(PASSWORD),
        capacity=1,
        availability=Availability.ONLINE,
    )

    assert logins.agent_actor(logins.log_in("bob@example.com", PASSWORD)).name == "Bob"


def test_ended_login_opens_nothing_and_others_go_on(ada: AgentActor) -> None:
    first, second = logins.log_in("ada@example.com", PASSWORD), logins.log_in("ada@example.com", PASSWORD)
    logins.end_login(first)
    logins.end_login(first)

    with pytest.raises(NotAuthenticated):
        logins.agent_actor(first)
    assert logins.agent_actor(second) == ada


def test_disabled_agent_is_logged_out_of_everything(ada: AgentActor) -> None:
    login_id = logins.log_in("ada@example.com", PASSWORD)
    disable(ada)

    with pytest.raises(NotAuthenticated):
        logins.agent_actor(login_id)


def test_check_of_a_socket_asks_at_most_once_a_second_and_at_once_after_logout(
    ada: AgentActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    login_id = logins.log_in("ada@example.com", PASSWORD)
    assert logins.actors.actor(login_id) == ada
    disable(ada)
    assert logins.actors.actor(login_id) == ada  # still what was known a moment ago

    monkeypatch.setattr(logins, "CACHE_S", 0)
    with pytest.raises(NotAuthenticated):
        logins.actors.actor(login_id)


def test_logout_is_known_at_once_where_it_happened(ada: AgentActor) -> None:
    login_id = logins.log_in("ada@example.com", PASSWORD)
    assert logins.actors.actor(login_id) == ada
    logins.end_login(login_id)

    with pytest.raises(NotAuthenticated):
        logins.actors.actor(login_id)


def test_password_is_kept_as_a_hash_and_must_be_long_enough() -> None:
    stored = checked_password(PASSWORD)

    assert (stored.startswith("$argon2id$"), PASSWORD in stored) == (True, False)
    assert [is_password(word, stored) for word in (PASSWORD, "wrong")] == [True, False]
    assert [is_password(PASSWORD, other) for other in (None, "no hash")] == [False, False]
    with pytest.raises(Invalid) as refused:
        checked_password("short")
    assert set(refused.value.fields) == {"password"}


def test_agent_chooses_their_own_availability(ada: AgentActor) -> None:
    set_availability(ada, Availability.AWAY)
    assert availability_of(ada.id) is Availability.AWAY

    with pytest.raises(NotFound):
        set_availability(AgentActor(id=uuid4(), name="Gone"), Availability.AWAY)
