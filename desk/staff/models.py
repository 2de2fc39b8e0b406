"""The tables of agents, teams and presence."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.actors import Role
from desk.tables import Base, words
from desk.vocabulary import Availability


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
    is_enabled: Mapped[bool] = mapped_column(default=True)
    last_assigned_at: Mapped[datetime | None]
    # When the last live socket went; None while one is there, and before the first came.
    absent_since: Mapped[datetime | None]
    created_at: Mapped[datetime]


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


class Membership(Base):
    """An agent belongs to a team."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("agent_id", "team_id"),)

    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"), index=True)


class Presence(Base):
    """One live socket of an agent. A lease: the process that holds the socket renews it."""

    __tablename__ = "presences"

    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agents.id", ondelete="CASCADE"), index=True)
    socket: Mapped[str] = mapped_column(String(80), unique=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
