"""One Socket.IO namespace: authenticates, validates, calls the handler, acks in the one shape.

Handlers are registered on the server below Flask-SocketIO's own decorators: an event then costs no
Flask request context, which is a third of the CPU of a message.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import structlog
from pydantic import BaseModel, ValidationError
from socketio.exceptions import ConnectionRefusedError as Refused

from desk.errors import DeskError, Invalid, Unavailable
from desk.realtime.speakers import Speaker, Speakers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

log = structlog.get_logger(__name__)

Reply = dict[str, Any]


class Audience(Protocol):
    """What a namespace asks of the audience it serves."""

    def connect(self, sid: str, environ: dict[str, Any], auth: object) -> Speaker:
        """Say who is on a new socket; raises a DeskError to refuse it."""
        ...

    def check(self, speaker: Speaker) -> None:
        """Raise a DeskError when the speaker may not speak any more, or speaks too much."""
        ...

    def disconnected(self, speaker: Speaker) -> None:
        """Put away what the socket left behind."""
        ...


@dataclass(frozen=True, slots=True)
class Command:
    """A command's shape and what answers it."""

    shape: type[BaseModel]
    run: Callable[[Speaker, Any], Reply | None]


class Namespace:
    """Connects an audience's commands to the Socket.IO server."""

    def __init__(self, name: str, audience: Audience, commands: Mapping[str, Command]) -> None:
        self.name = name
        self.speakers = Speakers()
        # Of each command, what came of it: `ok`, or the code of the refusal.
        self.answered: Counter[tuple[str, str]] = Counter()
        self._audience = audience
        self._commands = commands

    def register(self, server: Any) -> None:  # noqa: ANN401  python-socketio is not typed
        """Hang the handlers into the server."""
        server.on("connect", self._connect, namespace=self.name)
        server.on("disconnect", self._disconnect, namespace=self.name)
        for event, command in self._commands.items():
            server.on(event, self._handler(event, command), namespace=self.name)
        server.on("*", self._unknown, namespace=self.name)

    def _connect(self, sid: str, environ: dict[str, Any], auth: object = None) -> None:
        try:
            self.speakers.add(self._audience.connect(sid, environ, auth))
        except DeskError as error:
            raise Refused(error.message, error.as_dict()) from error
        except Exception as error:  # without an answer the client would wait for one for ever
            log.exception("socket_connect_failed", namespace=self.name)
            refusal = Unavailable("The desk cannot answer right now. Try again in a moment.")
            raise Refused(refusal.message, refusal.as_dict()) from error

    def _disconnect(self, sid: str, reason: object = None) -> None:
        del reason
        speaker = self.speakers.remove(sid)
        if speaker is None:
            return
        try:
            self._audience.disconnected(speaker)
        except Exception:  # the server must forget the socket all the same; its lease runs out by itself
            log.exception("socket_disconnect_failed", namespace=self.name)

    def _handler(self, event: str, command: Command) -> Callable[..., Reply]:
        def handler(sid: str, *payload: object) -> Reply:
            reply = self._answer(event, command, sid, payload)
            self.answered[event, "ok" if reply["ok"] else reply["error"]["code"]] += 1
            return reply

        return handler

    def _answer(self, event: str, command: Command, sid: str, payload: tuple[object, ...]) -> Reply:
        try:
            speaker = self.speakers.get(sid)
            if speaker is None:
                return _refusal(Invalid("This socket is not connected any more. Connect again."))
            self._audience.check(speaker)
            return {"ok": True, **(command.run(speaker, _read(command.shape, payload)) or {})}
        except DeskError as error:
            return _refusal(error)
        except Exception:  # without this the client would wait for an ack that never comes
            log.exception("socket_command_failed", namespace=self.name, command=event)
            message = "Something went wrong on our side. Nothing was changed; try again."
            return {"ok": False, "error": {"code": "internal", "message": message, "fields": {}}}

    def _unknown(self, event: str, sid: str, *payload: object) -> Reply:
        del sid, payload
        return _refusal(Invalid(f"There is no command {event!r} here."))


def _read(shape: type[BaseModel], payload: tuple[object, ...]) -> BaseModel:
    """Read the one argument of a command; raises Invalid for anything else."""
    given = payload[0] if payload else {}
    if len(payload) > 1 or not isinstance(given, dict):
        message = "A command takes one object."
        raise Invalid(message)
    try:
        return shape.model_validate(given)
    except ValidationError as error:
        raise invalid(error) from error


def invalid(error: ValidationError) -> Invalid:
    """Return pydantic's findings in our own error shape."""
    fields = {".".join(str(part) for part in f["loc"]) or "body": f["msg"] for f in error.errors()}
    return Invalid("Some fields are not right.", fields=fields)


def _refusal(error: DeskError) -> Reply:
    return {"ok": False, "error": error.as_dict()}
