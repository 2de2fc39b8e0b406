"""What a member of staff may ask for. Anything not declared here is refused."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from desk.commands import Command, InConversation, Seq, Text
from desk.vocabulary import Availability, Priority

Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class InboxView(StrEnum):
    """The views of the inbox."""

    MINE = "mine"
    OFFERS = "offers"
    QUEUE = "queue"
    BOT = "bot"
    ALL = "all"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class ListInbox(Command):
    """One page of a view of the inbox."""

    view: InboxView = InboxView.MINE
    cursor: str | None = None
    limit: int = Field(default=50, ge=1, le=100)


class SendMessage(InConversation):
    """Answer the customer. `seen_seq` is the newest seq on the sender's screen."""

    client_id: UUID
    text: Text
    seen_seq: Seq | None = None


class PostNote(InConversation):
    """Leave a note that only staff see."""

    client_id: UUID
    text: Text


class Assign(InConversation):
    """Give a waiting conversation to an agent by hand."""

    agent_id: UUID


class Transfer(InConversation):
    """Pass it on, to an agent, a team, or whoever has a skill, and say why.

    With `is_warm` the agent is asked first, and it stays with whoever has it until they accept.
    """

    agent_id: UUID | None = None
    team_id: UUID | None = None
    skill: Annotated[str, StringConstraints(min_length=1, max_length=80)] | None = None
    is_warm: bool = False
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]

    @model_validator(mode="after")
    def _one_target(self) -> Transfer:
        if (self.agent_id is None) == (self.team_id is None and self.skill is None):
            message = "Name either agent_id, or team_id, skill, or both of these."
            raise ValueError(message)
        if self.is_warm and self.agent_id is None:
            message = "Only an agent can be asked: name agent_id."
            raise ValueError(message)
        return self


class WithReason(InConversation):
    """A verb that may say why: requeue, hand back, close, decline."""

    reason: Reason = ""


class DecideAction(InConversation):
    """Approve what the bot prepared; sent again with the same client_id it is decided once."""

    action_id: UUID
    client_id: UUID


class RejectAction(DecideAction):
    """Reject what the bot prepared, and perhaps say why."""

    reason: Reason = ""


class Snooze(InConversation):
    """Put it aside until a time."""

    until: AwareDatetime


class SetAvailability(Command):
    """Choose whether new conversations may come; with `returns_chats`, mine go back to the queue, in front of all."""

    availability: Availability
    returns_chats: bool = False


class Prioritise(InConversation):
    """Say how soon somebody is needed, from 1 (urgent) to 4 (low)."""

    priority: Priority
    reason: Reason = ""
