"""What both customers and staff may ask for; the audiences add their own commands."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

MESSAGE_LIMIT = 4_000  # characters
AFTER_LIMIT = 500  # events of a page, when they are short

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MESSAGE_LIMIT)]

Seq = Annotated[int, Field(ge=0, le=2**31 - 1)]


def storable(text: str) -> str:
    """Return a text as it is; ValueError for the character that PostgreSQL stores in no text."""
    if "\x00" in text:
        message = "The character U+0000 cannot be stored."
        raise ValueError(message)
    return text


class Command(BaseModel):
    """One request of a client; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def _no_zero_character(cls, value: object) -> object:
        return storable(value) if isinstance(value, str) else value


class InConversation(Command):
    """Anything that concerns one conversation."""

    conversation_id: UUID


class JoinConversation(InConversation):
    """Follow a conversation; with `after`, only what came since."""

    after: Seq | None = None


class EventsAfter(InConversation):
    """The events after a seq; long ones come in shorter pages."""

    after: Seq
    limit: int = Field(default=AFTER_LIMIT, ge=1, le=AFTER_LIMIT)


class EventsBefore(InConversation):
    """The events before a seq, for scrolling back."""

    before: Seq
    limit: int = Field(default=50, ge=1, le=200)


class SetTyping(InConversation):
    """Say that I am writing, or no longer."""

    on: bool


class MarkRead(InConversation):
    """Say that I have read up to a seq."""

    seq: Seq
