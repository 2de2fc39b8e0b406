"""The hand-off packet as a model sums it up: from what it wrote to what staff may be shown. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from desk.bot.packet import LONGEST_GOAL
from desk.bot.prompts import clean
from desk.bot.verdict import InvalidOutput, object_in
from desk.record import Fact, Mood, Packet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.bot.decision import Brief
    from desk.bot.prompts import ChatMessage, Prompt

PROMPT = "handoff_summary"
LONGEST_SUGGESTION = 600
LONGEST_LABEL = 40
LONGEST_FACT = 200
FACTS = 8

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def _known_mood(value: object) -> object:
    return value if value in get_args(Mood) else ""


def _facts_in(value: object) -> list[object]:
    texts = {"label", "value"}
    listed = value if isinstance(value, list) else []
    return [fact for fact in listed if isinstance(fact, dict) and {k for k in fact if type(fact[k]) is str} == texts]


class Note(BaseModel):
    """The object a model sends about a conversation; what does not matter may be missing or wrong."""

    model_config = ConfigDict(extra="ignore")

    goal: str
    open_question: str
    suggested_reply: str
    facts: Annotated[list[Fact], BeforeValidator(_facts_in)] = []
    mood: Annotated[Mood, BeforeValidator(_known_mood)] = ""
    language: str = ""


def messages_for(prompt: Prompt, brief: Brief, packet: Packet) -> list[ChatMessage]:
    """Return what a model is told: what was said, and what the packet holds already."""
    return prompt.render(
        site=brief.site,
        reason=packet.reason.value,
        lines=[{"speaker": speaker, "text": text} for speaker, text in _said(brief)],
        facts=[{"label": fact.label, "value": fact.value} for fact in packet.facts],
        tried=[{"question": tried.question, "answer": tried.answer} for tried in packet.tried],
    )


def _said(brief: Brief) -> Iterable[tuple[str, str]]:
    yield from ((line.speaker, line.text) for line in brief.history)
    if brief.question:
        yield "customer", brief.question


def parse(text: str) -> Note:
    """Read what a model wrote; raises InvalidOutput when it is not the object asked for."""
    try:
        return Note.model_validate_json(object_in(text))
    except ValidationError as error:
        raise InvalidOutput(type(error).__name__) from error


def better(packet: Packet, note: Note, brief: Brief, *, prompt: str) -> Packet:
    """Return the packet with what the model wrote in it.

    Why it was passed on, what was tried and with which sources stays as the desk knows it. A fact stands only if its
    value stands in the customer's own words: nothing is guessed.
    """
    return packet.model_copy(
        update={
            "goal": _line(note.goal, LONGEST_GOAL) or packet.goal,
            "facts": _facts(packet, note, brief),
            "open_question": _line(note.open_question, LONGEST_GOAL),
            "language": note.language if _LANGUAGE.fullmatch(note.language) else packet.language,
            "mood": note.mood,
            "suggested_reply": _line(note.suggested_reply, LONGEST_SUGGESTION) or packet.suggested_reply,
            "made_by": "model",
            "prompt": prompt,
        }
    )


def _facts(packet: Packet, note: Note, brief: Brief) -> tuple[Fact, ...]:
    """Take those that rules found, then those of the model that the customer wrote."""
    said = _folded("\n".join(text for speaker, text in _said(brief) if speaker == "customer"))
    found = {_folded(fact.value): fact for fact in packet.facts}
    for fact in note.facts:
        value = _line(fact.value, LONGEST_FACT)
        if value and _folded(value) in said:
            found.setdefault(_folded(value), Fact(label=_line(fact.label, LONGEST_LABEL), value=value))
    return tuple(found.values())[:FACTS]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _line(text: str, longest: int) -> str:
    """Return a text on one line, without what nobody sees."""
    seen: str = clean(text)
    return " ".join(seen.split())[:longest]
