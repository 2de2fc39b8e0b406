"""Every route of the desk: who may call it, and a request that would succeed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from desk.vocabulary import Status
from tests.stage import ADMIN, COLLEAGUE, OUTSIDER, STAFF, SUPERVISOR, Stage

OWNER, STRANGER, NOBODY = "the customer", "another customer", "nobody"
ACTORS = (NOBODY, OWNER, STRANGER, *STAFF)
OK = "ok"

Expected = dict[str, str | int]

WITHOUT_LOGIN: Expected = {NOBODY: 401, OWNER: 401, STRANGER: 401}
PUBLIC: Expected = dict.fromkeys(ACTORS, OK)
ANY_STAFF: Expected = WITHOUT_LOGIN | dict.fromkeys(STAFF, OK)
READERS: Expected = ANY_STAFF | {OUTSIDER: 404}
DIRECTORS: Expected = READERS | {COLLEAGUE: 403}
ONLY_RESPONSIBLE: Expected = DIRECTORS | {SUPERVISOR: 403, ADMIN: 403}
# Nothing is offered: who has the conversation keeps it, and all others are told who that is.
NOT_OFFERED: Expected = READERS | {COLLEAGUE: 409, SUPERVISOR: 409, ADMIN: 409}
SUPERVISORS: Expected = WITHOUT_LOGIN | dict.fromkeys(STAFF, 403) | {SUPERVISOR: OK, ADMIN: OK}
ADMINS: Expected = SUPERVISORS | {SUPERVISOR: 403}
THE_CUSTOMER: Expected = WITHOUT_LOGIN | dict.fromkeys(STAFF, 401) | {OWNER: OK, STRANGER: 404}
STAFF_PAGE: Expected = ANY_STAFF | dict.fromkeys(WITHOUT_LOGIN, 302)
SUPERVISORS_PAGE: Expected = SUPERVISORS | dict.fromkeys(WITHOUT_LOGIN, 302)
FORBIDDEN: Expected = dict.fromkeys(ACTORS, 403)

STAFF_VERB = "POST /api/v1/conversations/<uuid:conversation_id>"
STAFF_READ = "GET /api/v1/conversations/<uuid:conversation_id>"
ARTICLE_READ = "GET /api/v1/articles/<uuid:article_id>"
ARTICLE_VERB = "POST /api/v1/articles/<uuid:article_id>"
WIDGET_VERB = "POST /api/v1/widget/conversations/<uuid:conversation_id>"
WIDGET_READ = "GET /api/v1/widget/conversations/<uuid:conversation_id>"


@dataclass(frozen=True)
class Route:
    """What is expected of each actor; `body` and `parts` make a request that would succeed."""

    expected: Expected
    status: Status = Status.ASSIGNED
    body: Callable[[Stage], dict[str, Any]] | None = None
    parts: dict[str, str] = field(default_factory=dict)
    query: str = ""


def said(_stage: Stage) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "text": "Hello"}


def proved(stage: Stage) -> dict[str, Any]:
    return {"inbox": "demo", "jwt": stage.site.signed(str(uuid4()))}


def nothing(_stage: Stage) -> dict[str, Any]:
    return {}


def to_colleague(stage: Stage) -> dict[str, Any]:
    return {"agent_id": stage.ids[COLLEAGUE], "reason": "Knows more"}


def made_up_day(_stage: Stage) -> dict[str, Any]:
    return {"synthetic": {"per_hour": 10, "hours": 1, "work_s": 60, "staff": 1}, "runs": 1}


ROUTES: dict[str, Route] = {
    "GET /": Route(PUBLIC),
    "GET /help": Route(PUBLIC),
    "GET /help/<slug>": Route(PUBLIC, parts={"<slug>": "return-a-lamp"}),
    "GET /widget.js": Route(PUBLIC),
    "GET /widget/frame": Route(PUBLIC, query="?inbox=demo"),
    "GET /static/<path:filename>": Route(PUBLIC, parts={"<path:filename>": "mark.svg"}),
    "GET /docs": Route(PUBLIC),
    "GET /openapi.json": Route(PUBLIC),
    "GET /healthz": Route(PUBLIC),
    "GET /dashboard/": Route(STAFF_PAGE),
    "GET /dashboard/<path:path>": Route(STAFF_PAGE, parts={"<path:path>": "inbox/mine"}),
    "GET /admin/articles": Route(SUPERVISORS_PAGE),
    "GET /admin/articles/<path:path>": Route(SUPERVISORS_PAGE, parts={"<path:path>": "new"}),
    "GET /admin/people": Route(SUPERVISORS_PAGE),
    "GET /admin/people/<path:path>": Route(SUPERVISORS_PAGE, parts={"<path:path>": "new"}),
    "GET /admin/teams": Route(SUPERVISORS_PAGE),
    "GET /admin/teams/<path:path>": Route(SUPERVISORS_PAGE, parts={"<path:path>": "new"}),
    "GET /admin/skills": Route(SUPERVISORS_PAGE),
    "GET /admin/routing": Route(SUPERVISORS_PAGE),
    "GET /supervision/": Route(SUPERVISORS_PAGE),
    "GET /supervision/<path:path>": Route(SUPERVISORS_PAGE, parts={"<path:path>": "sessions"}),
    "POST /internal/emit": Route(FORBIDDEN, body=nothing),
    "GET /api/v1/people": Route(ANY_STAFF),
    "PUT /api/v1/me/availability": Route(ANY_STAFF, body=lambda _: {"availability": "online"}),
    "GET /api/v1/conversations": Route(ANY_STAFF),
    STAFF_READ: Route(READERS),
    f"{STAFF_READ}/events": Route(READERS, query="?after=0"),
    f"{STAFF_READ}/assignments": Route(READERS),
    f"{STAFF_READ}/actions": Route(READERS),
    f"{STAFF_VERB}/messages": Route(ONLY_RESPONSIBLE, body=said),
    f"{STAFF_VERB}/notes": Route(READERS, body=said),
    f"{STAFF_VERB}/read": Route(READERS, body=lambda _: {"seq": 1}),
    f"{STAFF_VERB}/take-over": Route(DIRECTORS, body=nothing),
    f"{STAFF_VERB}/assign": Route(READERS, Status.QUEUED, body=lambda stage: {"agent_id": stage.ids[COLLEAGUE]}),
    f"{STAFF_VERB}/transfer": Route(DIRECTORS, body=to_colleague),
    f"{STAFF_VERB}/offer/accept": Route(NOT_OFFERED, body=nothing),
    f"{STAFF_VERB}/prioritise": Route(DIRECTORS, body=lambda _: {"priority": 2}),
    f"{STAFF_VERB}/requeue": Route(DIRECTORS, body=nothing),
    f"{STAFF_VERB}/hand-back": Route(DIRECTORS, body=nothing),
    f"{STAFF_VERB}/snooze": Route(DIRECTORS, body=lambda _: {"until": str(datetime.now(UTC) + timedelta(hours=1))}),
    f"{STAFF_VERB}/wake": Route(DIRECTORS, Status.SNOOZED, body=nothing),
    f"{STAFF_VERB}/resolve": Route(DIRECTORS, body=nothing),
    f"{STAFF_VERB}/reopen": Route(READERS, Status.RESOLVED, body=nothing),
    f"{STAFF_VERB}/close": Route(DIRECTORS, body=nothing),
    "GET /api/v1/supervision/live": Route(SUPERVISORS),
    "GET /api/v1/supervision/sessions": Route(SUPERVISORS),
    "GET /api/v1/supervision/sessions/<uuid:conversation_id>": Route(SUPERVISORS),
    "POST /api/v1/supervision/what-if": Route(SUPERVISORS, body=made_up_day),
    "GET /api/v1/articles": Route(ANY_STAFF),
    "POST /api/v1/articles": Route(ANY_STAFF, body=lambda _: {"title": "Trees"}),
    "GET /api/v1/articles/check": Route(ANY_STAFF),
    "POST /api/v1/articles/try": Route(ANY_STAFF, body=lambda _: {"question": "Do you plant trees?"}),
    "GET /api/v1/admin/people": Route(SUPERVISORS),
    "GET /api/v1/admin/teams": Route(SUPERVISORS),
    "GET /api/v1/admin/skills": Route(SUPERVISORS),
    "GET /api/v1/admin/policy": Route(SUPERVISORS),
    "GET /api/v1/admin/rules": Route(SUPERVISORS),
    "POST /api/v1/admin/dry-run": Route(SUPERVISORS, body=nothing),
    "PUT /api/v1/admin/skills": Route(ADMINS, body=lambda _: {"text": {}, "seen": 0}),
    "PUT /api/v1/admin/policy": Route(ADMINS, body=lambda _: {"text": {}, "seen": 0}),
    "PUT /api/v1/admin/rules": Route(ADMINS, body=lambda _: {"text": {}, "seen": 0}),
    "POST /api/v1/widget/identity": Route(PUBLIC, body=proved),
    "POST /api/v1/widget/conversations": Route(PUBLIC, body=lambda stage: {**said(stage), "inbox": "demo"}),
    WIDGET_READ: Route(THE_CUSTOMER),
    f"{WIDGET_READ}/events": Route(THE_CUSTOMER, query="?after=0"),
    f"{WIDGET_VERB}/messages": Route(THE_CUSTOMER, body=said),
    f"{WIDGET_VERB}/read": Route(THE_CUSTOMER, body=lambda _: {"seq": 1}),
    f"{WIDGET_VERB}/human-request": Route(THE_CUSTOMER, Status.BOT, body=nothing),
    f"{WIDGET_VERB}/email": Route(THE_CUSTOMER, Status.QUEUED, body=lambda _: {"email": "mia@example.com"}),
    f"{WIDGET_VERB}/bot-return": Route(THE_CUSTOMER, Status.QUEUED, body=nothing),
    f"{WIDGET_VERB}/rating": Route(THE_CUSTOMER, Status.RESOLVED, body=lambda _: {"score": 5}),
    f"{WIDGET_VERB}/end": Route(THE_CUSTOMER, body=nothing),
}

# What is not asked here, and where it is.
ELSEWHERE = {
    **dict.fromkeys(
        (
            f"{ARTICLE_READ}",
            f"{ARTICLE_READ}/versions",
            f"{ARTICLE_READ}/versions/<int:number>",
            "PUT /api/v1/articles/<uuid:article_id>",
            "DELETE /api/v1/articles/<uuid:article_id>",
            f"{ARTICLE_VERB}/publish",
            f"{ARTICLE_VERB}/unpublish",
            f"{ARTICLE_VERB}/versions/<int:number>/restore",
        ),
        "tests/admin/test_articles_api.py",
    ),
    **dict.fromkeys(
        (
            "POST /api/v1/admin/people",
            "PUT /api/v1/admin/people/<uuid:agent_id>",
            "POST /api/v1/admin/teams",
            "PUT /api/v1/admin/teams/<uuid:team_id>",
            "DELETE /api/v1/admin/teams/<uuid:team_id>",
            "GET /api/v1/admin/teams/<uuid:team_id>/policy",
            "PUT /api/v1/admin/teams/<uuid:team_id>/policy",
            "POST /api/v1/admin/teams/<uuid:team_id>/policy/drop",
            "GET /api/v1/admin/versions/<kind>/<uuid:subject_id>",
            "POST /api/v1/admin/versions/<kind>/<uuid:subject_id>/<int:number>/restore",
        ),
        "tests/admin/test_office_api.py",
    ),
    f"{STAFF_VERB}/actions/approve": "tests/journeys/test_tools.py: it needs something that the bot prepared",
    f"{STAFF_VERB}/actions/reject": "the same",
    f"{STAFF_VERB}/offer/decline": "tests/realtime/test_access.py: it needs an offer",
    f"{STAFF_VERB}/offer/take-back": "the same",
    "GET /admin/": "tests/journeys/test_articles.py: it only leads on to the articles",
    "GET /dashboard/login": "tests/dashboard/test_login.py",
    "POST /dashboard/login": "tests/dashboard/test_login.py",
    "POST /dashboard/logout": "tests/dashboard/test_login.py: it would end the logins of this test",
    "GET /readyz": "tests/admin/test_health.py: without a worker it is not ready",
}
