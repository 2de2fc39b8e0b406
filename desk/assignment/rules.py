"""Routing rules: what a conversation that needs a person asks for, and how soon. Pure.

Rules are read from the first to the last. All that fit are counted: the most urgent priority wins, the first team wins,
and of each skill the highest level.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from desk.commands import storable
from desk.record import Mood, Shape
from desk.vocabulary import EscalationReason, Priority

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_RULES = 100


def _value(text: str) -> str:
    if not text:
        message = "Write what it must be, for example plan = gold."
        raise ValueError(message)
    return text


Word = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(storable)]
Value = Annotated[str, Field(max_length=80), AfterValidator(storable), AfterValidator(_value)]


class When(Shape):
    """What must be so; an empty field asks nothing, and within a field one of its words is enough.

    `words` are looked for in what the customer wants; `waited_s` is how many seconds somebody has waited in the queue.
    `attributes` is what the site must have said of the customer, all of it: a name and its value each.
    """

    reasons: tuple[EscalationReason, ...] = ()
    languages: tuple[Word, ...] = ()
    moods: tuple[Mood, ...] = ()
    words: tuple[Word, ...] = ()
    pages: tuple[Word, ...] = ()
    is_identified: bool | None = None
    attributes: dict[Word, Value] = Field(default_factory=dict)
    waited_s: Annotated[int, Field(ge=1, le=86_400)] | None = None


class Then(Shape):
    """What follows: how soon, to which team, with which skills (levels 1 to 5), and in the customer's language."""

    priority: Priority | None = None
    team_id: UUID | None = None
    skills: dict[Word, Annotated[int, Field(ge=1, le=5)]] = Field(default_factory=dict)
    speaks_language: bool = False


class Rule(Shape):
    """One rule; its name is told wherever it decided something."""

    name: Word
    when: When = Field(default_factory=When)
    then: Then


class Rules(Shape):
    """All rules, as they are edited."""

    rules: Annotated[tuple[Rule, ...], Field(max_length=MOST_RULES)] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a conversation that needs a person."""

    reason: EscalationReason
    language: str = ""
    mood: Mood = ""
    text: str = ""
    page: str = ""
    is_identified: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    waited_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Routed:
    """What the rules came to, and the names of those that fitted."""

    priority: Priority = Priority.NORMAL
    team_id: UUID | None = None
    skills: Mapping[str, int] = field(default_factory=dict)
    language: str = ""
    names: tuple[str, ...] = ()


def routed(rules: Rules, known: Known) -> Routed:
    """Return what all rules that fit ask for together."""
    fitting = [rule for rule in rules.rules if fits(rule.when, known)]
    thens = [rule.then for rule in fitting]
    return Routed(
        priority=min((then.priority for then in thens if then.priority), default=Priority.NORMAL),
        team_id=next((then.team_id for then in thens if then.team_id), None),
        skills=highest(*(then.skills for then in thens)),
        language=known.language if any(then.speaks_language for then in thens) else "",
        names=tuple(rule.name for rule in fitting),
    )


def highest(*asked: Mapping[str, int]) -> dict[str, int]:
    """Return each skill with the highest level that anything asks for."""
    skills: dict[str, int] = {}
    for each in asked:
        skills |= {skill: max(level, skills.get(skill, 0)) for skill, level in each.items()}
    return skills


def fits(when: When, known: Known) -> bool:
    """Say whether a rule fits."""
    text, page = known.text.casefold(), known.page.casefold()
    return (
        (not when.reasons or known.reason in when.reasons)
        and (not when.languages or known.language in when.languages)
        and (not when.moods or known.mood in when.moods)
        and (not when.words or any(word.casefold() in text for word in when.words))
        and (not when.pages or any(part.casefold() in page for part in when.pages))
        and (when.is_identified is None or when.is_identified == known.is_identified)
        and _folded(when.attributes).items() <= _folded(known.attributes).items()
        and (when.waited_s is None or known.waited_s >= when.waited_s)
    )


def _folded(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name.casefold(): value.casefold() for name, value in attributes.items()}
