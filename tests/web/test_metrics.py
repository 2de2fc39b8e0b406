"""/metrics: only for who has the token, in a format that Prometheus reads, and true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from apiflask import APIFlask
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

from desk.background import Background
from desk.bot.budget import Amount, Caps, Payer
from desk.bot.spending import reserve
from desk.outcomes.backlog import Backlog
from desk.realtime.subscription import Subscription
from desk.vocabulary import Status
from desk.web.figures import BacklogFigures, HintFigures
from tests import people
from tests.desk_up import RunningDesk, web_alone
from tests.doubles import FrozenClock
from tests.logins import Http
from tests.processes import wait_until

TOKEN = "only-for-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
SQLITE_ONLY = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOTHING = Backlog({}, 0, 0.0, {})

Figures = dict[tuple[str, ...], float]


def read(text: str) -> Figures:
    """Return every value by its name and the values of its labels, in the order of the labels' names."""
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def told_by(*collectors: Collector) -> Figures:
    registry = CollectorRegistry()
    for collector in collectors:
        registry.register(collector)
    return read(generate_latest(registry).decode())


def scrape(app: APIFlask) -> Figures:
    answer = app.test_client().get("/metrics", headers=BEARER)
    assert answer.status_code == 200
    return read(answer.text)


@pytest.fixture
def app(create_web: Callable[..., Any]) -> Iterator[APIFlask]:
    with create_web(metrics_token=TOKEN) as made:
        yield made


@SQLITE_ONLY
def test_without_the_setting_there_is_no_such_page(create_web: Callable[..., Any]) -> None:
    with create_web() as app:
        for headers in ({}, BEARER, {"Authorization": "Bearer "}):
            assert app.test_client().get("/metrics", headers=headers).status_code == 404


@SQLITE_ONLY
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer schön"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": TOKEN},
    ],
)
def test_only_who_sends_the_token_is_answered(app: APIFlask, headers: dict[str, str]) -> None:
    client = app.test_client()
    refused = client.get("/metrics", headers=headers)

    assert (refused.status_code, refused.get_json()["error"]["code"]) == (401, "not_authenticated")
    assert client.get("/metrics", headers=BEARER).status_code == 200


@SQLITE_ONLY
def test_every_figure_has_a_name_of_ours_and_says_what_it_is(app: APIFlask) -> None:
    answer = app.test_client().get("/metrics", headers=BEARER)
    families = list(text_string_to_metric_families(answer.text))

    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    assert [f.name for f in families if not f.name.startswith(("desk_", "process_")) or not f.documentation] == []
    assert "/metrics" not in app.test_client().get("/openapi.json").get_json()["paths"]


def test_database_is_asked_who_waits_and_for_how_long(app: APIFlask, frozen_clock: FrozenClock) -> None:
    create = people.creator_of_conversations(people.creator_of_customers(people.create_inbox())(), people.create_agent)
    create(status=Status.QUEUED)
    frozen_clock.advance(seconds=90)
    for status in (Status.QUEUED, Status.BOT, Status.RESOLVED):
        create(status=status)
    create(status=Status.ASSIGNED, agent=people.create_agent(is_present=True))
    frozen_clock.advance(seconds=10)
    figures = scrape(app)

    assert figures["desk_database_up",] == 1
    assert {key[1]: value for key, value in figures.items() if key[0] == "desk_conversations"} == {
        "bot": 1,
        "queued": 2,
        "assigned": 1,
        "snoozed": 0,
    }
    assert (figures["desk_customers_waiting", "queued"], figures["desk_oldest_wait_seconds", "queued"]) == (2, 100)
    assert (figures["desk_bot_turns_owed",], figures["desk_oldest_bot_turn_seconds",]) == (5, 100)
    assert (figures["desk_agents_present", "online"], figures["desk_agents_present", "away"]) == (1, 0)


def test_what_models_cost_today_is_told(app: APIFlask, frozen_clock: FrozenClock) -> None:
    for _ in range(2):
        reserve(Payer(uuid4(), uuid4(), uuid4()), Amount(1500, 750_000), Caps({}, {}))
        frozen_clock.advance(hours=1)
    figures = scrape(app)

    assert (figures["desk_model_tokens_today",], figures["desk_model_cost_today",]) == (3000, 1.5)


@SQLITE_ONLY
def test_requests_and_events_are_counted(app: APIFlask) -> None:
    people.create_inbox("shop")
    client = app.test_client()
    before = scrape(app)
    body = {"client_id": str(uuid4()), "text": "Hello", "inbox": "shop"}
    opened = [client.post("/api/v1/widget/conversations", json=body).status_code for _ in range(2)]
    client.get("/api/v1/people")
    after = scrape(app)

    grown = {key: value - before.get(key, 0) for key, value in after.items() if key[0].endswith("_total")}
    assert opened == [201, 201]
    assert (grown["desk_requests_total", "2xx"], grown["desk_requests_total", "4xx"]) == (3, 1)
    # The second is the same opening: it happened once.
    assert grown["desk_events_published_total", "conversation.opened"] == 1
    assert grown["desk_events_published_total", "message.posted"] == 1


@SQLITE_ONLY
@pytest.mark.parametrize("address", ["sqlite:////nowhere/at/all/desk.sqlite3", "postgresql://desk:x@127.0.0.1:1/desk"])
def test_without_the_database_the_process_tells_what_it_knows(create_web: Callable[..., Any], address: str) -> None:
    with create_web(metrics_token=TOKEN, database_url=address) as app:
        figures = scrape(app)

    assert (figures["desk_database_up",], figures["desk_sockets", "widget"]) == (0, 0)
    assert [key for key in figures if key[0] in {"desk_conversations", "desk_agents_present"}] == []


def test_database_is_asked_once_however_often_figures_are_wanted() -> None:
    asked = []

    def ask() -> Backlog:
        asked.append(1)
        assert told_by(figures)["desk_database_up",] == 0, "who comes meanwhile must not wait"
        return NOTHING

    figures = BacklogFigures(ask)

    assert [told_by(figures)["desk_database_up",] for _ in range(3)] == [1, 1, 1]
    assert len(asked) == 1


def test_work_that_was_given_up_is_seen() -> None:
    def fail() -> None:
        raise ConnectionError

    line = Background("broken", pause_s=60)
    line.put(fail)
    wait_until(lambda: not line.put(lambda: None))

    figures = told_by(HintFigures((line,), None))
    assert figures["desk_background_dropped_total", "broken"] >= 1
    assert ("desk_subscription_alive",) not in figures


def test_deaf_subscription_is_seen() -> None:
    subscription = Subscription("redis://127.0.0.1:1/0", "for a test")
    subscription.lost_count, subscription.heard_count = 2, 7

    figures = told_by(HintFigures((), subscription))
    assert figures["desk_subscription_alive",] == 0
    assert (figures["desk_subscription_lost_total",], figures["desk_subscription_heard_total",]) == (2, 7)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    settings = {"metrics_token": TOKEN}
    with web_alone(tmp_path_factory.mktemp("measured") / "data", settings=settings) as running:
        yield running


def ask(desk: RunningDesk) -> Figures:
    with Http(desk.url) as browser:
        return read(browser.get("/metrics", headers=BEARER).text)


@pytest.mark.slow
def test_sockets_and_their_commands_are_counted(measured: RunningDesk) -> None:
    with measured.customer() as customer:
        customer.say(customer.open("Hello"), "Are you there?")
        during = ask(measured)
    wait_until(lambda: ask(measured)["desk_sockets", "widget"] == 0)

    assert (during["desk_sockets", "widget"], during["desk_connections",]) == (1, 1)
    assert during["desk_commands_total", "widget", "message.send", "ok"] == 1
    assert during["desk_connections_cut_total",] == 0
