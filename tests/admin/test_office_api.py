"""People, teams, skills, policies and rules over REST: who may do what, what is refused and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from desk.assignment.dry_run import DryRunResult
from desk.assignment.settings import PolicyDetail, RulesDetail
from desk.staff.shapes import History, Person, Skills, TeamDetail
from tests.desk_up import RunningDesk
from tests.logins import Http
from tests.stage import ADMIN, RESPONSIBLE, SUPERVISOR, Stage, expect

pytestmark = pytest.mark.slow

API = "/api/v1/admin"
ALL = "00000000-0000-0000-0000-000000000000"
NOBODY = "nobody"
ACTORS = (NOBODY, RESPONSIBLE, SUPERVISOR, ADMIN)
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def stage(web: RunningDesk) -> Iterator[Stage]:
    with Stage(web) as ready:
        yield ready


@pytest.fixture
def admin(stage: Stage) -> Iterator[Http]:
    """The admin; the rules and skills that a test made are taken away."""
    yield stage.staff[ADMIN]
    for what in ("rules", "skills"):
        number = stage.staff[ADMIN].get(f"{API}/{what}").json()["number"]
        expect(200, stage.staff[ADMIN].put(f"{API}/{what}", json={"text": {}, "seen": number}))


def hired(admin: Http, **text: Any) -> Person:
    """Add somebody who takes nothing, so that no other test meets them."""
    word = uuid4().hex[:8]
    body = {
        "email": f"{word}@shop.example",
        "password": PASSWORD,
        "text": {"name": f"New {word}", "capacity": 0} | text,
    }
    return Person.model_validate_json(expect(201, admin.post(f"{API}/people", json=body)).text)


def founded(admin: Http, **text: Any) -> TeamDetail:
    body = {"text": {"name": f"Team {uuid4().hex[:8]}"} | text}
    return TeamDetail.model_validate_json(expect(201, admin.post(f"{API}/teams", json=body)).text)


def requests(person: Person, team: TeamDetail) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Return each write as one that would succeed."""
    word = uuid4().hex[:8]
    text = {"name": word, "capacity": 0}
    return {
        "add_person": ("POST", "/people", {"email": f"{word}@shop.example", "password": PASSWORD, "text": text}),
        "save_person": ("PUT", f"/people/{person.id}", {"text": text, "seen": person.number}),
        "add_team": ("POST", "/teams", {"text": {"name": word}}),
        "save_team": ("PUT", f"/teams/{team.id}", {"text": {"name": word}, "seen": team.number}),
        "save_team_policy": ("PUT", f"/teams/{team.id}/policy", {"text": {}, "seen": 0}),
        "drop_team_policy": ("POST", f"/teams/{team.id}/policy/drop", {"seen": 0}),
        "restore": ("POST", f"/versions/team/{team.id}/1/restore", {"seen": team.number}),
        "remove_team": ("DELETE", f"/teams/{team.id}", {}),
    }


@pytest.mark.parametrize("name", ["add_person", "save_person", "add_team", "save_team", "save_team_policy",
                                  "drop_team_policy", "restore", "remove_team"])  # fmt: skip
def test_write_is_for_admins(stage: Stage, admin: Http, name: str) -> None:
    method, path, body = requests(hired(admin), founded(admin))[name]

    answers = [stage.staff.get(actor, stage.nobody).request(method, API + path, json=body) for actor in ACTORS]

    assert [answer.status_code for answer in answers[:3]] == [401, 403, 403]
    assert answers[3].is_success, answers[3].text


@pytest.mark.parametrize("path", ["/versions/team/{team}", "/versions/agent/{person}", "/teams/{team}/policy"])
def test_supervisor_reads_what_an_agent_may_not(stage: Stage, admin: Http, path: str) -> None:
    address = API + path.format(team=founded(admin).id, person=hired(admin).id)

    assert [stage.staff[actor].get(address).status_code for actor in (RESPONSIBLE, SUPERVISOR)] == [403, 200]


def test_newcomer_logs_in_and_is_logged_out_at_once_when_disabled(stage: Stage, admin: Http) -> None:
    team = founded(admin)
    word = uuid4().hex[:8]
    body = {"email": f"{word}@shop.example", "password": PASSWORD, "team_ids": [str(team.id)]}
    text = {"name": f"New {word}", "capacity": 0, "languages": ["de", "pt-BR"]}
    person = Person.model_validate_json(expect(201, admin.post(f"{API}/people", json=body | {"text": text})).text)
    with type(stage.staff[ADMIN])(stage.desk.url) as newcomer:
        assert newcomer.log_in(person.email, PASSWORD).status_code == 302
        with newcomer.socket() as socket:
            off = {"text": text | {"is_enabled": False}, "seen": person.number}
            expect(200, admin.put(f"{API}/people/{person.id}", json=off))
            socket.until(lambda: socket.farewell, "the desk says goodbye")
        assert newcomer.get("/api/v1/people").status_code == 401
        assert newcomer.log_in(person.email, PASSWORD).status_code == 401

    assert (person.team_ids, person.text.languages) == ((team.id,), ("de", "pt-BR"))
    assert socket.farewell is not None
    assert "disabled" in str(socket.farewell["message"])


def test_stale_edit_is_409_and_an_earlier_version_comes_back(admin: Http) -> None:
    team = founded(admin)
    week = [[{"start": 540, "until": 1020}], [], [], [], [], [], []]
    mine = {"text": {"name": team.text.name, "hours": {"time_zone": "Europe/Berlin", "week": week}}, "seen": 1}
    saved = TeamDetail.model_validate_json(expect(200, admin.put(f"{API}/teams/{team.id}", json=mine)).text)
    stale = expect(409, admin.put(f"{API}/teams/{team.id}", json=mine | {"text": {"name": "Other"}}))
    restored = admin.post(f"{API}/versions/team/{team.id}/1/restore", json={"seen": 2})

    assert stale.json()["error"]["code"] == "superseded"
    assert saved.text.hours is not None
    versions = History.model_validate_json(expect(200, restored).text).versions
    assert [(row.number, row.text["hours"] is None) for row in versions] == [(3, True), (2, False), (1, True)]
    assert admin.get(f"{API}/versions/bicycles/{team.id}").status_code == 404
    assert admin.post(f"{API}/versions/team/{team.id}/9/restore", json={"seen": 3}).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("PUT", "/rules", {"text": {"rules": [{"name": "", "then": {}}]}, "seen": 0}, "text.rules.0.name"),
        ("PUT", "/rules", {"text": {"rules": [{"name": "a\x00", "then": {}}]}, "seen": 0}, "text.rules.0.name"),
        ("PUT", "/rules", {"text": {"rules": [{"name": "A", "then": {}, "when": {"attributes": {"a": ""}}}]}},
         "text.rules.0.when.attributes.a"),
        ("PUT", "/rules", {"text": {"rules": [{"name": "A", "then": {"skills": {"French": 1}}}]}, "seen": 0},
         "text.rules.0.then.skills"),
        ("PUT", "/policy", {"text": {"offer_s": 1}, "seen": 0}, "text.offer_s"),
        ("PUT", "/policy", {"text": {"overflow_team_id": str(uuid4())}, "seen": 0}, "text.overflow_team_id"),
        ("POST", "/teams", {"text": {"name": "N", "hours": {"time_zone": "Mars", "week": [[]] * 7}}},
         "text.hours.time_zone"),
        ("POST", "/teams", {"text": {"name": "N", "hours": {"week": [[{"start": 9, "until": 9}]] + [[]] * 6}}},
         "text.hours.week.0.0"),
        ("POST", "/people", {"email": "a@b", "password": "short", "text": {"name": "N", "capacity": 1}}, "password"),
        ("POST", "/people", {"email": "nobody", "password": PASSWORD, "text": {"name": "N", "capacity": 1}}, "email"),
        ("PUT", "/skills", {"text": {"skills": [{"name": "A"}, {"name": "a"}]}, "seen": 0}, "text.skills.1.name"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_by_the_name_of_the_field(
    admin: Http, method: str, path: str, body: dict[str, Any], field: str
) -> None:
    error = expect(422, admin.request(method, API + path, json=body)).json()["error"]

    assert field in error["fields"]


def test_rules_and_skills_are_tried_before_they_are_saved(stage: Stage, admin: Http) -> None:
    expect(
        200, admin.put(f"{API}/skills", json={"text": {"skills": [{"name": "French"}]}, "seen": skills(admin).number})
    )
    rule = {"name": "Paris", "when": {"words": ["bonjour"]}, "then": {"priority": 1, "skills": {"French": 2}}}
    asked = {"known": {"text": "Bonjour!"}, "rules": {"rules": [rule]}}
    tried = DryRunResult.model_validate_json(
        expect(200, stage.staff[SUPERVISOR].post(f"{API}/dry-run", json=asked)).text
    )
    number = RulesDetail.model_validate_json(admin.get(f"{API}/rules").text).number
    expect(200, admin.put(f"{API}/rules", json={"text": asked["rules"], "seen": number}))
    saved = DryRunResult.model_validate_json(
        expect(200, admin.post(f"{API}/dry-run", json={"known": asked["known"]})).text
    )

    assert (tried.rules, tried.priority, tried.skills) == (("Paris",), 1, {"French": 2})
    assert tried.decision.considered == len(tried.decision.verdicts) > 3
    assert (saved.rules, saved.skills) == (tried.rules, tried.skills)
    assert skills(admin).text.skills[0].name == "French"
    assert PolicyDetail.model_validate_json(admin.get(f"{API}/policy").text).text.is_sticky


def skills(admin: httpx2.Client) -> Skills:
    return Skills.model_validate_json(admin.get(f"{API}/skills").text)
