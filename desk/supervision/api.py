"""REST for supervisors: live counts, sessions, one session, what would be if."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint
from flask import Response

from desk.assignment.whatif import WhatIfLine
from desk.outcomes.filters import SessionFilter
from desk.outcomes.live import live_counts
from desk.outcomes.review import session_of
from desk.outcomes.sessions import sessions
from desk.outcomes.shapes import LiveCounts, Session, SessionPage
from desk.supervision.commands import AskWhatIf
from desk.supervision.simulations import Simulation
from desk.web.login import supervisor

api = APIBlueprint("supervision_api", __name__, url_prefix="/api/v1/supervision", tag="Supervision")
LOGIN = "LoginCookie"
LINES = "application/x-ndjson"
AT_ONCE = {"X-Accel-Buffering": "no"}  # a proxy passes on each line as it comes


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


@api.post("/what-if")
@api.input(AskWhatIf, arg_name="question")
@api.output(WhatIfLine, content_type=LINES)
@api.doc(security=LOGIN)
def ask_what_if(question: AskWhatIf) -> Response:
    """Play a day as it is and under changes, and say line by line how far it is; the last line has the result.

    The lines are JSON. 429 while another simulation runs; to leave off reading ends it.
    """
    return Response(Simulation(question), mimetype=LINES, headers=AT_ONCE)
