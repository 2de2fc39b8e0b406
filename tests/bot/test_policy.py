"""The policy: what goes to people before any responder is asked, and what does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk.bot import wording
from desk.bot.decision import Decision, Line
from desk.bot.policy import first_look
from desk.bot.rules import rules
from desk.config import BotRule
from desk.vocabulary import BotDecision, EscalationReason
from tests.bot.briefs import asked, brief, said


def looked(question: str, **changes: object) -> Decision:
    decision = first_look(brief(question, **changes))
    assert decision is not None
    return decision


def test_request_is_honoured_without_turns_and_without_people() -> None:
    """Neither the budget nor the hour decides whether a request counts; the line says what is true."""
    decision = looked("I want to talk to a human", turns_left=0, human_can_come=False)

    assert decision.escalation is EscalationReason.CUSTOMER_REQUEST
    assert wording.PASSED_ON_AWAY in decision.reply


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("I want to kill myself", "self_harm"),
        ("the lamp caught fire last night", "danger"),
        ("I got an electric shock from it, it hurt", "danger"),
        ("You will hear from my lawyer", "legal"),
        ("Can I sue you because the lamp set my curtain on fire?", "danger"),
        ("I am going to take you to court", "legal"),
        ("There is an unauthorised payment on my card", "fraud"),
        ("somebody has used my account to order lamps", "fraud"),
        ("I never placed this order", "fraud"),
        ("Under the GDPR I want a copy of my data", "data_rights"),
        ("I demand that you delete all my data", "data_rights"),
        ("I was discriminated against in your shop", "discrimination"),
        ("I am a journalist and have questions", "press"),
        ("I will kill you all", "threat"),
        ("I think I have an allergic reaction", "medical"),
        ("Ich will mir das Leben nehmen", "self_harm"),
        ("je vais porter plainte", "legal"),
        ("me hackearon la cuenta, es una estafa", "fraud"),
        ("la lampada ha preso fuoco", "danger"),
        ("apaguem todos os meus dados", "data_rights"),
        ("ik bel mijn advocaat", "legal"),
        ("Zostałem oszukany", "fraud"),
        ("死にたい", "self_harm"),
    ],
)
def test_sensitive_topic_goes_to_people(text: str, rule: str) -> None:
    """A bot does not try to settle what can hurt somebody; the rule is on record."""
    decision = looked(text)

    assert decision.kind is BotDecision.ESCALATE
    assert decision.escalation is EscalationReason.SENSITIVE_TOPIC
    assert (decision.reason, decision.rule) == (f"sensitive: {rule}", f"sensitive.{rule}")
    assert decision.evidence in text


@pytest.mark.parametrize(
    "text",
    [
        "the amount was taken two times from my bank account",
        "how can I get my account deleted",
        "is the shade fireproof",
        "do I get a shock if I change the bulb while it is on",
        "gdpr request",
        "my visa was declined",
        "the charge of the battery lasts ten hours",
    ],
)
def test_ordinary_question_is_not_sensitive(text: str) -> None:
    """What the knowledge base answers stays with the bot."""
    assert first_look(brief(text)) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("agent", EscalationReason.CUSTOMER_REQUEST),
        ("support", EscalationReason.CUSTOMER_REQUEST),
        ("how do I contact you?", EscalationReason.CUSTOMER_REQUEST),
        ("this is ridiculous", EscalationReason.FRUSTRATION),
        ("you stupid bot", EscalationReason.FRUSTRATION),
        ("WHERE IS MY PARCEL ANSWER ME!!", EscalationReason.FRUSTRATION),
        ("your service is pathetic", EscalationReason.FRUSTRATION),
        ("das ist eine Frechheit", EscalationReason.FRUSTRATION),
    ],
)
def test_hint_is_offered_once_then_escalated(text: str, reason: EscalationReason) -> None:
    """A hint or anger makes an offer; the second one goes to people."""
    first, second = looked(text), looked(text, has_offered=True)

    assert (first.kind, first.escalation) == (BotDecision.OFFER, reason)
    assert first.choices == (wording.YES_PERSON, wording.NO_PERSON)
    assert first.rule == second.rule != ""
    assert (second.kind, second.escalation) == (BotDecision.ESCALATE, reason)


@pytest.mark.parametrize(
    "text", ["yes", "Yes, please", "ok", "ja bitte", "sure, go ahead", "sí, por favor", wording.YES_PERSON]
)
def test_accepted_offer_goes_to_people(text: str) -> None:
    """A yes to the offer is a request."""
    history = said("this is ridiculous", wording.offer(wording.SORRY, human_can_come=True))

    assert looked(text, has_offered=True, history=history).escalation is EscalationReason.CUSTOMER_REQUEST


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pt", "nl", "pl"])
def test_offer_is_made_and_accepted_in_the_language_of_the_page(language: str) -> None:
    """The question and both answers are in the customer's language, and either answer is understood."""
    offered = looked("this is ridiculous", locale=f"{language}-XX")
    yes, no = offered.choices
    history = said("this is ridiculous", offered.reply)

    assert offered.reply != looked("this is ridiculous").reply
    assert looked(yes, has_offered=True, history=history).rule == "offer.accepted"
    assert first_look(brief(no, has_offered=True, history=history)) is None


def test_yes_to_something_else_is_no_request() -> None:
    """Only a yes to the offer counts, not one to another question."""
    assert first_look(brief("yes", has_offered=True, history=said("hello", "Is it the table lamp?"))) is None
    assert first_look(brief(wording.NO_PERSON, has_offered=True, history=said("agent", wording.OFFER))) is None


def test_used_up_turns_go_to_people() -> None:
    """The bot does not go on for ever."""
    assert looked("what about the colour", turns_left=0).escalation is EscalationReason.TURN_LIMIT


def test_hint_without_turns_goes_to_people_for_what_it_is() -> None:
    """No further answer is given, and the record says what the customer wanted."""
    decision = looked("agent", turns_left=0)

    assert (decision.kind, decision.escalation) == (BotDecision.ESCALATE, EscalationReason.CUSTOMER_REQUEST)


def test_third_similar_message_is_a_loop() -> None:
    """Whoever says the same three times is not being helped; twice may happen."""
    first, second = "where is my parcel now", "where is my parcel now?"

    assert first_look(brief("Where is my parcel???", history=asked(first))) is None
    decision = looked("Where is my parcel now??", history=asked(first, second))
    assert (decision.kind, decision.escalation) == (BotDecision.OFFER, EscalationReason.REPETITION)


def test_short_words_are_no_loop() -> None:
    """Three times yes is not a complaint."""
    assert first_look(brief("yes", history=asked("yes", "yes"))) is None


def test_second_unhelpful_answer_makes_an_offer() -> None:
    """One answer may miss; two did not help."""
    assert first_look(brief("that didn't help", history=asked("how do I return it"))) is None
    decision = looked("still not helpful", history=asked("how do I return it", "that did not help"))
    assert (decision.kind, decision.escalation) == (BotDecision.OFFER, EscalationReason.NOT_HELPFUL)


def test_agents_words_are_not_the_customers() -> None:
    """Only what the customer wrote counts as repeated."""
    history = (Line("agent", "where is my parcel"), Line("assistant", "where is my parcel"))

    assert first_look(brief("where is my parcel", history=history)) is None


@pytest.mark.parametrize("human_can_come", [True, False])
def test_every_line_to_people_is_true(human_can_come: bool) -> None:  # noqa: FBT001  the parameter of the test
    """Nobody is promised now when nobody is there."""
    decision = looked("I want to talk to a human", human_can_come=human_can_come)

    assert ("Nobody is here" in decision.reply) is not human_can_come


def test_line_is_in_the_language_of_the_request() -> None:
    """Who asks in German is answered in German, whatever page they are on; other languages get English."""
    assert looked("Ich möchte mit einem Menschen sprechen").reply.startswith("Natürlich.")
    assert looked("Bir insanla görüşmek istiyorum", locale="de").reply.startswith("Of course.")
    assert looked("agent please", locale="fr").reply.startswith("Bien sûr.")


@pytest.fixture
def own_rules() -> Iterator[None]:
    """Rules of an operator who sells to shops and answers questions about fraud by articles."""
    rules.use(
        (
            BotRule(id="wholesale", words=("wholesale", "resell*"), decision="escalate", reason="Sales wants these."),
            BotRule(id="fair", pattern=r"\btrade fairs?\b", decision="offer", locales=("en",), pages=("/shop",)),
            BotRule(id="fraud-articles", words=("fraud", "scam", "agent"), decision="never"),
        )
    )
    yield
    rules.use(())


@pytest.mark.usefixtures("own_rules")
def test_operators_rule_comes_first() -> None:
    """What the operator sends to people goes there, before any topic, with the operator's reason."""
    decision = looked("Can my lawyer be a RESELLER?")

    assert (decision.kind, decision.escalation) == (BotDecision.ESCALATE, EscalationReason.RULE)
    assert (decision.rule, decision.reason, decision.evidence) == (
        "operator.wholesale",
        "Sales wants these.",
        "RESELLER",
    )


@pytest.mark.usefixtures("own_rules")
def test_operators_rule_holds_where_it_says() -> None:
    """A rule for one language and some pages says nothing elsewhere."""
    asked_at = "are you at the trade fair?"

    assert looked(asked_at, page="/shop/lamps").rule == "operator.fair"
    assert looked(asked_at, page="/shop").kind is BotDecision.OFFER
    assert first_look(brief(asked_at, page="/blog")) is None
    assert first_look(brief(asked_at, page="/shop", locale="de")) is None


@pytest.mark.usefixtures("own_rules")
def test_operators_never_leaves_topics_to_the_bot_but_no_request() -> None:
    """The operator may keep topics and hints with the bot; who asks for a person gets one all the same."""
    assert first_look(brief("is this a scam?")) is None
    assert first_look(brief("agent")) is None
    assert looked("I want to talk to an agent about fraud").escalation is EscalationReason.CUSTOMER_REQUEST
    assert looked("is this a scam?", turns_left=0).escalation is EscalationReason.TURN_LIMIT
