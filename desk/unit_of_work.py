"""The one path of every change: one transaction, then its events.

`@action` opens a unit of work, or joins the one that is open; the outermost commits and then
publishes. A unit owns its session, opened fresh and always closed, and is tied to no Flask context.
"""

from __future__ import annotations

import functools
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

import structlog
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from desk import clock
from desk.database import Database
from desk.errors import Unavailable
from desk.event_log import LoggedEvent
from desk.events import Audience, Event
from desk.ids import uuid7
from desk.vocabulary import AuthorKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from uuid import UUID

    from desk.actors import Actor

P = ParamSpec("P")
R = TypeVar("R")

log = structlog.get_logger(__name__)

ATTEMPTS = 3
RETRIED_STATES = frozenset({"40001", "40P01"})  # PostgreSQL: serialization failure, deadlock


class Sequenced(Protocol):
    """What announce needs of a conversation that is locked."""

    id: Any
    customer_id: Any
    team_id: Any
    agent_id: Any
    last_agent_id: Any
    asked_agent_id: Any
    last_seq: Any
    last_public_seq: Any
    updated_at: Any


@dataclass(frozen=True, slots=True)
class Published:
    """A committed event on its way out, with what is needed to find who may hear it."""

    event: Event
    conversation_id: UUID
    customer_id: UUID
    seq: int
    public_seq: int | None
    at: datetime
    actor: Actor
    team_ids: frozenset[UUID | None]
    agent_ids: frozenset[UUID]
    owner_id: UUID | None


@dataclass(frozen=True, slots=True)
class Told:
    """An ephemeral event on its way out."""

    event: Event
    conversation_id: UUID | None
    audience: Audience
    actor: Actor | None = None
    skip: str | None = None


@dataclass(slots=True)
class Unit:
    """One open transaction and the events that it will publish."""

    session: Session
    is_write: bool
    at: datetime | None = None
    announced: list[tuple[LoggedEvent, Published]] = field(default_factory=list)

    def published(self) -> tuple[Published, ...]:
        """Return the events to publish; what was announced inside a savepoint that was rolled back is none."""
        return tuple(item for logged, item in self.announced if logged in self.session)


database = Database()
_current: ContextVar[Unit | None] = ContextVar("unit_of_work", default=None)


class Subscribers:
    """Who hears of events: inside the transaction to write owed work, after it to give hints."""

    def __init__(self) -> None:
        self.owing: dict[type[Event], list[Callable[[Any, Any, LoggedEvent], None]]] = {}
        self.hinted: list[Callable[[tuple[Published, ...]], object]] = []
        self.told: list[Callable[[Told], object]] = []

    def clear(self) -> None:
        """Forget everybody; the composition root begins with this."""
        self.owing.clear()
        self.hinted.clear()
        self.told.clear()


subscribers = Subscribers()


def owe(kind: type[Event], subscriber: Callable[[Any, Any, LoggedEvent], None]) -> None:
    """Have `subscriber` write what an event makes us owe, in the event's own transaction."""
    subscribers.owing.setdefault(kind, []).append(subscriber)


def hint(subscriber: Callable[[tuple[Published, ...]], object]) -> None:
    """Have `subscriber` told of events after their commit; what it does may be lost."""
    subscribers.hinted.append(subscriber)


def listen(subscriber: Callable[[Told], object]) -> None:
    """Have `subscriber` told of ephemeral events."""
    subscribers.told.append(subscriber)


def current() -> Session:
    """Return the session of the open unit of work; RuntimeError when none is open."""
    unit = _current.get()
    if unit is None:
        message = "No unit of work is open: call this from an @action or a @query."
        raise RuntimeError(message)
    return unit.session


def moment() -> datetime:
    """Return the one time of the open action, so that what it writes agrees with what it announces.

    It is read at the first call, after the action's lock: in a conversation time never goes back.
    """
    unit = _current.get()
    if unit is None or not unit.is_write:
        message = "moment needs an open action."
        raise RuntimeError(message)
    unit.at = unit.at or clock.now()
    return unit.at


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function that changes something: it commits once, then its events go out."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        unit = _current.get()
        if unit is None:
            return _outermost(function, *args, **kwargs)
        if not unit.is_write:
            message = f"{function.__name__} writes; it cannot join a unit that only reads."
            raise RuntimeError(message)
        return function(*args, **kwargs)

    return run


def query(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function that only reads; it joins the open unit or opens one for itself."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _current.get() is not None:
            return function(*args, **kwargs)
        with _translated(), database.reading() as session, _opened(Unit(session, is_write=False)):
            return function(*args, **kwargs)

    return run


def _outermost(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run the outermost action, from the start again when two writers met in a way that a retry heals."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with _translated(), database.writing() as session:
                unit = Unit(session, is_write=True)
                with _opened(unit):
                    result = function(*args, **kwargs)
                published = unit.published()
        except DBAPIError as error:
            if attempt == ATTEMPTS or not _is_retriable(error):
                raise
        else:
            _publish(published)
            return result
    raise AssertionError  # the loop returns or raises


@contextmanager
def _translated() -> Iterator[None]:
    """Turn a database that is away, or too slow, into an error that says to send the same again.

    Whether the last statement was a commit that arrived is not known: a client_id makes that safe.
    """
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        if isinstance(error, DBAPIError) and _is_retriable(error):
            raise
        log.warning("database_unavailable", error=type(error).__name__)
        message = "The desk cannot reach its database right now. Send the same again in a moment."
        raise Unavailable(message) from error


def _is_retriable(error: DBAPIError) -> bool:
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in RETRIED_STATES


@contextmanager
def _opened(unit: Unit) -> Iterator[None]:
    token = _current.set(unit)
    try:
        yield
    finally:
        _current.reset(token)


def announce(conversation: Sequenced, event: Event, *, actor: Actor) -> LoggedEvent:
    """Log a durable event of a locked conversation; it is published after the commit.

    The event takes the next seq, and the next public_seq when the customer may learn of it.
    """
    unit = _current.get()
    if unit is None or not unit.is_write:
        message = "announce needs an open action."
        raise RuntimeError(message)
    logged = _logged(conversation, event, actor)
    unit.session.add(logged)
    unit.announced.append((logged, _published(conversation, event, logged, actor)))
    for subscriber in subscribers.owing.get(type(event), ()):
        subscriber(conversation, event, logged)
    return logged


def _logged(conversation: Sequenced, event: Event, actor: Actor) -> LoggedEvent:
    conversation.last_seq += 1
    is_public = event.audience is Audience.PUBLIC
    if is_public:
        conversation.last_public_seq += 1
    at = moment()
    conversation.updated_at = at
    return LoggedEvent(
        id=uuid7(),  # known before it is written, so that many are sent as one statement with many rows
        conversation_id=conversation.id,
        seq=conversation.last_seq,
        public_seq=conversation.last_public_seq if is_public else None,
        type=event.type,
        data=event.data(),
        at=at,
        actor_kind=AuthorKind(actor.kind),
        actor_id=actor.id,
        actor_name=actor.name,
    )


def _published(conversation: Sequenced, event: Event, logged: LoggedEvent, actor: Actor) -> Published:
    """Include who was responsible before, or had an offer: they must learn that it went away from them."""
    agent = getattr(event, "previous_agent", None)
    agents = {conversation.agent_id, conversation.last_agent_id, conversation.asked_agent_id} - {None}
    agents |= {agent.id} if agent else set()
    teams = {conversation.team_id}
    if hasattr(event, "previous_team"):  # no team: it was everybody's
        teams.add(event.previous_team.id if event.previous_team else None)
    return Published(
        event=event,
        conversation_id=conversation.id,
        customer_id=conversation.customer_id,
        seq=logged.seq,
        public_seq=logged.public_seq,
        at=logged.at,
        actor=actor,
        team_ids=frozenset(teams),
        agent_ids=frozenset(agents),
        owner_id=conversation.agent_id,
    )


def _publish(published: tuple[Published, ...]) -> None:
    if not published:
        return
    for subscriber in subscribers.hinted:
        try:
            subscriber(published)
        except Exception:  # a hint must never break what is already committed
            log.exception("hint_failed", subscriber=getattr(subscriber, "__qualname__", "?"))


def tell(
    event: Event,
    *,
    conversation_id: UUID | None = None,
    audience: Audience | None = None,
    actor: Actor | None = None,
    skip: str | None = None,
) -> None:
    """Send an ephemeral event, outside any transaction, to its own audience or to a smaller one.

    `skip` is the socket that sent it.
    """
    told = Told(event, conversation_id, audience or event.audience, actor, skip)
    for subscriber in subscribers.told:
        try:
            subscriber(told)
        except Exception:  # ephemeral events may be lost; their sender must not notice
            log.exception("tell_failed", type=event.type)
