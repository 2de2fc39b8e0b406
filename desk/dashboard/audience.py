"""Staff on sockets: the login they came with, their rooms, their presence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.actors import AgentActor
from desk.assignment.people import tell_presence
from desk.errors import Forbidden, Invalid, NotAuthenticated
from desk.realtime.rooms import DASHBOARD, SUPERVISION, rooms_of
from desk.realtime.speakers import Speaker
from desk.staff import presence
from desk.staff.logins import actors

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID


class StaffAudience:
    """Connects dashboards. Only a socket of the agents' dashboard makes an agent present."""

    def __init__(
        self,
        namespace: str,
        server: Any,  # noqa: ANN401  python-socketio is not typed
        login_of: Callable[[dict[str, Any]], UUID | None],
        *,
        lease_s: float,
    ) -> None:
        self._namespace = namespace
        self._server = server
        self._login_of = login_of
        self._lease_s = lease_s

    def connect(self, sid: str, environ: dict[str, Any], auth: object) -> Speaker:
        """Accept who is logged in; supervision is for supervisors."""
        del auth
        login_id = self._login_of(environ)
        if login_id is None:
            message = "Log in first."
            raise NotAuthenticated(message)
        actor = actors.actor(login_id)
        if self._namespace == SUPERVISION and not actor.is_supervisor:
            message = "Supervision is for supervisors."
            raise Forbidden(message)
        for room in rooms_of(actor):
            self._server.enter_room(sid, room, namespace=self._namespace)
        if self._namespace == DASHBOARD and presence.arrive(actor.id, sid, lease_s=self._lease_s):
            tell_presence(actor.id, is_present=True)
        address = str(environ.get("REMOTE_ADDR", ""))
        return Speaker(sid, self._namespace, actor, login_id=login_id, address=address)

    def check(self, speaker: Speaker) -> None:
        """Refuse a login that has ended; take over what changed about the agent."""
        if speaker.login_id is None:
            message = "Log in first."
            raise NotAuthenticated(message)
        speaker.actor = actors.actor(speaker.login_id)

    def disconnected(self, speaker: Speaker) -> None:
        """End the presence of this socket."""
        actor = agent_of(speaker)
        if self._namespace == DASHBOARD and presence.leave(actor.id, speaker.sid):
            tell_presence(actor.id, is_present=False)


def agent_of(speaker: Speaker) -> AgentActor:
    """Return the member of staff on a socket."""
    if not isinstance(speaker.actor, AgentActor):
        message = "This is for staff."
        raise Invalid(message)
    return speaker.actor
