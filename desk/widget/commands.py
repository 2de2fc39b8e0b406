"""What the widget may ask for. Anything not declared here is refused."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from desk.commands import Command, InConversation, Text

Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class OpenConversation(Command):
    """Open a conversation, with a first message if there is one."""

    client_id: UUID
    text: Text | None = None
    locale: Short = "en"
    page: Annotated[str, StringConstraints(max_length=1_000)] = ""
    previous_id: UUID | None = None


class IdentifyCustomer(Command):
    """Say who the customer is: `jwt` is what the site's server signed."""

    jwt: Annotated[str, StringConstraints(max_length=8_192)]


class SendMessage(InConversation):
    """Post a message."""

    client_id: UUID
    text: Text


class StopAnswer(InConversation):
    """Stop the answer that is being streamed."""

    turn_id: UUID


class RequestHuman(InConversation):
    """Ask for a person."""


class LeaveEmail(InConversation):
    """Leave an address for the answer, and stay in line."""

    email: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=320)]


class ReturnToBot(InConversation):
    """Leave the line and go on with the bot."""


class RateConversation(InConversation):
    """Rate the episode that ended."""

    score: int = Field(ge=1, le=5)
    comment: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)] = ""


class EndConversation(InConversation):
    """End the conversation for good."""
