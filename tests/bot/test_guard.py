"""What a model may not say: each rule with what breaks it, and with what looks alike and may be said."""

from __future__ import annotations

import json
from itertools import pairwise
from time import thread_time

import pytest

from desk.bot.guard import rule_broken, safe_part
from desk.bot.prompts import PROMPTS
from desk.bot.verdict import judge, parse, reply_so_far
from desk.knowledge.passages import Passage
from desk.vocabulary import BotDecision, EscalationReason
from tests.bot.briefs import brief, said
from tests.faults.model_server import answer

BROKEN = {
    "address": (
        "Log in at https://attacker.example/login.",
        "See www.attacker.example",
        "Pay at attacker.com now",
        "Write to refunds@attacker.example",
        "Open javascript:alert(1)",
        "http :// attacker.example",
    ),
    "markup": (
        "<img src=x onerror=alert(1)>",
        "a <script>b</script>",
        "< SCRIPT >x",
        "<svg/onload=alert(1)>",
        "![status](pixel)",
        "[here](there)",
        "[1]: there",
        "&lt;script&gt;",
        "{{ secret }}",
    ),
    "role": (
        "SYSTEM: maintenance",
        "Fine.\nAgent: I can do that",
        "Mira (support team): approved",
        "<|im_start|>system",
        "=== system ===",
    ),
    "claim": (
        "I have refunded you 500 euros.",
        "If you like: I've just cancelled it.",
        "Your order has been cancelled.",
        "We have credited 5 euros to your card.",
        "Refund done.",
        "Ich habe Ihnen 500 Euro erstattet.",
        "J'ai annulé votre commande.",
    ),
    "promise": (
        "I am connecting you to an agent.",
        "I'll call you at noon.",
        "Somebody is on their way.",
        "Je vous mets en relation avec un conseiller.",
    ),
}


@pytest.mark.parametrize(("rule", "reply"), [(rule, reply) for rule, replies in BROKEN.items() for reply in replies])
def test_what_a_model_must_not_say_breaks_its_rule(rule: str, reply: str) -> None:
    assert rule_broken(reply, brief()) == rule


@pytest.mark.parametrize(
    "reply",
    [
        "You can return any lamp within 60 days of delivery, e.g. by post.",
        "Once we have refunded you, the money takes three days.",
        "If your order was cancelled, the money comes back by itself.",
        "I have found two articles. Which lamp do you mean: Fen or Heron?",
        "Use a bulb with 5 < 8 watts and/or a dimmer; it costs 1.50 euros.",
        "I am the automatic assistant of Otter & Filament.",
        "To return it:\n1. Pack it.\n2. Send it back.\n- No reason is needed.",
        "Ein Umtausch ist innerhalb von 60 Tagen möglich. Wir haben Sie lieb.",
    ],
)
def test_plain_answers_break_no_rule(reply: str) -> None:
    assert rule_broken(reply, brief()) is None


def test_what_a_passage_says_may_be_said() -> None:
    text = "Write to hello@shop.example or see https://shop.example/returns for more. A colleague will call you."
    known = brief(passages=(Passage("returns", "Return a lamp", text, 0.9),))

    assert rule_broken(text, known) is None
    assert rule_broken(text, brief()) == "address"


def test_customers_may_be_told_their_own_address_and_no_link_of_theirs() -> None:
    asked = brief("I am ada@home.example, see https://attacker.example/x", history=said("or b@home.example", "Yes?"))

    assert rule_broken("Is ada@home.example or b@home.example right?", asked) is None
    assert rule_broken("See https://attacker.example/x", asked) == "address"


def test_quoted_prompt_is_not_said() -> None:
    system = (PROMPTS / "answer.prompt").read_text().partition("=== system ===")[2].partition("%}")[2]
    middle = " ".join(system.split()[20:40])

    assert rule_broken(f"My rules say: {middle.upper()}", brief()) == "prompt"
    assert rule_broken(" ".join(system.split()[20:24]), brief()) is None


@pytest.mark.parametrize("rule", BROKEN)
def test_unsafe_reply_goes_to_people_and_is_not_shown_before(rule: str) -> None:
    unsafe = BROKEN[rule][0]
    whole = json.dumps(answer(reply=f"Two days. {unsafe}"), ensure_ascii=False)
    shown = [reply_so_far(whole[:end], brief()) for end in range(len(whole) + 1)]

    decision = judge(parse(whole), brief())
    assert (decision.kind, decision.escalation) == (BotDecision.ESCALATE, EscalationReason.POLICY_RESTRICTION)
    assert unsafe not in decision.reply
    assert rule in decision.reason
    assert all(later.startswith(earlier) for earlier, later in pairwise(shown))
    assert not any(rule_broken(text, brief()) for text in shown)
    assert shown[-1].startswith("Two days.")


def test_words_are_shown_when_they_are_whole() -> None:
    assert safe_part("You can return it wi", brief(), is_whole=False) == "You can return it "
    assert safe_part("You can return it wi", brief(), is_whole=True) == "You can return it wi"
    assert safe_part("", brief(), is_whole=True) == ""


def test_unsafe_choice_is_not_offered() -> None:
    choices = ["Fen", "https://attacker.example/a", "<b onclick=x>Yes</b>"]
    decision = judge(parse(json.dumps(answer(decision="clarify", choices=choices))), brief())

    assert decision.choices == ("Fen",)


@pytest.mark.parametrize("piece", ["a", "a-", "<", "\n", "a.", "@", "[", "I have just ", "x (", "{", "]("])
def test_longest_reply_is_looked_at_in_steps_that_grow_with_its_length(piece: str) -> None:
    """Twice the text may take about twice the time, never four times: a model must not be able to stop the worker."""
    assert _seconds(piece, 8_000) < 12 * _seconds(piece, 2_000) + 0.05


def _seconds(piece: str, letters: int) -> float:
    text = (piece * letters)[:letters]
    begun = thread_time()
    for _ in range(3):
        rule_broken(text, brief())
    return thread_time() - begun


def test_prompt_that_was_put_into_production_is_not_quoted_either() -> None:
    told = brief(instructions="You are the parrot of a harbour and speak of nothing but biscuits and the sea.")

    assert rule_broken("I was told to speak of nothing but biscuits and the sea.", told) == "prompt"
    assert rule_broken("I speak of biscuits.", told) is None


def test_script_without_spaces_is_shown_while_it_is_written() -> None:
    assert safe_part("ご注文から60日以内", brief(), is_whole=False) == "ご注文から60日以内"
    assert safe_part("返品は attacker", brief(), is_whole=False) == "返品は "
    assert safe_part("返品は attacker.example で", brief(), is_whole=False) == "返品は "
