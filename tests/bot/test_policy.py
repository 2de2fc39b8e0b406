"""The policy: what goes to people before any responder is asked, and what does not."""

# ruff: noqa: E501, RUF001  wordings of one language stand on one line, in its own letters

from __future__ import annotations

import pytest

from desk.bot import wording
from desk.bot.decision import Decision, Line
from desk.bot.policy import first_look, person_request
from desk.vocabulary import BotDecision, EscalationReason
from tests.bot.briefs import asked, brief, said

# Wordings of customers, at least two a language.
REQUESTS = {
    "en": (
        "I want to talk to a human", "can I speak to a real person please", "connect me to an agent", "agent please!",
        "transfer me to customer service", "let me speak with your manager", "is there a real person I can talk to?",
        "I'd rather have a human", "get me a representative", "put me through to someone", "i need a live agent now",
        "I don't want to chat with a bot", "no more bots", "can someone call me back", "speak to an agnet pls",
        "I want to speak to the reception", "I don't feel comfortable sharing details with a machine",
        "how can I talk to a person?", "Please escalate this", "real person please",
    ),
    "de": ("Ich möchte mit einem Menschen sprechen", "Kann ich mit einem Mitarbeiter reden?", "Verbinden Sie mich bitte mit jemandem vom Support", "ich will einen echten Menschen", "bitte einen Mitarbeiter"),
    "fr": ("Je veux parler à un humain", "Puis-je parler avec un conseiller ?", "parler à une vraie personne svp", "je veux un agent"),
    "es": ("Quiero hablar con una persona", "¿Puedo hablar con un agente?", "pásame con un humano por favor", "quiero hablar con alguien"),
    "it": ("Vorrei parlare con una persona", "posso parlare con un operatore?", "voglio un operatore"),
    "pt": ("Quero falar com uma pessoa", "posso falar com um atendente?", "atendimento humano por favor"),
    "nl": ("Ik wil met een mens praten", "Kan ik met een medewerker spreken?", "verbind me door met een echt persoon"),
    "pl": ("Chcę porozmawiać z człowiekiem", "Czy mogę rozmawiać z konsultantem?"),
    "sv": ("Jag vill prata med en människa", "Kan jag få tala med en person?"),
    "da": ("Jeg vil gerne tale med et menneske", "Kan jeg snakke med en medarbejder?"),
    "no": ("Jeg vil snakke med et menneske", "Kan jeg prate med noen?"),
    "fi": ("Haluan puhua ihmisen kanssa", "Haluaisin puhua asiakaspalvelijan kanssa"),
    "cs": ("Chci mluvit s člověkem", "Přepojte mě na operátora, chci mluvit s operátorem"),
    "hu": ("Emberrel szeretnék beszélni", "Kapcsolna egy ügyintézővel? Ügyintézővel szeretnék beszélni"),
    "ro": ("Vreau să vorbesc cu o persoană", "pot vorbi cu un operator?"),
    "tr": ("Bir insanla görüşmek istiyorum", "müşteri temsilcisiyle konuşmak istiyorum"),
    "ru": ("Хочу поговорить с человеком", "Соедините меня с оператором", "оператор"),
    "uk": ("Хочу поговорити з людиною", "З'єднайте мене з оператором"),
    "el": ("Θέλω να μιλήσω με έναν άνθρωπο", "Μπορώ να μιλήσω με κάποιον;"),
    "ar": ("أريد أن أتحدث مع شخص", "حولني إلى موظف من فضلك"),
    "he": ("אני רוצה לדבר עם נציג", "אפשר לדבר עם בן אדם?"),
    "hi": ("मुझे किसी इंसान से बात करनी है", "mujhe agent se baat karni hai"),
    "ja": ("人間と話したいです", "オペレーターに繋いでください"),
    "zh": ("转人工", "我要和真人说话", "我要人工客服"),
    "ko": ("상담원 연결해 주세요", "사람과 얘기하고 싶어요"),
    "vi": ("Tôi muốn nói chuyện với nhân viên", "cho tôi gặp người thật"),
    "id": ("Saya mau bicara dengan manusia", "hubungkan saya dengan agen"),
}  # fmt: skip

NOT_REQUESTS = (
    "uber for 4 people",
    "someone else used my coupon before me",
    "transfer money to someone",
    "you don't need to transfer me to a real person",
    "are you a real person?",
    "am I talking to a human or a bot?",
    "what can you call me",
    "is the lamp right for four people",
    "which agent cleans brass best",
    "can a person in a wheelchair enter the shop",
    "I bought it for a person who lives in Norway",
    "do you have a gift for a colleague",
    "how do I contact the carrier",
    "is there someone at home needed for the delivery",
    "my customer number does not work",
    "When can I reach someone by chat",
    "The support of the shade is broken",
    "Does the lamp talk to Alexa?",
)


def looked(question: str, **changes: object) -> Decision:
    decision = first_look(brief(question, **changes))
    assert decision is not None
    return decision


@pytest.mark.parametrize("text", [text for texts in REQUESTS.values() for text in texts])
def test_direct_request_goes_to_people(text: str) -> None:
    """Whoever asks for a person gets one, in whatever language."""
    decision = looked(text)

    assert decision.kind is BotDecision.ESCALATE
    assert decision.escalation is EscalationReason.CUSTOMER_REQUEST
    assert decision.evidence in text


@pytest.mark.parametrize("text", NOT_REQUESTS)
def test_what_only_looks_like_a_request_is_left_alone(text: str) -> None:
    """Words for people are no request for one."""
    assert person_request(text) is None


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
    ],
)
def test_sensitive_topic_goes_to_people(text: str, rule: str) -> None:
    """A bot does not try to settle what can hurt somebody; the rule is on record."""
    decision = looked(text)

    assert decision.kind is BotDecision.ESCALATE
    assert decision.escalation is EscalationReason.SENSITIVE_TOPIC
    assert decision.reason == f"sensitive: {rule}"
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
    ],
)
def test_hint_is_offered_once_then_escalated(text: str, reason: EscalationReason) -> None:
    """A hint or anger makes an offer; the second one goes to people."""
    first, second = looked(text), looked(text, has_offered=True)

    assert (first.kind, first.escalation) == (BotDecision.OFFER, reason)
    assert first.choices == (wording.YES_PERSON, wording.NO_PERSON)
    assert (second.kind, second.escalation) == (BotDecision.ESCALATE, reason)


@pytest.mark.parametrize(
    "text", ["yes", "Yes, please", "ok", "ja bitte", "sure, go ahead", "sí, por favor", wording.YES_PERSON]
)
def test_accepted_offer_goes_to_people(text: str) -> None:
    """A yes to the offer is a request."""
    history = said("this is ridiculous", wording.offer(wording.SORRY, human_can_come=True))

    assert looked(text, has_offered=True, history=history).escalation is EscalationReason.CUSTOMER_REQUEST


def test_yes_to_something_else_is_no_request() -> None:
    """Only a yes to the offer counts, not one to another question."""
    assert first_look(brief("yes", has_offered=True, history=said("hello", "Is it the table lamp?"))) is None
    assert first_look(brief(wording.NO_PERSON, has_offered=True, history=said("agent", wording.OFFER))) is None


def test_used_up_turns_go_to_people() -> None:
    """The bot does not go on for ever."""
    assert looked("what about the colour", turns_left=0).escalation is EscalationReason.TURN_LIMIT


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
