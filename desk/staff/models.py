"""The tables of agents, teams and presence."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.actors import Role
from desk.tables import Base, Json, Words, words
from desk.vocabulary import Availability, RevisionKind


class Agent(Base):
    """A human of the staff."""

    __tablename__ = "agents"
    __table_args__ = (CheckConstraint("capacity >= 0", name="capacity_not_negative"),)

    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(words(Role))
    availability: Mapped[Availability] = mapped_column(words(Availability))
    capacity: Mapped[int]
    languages: Mapped[frozenset[str]] = mapped_column(
        Words, default=frozenset
    )  # none: not known, and keeps nothing away
    is_enabled: Mapped[bool] = mapped_column(default=True)
    last_assigned_at: Mapped[datetime | None]
    misses: Mapped[int] = mapped_column(default=0)  # offers that they let pass in a row
    # When the last live socket went; None while one is there, and before the first came.
    absent_since: Mapped[datetime | None]
    created_at: Mapped[datetime]

    @property
    def is_paused(self) -> bool:
        """Say whether the desk set them busy for their misses: a choice of their own forgets those."""
        return self.availability is Availability.BUSY and self.misses > 0


class Workload(Base):
    """How many conversations an agent has, as desk/conversations/slots.py counts them, and the most there may be."""

    __tablename__ = "workloads"
    __table_args__ = (CheckConstraint("load >= 0 AND load <= most", name="load_within_most"),)

    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"), unique=True)
    load: Mapped[int] = mapped_column(default=0)
    most: Mapped[int]


class Login(Base):
    """One login of an agent in one browser; ended logins open nothing any more."""

    __tablename__ = "logins"

    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Team(Base):
    """A group of agents that conversations can be passed to."""

    __tablename__ = "teams"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    hours: Mapped[dict[str, Any] | None] = mapped_column(Json)  # as desk/staff/hours.py writes them; none: always open


class Membership(Base):
    """An agent belongs to a team."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("agent_id", "team_id"),)

    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), index=True)


class Skill(Base):
    """Something that a conversation may need."""

    __tablename__ = "skills"

    name: Mapped[str] = mapped_column(String(80), unique=True)


class AgentSkill(Base):
    """An agent has a skill, at a level from 1 to 5."""

    __tablename__ = "agent_skills"
    __table_args__ = (
        UniqueConstraint("agent_id", "skill_id"),
        CheckConstraint("level BETWEEN 1 AND 5", name="level_from_1_to_5"),
    )

    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"))
    skill_id: Mapped[UUID] = mapped_column(ForeignKey("skills.id", ondelete="CASCADE"), index=True)
    level: Mapped[int]


class Revision(Base):
    """One version of something that is edited, whole, as desk/staff/revisions.py keeps it; none is ever changed."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "number"),)

    kind: Mapped[RevisionKind] = mapped_column(words(RevisionKind))
    subject_id: Mapped[UUID]
    number: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[UUID | None]
    by_name: Mapped[str] = mapped_column(String(200))
    written: Mapped[dict[str, Any]] = mapped_column(Json)


class Presence(Base):
    """One live socket of an agent. A lease: the process that holds the socket renews it."""

    __tablename__ = "presences"

    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"), index=True)
    socket: Mapped[str] = mapped_column(String(80), unique=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
