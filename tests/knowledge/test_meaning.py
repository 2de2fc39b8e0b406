"""Questions by their meaning: asked for once, never awaited for long, paid for; without an endpoint nothing at all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from desk.admin.trial import tried
from desk.bot.breaker import Breaker
from desk.bot.budget import DayPayer
from desk.bot.meaning import KEPT, meanings, passages_for
from desk.bot.models import Spending
from desk.bot.offline import OfflineResponder
from desk.bot.spending import spent_today
from desk.config import Settings
from desk.conversations.queries import state_of
from desk.ids import uuid7
from desk.knowledge.learned import log_odds
from desk.knowledge.nearness import pooled
from desk.knowledge.nearness_practice import practised
from desk.knowledge.vectors import Meant
from desk.vocabulary import BotDecision, Status
from tests import looks
from tests.bot.turns import only_turn, said_by_bot, sweep
from tests.databases import SECRET
from tests.knowledge.embedding_server import KINDS, EmbeddingServer, Fault
from tests.knowledge.meant import FOREIGN, embed, first, found
from tests.knowledge.test_learned_in_database import publish, withdraw

ROOT = Path(__file__).parents[2]


def asked(question: str) -> tuple[bool, list[str]]:
    """Whether there is a vector, and how the calls for it ended."""
    meant, attempts = meanings.of(question, DayPayer())
    return meant is not None, [attempt.outcome for attempt in attempts]


def test_same_question_is_asked_for_once(embedded: Settings, server: EmbeddingServer) -> None:
    server.requests.clear()
    scores = {found(FOREIGN)[0].score for _ in range(3)}

    assert server.texts == [FOREIGN]
    assert len(scores) == 1


def test_as_many_vectors_are_kept_as_are_allowed(embedded: Settings, server: EmbeddingServer) -> None:
    for number in range(KEPT + 1):
        asked(f"question {number}")
    server.requests.clear()
    asked(f"question {KEPT}")
    asked("question 0")

    assert server.texts == ["question 0"]


@pytest.mark.parametrize("fault", Fault)
def test_search_goes_on_by_words_whatever_the_server_does(
    embedded: Settings, server: EmbeddingServer, fault: Fault
) -> None:
    """A server that hangs still hangs when the answer is there."""
    server.fault = fault

    assert asked(FOREIGN) == (False, [KINDS[fault]])
    assert found("how long is the guarantee")[0].slug == "warranty"


def test_server_that_fails_again_and_again_is_left_alone(embedded: Settings, server: EmbeddingServer) -> None:
    server.fault = Fault.BROKEN
    server.requests.clear()
    ends = [asked(f"question {number}")[1] for number in range(7)]

    assert ends == [["server_error"]] * 5 + [[], []]
    assert len(server.requests) == 5


def test_server_that_is_back_is_found_by_a_probe(
    embedded: Settings, server: EmbeddingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(meanings, "_breaker", Breaker(clock=lambda: now[0]))
    server.fault = Fault.RATE_LIMITED
    for number in range(6):
        asked(f"question {number}")
    server.fault = None
    assert asked(FOREIGN) == (False, [])
    now[0] += 30

    assert asked(FOREIGN) == (True, ["ok"])


def test_questions_halt_at_the_cap_of_the_day(embedded: Settings, server: EmbeddingServer) -> None:
    meanings.use(embedded.model_copy(update={"bot_limit_tokens": f"{spent_today().tokens + 50}/day"}))
    server.requests.clear()

    assert asked(FOREIGN) == (True, ["ok"])
    assert asked("long " * 50) == (False, ["over_cap"])
    assert server.texts == [FOREIGN]


def test_before_all_articles_are_embedded_no_question_is_sent(named: Settings, server: EmbeddingServer) -> None:
    publish("warranty")

    assert asked(FOREIGN) == (False, [])
    assert server.requests == []


def test_vector_of_a_model_that_is_gone_finds_nothing(embedded: Settings) -> None:
    meant, _ = meanings.of(FOREIGN, DayPayer())
    assert meant is not None

    assert passages_for(FOREIGN, Meant(uuid7(), meant.vector)) == ()
    assert passages_for(FOREIGN, Meant(meant.model_id, meant.vector[1:])) == ()


def test_bot_answers_what_is_only_meant_and_its_turn_says_so_and_pays(
    embedded: Settings, server: EmbeddingServer, create_conversation: Callable[..., UUID]
) -> None:
    conversation_id = create_conversation(text=FOREIGN)
    before = spent_today().tokens
    sweep(OfflineResponder())  # type: ignore[arg-type]

    how = only_turn(conversation_id).how
    assert how is not None
    assert [source["slug"] for source in how["sources"] if source["is_used"]] == ["delivery-time"]
    assert [(call["model"], call["outcome"]) for call in how["attempts"]] == [("meanings-1", "ok")]
    assert said_by_bot(conversation_id)[-1].startswith("Delivery time")
    tokens = sum(call["tokens"] for call in how["attempts"])
    held = {row.kind: row.tokens for row in looks.rows(Spending)}
    assert held == dict.fromkeys(("turn", "conversation", "customer-hour"), tokens) | {"day": before + tokens}


def test_bot_goes_on_without_a_server_and_its_turn_says_so(
    embedded: Settings, server: EmbeddingServer, create_conversation: Callable[..., UUID]
) -> None:
    server.fault = Fault.BROKEN
    conversation_id = create_conversation(text="how long is the guarantee")
    sweep(OfflineResponder())  # type: ignore[arg-type]

    how = only_turn(conversation_id).how
    assert how is not None
    assert (how["decision"], how["responder"]) == (BotDecision.ANSWER, "offline")
    assert [call["outcome"] for call in how["attempts"]] == ["server_error"]


@pytest.mark.parametrize("text", ["I want to talk to a human", "thanks!"])
def test_what_rules_and_small_talk_decide_is_not_sent(
    embedded: Settings, server: EmbeddingServer, create_conversation: Callable[..., UUID], text: str
) -> None:
    server.requests.clear()
    conversation_id = create_conversation(text=text)
    sweep(OfflineResponder())  # type: ignore[arg-type]

    assert server.requests == []
    assert (state_of(conversation_id).status is Status.BOT) == (text == "thanks!")


def test_trial_says_what_the_bot_would_do(embedded: Settings) -> None:
    trial = tried(FOREIGN)

    assert (trial.decision, trial.passages[0].slug) == (BotDecision.ANSWER, "delivery-time")


def test_opinions_agree_on_what_both_say_and_meet_where_they_differ() -> None:
    assert pooled(0.8, 0.8, share=0.3) == pytest.approx(0.8)
    assert log_odds(pooled(0.9, 0.2, share=0.25)) == pytest.approx(0.25 * log_odds(0.9) + 0.75 * log_odds(0.2))


def test_known_words_weigh_what_was_practised_and_unknown_ones_little() -> None:
    trust = replace(practised((), {}), share=0.0)

    assert trust.weight(known=1.0) == 0.0
    assert trust.weight(known=0.5) < 0.25
    assert trust.weight(known=0.0) > 0.5


def test_desk_without_an_endpoint_imports_no_client(settings: Settings) -> None:
    program = (
        "import sys; from desk import composition; from desk.config import load; "
        "composition.bind(load()); from desk.bot.meaning import meanings; meanings.prepare(); "
        "import workers.embedding as work; work.embed_if_due(load()); "
        "sys.exit(1 if {'openai', 'scipy'} & sys.modules.keys() or work.apart.running else 0)"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DESK_")}
    environment |= {"DESK_MODE": "embedded", "DESK_SECRET_KEY": SECRET, "DESK_DATABASE_URL": settings.database_url}
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=False)

    assert ended.returncode == 0


def test_withdrawn_article_stays_unfound_when_its_question_is_known(embedded: Settings) -> None:
    assert first(FOREIGN) == "delivery-time"
    withdraw("delivery-time")
    embed(embedded)

    assert first(FOREIGN) is None
