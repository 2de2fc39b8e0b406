"""No other site can make a member of staff write: every route that changes something asks for the token."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.logins import Staff
from tests.stage import RESPONSIBLE, Stage
from tests.web.routes import ROUTES

pytestmark = pytest.mark.slow

BY_TOKEN = "POST /api/v1/widget/"  # the customer's own header is what no other site can send
BY_LOOPBACK = "POST /internal/"
WRITES = [name for name in ROUTES if not name.startswith(("GET", BY_TOKEN, BY_LOOPBACK))] + [
    "POST /dashboard/login",
    "POST /dashboard/logout",
]


@pytest.fixture(scope="module")
def without_token(stage: Stage) -> Iterator[Staff]:
    """Mira's browser on another site: her cookie travels, the token is not known there."""
    with Staff(stage.desk.url) as staff:
        staff.cookies.update(stage.staff[RESPONSIBLE].cookies)
        yield staff


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("form", ["json", "data"])
def test_write_without_the_token_is_refused(stage: Stage, without_token: Staff, name: str, form: str) -> None:
    method, path = name.split(" ", 1)
    scene = stage.scene()
    path = path.replace("<uuid:conversation_id>", scene.conversation_id)

    given = {"json": {"text": "forged"}} if form == "json" else {"data": {"text": "forged"}}
    answer = without_token.request(method, path, **given)  # type: ignore[arg-type]  # one of two keywords

    assert answer.status_code == 400
    assert "no longer valid" in answer.text


def test_token_of_another_login_is_refused(stage: Stage, without_token: Staff) -> None:
    foreign = {"X-CSRFToken": str(stage.nobody.headers["X-CSRFToken"])}
    own = {"X-CSRFToken": str(stage.staff[RESPONSIBLE].headers["X-CSRFToken"])}
    choice = {"availability": "online"}

    assert without_token.put("/api/v1/me/availability", json=choice, headers=foreign).status_code == 400
    assert without_token.put("/api/v1/me/availability", json=choice, headers=own).status_code == 200
