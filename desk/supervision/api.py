"""REST for supervisors: live counts, sessions, one session."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from desk.outcomes.filters import SessionFilter
from desk.outcomes.live import live_counts
from desk.outcomes.review import session_of
from desk.outcomes.sessions import sessions
from desk.outcomes.shapes import LiveCounts, Session, SessionPage
from desk.web.login import supervisor

api = APIBlueprint("supervision_api", __name__, url_prefix="/api/v1/supervision", tag="Supervision")
LOGIN = "LoginCookie"


@api.before_request
def _only_supervisors() -> None:
    """Deny first: no address below this prefix answers anybody else."""
    supervisor()


@api.get("/live")
@api.output(LiveCounts)
@api.doc(security=LOGIN)
def read_live() -> LiveCounts:
    """Count what goes on now."""
    return live_counts()


@api.get("/sessions")
@api.input(SessionFilter, location="query", arg_name="wanted")
@api.output(SessionPage)
@api.doc(security=LOGIN)
def list_sessions(wanted: SessionFilter) -> SessionPage:
    """Return one page of sessions, the newest first."""
    return sessions(supervisor(), wanted)


@api.get("/sessions/<uuid:conversation_id>")
@api.output(Session)
@api.doc(security=LOGIN)
def read_session(conversation_id: UUID) -> Session:
    """Return one session with its whole timeline."""
    return session_of(supervisor(), conversation_id)
