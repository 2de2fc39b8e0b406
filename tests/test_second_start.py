"""The desk is stopped and started again: what was there is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk_up import whole_desk

pytestmark = pytest.mark.slow


def test_restart_keeps_conversations_logins_and_tokens(tmp_path: Path, measure: Callable[[str, str], None]) -> None:
    with whole_desk(tmp_path / "data") as desk:
        logins = desk.logins
        with desk.staff("Mira") as staff, desk.customer() as customer:
            cookies = dict(staff.cookies)
            conversation_id = customer.open("Will you remember me?")
            token = customer.token

    with whole_desk(tmp_path / "data") as again:
        with again.http() as browser, again.customer(token=token) as customer:
            customer.join(conversation_id)
            browser.cookies.update(cookies)
            people = browser.get("/api/v1/people")

        measure("second start", f"{again.started_in_s:.1f} s")
        assert again.logins == logins
        assert customer.texts(conversation_id)[0] == "Will you remember me?"
        assert people.json()["me"]["name"] == "Mira Sandholm"
