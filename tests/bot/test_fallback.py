"""What happens when a model fails: the next one is asked, then the offline responder or a person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desk.bot.decision import ResponderFailed
from desk.bot.llm import ModelResponder
from desk.bot.prompts import Prompt, PromptError
from desk.bot.providers import providers_of
from desk.config import ConfigError, Settings
from desk.vocabulary import BotDecision
from tests.bot.briefs import Screen, brief
from tests.bot.test_llm import settings_for
from tests.faults.model_server import Fault, ModelServer, answer


@pytest.fixture
def servers() -> Iterator[tuple[ModelServer, ModelServer]]:
    with ExitStack() as stack:
        yield stack.enter_context(ModelServer()), stack.enter_context(ModelServer())


def patient(url: str, **changes: object) -> Settings:
    """Return settings for the model at `url` with time enough on any machine."""
    return settings_for(url, **({"bot_first_token_s": 2.0, "bot_deadline_s": 30.0} | changes))


def responder_for(*servers: ModelServer, **changes: object) -> ModelResponder:
    """Return what asks the servers in this order; the second under another name and in another format."""
    further = [{"model": "second", "base_url": each.url, "format": "text"} for each in servers[1:]]
    return ModelResponder(patient(servers[0].url, openai_fallbacks=json.dumps(further), **changes))


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.RATE_LIMITED, "rate_limited"),
        (Fault.UNAUTHORIZED, "unauthorized"),
        (Fault.BAD_REQUEST, "bad_request"),
        (Fault.HANG, "first_token"),
        (Fault.HTML, "not_a_stream"),
        (Fault.EMPTY, "empty"),
        (Fault.NO_CHOICES, "no_choices"),
    ],
)
def test_next_model_answers_for_one_that_fails(
    servers: tuple[ModelServer, ModelServer], fault: Fault, kind: str
) -> None:
    first, second = servers
    first.script.append(fault)
    screen = Screen()

    found = responder_for(first, second).respond(brief(), screen.stream)

    assert (found.decision.kind, screen.text) == (BotDecision.ANSWER, "You can return it within 60 days.")
    assert [(attempt.model, attempt.outcome) for attempt in found.attempts] == [("scripted", kind), ("second", "ok")]
    assert found.parameters is not None
    assert found.parameters.format == "text"
    assert second.requests[0]["model"] == "second"
    assert "response_format" not in second.requests[0]


@pytest.mark.parametrize("fault", [Fault.REFUSAL, Fault.CONTENT_FILTER, Fault.LENGTH])
def test_refused_answer_is_not_asked_of_another_model(servers: tuple[ModelServer, ModelServer], fault: Fault) -> None:
    first, second = servers
    first.script.append(fault)

    with pytest.raises(ResponderFailed):
        responder_for(first, second, bot_when_model_fails="offline").respond(brief(), Screen().stream)
    assert second.requests == []


@pytest.mark.parametrize("end", ["human", "offline"])
def test_nobody_else_is_asked_once_the_customer_saw_words(servers: tuple[ModelServer, ModelServer], end: str) -> None:
    """A broken stream after the first words is a failure, whatever stands behind it."""
    first, second = servers
    first.script.append(Fault.NO_FINISH)
    first.pause_s = 0.02
    screen = Screen()

    with pytest.raises(ResponderFailed) as failed:
        responder_for(first, second, bot_when_model_fails=end).respond(brief(), screen.stream)

    assert screen.text
    assert (failed.value.kind, second.requests) == ("cut", [])


def test_all_models_share_one_time(servers: tuple[ModelServer, ModelServer]) -> None:
    """Of three that hang the third is not asked any more when the whole answer is overdue."""
    for server in servers:
        server.default = Fault.HANG
    responder = responder_for(*servers, servers[1], bot_first_token_s=0.5, bot_deadline_s=1.0)

    with pytest.raises(ResponderFailed) as failed:
        responder.respond(brief(), Screen().stream)

    first, second = (attempt.outcome for attempt in failed.value.attempts)
    assert (first, second in {"first_token", "deadline"}) == ("first_token", True)


def test_each_model_has_a_breaker_of_its_own(servers: tuple[ModelServer, ModelServer]) -> None:
    first, second = servers
    first.default = Fault.SERVER_ERROR
    responder = responder_for(first, second)

    outcomes = [responder.respond(brief(), Screen().stream).attempts[0].outcome for _ in range(7)]

    assert outcomes == ["server_error"] * 5 + ["breaker_open"] * 2
    assert (len(first.requests), len(second.requests)) == (5, 7)


@pytest.mark.parametrize("fault", [Fault.UNAVAILABLE, Fault.HANG, Fault.EMPTY])
def test_offline_responder_ends_the_list_when_the_settings_say_so(
    servers: tuple[ModelServer, ModelServer], fault: Fault
) -> None:
    for server in servers:
        server.default = fault
    screen = Screen()

    found = responder_for(*servers, bot_when_model_fails="offline").respond(brief(), screen.stream)

    assert (found.responder, found.decision.kind, found.decision.sources) == (
        "offline",
        BotDecision.ANSWER,
        ("returns",),
    )
    assert screen.text == found.decision.reply
    assert len(found.attempts) == 2


def test_without_that_setting_the_failure_is_a_persons(servers: tuple[ModelServer, ModelServer]) -> None:
    for server in servers:
        server.default = Fault.UNAVAILABLE

    with pytest.raises(ResponderFailed) as failed:
        responder_for(*servers).respond(brief(), Screen().stream)
    assert [attempt.outcome for attempt in failed.value.attempts] == ["server_error"] * 2


def test_answer_without_a_source_is_given_when_the_operator_allows_it() -> None:
    with ModelServer(default=answer(sources=[], reply="We are open from nine to five.")) as server:
        screen = Screen()
        allowed = ModelResponder(patient(server.url, bot_allow_unsourced=True)).respond(brief(), screen.stream)
        refused = ModelResponder(patient(server.url)).respond(brief(), Screen().stream)

    assert (allowed.decision.kind, screen.text) == (BotDecision.ANSWER, "We are open from nine to five.")
    assert refused.decision.kind is BotDecision.ESCALATE


def test_keys_of_fallbacks_come_from_a_variable_or_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECOND_KEY", "from-variable")
    (tmp_path / "key").write_text("from-file\n")
    further = [
        {"model": "a", "api_key_env": "SECOND_KEY", "price_in": 0.5},
        {"model": "b", "api_key_file": str(tmp_path / "key"), "base_url": "http://127.0.0.1:1/v1"},
        {"model": "c", "base_url": "http://127.0.0.1:2/v1"},
    ]
    settings = settings_for("http://127.0.0.1:9/v1", openai_fallbacks=json.dumps(further))

    found = providers_of(settings)

    assert [provider.api_key.get_secret_value() for provider in found] == [
        "for-tests",
        "from-variable",
        "from-file",
        "",
    ]
    assert [provider.host for provider in found] == ["127.0.0.1:9", "api.openai.com", "127.0.0.1:1", "127.0.0.1:2"]
    assert found[1].prices.tokens_in == 0.5
    monkeypatch.delenv("SECOND_KEY")
    with pytest.raises(ConfigError, match="SECOND_KEY is missing"):
        providers_of(settings)


def test_prompt_that_cannot_be_rendered_is_a_failure_like_any_other(servers: tuple[ModelServer, ModelServer]) -> None:
    def broken(name: str, locale: str) -> Prompt:
        raise PromptError(f"{name} has no part for {locale}.")

    settings = patient(servers[0].url, bot_when_model_fails="offline")
    found = ModelResponder(settings, prompt_for=broken).respond(brief(), Screen().stream)

    assert (found.responder, found.decision.kind) == ("offline", BotDecision.ANSWER)
    with pytest.raises(ResponderFailed, match="answer has no part for en"):
        ModelResponder(patient(servers[0].url), prompt_for=broken).respond(brief(), Screen().stream)
