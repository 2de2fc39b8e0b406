"""What every process has in common: logs, database, and who hears of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import logs, unit_of_work
from desk.assignment.places import has_moved, tell_places, tell_when_moved, tell_when_present
from desk.assignment.routing import route, route_identified
from desk.background import Background, Coalesced
from desk.bot.meaning import meanings
from desk.bot.owing import owe_again, owe_answer
from desk.bot.rules import rules
from desk.bot.summaries import owe_summary
from desk.conversations.reception import reception
from desk.engine import make_engine
from desk.events import (
    ConversationEscalated,
    ConversationHandedBack,
    ConversationOpened,
    ConversationReopened,
    CustomerIdentified,
    MessagePosted,
    PresenceChanged,
)
from desk.jobs import Jobs, celery_app
from desk.limits import limits
from desk.realtime.broadcast import Broadcast
from desk.realtime.emitters import LoopbackEmitter, RedisEmitter

if TYPE_CHECKING:
    from celery import Celery

    from desk.config import Settings
    from desk.realtime.broadcast import Emitter


def bind(settings: Settings) -> None:
    """Open logs, database and limits, and register what events make the desk owe."""
    logs.configure(log_format=settings.log_format, level=settings.log_level)
    engine = make_engine(settings.sqlalchemy_url, pool_size=settings.database_pool)
    unit_of_work.database.bind(engine, pool_size=settings.database_pool)
    unit_of_work.subscribers.clear()
    unit_of_work.owe(MessagePosted, owe_answer)
    unit_of_work.owe(ConversationHandedBack, owe_again)
    for goes_to_people in (ConversationEscalated, ConversationOpened, ConversationReopened):
        unit_of_work.owe(goes_to_people, route)
    unit_of_work.owe(CustomerIdentified, route_identified)
    if settings.is_model_configured and settings.bot_enabled:
        unit_of_work.owe(ConversationEscalated, owe_summary)
    rules.use(settings.rules)
    meanings.use(settings)
    reception.open(is_bot_there=settings.bot_enabled)
    limits.define("messages", settings.limit_messages)
    limits.define("opens", settings.limit_opens)
    limits.define("address", settings.limit_address)
    limits.define("login", settings.limit_login)
    # On one machine there is one web process, and its own memory is the quickest place to count.
    limits.share("" if settings.mode == "embedded" else settings.redis_url)


def jobs_for(settings: Settings, app: Celery | None = None) -> Jobs | None:
    """Return what enqueues hints; None without Redis, where workers sweep often instead."""
    if not settings.redis_url:
        return None
    return Jobs(app or celery_app(settings.redis_url), Background("jobs"))


def compose_web(emitter: Emitter, jobs: Jobs | None) -> tuple[Background, ...]:
    """Publish behind the ack: own sockets first, then the hints that leave the process. Returns the lines of both."""
    meanings.prepare()  # for who tries a question: an import in the middle of the day would hold up every socket
    broadcast = Broadcast(emitter)
    line = Background("broadcast", pause_s=0)
    unit_of_work.hint(lambda published: line.put(lambda: broadcast.publish(published)))
    return line, *_hint(broadcast, jobs)


def compose_worker(settings: Settings, app: Celery | None = None) -> Jobs | None:
    """Bind a worker's process and publish to the web's; return what enqueues hints."""
    bind(settings)
    jobs = jobs_for(settings, app)
    broadcast = Broadcast(_worker_emitter(settings))
    unit_of_work.hint(broadcast.publish)
    _hint(broadcast, jobs)
    return jobs


def _hint(broadcast: Broadcast, jobs: Jobs | None) -> tuple[Background, ...]:
    """Tell places on a line of their own: reading the queue must delay no event."""
    places = Coalesced("places", tell_places)
    unit_of_work.listen(broadcast.tell)
    unit_of_work.hint(lambda published: places.ask() if has_moved(published) else None)
    unit_of_work.listen(lambda told: places.ask() if isinstance(told.event, PresenceChanged) else None)
    if jobs is None:
        return (places.line,)
    unit_of_work.hint(jobs.enqueue)
    unit_of_work.listen(jobs.told)
    return places.line, jobs.line


def publish_at_once(emitter: Emitter, jobs: Jobs | None) -> None:
    """Publish everything in the thread that committed, in order: for the command line and for tests."""
    broadcast = Broadcast(emitter)
    unit_of_work.hint(broadcast.publish)
    unit_of_work.hint(tell_when_moved)
    unit_of_work.listen(broadcast.tell)
    unit_of_work.listen(tell_when_present)
    if jobs is not None:
        unit_of_work.hint(jobs.enqueue)
        unit_of_work.listen(jobs.told)


def _worker_emitter(settings: Settings) -> Emitter:
    if settings.redis_url:
        return RedisEmitter(settings.redis_url)
    return LoopbackEmitter(settings.web_url, settings.internal_token.get_secret_value())
