"""What admins edit of who works here: people, teams and skills, as it is sent, kept in versions, and shown."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from desk.actors import Role
from desk.commands import Command
from desk.record import Shape
from desk.staff.hours import Hours
from desk.vocabulary import Availability

MOST_SKILLS, MOST_LANGUAGES, MOST_MEMBERS = 200, 15, 5_000
LONGEST_LANGUAGE = 10  # characters, as a conversation keeps it
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,6})*")


def _language(tag: str) -> str:
    if not _LANGUAGE.fullmatch(tag):
        message = "This is no language tag. Write for example en, de or pt-BR."
        raise ValueError(message)
    return tag


def _in_order(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(languages)))


def _each_once(members: tuple[UUID, ...]) -> tuple[UUID, ...]:
    return tuple(sorted(set(members)))


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
SkillName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Level = Annotated[int, Field(ge=1, le=5)]
Language = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=LONGEST_LANGUAGE), AfterValidator(_language)
]


class PersonText(Command):
    """What is edited of one who works here. Their teams belong to the teams, and what they chose is their own.

    `capacity` is how many conversations they may have at once; `skills` are levels by the id of the skill. Of whom no
    language is known is taken to speak all.
    """

    name: Name
    role: Role = Role.AGENT
    is_enabled: bool = True
    capacity: Annotated[int, Field(ge=0, le=1_000)]
    languages: Annotated[tuple[Language, ...], Field(max_length=MOST_LANGUAGES), AfterValidator(_in_order)] = ()
    skills: Annotated[dict[UUID, Level], Field(max_length=MOST_SKILLS)] = Field(default_factory=dict)


class TeamText(Command):
    """What is edited of a team. Without hours it is always open."""

    name: Name
    hours: Hours | None = None
    member_ids: Annotated[tuple[UUID, ...], Field(max_length=MOST_MEMBERS), AfterValidator(_each_once)] = ()


class SkillText(Command):
    """A skill; one without an id is new."""

    id: UUID | None = None
    name: SkillName


class SkillsText(Command):
    """All skills: which of them is left out is removed."""

    skills: Annotated[tuple[SkillText, ...], Field(max_length=MOST_SKILLS)] = ()


class Person(Shape):
    """One who works here; `number` is the version that is in force, 0 when nothing was edited yet."""

    id: UUID
    number: int
    text: PersonText
    email: str
    team_ids: tuple[UUID, ...]
    availability: Availability
    is_present: bool
    load: int


class Staff(Shape):
    """Everybody who works or worked here, by name."""

    people: tuple[Person, ...]


class TeamDetail(Shape):
    """A team; `opens_at` is when it opens next, None while it is open or when it never does."""

    id: UUID
    number: int
    text: TeamText
    is_open: bool
    opens_at: datetime | None


class Teams(Shape):
    """All teams, by name."""

    teams: tuple[TeamDetail, ...]


class SkillUse(Shape):
    """How many people have a skill."""

    id: UUID
    people: int


class Skills(Shape):
    """All skills, by name, with how they are used."""

    number: int
    text: SkillsText
    uses: tuple[SkillUse, ...]


class RevisionShape(Shape):
    """One version of something that is edited: who kept it when, and all that it says."""

    number: int
    at: datetime
    by: str
    text: dict[str, Any]


class History(Shape):
    """The newest versions, the newest first."""

    versions: tuple[RevisionShape, ...]
