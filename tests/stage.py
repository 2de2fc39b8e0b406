"""People who are logged in at a running desk, and conversations of theirs in any status; all over HTTP."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import httpx2

from desk.vocabulary import Status
from tests.client import WidgetClient
from tests.desk_up import RunningDesk
from tests.logins import Http, Staff
from tests.sites import Site

# The demo's staff, by what they are to a conversation of Mira's team that Mira has.
RESPONSIBLE, COLLEAGUE, OUTSIDER, SUPERVISOR, ADMIN = "Mira", "Jonas", "Lucía", "Anneke", "Tomasz"
STAFF = (RESPONSIBLE, COLLEAGUE, OUTSIDER, SUPERVISOR, ADMIN)
TEAM = "Orders and delivery"


@dataclass(frozen=True)
class Scene:
    """A conversation, its customer's token, and another customer with a conversation of their own."""

    conversation_id: str
    token: str
    stranger_token: str


class Stage:
    """Everybody at one desk, each logged in once."""

    def __init__(self, desk: RunningDesk) -> None:
        self.desk = desk
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    @cached_property
    def staff(self) -> dict[str, Staff]:
        return {name: self._open.enter_context(self.desk.staff(name)) for name in STAFF}

    @cached_property
    def nobody(self) -> Http:
        """Somebody without a login, who has read the login page and so holds a valid CSRF token."""
        visitor = self._open.enter_context(Staff(self.desk.url))
        visitor.headers["X-CSRFToken"] = visitor.form_token()
        return visitor

    @cached_property
    def teams(self) -> dict[str, str]:
        people = self.staff[RESPONSIBLE].get("/api/v1/people").json()
        return {team["name"]: team["id"] for team in people["teams"]}

    @cached_property
    def ids(self) -> dict[str, str]:
        """The ids of the staff by first name."""
        people = self.staff[RESPONSIBLE].get("/api/v1/people").json()
        return {one["name"].split()[0]: one["id"] for one in [people["me"], *people["colleagues"]]}

    @cached_property
    def site(self) -> Site:
        return Site(self.desk)

    def open(self, text: str = "When does my lamp come?") -> dict[str, Any]:
        """Open a conversation as a new customer; return what the desk answered."""
        body = {"inbox": "demo", "client_id": str(uuid4()), "text": text}
        return dict(expect(201, self.nobody.post("/api/v1/widget/conversations", json=body)).json())

    def scene(self, status: Status = Status.ASSIGNED) -> Scene:
        """Open a conversation and bring it to a status, with Mira's team and, if anybody, with Mira."""
        opened, strange = self.open(), self.open("I am somebody else")
        scene = Scene(opened["conversation"]["id"], opened["token"], strange["token"])
        if status is not Status.BOT:
            self._bring(scene.conversation_id, status)
        return scene

    def _bring(self, conversation_id: str, status: Status) -> None:
        self.do("take-over", conversation_id)
        self.do("transfer", conversation_id, team_id=self.teams[TEAM], reason="Theirs")
        if status is Status.QUEUED:
            return
        self.do("take-over", conversation_id)
        match status:
            case Status.SNOOZED:
                self.do("snooze", conversation_id, until=str(datetime.now(UTC) + timedelta(hours=1)))
            case Status.RESOLVED:
                self.do("resolve", conversation_id)
            case Status.CLOSED:
                self.do("close", conversation_id)

    def do(self, verb: str, conversation_id: str, *, by: str = RESPONSIBLE, **body: object) -> int:
        """Do a verb over REST; return the seq."""
        answer = self.staff[by].post(f"/api/v1/conversations/{conversation_id}/{verb}", json=body)
        return int(expect(200, answer).json()["seq"])

    def socket(self, scene: Scene) -> WidgetClient:
        return self.desk.customer(token=scene.token)


def expect(status: int, answer: httpx2.Response) -> httpx2.Response:
    assert answer.status_code == status, answer.text
    return answer
