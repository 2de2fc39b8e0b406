"""Which event hints at which task. Tasks are enqueued by name; the rows are the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from celery import Celery

from desk.events import (
    ActionDecided,
    ConversationEscalated,
    ConversationHandedBack,
    ConversationOfferEnded,
    ConversationRouted,
    MessagePosted,
    PresenceChanged,
    StatusChange,
)
from desk.vocabulary import ActionStatus, AuthorKind

if TYPE_CHECKING:
    from desk.background import Background
    from desk.unit_of_work import Published, Told

ANSWER = "bot.answer"
SUM_UP = "bot.sum_up"
RUN_ACTION = "bot.run_action"
ASSIGN = "assignment.run"
QUEUES = {ANSWER: "bot", SUM_UP: "bot", RUN_ACTION: "bot", ASSIGN: "assignment"}
TASK_LIMIT_S = 90  # the longest that a task may run
VISIBILITY_S = 120  # after this long an unacked task is given to another worker


def celery_app(redis_url: str) -> Celery:
    """Return the Celery application of web (only enqueues) and workers."""
    app = Celery("desk", broker=redis_url)
    app.conf.update(
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        worker_prefetch_multiplier=1,
        task_default_queue="upkeep",
        task_routes={name: {"queue": queue} for name, queue in QUEUES.items()},
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=1.0,
        broker_transport_options={
            "visibility_timeout": VISIBILITY_S,
            "socket_timeout": 2.0,
            "socket_connect_timeout": 0.5,
            "max_retries": 0,
            # The default looks for abandoned tasks once in about 100 s.
            "unacked_restore_interval": 1,
            "unacked_restore_throttle": 1,
        },
        worker_hijack_root_logger=False,
    )
    return app


class Jobs:
    """The subscriber that enqueues, on a background line: a dead broker delays nobody."""

    def __init__(self, app: Celery, line: Background) -> None:
        self._app = app
        self.line = line

    def enqueue(self, published: tuple[Published, ...]) -> None:
        """Hint at the work that committed events made owed."""
        for name, args in dict.fromkeys(task for item in published for task in _tasks(item)):
            self._put(name, *args)

    def told(self, told: Told) -> None:
        """Hint that somebody may be free for those who wait, when an agent came or chose."""
        if isinstance(told.event, PresenceChanged):
            self._put(ASSIGN)

    def _put(self, name: str, *args: Any) -> None:  # noqa: ANN401  a task's own arguments
        self.line.put(lambda: self._send(name, args))

    def _send(self, name: str, args: tuple[Any, ...]) -> None:
        self._app.send_task(name, args=args, retry=False, ignore_result=True, expires=TASK_LIMIT_S)


def _tasks(item: Published) -> list[tuple[str, tuple[str, ...]]]:
    """Return the tasks that one event hints at."""
    conversation_id = str(item.conversation_id)
    match item.event:
        case MessagePosted(message=message):
            is_bots = message.author.kind is AuthorKind.CUSTOMER and item.owner_id is None
            return [(ANSWER, (conversation_id,))] if is_bots else []
        case ConversationHandedBack():
            return [(ANSWER, (conversation_id,)), (ASSIGN, ())]
        case ConversationEscalated():
            return [(ASSIGN, ()), (SUM_UP, (conversation_id,))]
        case StatusChange() | ConversationRouted() | ConversationOfferEnded():
            return [(ASSIGN, ())]
        case ActionDecided(action=decided):
            return [(RUN_ACTION, (str(decided.id),))] if decided.status is ActionStatus.APPROVED else []
        case _:
            return []
