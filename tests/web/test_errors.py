"""What is refused is refused in one shape: JSON for programs, a page for people."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.desk_up import RunningDesk
from tests.stage import RESPONSIBLE, SUPERVISOR, Stage

pytestmark = pytest.mark.slow

SOMEBODY = RESPONSIBLE
OPEN = "/api/v1/widget/conversations"
TOO_LARGE = {"inbox": "demo", "client_id": str(uuid4()), "text": "a" * 70_000}
BAD_FIELDS = {"inbox": "demo", "client_id": "no id", "text": "", "colour": "red"}


@pytest.mark.parametrize(
    ("status", "code", "actor", "method", "path", "request_"),
    [
        (400, "bad_request", "", "POST", OPEN, {"content": "{", "headers": {"Content-Type": "application/json"}}),
        (400, "csrf", SOMEBODY, "PUT", "/api/v1/me/availability", {"headers": {"X-CSRFToken": "made-up"}}),
        (401, "not_authenticated", "", "GET", "/api/v1/people", {}),
        (403, "forbidden", SOMEBODY, "GET", "/api/v1/supervision/live", {}),
        (404, "not_found", SOMEBODY, "GET", f"/api/v1/conversations/{uuid4()}", {}),
        (404, "not_found", "", "GET", "/api/v1/nothing/here", {}),
        (404, "not_found", SOMEBODY, "GET", "/api/v1/conversations/no-id", {}),
        (405, "method_not_allowed", SOMEBODY, "DELETE", "/api/v1/people", {}),
        (413, "too_large", "", "POST", OPEN, {"json": TOO_LARGE}),
        (422, "invalid", "", "POST", OPEN, {"json": BAD_FIELDS}),
        (422, "invalid", SOMEBODY, "GET", "/api/v1/conversations?view=made-up", {}),
        (422, "invalid", SOMEBODY, "GET", "/api/v1/conversations?colour=red", {}),
        (422, "invalid", SUPERVISOR, "GET", "/api/v1/supervision/sessions?limit=0", {}),
    ],
)
def test_programs_are_told_in_one_shape(
    stage: Stage, status: int, code: str, actor: str, method: str, path: str, request_: dict[str, Any]
) -> None:
    answer = stage.staff.get(actor, stage.nobody).request(method, path, **request_)

    assert answer.status_code == status
    error = answer.json()["error"]
    assert (error["code"], sorted(error)) == (code, ["code", "fields", "message"])
    assert " " in error["message"]
    assert error["message"].endswith(".")


def test_refusal_names_each_field_that_is_wrong(stage: Stage) -> None:
    answer = stage.nobody.post(OPEN, json=BAD_FIELDS)

    assert sorted(answer.json()["error"]["fields"]) == ["client_id", "colour", "text"]


def test_verb_that_does_not_fit_is_a_conflict(stage: Stage) -> None:
    scene = stage.scene()
    stage.do("resolve", scene.conversation_id)

    answer = stage.staff[RESPONSIBLE].post(f"/api/v1/conversations/{scene.conversation_id}/resolve", json={})

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "invalid_transition")


def test_same_client_id_with_another_text_is_a_conflict(stage: Stage) -> None:
    scene = stage.scene()
    path = f"/api/v1/conversations/{scene.conversation_id}/messages"
    body = {"client_id": str(uuid4()), "text": "Once"}
    first = stage.staff[RESPONSIBLE].post(path, json=body)

    again = stage.staff[RESPONSIBLE].post(path, json=body)
    other = stage.staff[RESPONSIBLE].post(path, json={**body, "text": "Twice"})

    assert (first.status_code, again.json()) == (201, first.json())
    assert (other.status_code, other.json()["error"]["code"]) == (409, "client_id_reused")


@pytest.mark.parametrize(
    ("status", "path", "words"),
    [
        (404, "/nowhere", "There is nothing here"),
        (404, "/help/no-such-article", "There is nothing here"),
        (404, "/widget/frame?inbox=made-up", "There is no such inbox"),
        (403, "/supervision/", "This is for supervisors"),
        (403, "/admin/articles", "This is for supervisors"),
    ],
)
def test_people_are_told_on_a_page(stage: Stage, status: int, path: str, words: str) -> None:
    answer = stage.staff[RESPONSIBLE].get(path)

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_wrong_method_of_a_page_is_told_on_a_page(stage: Stage) -> None:
    answer = stage.nobody.put("/help")

    assert (answer.status_code, answer.headers["Content-Type"]) == (405, "text/html; charset=utf-8")


def test_who_is_not_logged_in_is_sent_to_the_login_and_back(web: RunningDesk, stage: Stage) -> None:
    answer = stage.nobody.get("/dashboard/inbox/queue?x=1")

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/dashboard/login?next=/dashboard/inbox/queue?x%3D1",
    )
    login = web.logins[RESPONSIBLE]
    with web.staff(RESPONSIBLE) as staff:
        staff.log_out()
        back = staff.log_in(login.email, login.password, wanted="/dashboard/inbox/queue?x=1")
    assert back.headers["Location"] == "/dashboard/inbox/queue?x=1"
