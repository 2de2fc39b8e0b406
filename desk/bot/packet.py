"""The hand-off packet made by rules: what the agent must know before the first word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desk.bot import phrases, policy
from desk.record import Fact, Packet, Source, Tried
from desk.vocabulary import EscalationReason

if TYPE_CHECKING:
    from desk.bot.decision import Brief, Line
    from desk.record import ToolUse

LONGEST_GOAL = 160
LONGEST_ANSWER = 400
LONGEST_EVIDENCE = 300

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_ORDER = re.compile(
    r"(?:\b(?:order|invoice|bestell\w*|commande|pedido|ordine|case|ticket|booking|tracking)\b[^\d\n]{0,20}?|#\s?)"
    r"(?<![A-Z0-9-])((?:[A-Z]{1,4}-?)?\d[\dA-Z-]{3,24})",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w-])\+\d[\d ()/-]{7,18}\d\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")

_FIRST_WORDS = {
    EscalationReason.CUSTOMER_REQUEST: "I am glad to take over from here.",
    EscalationReason.FRUSTRATION: "I am sorry that this has been frustrating.",
    EscalationReason.NOT_HELPFUL: "I am sorry that the answers so far did not help.",
    EscalationReason.REPETITION: "I am sorry that you had to ask more than once.",
    EscalationReason.SENSITIVE_TOPIC: "Thank you for telling us. I am looking into this myself.",
    EscalationReason.BOT_ERROR: "I am sorry, our assistant could not answer.",
    EscalationReason.TOOL_FAILURE: "I am sorry, our assistant could not look this up.",
}


def packet_for(
    brief: Brief,
    *,
    reason: EscalationReason,
    evidence: str,
    email: str | None = None,
    tools: tuple[ToolUse, ...] = (),
) -> Packet:
    """Return the packet for a conversation that goes to people.

    `evidence` is what led here, in the customer's words where there are any; `email` the customer's address if the desk
    knows it; `tools` what was done with tools. Facts are only what was written: nothing is guessed. Page and language
    stand in the conversation itself.
    """
    asked = [line.text for line in brief.history if line.speaker == "customer"]
    asked += [brief.question] if brief.question.strip() else []
    goal = _goal(asked)
    return Packet(
        reason=reason,
        evidence=_cut(evidence, LONGEST_EVIDENCE),
        goal=goal,
        facts=tuple(_facts(asked, email)),
        tried=tuple(_tried(brief)),
        open_question=_open_question(asked),
        language=brief.locale,
        suggested_reply=_suggested(reason, goal),
        made_by="template",
        tools=tools,
    )


def _goal(asked: list[str]) -> str:
    """Return what the customer wants in one line: the first message that is about something."""
    return _cut(next((text for text in asked if _is_about_something(text)), ""), LONGEST_GOAL)


def _open_question(asked: list[str]) -> str:
    """Return the last thing asked that no answer settled."""
    return _cut(next((text for text in reversed(asked) if _is_about_something(text)), ""), LONGEST_GOAL)


def _is_about_something(text: str) -> bool:
    """Say whether a message holds more than a greeting, thanks, a yes, or the wish for a person."""
    small = (phrases.HELLO, phrases.THANKS, phrases.BYE, phrases.YES, phrases.NO)
    if not text.strip() or any(pattern.match(text) for pattern in small):
        return False
    wish = policy.person_request(text) or policy.person_hint(text)
    return wish is None or len(text.split()) > len(wish.split()) + _WORDS_AROUND_A_WISH


# "Please, I want to talk to a person" says nothing else; a longer message does.
_WORDS_AROUND_A_WISH = 6


def _facts(asked: list[str], email: str | None) -> Iterator[Fact]:
    text = "\n".join(asked)
    yield from (Fact(label="Order", value=number) for number in _once(_ORDER.findall(text)))
    yield from (
        Fact(label="E-mail", value=found) for found in _once([*([email] if email else []), *_EMAIL.findall(text)])
    )
    yield from (Fact(label="Telephone", value=found.strip()) for found in _once(_PHONE.findall(text)))


def _once(found: list[str]) -> list[str]:
    return list({value.lower(): value for value in reversed(found)}.values())[::-1]


def _tried(brief: Brief) -> Iterator[Tried]:
    """Yield each question with the answer that followed it."""
    question = ""
    for line in brief.history:
        if line.speaker == "customer":
            question = line.text
        elif line.speaker == "assistant" and question:
            yield Tried(question=_cut(question, LONGEST_GOAL), answer=_short(line.text), sources=_sources(brief, line))
            question = ""


def _sources(brief: Brief, line: Line) -> tuple[Source, ...]:
    titles = {passage.slug: passage.title for passage in brief.passages}
    return tuple(
        Source(slug=slug, title=titles.get(slug, slug.replace("-", " ").capitalize()), url=f"/help/{slug}")
        for slug in line.sources
    )


def _suggested(reason: EscalationReason, goal: str) -> str:
    opening = _FIRST_WORDS.get(reason, "Thank you for waiting.")
    about = f" You asked: “{goal}”" if goal else ""
    follow = " Let me check this for you." if goal else " How can I help you?"
    return f"Hello, I have read your conversation. {opening}{about}{follow}"


def _short(text: str) -> str:
    """Return the first sentences of an answer, as many as fit."""
    kept = ""
    for sentence in _SENTENCE_END.split(text):
        if len(kept) + len(sentence) > LONGEST_ANSWER:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or _cut(text, LONGEST_ANSWER)


def _cut(text: str, longest: int) -> str:
    """Return the text on one line, cut between words with an ellipsis where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0] + "…"
