"""The hand-off packet: what the agent learns, taken from what was written and nothing else."""

from __future__ import annotations

from desk.bot.decision import Line
from desk.bot.packet import packet_for
from desk.record import Fact, Source
from desk.vocabulary import EscalationReason
from tests.bot.briefs import brief

HISTORY = (
    Line("customer", "hello"),
    Line("assistant", "Hello! What would you like to know?"),
    Line("customer", "My order #OF-10432 came with a broken shade, what now? I am mira@example.org"),
    Line("assistant", "You can return any lamp within 60 days. " * 20, ("returns",)),
)


def test_packet_holds_what_the_agent_needs() -> None:
    """Why, what for, with which facts, after which tries, in which language, and what to say first."""
    packet = packet_for(
        brief("I want to talk to a human", history=HISTORY, page="/lamps/fen", locale="de"),
        reason=EscalationReason.CUSTOMER_REQUEST,
        evidence="talk to a human",
        email="mira@example.org",
    )

    assert packet.goal.startswith("My order #OF-10432 came with a broken shade")
    assert packet.open_question == packet.goal
    assert packet.facts == (
        Fact(label="Order", value="OF-10432"),
        Fact(label="E-mail", value="mira@example.org"),
    )
    assert packet.tried[1].sources == (Source(slug="returns", title="Return a lamp", url="/help/returns"),)
    assert len(packet.tried[1].answer) <= 400
    assert packet.tried[1].answer.endswith("60 days.")
    assert (packet.language, packet.made_by) == ("de", "template")
    assert "broken shade" in packet.suggested_reply


def test_bare_request_has_no_goal() -> None:
    """Who only asked for a person is asked what for; nothing is made up."""
    packet = packet_for(brief("agent", page="", locale=""), reason=EscalationReason.CUSTOMER_REQUEST, evidence="agent")

    assert (packet.goal, packet.open_question, packet.facts, packet.tried) == ("", "", (), ())
    assert packet.suggested_reply.endswith("How can I help you?")


def test_nothing_written_makes_a_packet_too() -> None:
    """The button works before the first message."""
    assert packet_for(brief(""), reason=EscalationReason.CUSTOMER_REQUEST, evidence="button").goal == ""


def test_numbers_that_are_no_orders_are_no_facts() -> None:
    """A price or a year is not an order number."""
    packet = packet_for(
        brief("I paid 129 euros in 2026 for three lamps", page="", locale=""), reason=EscalationReason.RULE, evidence=""
    )

    assert packet.facts == ()


def test_long_words_are_cut() -> None:
    """One line stays one line."""
    packet = packet_for(brief("why " * 400), reason=EscalationReason.RULE, evidence="x " * 999)

    assert len(packet.goal) <= 160
    assert packet.goal.endswith("…")
    assert len(packet.evidence) <= 300


def test_request_with_its_concern_is_the_goal() -> None:
    """A wish for a person that says what for is what the customer wants."""
    text = "I want to talk to a person because my invoice names the wrong company and VAT number"

    assert packet_for(brief(text), reason=EscalationReason.CUSTOMER_REQUEST, evidence="").goal == text
