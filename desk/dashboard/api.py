"""REST for staff: the same verbs as the sockets, by login cookie and CSRF header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from apiflask import APIBlueprint

from desk.assignment.explained import Assignments, assignments_of
from desk.assignment.people import choose_availability, people_for
from desk.bot.tool_runs import actions_of
from desk.commands import Command, EventsAfter, InConversation, MarkRead
from desk.conversations import messages, queries
from desk.dashboard import commands
from desk.dashboard.inbox import inbox_for
from desk.dashboard.verbs import VERBS, Verb, send
from desk.web.login import agent
from desk.web.rest import body_of, command_of
from desk.wire import (
    Actions,
    EventsPage,
    Inbox,
    People,
    PostedShape,
    SeqShape,
    StaffSnapshot,
)

if TYPE_CHECKING:
    from collections.abc import Callable

api = APIBlueprint("staff_api", __name__, url_prefix="/api/v1", tag="Staff")
LOGIN = "LoginCookie"


@api.before_request
def _only_staff() -> None:
    """Deny first: no address below this prefix answers anybody who is not logged in."""
    agent()


@api.get("/conversations")
@api.input(commands.ListInbox, location="query", arg_name="command")
@api.output(Inbox)
@api.doc(security=LOGIN)
def list_conversations(command: commands.ListInbox) -> Inbox:
    """Return a page of a view of the inbox."""
    return inbox_for(agent(), command)


@api.get("/conversations/<uuid:conversation_id>")
@api.output(StaffSnapshot)
@api.doc(security=LOGIN)
def read_conversation(conversation_id: UUID) -> StaffSnapshot:
    """Return a conversation's state and its newest events."""
    return queries.staff_snapshot(agent(), conversation_id)


@api.get("/conversations/<uuid:conversation_id>/events")
@api.input(body_of(EventsAfter), location="query", arg_name="body")
@api.output(EventsPage)
@api.doc(security=LOGIN)
def read_events(conversation_id: UUID, body: Any) -> EventsPage:  # noqa: ANN401  a made shape
    """Return the events after a seq."""
    return queries.events_after(agent(), conversation_id, after=body.after, limit=body.limit)


@api.get("/conversations/<uuid:conversation_id>/assignments")
@api.output(Assignments)
@api.doc(security=LOGIN)
def read_assignments(conversation_id: UUID) -> Assignments:
    """Return who was responsible when, and why the engine chose them or nobody."""
    return assignments_of(agent(), conversation_id)


@api.get("/conversations/<uuid:conversation_id>/actions")
@api.output(Actions)
@api.doc(security=LOGIN)
def read_actions(conversation_id: UUID) -> Actions:
    """Return what the bot did with tools, and what it prepared for a person to approve."""
    return actions_of(agent(), conversation_id)


@api.post("/conversations/<uuid:conversation_id>/messages")
@api.input(body_of(commands.SendMessage), arg_name="body")
@api.output(PostedShape, status_code=201)
@api.doc(security=LOGIN)
def post_message(conversation_id: UUID, body: Command) -> PostedShape:
    """Answer the customer; a resend with the same client_id returns the first result."""
    posted = send(agent(), command_of(commands.SendMessage, conversation_id, body))
    return PostedShape(id=posted.id, seq=posted.seq)


@api.post("/conversations/<uuid:conversation_id>/notes")
@api.input(body_of(commands.PostNote), arg_name="body")
@api.output(PostedShape, status_code=201)
@api.doc(security=LOGIN)
def post_note(conversation_id: UUID, body: Any) -> PostedShape:  # noqa: ANN401  a made shape
    """Leave a note for staff."""
    posted = messages.post_note(agent(), conversation_id, client_id=body.client_id, text=body.text)
    return PostedShape(id=posted.id, seq=posted.seq)


@api.post("/conversations/<uuid:conversation_id>/read")
@api.input(body_of(MarkRead), arg_name="body")
@api.output({}, status_code=204)
@api.doc(security=LOGIN)
def mark_read(conversation_id: UUID, body: Any) -> str:  # noqa: ANN401  a made shape
    """Note how far the responsible agent has read."""
    messages.mark_read_by_staff(agent(), conversation_id, seq=body.seq)
    return ""


@api.get("/people")
@api.output(People)
@api.doc(security=LOGIN)
def read_people() -> People:
    """Return me, my colleagues and the teams."""
    return people_for(agent())


@api.put("/me/availability")
@api.input(commands.SetAvailability, arg_name="command")
@api.output(People)
@api.doc(security=LOGIN)
def set_my_availability(command: commands.SetAvailability) -> People:
    """Choose whether new conversations may come to me."""
    choose_availability(agent(), command.availability, returns_chats=command.returns_chats)
    return people_for(agent())


def _offer(name: str, verb: Verb) -> None:
    """Give one verb its address: take_over becomes POST .../take-over."""
    path = f"/conversations/<uuid:conversation_id>/{verb.path or name.replace('_', '-')}"
    view = _view(verb)
    view.__name__, view.__doc__ = name, verb.run.__doc__
    for decorate in (
        api.doc(security=LOGIN),
        api.output(SeqShape),
        api.input(body_of(verb.shape), arg_name="body"),
        api.post(path),
    ):
        view = decorate(view)


def _view(verb: Verb) -> Callable[..., SeqShape]:
    def view(conversation_id: UUID, body: Command) -> SeqShape:
        command: InConversation = command_of(verb.shape, conversation_id, body)
        return SeqShape(seq=verb.run(agent(), command))

    return view


for _name, _verb in VERBS.items():
    _offer(_name, _verb)
