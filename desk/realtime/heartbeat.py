"""The heartbeat of a web process: heads to every socket, renewed presence, as long as it runs."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import structlog

from desk.staff import presence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from uuid import UUID

    from desk.config import Settings
    from desk.realtime.namespace import Namespace

log = structlog.get_logger(__name__)


class Heartbeat:
    """Beats while sockets are open; it begins with the first one, after the server has forked."""

    def __init__(
        self,
        settings: Settings,
        beats: Sequence[Callable[[], None]],
        dashboard: Namespace,
        tell_presence: Callable[[UUID], None],
    ) -> None:
        self._interval_s = settings.heartbeat_s
        self._lease_s = settings.presence_lease_s
        self._beats = beats
        self._dashboard = dashboard
        self._tell_presence = tell_presence
        self._lock = threading.Lock()
        self._is_running = False

    def start_with(self, server: Any) -> None:  # noqa: ANN401  python-socketio is not typed
        """Begin when the server meets its first socket."""
        accept = server.eio.handlers["connect"]

        def on_connect(*args: Any) -> Any:  # noqa: ANN401  Engine.IO's own handler
            self.start()
            return accept(*args)

        server.eio.on("connect", on_connect)

    def start(self) -> None:
        """Begin to beat; a second call changes nothing."""
        with self._lock:
            if self._is_running:
                return
            self._is_running = True
            threading.Thread(target=self._run, name="heartbeat", daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(self._interval_s)
            for beat in (self._renew, *self._beats):
                try:
                    beat()
                except Exception:  # the database may be away; the next beat tries again
                    log.exception("heartbeat_failed")

    def _renew(self) -> None:
        present = {s.sid: s.actor.id for s in self._dashboard.speakers.all() if s.actor is not None}
        back = presence.renew(present, lease_s=self._lease_s) if present else ()
        for agent_id in back:
            self._tell_presence(agent_id)
