"""Who may call which address: every route of the desk by everybody, against one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from desk.vocabulary import Status
from tests.logins import Http
from tests.stage import RESPONSIBLE, SUPERVISOR, Scene, Stage
from tests.web.routes import ACTORS, ELSEWHERE, OK, OWNER, ROUTES, STRANGER, Expected


def test_table_names_every_route(create_web: Callable[..., Any]) -> None:
    with create_web(demo=True) as app:
        rules = list(app.url_map.iter_rules())

    offered = {f"{method} {rule.rule}" for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}

    assert offered == set(ROUTES) | set(ELSEWHERE)


@pytest.mark.slow
@pytest.mark.parametrize("name", ROUTES)
def test_route_answers_whom_it_is_for(stage: Stage, name: str) -> None:
    route = ROUTES[name]

    assert outcomes(stage, name, route.status) == route.expected


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in ROUTES if "<uuid:conversation_id>" in name])
def test_conversation_that_is_not_there_looks_like_one_that_is_not_mine(stage: Stage, name: str) -> None:
    actor = next(actor for actor in (OWNER, RESPONSIBLE, SUPERVISOR) if ROUTES[name].expected[actor] == OK)
    scene = stage.scene(ROUTES[name].status)
    absent = Scene(str(uuid4()), scene.token, scene.stranger_token)

    answer = ask(stage, actor, name, absent)

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")
    assert outcome(ask(stage, actor, name, scene)) == OK


def outcomes(stage: Stage, name: str, status: Status) -> Expected:
    """Ask as everybody. A refusal leaves the conversation as it was, for the next one to ask about."""
    found: Expected = {}
    scene = stage.scene(status)
    for actor in sorted(ACTORS, key=lambda actor: ROUTES[name].expected[actor] == OK):
        found[actor] = outcome(ask(stage, actor, name, scene))
        if found[actor] == OK and not name.startswith("GET"):
            scene = stage.scene(status)
    return found


def ask(stage: Stage, actor: str, name: str, scene: Scene) -> httpx2.Response:
    route = ROUTES[name]
    method, path = name.split(" ", 1)
    for part, value in {"<uuid:conversation_id>": scene.conversation_id, **route.parts}.items():
        path = path.replace(part, value)
    body = route.body(stage) if route.body else None
    return browser(stage, actor).request(method, path + route.query, headers=headers(actor, scene), json=body)


def browser(stage: Stage, actor: str) -> Http:
    return stage.staff.get(actor, stage.nobody)


def headers(actor: str, scene: Scene) -> dict[str, str]:
    token = {OWNER: scene.token, STRANGER: scene.stranger_token}.get(actor)
    return {"Authorization": f"Bearer {token}"} if token else {}


def outcome(answer: httpx2.Response) -> str | int:
    return OK if answer.is_success else answer.status_code
