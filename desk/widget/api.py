"""REST for customers: the same verbs as the widget's sockets, by bearer token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import current_app, request
from pydantic import StringConstraints

from desk.assignment.places import place_of
from desk.bot.handoff import request_human, return_to_bot
from desk.commands import EventsAfter, MarkRead
from desk.conversations import actions, messages, queries
from desk.conversations.reply import leave_email
from desk.customers.actions import customer_actor, inbox_of
from desk.errors import NotAuthenticated
from desk.limits import limits
from desk.record import Shape
from desk.unit_of_work import query
from desk.web.rest import body_of
from desk.widget import commands
from desk.widget.opening import identify_for, open_for
from desk.wire import CustomerSnapshot, EventsPage, OpenedShape, PostedShape, SeqShape

if TYPE_CHECKING:
    from desk.actors import CustomerActor

api = APIBlueprint("widget_api", __name__, url_prefix="/api/v1/widget", tag="Widget")
TOKEN = "CustomerToken"  # noqa: S105  the scheme's name in the documentation


class OpenBody(commands.OpenConversation):
    """Open a conversation at an inbox."""

    inbox: Annotated[str, StringConstraints(max_length=60)]


class IdentifyBody(commands.IdentifyCustomer):
    """Say at an inbox who the customer is."""

    inbox: Annotated[str, StringConstraints(max_length=60)]


class TokenShape(Shape):
    """The token that the customer speaks by."""

    token: str


@api.before_request
def _count_address() -> None:
    limits.spend("address", str(request.remote_addr))


def customer() -> CustomerActor:
    """Return whom the bearer token speaks for; raises NotAuthenticated."""
    actor = _customer_or_none()
    if actor is None:
        message = "Send the customer's token: Authorization: Bearer ..."
        raise NotAuthenticated(message)
    return actor


def _customer_or_none() -> CustomerActor | None:
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        return None
    tokens = current_app.config["DESK_TOKENS"]
    return customer_actor(*tokens.read(given.token))


def _at(key: str) -> tuple[UUID, CustomerActor | None]:
    """Return the inbox that is named, and who asks, if anybody known; a token of another inbox is refused."""
    inbox, known = inbox_of(key), _customer_or_none()
    if known is not None and known.inbox_id != inbox.id:
        raise NotAuthenticated("This token belongs to another site.")
    return inbox.id, known


@api.post("/conversations")
@api.input(OpenBody, arg_name="body")
@api.output(OpenedShape, status_code=201)
@api.doc(security=[{}, {TOKEN: []}])
def open_conversation(body: OpenBody) -> OpenedShape:
    """Open a conversation; a resend with the same client_id returns the first one."""
    limits.spend("opens", str(request.remote_addr))
    inbox_id, known = _at(body.inbox)
    actor, conversation_id = open_for(known, inbox_id, body)
    snapshot = _snapshot(actor, conversation_id)
    token = current_app.config["DESK_TOKENS"].sign(actor)
    return OpenedShape(token=token, **dict(snapshot))


@api.post("/identity")
@api.input(IdentifyBody, arg_name="body")
@api.output(TokenShape)
@api.doc(security=[{}, {TOKEN: []}])
def identify(body: IdentifyBody) -> TokenShape:
    """Say who the customer is, by what the site's server signed; what they opened anonymously is theirs then."""
    inbox_id, known = _at(body.inbox)
    actor = identify_for(current_app.config["DESK_IDENTITIES"], known, inbox_id, body.jwt)
    return TokenShape(token=current_app.config["DESK_TOKENS"].sign(actor))


@query
def _snapshot(actor: CustomerActor, conversation_id: UUID) -> CustomerSnapshot:
    snapshot = queries.customer_snapshot(actor, conversation_id)
    return snapshot.model_copy(update={"queue": place_of(conversation_id)})


@api.get("/conversations/<uuid:conversation_id>")
@api.output(CustomerSnapshot)
@api.doc(security=TOKEN)
def read_conversation(conversation_id: UUID) -> CustomerSnapshot:
    """Return the customer's conversation and its newest events."""
    return _snapshot(customer(), conversation_id)


@api.get("/conversations/<uuid:conversation_id>/events")
@api.input(body_of(EventsAfter), location="query", arg_name="body")
@api.output(EventsPage)
@api.doc(security=TOKEN)
def read_events(conversation_id: UUID, body: Any) -> EventsPage:  # noqa: ANN401  a made shape
    """Return the events after a public seq."""
    return queries.events_after(customer(), conversation_id, after=body.after, limit=body.limit)


@api.post("/conversations/<uuid:conversation_id>/messages")
@api.input(body_of(commands.SendMessage), arg_name="body")
@api.output(PostedShape, status_code=201)
@api.doc(security=TOKEN)
def post_message(conversation_id: UUID, body: Any) -> PostedShape:  # noqa: ANN401  a made shape
    """Post a message; a resend with the same client_id returns the first result."""
    actor = customer()
    limits.spend("messages", str(actor.id))
    posted = actions.post_message(actor, conversation_id, client_id=body.client_id, text=body.text)
    return PostedShape(id=posted.id, seq=posted.public_seq or 0)


@api.post("/conversations/<uuid:conversation_id>/read")
@api.input(body_of(MarkRead), arg_name="body")
@api.output({}, status_code=204)
@api.doc(security=TOKEN)
def mark_read(conversation_id: UUID, body: Any) -> str:  # noqa: ANN401  a made shape
    """Note how far the customer has read."""
    messages.mark_read_by_customer(customer(), conversation_id, seq=body.seq)
    return ""


@api.post("/conversations/<uuid:conversation_id>/human-request")
@api.output(SeqShape)
@api.doc(security=TOKEN)
def ask_for_human(conversation_id: UUID) -> SeqShape:
    """Pass the conversation to people, always."""
    return SeqShape(seq=request_human(customer(), conversation_id))


@api.post("/conversations/<uuid:conversation_id>/email")
@api.input(body_of(commands.LeaveEmail), arg_name="body")
@api.output(SeqShape)
@api.doc(security=TOKEN)
def note_email(conversation_id: UUID, body: Any) -> SeqShape:  # noqa: ANN401  a made shape
    """Leave an address for the answer; the place in line is kept."""
    return SeqShape(seq=leave_email(customer(), conversation_id, email=body.email))


@api.post("/conversations/<uuid:conversation_id>/bot-return")
@api.output(SeqShape)
@api.doc(security=TOKEN)
def go_back_to_bot(conversation_id: UUID) -> SeqShape:
    """Leave the line and go on with the bot."""
    return SeqShape(seq=return_to_bot(customer(), conversation_id))


@api.post("/conversations/<uuid:conversation_id>/rating")
@api.input(body_of(commands.RateConversation), arg_name="body")
@api.output(SeqShape)
@api.doc(security=TOKEN)
def rate(conversation_id: UUID, body: Any) -> SeqShape:  # noqa: ANN401  a made shape
    """Rate the episode that ended."""
    seq = actions.rate(customer(), conversation_id, score=body.score, comment=body.comment)
    return SeqShape(seq=seq)


@api.post("/conversations/<uuid:conversation_id>/end")
@api.output(SeqShape)
@api.doc(security=TOKEN)
def end(conversation_id: UUID) -> SeqShape:
    """End the conversation for good."""
    seq = actions.close(customer(), conversation_id, reason="Ended by the customer")
    return SeqShape(seq=seq)
