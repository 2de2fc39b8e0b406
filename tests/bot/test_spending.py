"""Spending: what is set aside, what is settled, and that no account ever holds more than its cap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

import pytest

from desk.bot import lines, turn
from desk.bot.breaker import Breaker
from desk.bot.budget import Amount, Caps, Payer, Prices, most_tokens
from desk.bot.decision import ResponderFailed
from desk.bot.llm import ModelResponder
from desk.bot.models import Spending
from desk.bot.spending import OVER_CAP, forget_ended, reserve, settle, spent_today
from desk.conversations.queries import state_of
from desk.ids import uuid7
from desk.vocabulary import BotDecision, EscalationReason, Status
from tests import looks
from tests.bot.briefs import Screen, brief
from tests.bot.test_fallback import patient
from tests.bot.turns import only_turn, said_by_bot
from tests.doubles import FrozenClock
from tests.faults.model_server import Fault, ModelServer
from tests.threads import at_once

NO_CAPS = Caps({}, {})
# What the scripted server counts for a call.
COUNTED = 18


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
def payer() -> Payer:
    return Payer(turn_id=uuid7(), conversation_id=uuid7(), customer_id=uuid7())


def held() -> dict[str, tuple[int, int]]:
    """What each kind of account holds, in tokens and millionths."""
    return {row.kind: (row.tokens, row.micros) for row in looks.rows(Spending)}


def is_refused(payer: Payer, amount: Amount, caps: Caps) -> bool:
    try:
        reserve(payer, amount, caps)
    except ResponderFailed as failure:
        return failure.kind == OVER_CAP
    return False


def test_reservation_is_in_every_account_until_it_is_settled(database: object, payer: Payer) -> None:
    first = reserve(payer, Amount(1000, 50), NO_CAPS)
    reserve(replace(payer, turn_id=uuid7()), Amount(10, 1), NO_CAPS)
    settle(first, Amount(300, 20))

    accounts = [(row.kind, row.tokens, row.micros) for row in looks.rows(Spending)]
    assert accounts == [
        ("turn", 300, 20),
        ("conversation", 310, 21),
        ("customer-hour", 310, 21),
        ("day", 310, 21),
        ("turn", 10, 1),
    ]
    assert spent_today() == Amount(310, 21)


@pytest.mark.parametrize("kind", ["turn", "conversation", "customer-hour", "day"])
@pytest.mark.parametrize(("tokens", "money"), [(250, None), (None, 0.00025)])
def test_full_account_refuses_and_no_other_account_pays(
    database: object, payer: Payer, kind: str, tokens: float | None, money: float | None
) -> None:
    caps = Caps({} if tokens is None else {kind: tokens}, {} if money is None else {kind: money})

    refused = [is_refused(payer, Amount(100, 100), caps) for _ in range(4)]

    assert refused == [False, False, True, True]
    assert set(held().values()) == {(200, 200)}


def test_cap_below_one_call_lets_nobody_ask(database: object, payer: Payer) -> None:
    assert is_refused(payer, Amount(100), Caps({"day": 99}, {}))
    assert held() == {}


def test_accounts_of_an_hour_and_a_day_begin_anew(frozen_clock: FrozenClock, database: object, payer: Payer) -> None:
    caps = Caps({"customer-hour": 100, "day": 200}, {})

    found = []
    for _ in range(4):
        found.append(is_refused(payer, Amount(100), caps))
        frozen_clock.advance(hours=1)
    frozen_clock.advance(days=1)

    assert found == [False, False, True, True]
    assert spent_today() == Amount()
    assert not is_refused(payer, Amount(100), caps)


def test_accounts_of_turns_and_hours_are_forgotten_when_they_have_ended(
    frozen_clock: FrozenClock, database: object, payer: Payer
) -> None:
    reserve(payer, Amount(100), NO_CAPS)
    frozen_clock.advance(days=3)
    reserve(replace(payer, turn_id=uuid7()), Amount(10), NO_CAPS)
    forget_ended()

    accounts = [(row.kind, row.tokens) for row in looks.rows(Spending)]
    assert sorted(accounts) == [("conversation", 110), ("customer-hour", 10), ("day", 10), ("day", 100), ("turn", 10)]


def test_many_at_once_never_go_beyond_a_cap(database: object, payer: Payer) -> None:
    """Twenty turns of two customers share one day, which has room for seven."""
    other = replace(payer, conversation_id=uuid7(), customer_id=uuid7())
    caps = Caps({"day": 750}, {})

    found = at_once(20, lambda n: reserve(replace((payer, other)[n % 2], turn_id=uuid7()), Amount(100), caps))

    assert sum(not isinstance(item, Exception) for item in found) == 7
    assert {item.kind for item in found if isinstance(item, ResponderFailed)} == {OVER_CAP}
    assert sum(isinstance(item, ResponderFailed) for item in found) == 13
    assert spent_today() == Amount(700)
    assert sum(row.tokens for row in looks.rows(Spending, Spending.kind == "turn")) == 700


def test_reservation_is_more_than_any_tokenizer_counts() -> None:
    """The bytes of the text, the schema too, and all that may be written."""
    messages = [{"role": "user", "content": "Wo bleibt mein Päckchen? 🙂"}]
    text = len("Wo bleibt mein Päckchen? 🙂".encode())

    tokens_in, tokens_out = most_tokens({"messages": messages, "max_tokens": 500})

    assert text < tokens_in < text + 100
    assert tokens_out == 500
    schema = {"type": "json_schema", "json_schema": {"name": "x" * 200}}
    assert most_tokens({"messages": messages, "response_format": schema, "max_tokens": 1})[0] > tokens_in + 200


def test_price_of_a_million_is_millionths_for_one() -> None:
    assert Prices(2.5, 10).of(1_000_000, 100_000) == Amount(1_100_000, 3_500_000)
    assert Prices(0.15, 0).of(1, 0) == Amount(1, 1)


def test_answer_is_booked_as_the_server_counted_it(database: object, payer: Payer, server: ModelServer) -> None:
    responder = ModelResponder(patient(server.url, openai_price_in=1, openai_price_out=2))
    screen = Screen()
    screen.stream.payer = payer

    answer = responder.respond(brief(), screen.stream)

    assert set(held().values()) == {(COUNTED, 11 + 2 * 7)}
    (attempt,) = answer.attempts
    assert (attempt.outcome, attempt.tokens, attempt.cost) == ("ok", COUNTED, 0.000025)


@pytest.mark.parametrize(
    ("fault", "is_paid"), [(Fault.RATE_LIMITED, False), (Fault.BAD_REQUEST, False), (Fault.HANG, True)]
)
def test_refused_call_costs_nothing_and_one_that_may_have_been_worked_on_something(
    database: object, payer: Payer, server: ModelServer, fault: Fault, is_paid: object
) -> None:
    server.script.append(fault)
    screen = Screen()
    screen.stream.payer = payer

    with pytest.raises(ResponderFailed) as failed:
        ModelResponder(patient(server.url)).respond(brief(), screen.stream)

    (spent,) = {tokens for tokens, _ in held().values()}
    assert (spent > 0) is is_paid
    (attempt,) = failed.value.attempts
    assert attempt.tokens == spent


def test_what_would_go_beyond_a_cap_is_not_asked_and_goes_to_a_person(
    create_conversation: Callable[..., UUID], server: ModelServer
) -> None:
    """The second turn would still fit what was spent, but not the most that it could cost."""
    settings = patient(server.url, bot_limit_tokens="10000/day", bot_allow_unsourced=True)
    responder = ModelResponder(settings)
    conversations = [create_conversation(text="Do you sell bulbs?") for _ in range(2)]
    turn.run(only_turn(conversations[0]).id, responder, turn_limit=6)
    reserve(Payer(uuid7(), uuid7(), uuid7()), Amount(5000), NO_CAPS)
    turn.run(only_turn(conversations[1]).id, responder, turn_limit=6)

    states = [state_of(conversation_id) for conversation_id in conversations]
    assert [state.status for state in states] == [Status.BOT, Status.QUEUED]
    assert states[1].escalation_reason is EscalationReason.USAGE_LIMIT
    assert said_by_bot(conversations[1]) == [lines.limit_line(human_can_come=False)]
    assert len(server.requests) == 1
    how = only_turn(conversations[1]).how
    assert how is not None
    assert (how["category"], how["rule"]) == ("usage_limit", OVER_CAP)
    assert [attempt["outcome"] for attempt in how["attempts"]] == [OVER_CAP]


def test_offline_responder_goes_on_beyond_a_cap_when_the_settings_say_so(
    database: object, payer: Payer, server: ModelServer
) -> None:
    capped: dict[str, object] = {"bot_limit_money": "0.01/turn", "openai_price_out": 100}
    settings = patient(server.url, bot_when_model_fails="offline", **capped)
    screen = Screen()
    screen.stream.payer = payer

    answer = ModelResponder(settings).respond(brief(), screen.stream)

    assert (answer.responder, answer.decision.sources) == ("offline", ("returns",))
    assert [attempt.outcome for attempt in answer.attempts] == [OVER_CAP]
    assert server.requests == []


def test_cap_says_nothing_about_the_model(database: object, payer: Payer, server: ModelServer) -> None:
    """However often there is no room, its breaker stays closed."""
    made: list[Breaker] = []

    def make() -> Breaker:
        made.append(Breaker(failures=1))
        return made[-1]

    responder = ModelResponder(patient(server.url, bot_limit_tokens="1/day"), make_breaker=make)
    screen = Screen()
    screen.stream.payer = payer
    with pytest.raises(ResponderFailed) as failed:
        responder.respond(brief(), screen.stream)

    assert (failed.value.kind, [breaker.is_open for breaker in made]) == (OVER_CAP, [False])


def test_turn_says_what_it_cost_and_how_it_was_asked(
    create_conversation: Callable[..., UUID], server: ModelServer
) -> None:
    settings = patient(server.url, openai_price_in=1, openai_price_out=2, bot_allow_unsourced=True)
    conversation_id = create_conversation(text="Do you sell bulbs?")
    turn.run(only_turn(conversation_id).id, ModelResponder(settings), turn_limit=6)

    how = only_turn(conversation_id).how
    assert how is not None
    assert (how["decision"], how["cost"], how["tokens_in"], how["tokens_out"]) == (
        BotDecision.ANSWER.value,
        0.000025,
        11,
        7,
    )
    assert how["parameters"] == {"temperature": 0.2, "max_tokens": 2000, "format": "json_schema"}
    assert [(attempt["outcome"], attempt["model"]) for attempt in how["attempts"]] == [("ok", "scripted")]
