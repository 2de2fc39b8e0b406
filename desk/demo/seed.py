"""The demo: a shop's inbox, its articles, its staff with random passwords. Embedded mode only."""

from __future__ import annotations

import json
import os
import secrets
from typing import TYPE_CHECKING, Any

from desk.actors import Role
from desk.customers.models import Inbox
from desk.demo.content import load, shop
from desk.ids import uuid7
from desk.staff.actions import add_agent, add_team
from desk.staff.passwords import hash_password
from desk.unit_of_work import action, current
from desk.vocabulary import Availability

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

INBOX_KEY = "demo"
LOGINS = "demo_logins.json"


def seed(data_dir: Path, *, capacity: int) -> None:
    """Fill an empty database and leave the demo's logins in a file that only its owner may read."""
    staff: list[dict[str, Any]] = [{**person, "password": secrets.token_urlsafe(9)} for person in shop()["staff"]]
    hashes = [hash_password(person["password"]) for person in staff]
    # First the file: logins that nobody was told would be lost if the start ended in between.
    keys = ("role", "name", "email", "password")
    logins = [{key: person[key] for key in keys} for person in staff]
    path = data_dir / LOGINS
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(logins, file, indent=2, ensure_ascii=False)
    _fill(staff, hashes, capacity=capacity)


@action
def _fill(staff: list[dict[str, Any]], hashes: list[str], *, capacity: int) -> None:
    """All or nothing, so that a start that is interrupted begins anew."""
    content = shop()
    current().add(
        Inbox(
            id=uuid7(),
            key=INBOX_KEY,
            name=content["name"],
            bot_name=content["bot"]["name"],
            greeting=content["bot"]["greeting"],
            suggestions=content["bot"]["suggested_questions"],
            privacy=content["privacy"],
            accent=content["accent"],
            allowed_origins=[],
        )
    )
    load(current())
    _add_staff(staff, hashes, capacity=capacity)


def _add_staff(staff: list[dict[str, Any]], hashes: list[str], *, capacity: int) -> None:
    teams = _teams()
    for person, password_hash in zip(staff, hashes, strict=True):
        role = Role(person["role"])
        is_agent = role is Role.AGENT
        add_agent(
            email=person["email"],
            name=person["name"],
            role=role,
            password_hash=password_hash,
            capacity=capacity if is_agent else 0,
            availability=Availability.ONLINE if is_agent else Availability.BUSY,
            team_ids=[teams[name] for name in person.get("teams", ())],
        )


def _teams() -> dict[str, UUID]:
    names = dict.fromkeys(name for person in shop()["staff"] for name in person.get("teams", ()))
    return {name: add_team(name) for name in names}
