"""A client of the desk in Python: the sockets of customers and staff.

Every durable event is kept once and in order; one that is missing is noticed, by the next event or by
the heartbeat, and fetched. Ephemeral events are kept as they come.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from threading import Condition
from typing import Any, Self, TypeVar
from uuid import UUID, uuid4

import socketio
from pydantic import BaseModel

from desk.wire import (
    CustomerListed,
    CustomerSnapshot,
    Envelope,
    EphemeralEnvelope,
    EventsPage,
    Inbox,
    OpenedShape,
    People,
    PostedShape,
    SeqShape,
    StaffSnapshot,
)
from tests.log import Log

PATIENCE_S = 10.0

S = TypeVar("S", bound=BaseModel)


class DeskRefused(Exception):
    """The desk said no; `code` is for programs, the text for people."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.code = str(error["code"])
        self.fields: dict[str, str] = error.get("fields", {})


def _joining(conversation_id: UUID, log: Log) -> dict[str, Any]:
    return {"conversation_id": str(conversation_id), "after": log.head}


def _page(joined: dict[str, Any]) -> EventsPage:
    """Return the events that came with an ack; customers are told their place in the queue with them."""
    return EventsPage.model_validate_json(json.dumps({key: joined[key] for key in joined if key != "queue"}))


class Client:
    """One socket of one audience."""

    namespace = "/"

    def __init__(self, url: str, *, headers: dict[str, str] | None = None) -> None:
        self.url = url
        self.headers = headers or {}
        self.auth: dict[str, Any] | None = None
        self.logs: defaultdict[UUID, Log] = defaultdict(Log)
        self.ephemerals: list[EphemeralEnvelope] = []
        self.heartbeats: list[dict[str, Any]] = []
        self.put_aside: set[UUID] = set()  # read to the end, and no longer on the screen
        self.farewell: dict[str, Any] | None = None
        self.is_connected = False
        self.is_deaf = False
        self._refusal: dict[str, Any] | None = None
        self._news = Condition()
        self._socket: Any = None

    def __enter__(self) -> Self:
        return self.connect()

    def __exit__(self, *_: object) -> None:
        self.disconnect()

    def connect(self) -> Self:
        """Open the socket; raises DeskRefused when the desk does not want it."""
        self._put_away()
        headers = dict(self.headers)
        # The library adds an origin of its own to one among the headers.
        options = {"origin": headers.pop("Origin", self.url)}
        self._socket = socketio.Client(reconnection=False, handle_sigint=False, websocket_extra_options=options)
        handlers: dict[str, Callable[..., None]] = {
            "event": self._hear_event,
            "ephemeral": self._hear_ephemeral,
            "heartbeat": self._hear_heartbeat,
            "bye": self._hear_farewell,
            "connect_error": self._hear_refusal,
            "disconnect": partial(self._hear_disconnect, self._socket),
        }
        for name, handler in handlers.items():
            self._socket.on(name, handler, namespace=self.namespace)
        try:
            self._socket.connect(
                self.url,
                auth=self.auth,
                headers=headers,
                namespaces=[self.namespace],
                transports=["websocket"],
                wait_timeout=PATIENCE_S,
            )
        except socketio.exceptions.ConnectionError:
            if self._refusal is None:
                raise
            raise DeskRefused(self._refusal) from None
        self.is_connected = True
        return self

    def disconnect(self) -> None:
        """Say goodbye properly."""
        if self._socket is not None and self._socket.connected:
            self._socket.disconnect()
            self.until(lambda: not self.is_connected, "the socket is closed")
        self._put_away()

    def drop(self) -> None:
        """Lose the connection as a network does: without a word."""
        self._put_away()
        self.until(lambda: not self.is_connected, "the socket is closed")

    def resume(self) -> Self:
        """Connect again and fetch what was missed in every open conversation, asking for all of them at once."""
        self.connect()
        opened = [(one, log) for one, log in list(self.logs.items()) if log.is_begun and one not in self.put_aside]
        asked = [(one, self._send("conversation.join", _joining(one, log))) for one, log in opened]
        for conversation_id, acks in asked:
            self._take(conversation_id, _page(self._answer("conversation.join", acks)))
            self._catch_up(conversation_id)
        return self

    def read_whole(self, conversation_id: UUID) -> None:
        """Follow a conversation and read it from its first event."""
        page = _page(self.call("conversation.join", conversation_id=conversation_id, after=0))
        self._begin(conversation_id, page.events, page.events[-1].seq if page.events else 0)
        self._take(conversation_id, page)
        self._catch_up(conversation_id)

    def call(self, command: str, /, **payload: Any) -> dict[str, Any]:
        """Ask for something and return the ack's content; raises DeskRefused."""
        return self.call_raw(command, json.loads(json.dumps(payload, default=str)))

    def call_raw(self, command: str, payload: object) -> dict[str, Any]:
        """Send whatever it is, also what no client of ours would send.

        Raises DisconnectedError when the connection is lost before the answer: whether it was done is not known.
        """
        return self._answer(command, self._send(command, payload))

    def _send(self, command: str, payload: object) -> list[dict[str, Any]]:
        """Send it and return the list in which its ack will be."""
        acks: list[dict[str, Any]] = []
        self._socket.emit(command, payload, namespace=self.namespace, callback=lambda ack: self._hear_ack(acks, ack))
        return acks

    def _answer(self, command: str, acks: list[dict[str, Any]]) -> dict[str, Any]:
        self.until(lambda: acks or not self.is_connected, f"{command} is answered")
        if not acks:
            message = f"The connection was lost before {command} was answered."
            raise socketio.exceptions.DisconnectedError(message)
        ack = acks[0]
        if not ack.pop("ok"):
            raise DeskRefused(ack["error"])
        return dict(ack)

    def tell(self, command: str, payload: object) -> None:
        """Send something and wait for no ack."""
        self._socket.emit(command, payload, namespace=self.namespace)

    def ask(self, shape: type[S], command: str, /, **payload: Any) -> S:
        """Ask for something whose shape is known: the answer must have it exactly."""
        return shape.model_validate_json(json.dumps(self.call(command, **payload)))

    def until(self, is_so: Callable[[], Any], what: str, seconds: float = PATIENCE_S) -> None:
        """Wait for something that the other side brings about."""
        deadline = time.monotonic() + seconds
        with self._news:
            while not is_so():
                left = deadline - time.monotonic()
                if left <= 0:
                    message = f"In {seconds:.0f} s it did not come about that {what}. {self._story()}"
                    raise AssertionError(message)
                self._news.wait(left)

    def wait_for(self, event_type: str, conversation_id: UUID | None = None, *, after: int = 0) -> Envelope:
        """Wait for a durable event, in any conversation or in one, and return the first that fits."""

        def first() -> Envelope | None:
            return next(iter(self.heard(event_type, conversation_id, after=after)), None)

        self.until(first, f"{event_type} is heard")
        found = first()
        assert found is not None
        return found

    def wait_for_ephemeral(self, event_type: str, *, since: int = 0) -> EphemeralEnvelope:
        """Wait for an ephemeral event among those heard after the first `since`."""

        def first() -> EphemeralEnvelope | None:
            return next((each for each in self.ephemerals[since:] if each.type == event_type), None)

        self.until(first, f"{event_type} is heard")
        found = first()
        assert found is not None
        return found

    def heard(self, event_type: str, conversation_id: UUID | None = None, *, after: int = 0) -> list[Envelope]:
        """Return the durable events of a type that are in order here."""
        logs = [self.logs[conversation_id]] if conversation_id else list(self.logs.values())
        return [e for log in logs for e in log.events if e.type == event_type and e.seq > after]

    def texts(self, conversation_id: UUID) -> list[str]:
        """Return what was said, in order."""
        return [str(said(event)["text"]) for event in self.heard("message.posted", conversation_id)]

    def everything_heard(self) -> str:
        """Return all of it as one text, to look for what must not be there."""
        durable = [event for log in self.logs.values() for event in log.events]
        return "\n".join([*map(repr, durable), *map(repr, self.ephemerals), *map(repr, self.heartbeats)])

    def _put_away(self) -> None:
        """Close the transport: the library leaves it open when the other side went first."""
        transport = getattr(self._socket.eio, "ws", None) if self._socket is not None else None
        if transport is not None:
            transport.shutdown()

    def _begin(self, conversation_id: UUID, events: Sequence[Envelope], head: int) -> None:
        with self._news:
            self.logs[conversation_id].begin(events, head)
            self._news.notify_all()

    def _take(self, conversation_id: UUID, page: EventsPage) -> None:
        with self._news:
            for event in page.events:
                self.logs[conversation_id].take(event)
            self.logs[conversation_id].newest_known = page.head
            self._news.notify_all()

    def _catch_up(self, conversation_id: UUID) -> None:
        """Fetch what is missing until there is no gap; a lost connection ends the attempt."""
        log = self.logs[conversation_id]
        with suppress(socketio.exceptions.SocketIOError):
            while log.has_gap:
                page = self.ask(EventsPage, "events.after", conversation_id=conversation_id, after=log.head)
                self._take(conversation_id, page)

    def _hear_event(self, given: dict[str, Any]) -> None:
        if self.is_deaf:  # as if it had been lost on the way
            return
        event = Envelope.model_validate_json(json.dumps(given))
        with self._news:
            self.logs[event.conversation_id].take(event)
            self._news.notify_all()
        self._catch_up(event.conversation_id)

    def _hear_ephemeral(self, given: dict[str, Any]) -> None:
        with self._news:
            self.ephemerals.append(EphemeralEnvelope.model_validate_json(json.dumps(given)))
            self._news.notify_all()

    def _hear_ack(self, acks: list[dict[str, Any]], ack: dict[str, Any]) -> None:
        with self._news:
            acks.append(ack)
            self._news.notify_all()

    def _hear_heartbeat(self, given: dict[str, Any]) -> None:
        followed = [UUID(key) for key in given["heads"] if UUID(key) in self.logs]
        with self._news:
            self.heartbeats.append(given)
            for conversation_id in followed:
                log = self.logs[conversation_id]
                log.newest_known = max(log.newest_known, given["heads"][str(conversation_id)])
            self._news.notify_all()
        for conversation_id in followed:
            self._catch_up(conversation_id)

    def _hear_farewell(self, given: dict[str, Any]) -> None:
        with self._news:
            self.farewell = given
            self._news.notify_all()

    def _hear_refusal(self, given: object = None) -> None:
        self._refusal = given.get("data") if isinstance(given, dict) else None

    def _hear_disconnect(self, socket: object, reason: object = None) -> None:
        del reason
        with self._news:
            if socket is self._socket:  # an earlier one may be a little late
                self.is_connected = False
                self._news.notify_all()

    def _story(self) -> str:
        events = [f"{event.seq} {event.type}" for log in self.logs.values() for event in log.events]
        return f"Heard: {', '.join(events) or 'nothing'}; ephemeral: {len(self.ephemerals)}"


class WidgetClient(Client):
    """A customer. Before the first conversation they have no token and are nobody."""

    namespace = "/widget"

    def __init__(
        self, url: str, *, inbox: str = "demo", token: str | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(url, headers=headers)
        self.inbox = inbox
        self.auth = {"inbox": inbox, "token": token}

    def open(self, text: str | None = None, *, client_id: UUID | None = None, **more: object) -> UUID:
        """Open a conversation, follow it, and keep the token for the next connection."""
        given = {"client_id": client_id or uuid4(), "text": text, **more}
        opened = self.ask(OpenedShape, "conversation.open", **given)
        self.auth = {"inbox": self.inbox, "token": opened.token}
        self._begin(opened.conversation.id, opened.events, opened.head)
        return opened.conversation.id

    @property
    def token(self) -> str:
        assert self.auth is not None
        return str(self.auth["token"])

    def join(self, conversation_id: UUID) -> CustomerSnapshot:
        snapshot = self.ask(CustomerSnapshot, "conversation.join", conversation_id=conversation_id)
        self._begin(conversation_id, snapshot.events, snapshot.head)
        return snapshot

    def conversations(self) -> list[CustomerListed]:
        listed = self.call("conversations.list")["conversations"]
        return [CustomerListed.model_validate_json(json.dumps(each)) for each in listed]

    def say(self, conversation_id: UUID, text: str, *, client_id: UUID | None = None) -> PostedShape:
        given = {"conversation_id": conversation_id, "client_id": client_id or uuid4(), "text": text}
        return self.ask(PostedShape, "message.send", **given)

    def ask_for_human(self, conversation_id: UUID) -> int:
        return self.ask(SeqShape, "human.request", conversation_id=conversation_id).seq

    def rate(self, conversation_id: UUID, score: int, comment: str = "") -> int:
        given = {"conversation_id": conversation_id, "score": score, "comment": comment}
        return self.ask(SeqShape, "conversation.rate", **given).seq


class StaffClient(Client):
    """A member of staff, on the socket of their dashboard; `tests.logins.Staff` makes the login."""

    namespace = "/dashboard"

    def join(self, conversation_id: UUID) -> StaffSnapshot:
        snapshot = self.ask(StaffSnapshot, "conversation.join", conversation_id=conversation_id)
        self._begin(conversation_id, snapshot.events, snapshot.head)
        return snapshot

    def inbox(self, view: str = "mine", **more: object) -> Inbox:
        return self.ask(Inbox, "inbox.list", view=view, **more)

    def people(self) -> People:
        return self.ask(People, "people.list")

    def say(self, conversation_id: UUID, text: str, **more: object) -> PostedShape:
        given = {"conversation_id": conversation_id, "client_id": uuid4(), "text": text, **more}
        return self.ask(PostedShape, "message.send", **given)

    def note(self, conversation_id: UUID, text: str) -> PostedShape:
        given = {"conversation_id": conversation_id, "client_id": uuid4(), "text": text}
        return self.ask(PostedShape, "note.post", **given)

    def do(self, verb: str, conversation_id: UUID, **more: object) -> int:
        """Do one of the verbs: take_over, transfer, resolve ..."""
        return self.ask(SeqShape, f"conversation.{verb}", conversation_id=conversation_id, **more).seq


class SupervisorClient(StaffClient):
    """The socket of the supervision pages."""

    namespace = "/supervision"


def said(event: Envelope) -> dict[str, Any]:
    """Return the message that an event posts."""
    message = event.data["message"]
    assert isinstance(message, dict)
    return message
