"""The model responder against a server written by others: a streamed answer, a refusal of service, a cut."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from desk.bot.decision import ResponderFailed
from desk.bot.llm import ModelResponder
from desk.vocabulary import BotDecision
from tests.bot.briefs import Screen, brief
from tests.bot.test_llm import settings_for
from tests.faults.foreign_server import foreign_server, is_there
from tests.faults.model_server import answer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_there(), reason="There is no Node.js with the packages of package.json: run `npm ci`."),
]

GOOD = json.dumps(answer(reply="You have sixty days, and the label is free in Germany."))
FIXTURES: list[dict[str, object]] = [
    {"match": {"userMessage": "sixty"}, "response": {"content": GOOD}},
    {"match": {"userMessage": "busy"}, "response": {"error": {"message": "slow down"}, "status": 429}},
    {"match": {"userMessage": "cut"}, "response": {"content": GOOD}, "truncateAfterChunks": 12},
]


@pytest.fixture(scope="module")
def responder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelResponder]:
    with foreign_server(tmp_path_factory.mktemp("aimock"), FIXTURES) as url:
        yield ModelResponder(settings_for(url, bot_first_token_s=5, bot_deadline_s=10))


def test_streamed_answer(responder: ModelResponder) -> None:
    """The typed object arrives, its reply in pieces."""
    screen = Screen()

    decision = responder.respond(brief("is it sixty days"), screen.stream).decision

    assert decision.kind is BotDecision.ANSWER
    assert screen.text == decision.reply == "You have sixty days, and the label is free in Germany."
    assert len(screen.pieces) > 1


@pytest.mark.parametrize(("question", "kind"), [("are you busy", "rate_limited"), ("was it cut", "cut")])
def test_faults(responder: ModelResponder, question: str, kind: str) -> None:
    """A refusal of service and a broken stream are told apart."""
    with pytest.raises(ResponderFailed) as caught:
        responder.respond(brief(question), Screen().stream)

    assert caught.value.kind == kind
