"""The widget's Socket.IO commands: one table of names, shapes and handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk import commands as shared
from desk.actors import CustomerActor
from desk.assignment.places import place_of
from desk.bot.handoff import request_human, return_to_bot, stop_answer
from desk.conversations import actions, messages, queries
from desk.conversations.reply import leave_email
from desk.errors import Unavailable
from desk.events import TypingChanged
from desk.limits import limits
from desk.realtime.namespace import Command, Namespace
from desk.realtime.rooms import WIDGET, conversation_room
from desk.unit_of_work import query, tell
from desk.vocabulary import AuthorKind
from desk.widget import commands
from desk.widget.audience import WidgetAudience, customer_of
from desk.widget.opening import identify_for, open_for
from desk.wire import Author

if TYPE_CHECKING:
    from uuid import UUID

    from desk.realtime.speakers import Speaker
    from desk.wire import CustomerSnapshot


class WidgetCommands:
    """What a customer's socket can ask for."""

    def __init__(self, audience: WidgetAudience, server: Any) -> None:  # noqa: ANN401
        self._audience = audience
        self._server = server

    def table(self) -> dict[str, Command]:
        """Return every command of the namespace."""
        return {
            "customer.identify": Command(commands.IdentifyCustomer, self.identify),
            "conversation.open": Command(commands.OpenConversation, self.open),
            "conversations.list": Command(shared.Command, self.list),
            "conversation.join": Command(shared.JoinConversation, self.join),
            "events.after": Command(shared.EventsAfter, self.after),
            "events.before": Command(shared.EventsBefore, self.before),
            "message.send": Command(commands.SendMessage, self.send),
            "typing.set": Command(shared.SetTyping, self.typing),
            "read.mark": Command(shared.MarkRead, self.read),
            "answer.stop": Command(commands.StopAnswer, self.stop),
            "human.request": Command(commands.RequestHuman, self.human),
            "email.leave": Command(commands.LeaveEmail, self.leave_email),
            "bot.return": Command(commands.ReturnToBot, self.bot),
            "conversation.rate": Command(commands.RateConversation, self.rate),
            "conversation.end": Command(commands.EndConversation, self.end),
        }

    def identify(self, speaker: Speaker, command: commands.IdentifyCustomer) -> dict[str, Any]:
        """Speak for whom the site names; what somebody else followed on this socket is followed no more."""
        actor = identify_for(self._audience.identities, speaker.actor, speaker.inbox_id, command.jwt)
        if isinstance(speaker.actor, CustomerActor) and speaker.actor.id != actor.id:
            leave(self._server, speaker, *speaker.following)
        speaker.actor = actor
        return {"token": self._audience.tokens.sign(actor)}

    def open(self, speaker: Speaker, command: commands.OpenConversation) -> dict[str, Any]:
        """Open a conversation; the socket speaks for its customer from now on."""
        limits.spend("opens", speaker.address)
        actor, conversation_id = open_for(speaker.actor, speaker.inbox_id, command)
        speaker.actor = actor
        snapshot = self._follow(speaker, actor, conversation_id)
        return {"token": self._audience.tokens.sign(actor), **snapshot}

    def list(self, speaker: Speaker, _command: shared.Command) -> dict[str, Any]:
        """List the customer's own conversations; a new customer has none."""
        if speaker.actor is None:
            return {"conversations": []}
        listed = queries.conversations_of(customer_of(speaker))
        return {"conversations": [item.model_dump(mode="json") for item in listed]}

    def join(self, speaker: Speaker, command: shared.JoinConversation) -> dict[str, Any]:
        """Follow a conversation: a snapshot, or what came after a seq."""
        actor = customer_of(speaker)
        if command.after is None:
            return self._follow(speaker, actor, command.conversation_id)
        self._enter(speaker, actor, command.conversation_id)
        page = queries.events_after(actor, command.conversation_id, after=command.after, limit=shared.AFTER_LIMIT)
        place = place_of(command.conversation_id)
        return {
            **page.model_dump(mode="json"),
            "queue": place.model_dump(mode="json") if place else None,
        }

    def _follow(self, speaker: Speaker, actor: CustomerActor, conversation_id: UUID) -> dict[str, Any]:
        """Enter the room before reading: what comes in between is then seen twice, never missed."""
        self._enter(speaker, actor, conversation_id)
        return snapshot_with_place(actor, conversation_id).model_dump(mode="json")

    def _enter(self, speaker: Speaker, actor: CustomerActor, conversation_id: UUID) -> None:
        queries.must_see(actor, conversation_id)
        speaker.following.add(conversation_id)
        self._server.enter_room(speaker.sid, conversation_room(conversation_id), namespace=WIDGET)

    def after(self, speaker: Speaker, command: shared.EventsAfter) -> dict[str, Any]:
        """Return the events after a seq."""
        page = queries.events_after(
            customer_of(speaker), command.conversation_id, after=command.after, limit=command.limit
        )
        return page.model_dump(mode="json")

    def before(self, speaker: Speaker, command: shared.EventsBefore) -> dict[str, Any]:
        """Return the events before a seq."""
        page = queries.events_before(
            customer_of(speaker), command.conversation_id, before=command.before, limit=command.limit
        )
        return page.model_dump(mode="json")

    def send(self, speaker: Speaker, command: commands.SendMessage) -> dict[str, Any]:
        """Post the customer's message."""
        actor = customer_of(speaker)
        limits.spend("messages", str(actor.id))
        posted = actions.post_message(actor, command.conversation_id, client_id=command.client_id, text=command.text)
        return {"id": str(posted.id), "seq": posted.public_seq}

    def typing(self, speaker: Speaker, command: shared.SetTyping) -> None:
        """Show staff that the customer writes."""
        actor = customer_of(speaker)
        if command.conversation_id not in speaker.following:
            queries.must_see(actor, command.conversation_id)
        author = Author(kind=AuthorKind.CUSTOMER, id=actor.id, name=actor.name)
        tell(
            TypingChanged(author=author, on=command.on),
            conversation_id=command.conversation_id,
            actor=actor,
            skip=speaker.sid,
        )

    def read(self, speaker: Speaker, command: shared.MarkRead) -> None:
        """Note how far the customer has read."""
        messages.mark_read_by_customer(customer_of(speaker), command.conversation_id, seq=command.seq)

    def stop(self, speaker: Speaker, command: commands.StopAnswer) -> None:
        """Stop the answer that is being streamed; what is there stays."""
        stop_answer(customer_of(speaker), command.conversation_id, turn_id=command.turn_id)

    def human(self, speaker: Speaker, command: commands.RequestHuman) -> dict[str, Any]:
        """Pass the conversation to people, always."""
        return {"seq": request_human(customer_of(speaker), command.conversation_id)}

    def leave_email(self, speaker: Speaker, command: commands.LeaveEmail) -> dict[str, Any]:
        """Note where the customer wants an answer; they stay in line."""
        return {"seq": leave_email(customer_of(speaker), command.conversation_id, email=command.email)}

    def bot(self, speaker: Speaker, command: commands.ReturnToBot) -> dict[str, Any]:
        """Leave the line and go on with the bot."""
        return {"seq": return_to_bot(customer_of(speaker), command.conversation_id)}

    def rate(self, speaker: Speaker, command: commands.RateConversation) -> dict[str, Any]:
        """Rate the episode that ended."""
        seq = actions.rate(
            customer_of(speaker),
            command.conversation_id,
            score=command.score,
            comment=command.comment,
        )
        return {"seq": seq}

    def end(self, speaker: Speaker, command: commands.EndConversation) -> dict[str, Any]:
        """End the conversation for good."""
        actor = customer_of(speaker)
        return {"seq": actions.close(actor, command.conversation_id, reason="Ended by the customer")}


def leave(server: Any, speaker: Speaker, *conversation_ids: UUID) -> None:  # noqa: ANN401  python-socketio is not typed
    """Follow conversations no more: they became somebody else's, or the socket now speaks for somebody else."""
    for conversation_id in conversation_ids:
        speaker.following.discard(conversation_id)
        server.leave_room(speaker.sid, conversation_room(conversation_id), namespace=WIDGET)


def _is_of(speaker: Speaker, head: queries.PublicHead) -> bool:
    return speaker.actor is not None and speaker.actor.id == head.customer_id


@query
def snapshot_with_place(actor: CustomerActor, conversation_id: UUID) -> CustomerSnapshot:
    """Return the snapshot with the place in the queue, if the customer waits."""
    snapshot = queries.customer_snapshot(actor, conversation_id)
    return snapshot.model_copy(update={"queue": place_of(conversation_id)})


def beat(namespace: Namespace, server: Any) -> None:  # noqa: ANN401  python-socketio is not typed
    """Send each widget the heads of the conversations it follows, so that a lost event is noticed.

    Without the database the beat goes on, empty: the clients must not take us for dead.
    """
    speakers = namespace.speakers.all()
    wanted = {conversation_id for speaker in speakers for conversation_id in speaker.following}
    try:
        heads = queries.public_heads(wanted) if wanted else {}
    except Unavailable:
        heads = {}
    for speaker in speakers:
        leave(server, speaker, *(key for key in speaker.following if key in heads and not _is_of(speaker, heads[key])))
        own = {str(key): heads[key].seq for key in speaker.following if key in heads}
        server.emit("heartbeat", {"heads": own, "inbox": 0}, to=speaker.sid, namespace=WIDGET, ignore_queue=True)
