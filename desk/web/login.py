"""The staff's login over Flask-Login: the cookie names a login row, the row names the agent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import current_app, jsonify, redirect, request, url_for
from flask_login import UserMixin, current_user
from flask_wtf.csrf import generate_csrf

from desk.actors import AgentActor
from desk.assignment.people import email_of
from desk.errors import DeskError, Forbidden, NotAuthenticated
from desk.extensions import login_manager
from desk.staff.logins import actors

if TYPE_CHECKING:
    from apiflask import APIFlask

LOGIN_KEY = "_user_id"  # where Flask-Login keeps it in the session


class StaffUser(UserMixin):  # type: ignore[misc]  # Flask-Login is not typed
    """What Flask-Login knows of who is logged in."""

    def __init__(self, login_id: UUID, actor: AgentActor) -> None:
        self.login_id = login_id
        self.actor = actor

    def get_id(self) -> str:
        """Return what the cookie carries."""
        return str(self.login_id)


def register_login(app: APIFlask) -> None:
    """Bind Flask-Login; whoever is not logged in is sent to the login page, programs get a 401."""
    login_manager.init_app(app)
    login_manager.session_protection = None  # the login row is the protection; addresses change on phones
    login_manager.user_loader(_load)
    login_manager.unauthorized_handler(_unauthorized)


def _load(login_id: str) -> StaffUser | None:
    try:
        return StaffUser(UUID(login_id), actors.actor(UUID(login_id)))
    except (DeskError, ValueError):
        return None


def _unauthorized() -> Any:  # noqa: ANN401  Flask's own response type
    if request.path.startswith("/api/"):
        error = NotAuthenticated("Log in first.")
        return jsonify({"error": error.as_dict()}), error.http_status
    return redirect(url_for("dashboard.login", next=request.full_path.rstrip("?")))


def login_of_environ(app: APIFlask, environ: dict[str, Any]) -> UUID | None:
    """Return the login that a socket's cookie names; one look at connect, none per event."""
    opening = app.request_class(environ)
    origin = opening.headers.get("Origin")
    if origin and origin.split("://", 1)[-1] != opening.host:
        return None
    session = app.session_interface.open_session(app, opening)
    given = session.get(LOGIN_KEY) if session else None
    return UUID(given) if given else None


def agent() -> AgentActor:
    """Return who makes this request; NotAuthenticated when nobody is logged in."""
    if not current_user.is_authenticated:
        message = "Log in first."
        raise NotAuthenticated(message)
    actor: AgentActor = current_user.actor
    return actor


def supervisor() -> AgentActor:
    """Return who makes this request; Forbidden unless it is a supervisor."""
    actor = agent()
    if not actor.is_supervisor:
        message = "This is for supervisors. Ask one of them if you need something from here."
        raise Forbidden(message)
    return actor


def shell_config() -> dict[str, Any]:
    """Return what the staff's apps start from."""
    actor = agent()
    return {
        "me": {
            "id": str(actor.id),
            "name": actor.name,
            "role": actor.role.value,
            "email": email_of(actor.id),
        },
        "csrf": generate_csrf(),
        "logout_url": url_for("dashboard.logout"),
        "supervision_url": "/supervision/" if actor.is_supervisor else None,
        "articles_url": "/admin/articles" if actor.is_supervisor else None,
        "people_url": "/admin/people" if actor.is_supervisor else None,
        "demo": current_app.config["DESK_SETTINGS"].demo,
    }
