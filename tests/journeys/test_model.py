"""The whole desk with a language model behind a real socket, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.vocabulary import EscalationReason, Status
from tests.desk_up import RunningDesk, whole_desk
from tests.faults.model_server import Fault, ModelServer, answer, note
from tests.servers import fresh_database

pytestmark = [pytest.mark.slow, pytest.mark.journey, pytest.mark.postgresql]

REPLY = "You have 60 days, and the return is free in Germany and Austria."
QUESTION = "Can I return a lamp I have tried at home?"


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    """A model that cites the article that was found for it."""
    with ModelServer(default=answer(reply=REPLY, sources=["return-a-lamp"])) as server:
        yield server


@pytest.fixture(scope="module")
def desk_with_model(
    postgresql_url: str, model: ModelServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDesk]:
    """A desk whose bot asks the model."""
    with fresh_database(postgresql_url) as url:
        settings = {"database_url": url, "openai_base_url": model.url, "openai_model": "scripted"}
        with whole_desk(_folder(tmp_path_factory), settings=settings) as desk:
            yield desk


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("model") / "data"


def test_model_streams_its_answer_and_the_timeline_says_how(desk_with_model: RunningDesk, model: ModelServer) -> None:
    with desk_with_model.customer() as customer, desk_with_model.staff("Anneke") as staff:
        conversation_id = customer.open(QUESTION)
        posted = customer.wait_for("message.posted", conversation_id, after=2)
        streamed = "".join(str(e.data["text"]) for e in customer.ephemerals if e.type == "message.streaming")
        session = staff.get(f"/api/v1/supervision/sessions/{conversation_id}").json()

    message = posted.data["message"]
    assert isinstance(message, dict)
    assert (message["text"], streamed) == (REPLY, REPLY)
    assert [source["slug"] for source in message["sources"]] == ["return-a-lamp"]
    (turn,) = session["turns"]
    assert (turn["how"]["responder"], turn["how"]["model"]) == ("model", "scripted-1")
    assert turn["how"]["prompt_version"]
    assert [attempt["outcome"] for attempt in turn["how"]["attempts"]] == ["ok"]


def test_cut_answer_is_taken_back_and_goes_to_a_person(desk_with_model: RunningDesk, model: ModelServer) -> None:
    model.script.append(Fault.CUT_CLOSED)
    with desk_with_model.customer() as customer:
        conversation_id = customer.open(QUESTION)
        customer.wait_for("conversation.escalated", conversation_id)
        texts = customer.texts(conversation_id)
        conversation = customer.join(conversation_id).conversation
        with desk_with_model.staff("Anneke") as staff:
            session = staff.get(f"/api/v1/supervision/sessions/{conversation_id}").json()

    assert conversation.status == Status.QUEUED.value
    assert "something went wrong" in texts[-1]
    assert session["row"]["conversation"]["escalation_reason"] == EscalationReason.BOT_ERROR.value


def test_agent_sees_the_models_summary_a_moment_after_the_hand_off(
    desk_with_model: RunningDesk, model: ModelServer
) -> None:
    model.summary = note(goal="Wants to return a lamp")
    with (
        desk_with_model.customer() as customer,
        desk_with_model.staff("Anneke") as anneke,
        anneke.socket() as window,
    ):
        conversation_id = customer.open(QUESTION)
        customer.wait_for("message.posted", conversation_id, after=2)
        window.join(conversation_id)
        customer.ask_for_human(conversation_id)
        window.wait_for("conversation.summarised", conversation_id)
        packet = window.join(conversation_id).conversation.packet

    assert packet is not None
    assert (packet.made_by, packet.goal) == ("model", "Wants to return a lamp")
    assert not customer.heard("conversation.summarised")
