"""What /metrics tells: figures that are read where they are kept anyway, at the moment of asking."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from desk.errors import DeskError
from desk.outcomes.backlog import backlog
from desk.vocabulary import Availability

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from prometheus_client.core import Metric

    from desk.background import Background
    from desk.outcomes.backlog import Backlog
    from desk.realtime.namespace import Namespace
    from desk.realtime.outgoing import Cutter
    from desk.realtime.subscription import Subscription

log = structlog.get_logger(__name__)

COMMANDS = "Commands on sockets, by what came of them: message.send that is ok was acked, events.after filled a gap."
KEPT_S = 5.0  # however often somebody asks, the database is asked once in so long


@dataclass(frozen=True)
class Observed:
    """What this web process has that keeps count."""

    server: Any  # python-socketio is not typed
    namespaces: tuple[Namespace, ...]
    cutter: Cutter
    subscription: Subscription | None
    lines: tuple[Background, ...]


def gauge(name: str, text: str, values: dict[str, float], label: str) -> Metric:
    """Return a gauge with one value for each value of its label."""
    family = GaugeMetricFamily(name, text, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def counter(name: str, text: str, labels: Sequence[str], values: Iterable[tuple[Sequence[str], float]]) -> Metric:
    """Return a counter with one value for each set of labels."""
    family = CounterMetricFamily(name, text, labels=labels)
    for keys, value in values:
        family.add_metric(keys, value)
    return family


class SocketFigures(Collector):
    """Sockets and what is said on them."""

    def __init__(self, observed: Observed) -> None:
        self._observed = observed

    def collect(self) -> Iterator[Metric]:
        """Read the figures."""
        seen = self._observed
        connections = list(seen.server.eio.sockets.values())
        open_now = {n.name.removeprefix("/"): float(len(n.speakers.all())) for n in seen.namespaces}
        yield gauge("desk_sockets", "Sockets open now, by the audience they serve.", open_now, "audience")
        text = "Connections to browsers; one may carry sockets of several audiences."
        yield GaugeMetricFamily("desk_connections", text, value=len(connections))
        text = "Packets that wait to be sent to browsers."
        yield GaugeMetricFamily("desk_packets_queued", text, value=sum(c.queue.qsize() for c in connections))
        text = "Connections cut off because their browser did not read."
        yield CounterMetricFamily("desk_connections_cut", text, value=seen.cutter.cut_count)
        yield counter("desk_commands", COMMANDS, ["audience", "command", "outcome"], _commands(seen.namespaces))


def _commands(namespaces: Sequence[Namespace]) -> Iterator[tuple[Sequence[str], float]]:
    for namespace in namespaces:
        for (command, outcome), count in list(namespace.answered.items()):
            yield (namespace.name.removeprefix("/"), command, outcome), count


class HintFigures(Collector):
    """What goes to other processes and comes from them; all of it may be lost, and then it shows here."""

    def __init__(self, lines: tuple[Background, ...], subscription: Subscription | None) -> None:
        self._lines = lines
        self._subscription = subscription

    def collect(self) -> Iterator[Metric]:
        """Read the figures."""
        waiting = {line.name: float(line.waiting) for line in self._lines}
        yield gauge("desk_background_waiting", "Background work that waits, by its line.", waiting, "line")
        dropped = [([line.name], line.dropped) for line in self._lines]
        text = "Background work that was given up: the line was full, or paused after a failure."
        yield counter("desk_background_dropped", text, ["line"], dropped)
        if self._subscription is not None:
            yield from _of_subscription(self._subscription)


def _of_subscription(subscription: Subscription) -> Iterator[Metric]:
    text = "Whether this process hears the others over Redis: 1 hears, 0 is deaf. It begins with the first socket."
    yield GaugeMetricFamily("desk_subscription_alive", text, value=int(subscription.is_alive))
    text = "Times that the subscription was lost and made again."
    yield CounterMetricFamily("desk_subscription_lost", text, value=subscription.lost_count)
    text = "What was heard over Redis, the own words of this process included."
    yield CounterMetricFamily("desk_subscription_heard", text, value=subscription.heard_count)


class Counted(Collector):
    """A count of what happened, by one label; whoever sees it happen adds to `counts`."""

    def __init__(self, name: str, text: str, label: str, counts: Counter[str]) -> None:
        self._name, self._text, self._label = name, text, label
        self._counts = counts

    def collect(self) -> Iterator[Metric]:
        """Read the counts."""
        values = [([key], count) for key, count in sorted(self._counts.items())]
        yield counter(self._name, self._text, [self._label], values)


class BacklogFigures(Collector):
    """What the database knows. Without the database these figures are missing: old ones would calm somebody down."""

    def __init__(self, ask: Callable[[], Backlog] = backlog) -> None:
        self._ask = ask
        self._known: Backlog | None = None
        self._until = 0.0
        self._asking = threading.Lock()

    def collect(self) -> Iterator[Metric]:
        """Ask the database, unless it was asked just now, or somebody else is asking."""
        if self._asking.acquire(blocking=False):
            try:
                self._refresh()
            finally:
                self._asking.release()
        known = self._known
        text = "Whether the database answered when it was last asked: 1 it did, 0 it did not."
        yield GaugeMetricFamily("desk_database_up", text, value=int(known is not None))
        if known is not None:
            yield from _of_backlog(known)

    def describe(self) -> Iterable[Metric]:
        """Nothing: the registry would ask the database only to learn the names."""
        return ()

    def _refresh(self) -> None:
        if time.monotonic() < self._until:
            return
        try:
            self._known = self._ask()
        except (DeskError, SQLAlchemyError) as error:
            self._known = None
            log.warning("figures_missing", error=type(error).__name__)
        self._until = time.monotonic() + KEPT_S


def _of_backlog(known: Backlog) -> Iterator[Metric]:
    stocks = {status.value: stock for status, stock in known.conversations.items()}
    text = "Open conversations, by who is responsible; those that ended are in the events."
    yield gauge("desk_conversations", text, {key: stock.count for key, stock in stocks.items()}, "status")
    text = "Open conversations in which the customer waits for words, by who is responsible."
    yield gauge("desk_customers_waiting", text, {key: stock.waiting for key, stock in stocks.items()}, "status")
    text = "How long the customer who has waited longest has waited; 0 when nobody waits."
    yield gauge("desk_oldest_wait_seconds", text, {key: s.oldest_wait_s for key, s in stocks.items()}, "status")
    text = "Answers that the bot owes, those that it is working on included."
    yield GaugeMetricFamily("desk_bot_turns_owed", text, value=known.owed_turns)
    text = "How long ago the oldest answer that the bot owes was first owed; 0 when it owes none."
    yield GaugeMetricFamily("desk_oldest_bot_turn_seconds", text, value=known.oldest_owed_s)
    present = {availability.value: float(known.present.get(availability, 0)) for availability in Availability}
    yield gauge("desk_agents_present", "Agents with a live socket, by what they chose.", present, "availability")
    text = "Tokens spent on models, or set aside for calls that run, since midnight in UTC."
    yield GaugeMetricFamily("desk_model_tokens_today", text, value=known.spent.tokens)
    text = "The same in money, in the currency of the prices that were set."
    yield GaugeMetricFamily("desk_model_cost_today", text, value=known.spent.money or 0.0)
