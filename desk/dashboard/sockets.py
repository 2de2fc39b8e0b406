"""The staff's Socket.IO commands: one table of names, shapes and handlers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desk import clock
from desk import commands as shared
from desk.assignment.people import choose_availability, people_for
from desk.conversations import messages, queries
from desk.conversations.access import may_agent_read
from desk.dashboard import commands, verbs
from desk.dashboard.audience import StaffAudience, agent_of
from desk.dashboard.inbox import inbox_for
from desk.errors import NotAuthenticated, Unavailable
from desk.events import Audience, TypingChanged
from desk.realtime.farewell import say_goodbye
from desk.realtime.namespace import Command, Namespace
from desk.realtime.rooms import conversation_room, rooms_of
from desk.staff.logins import actors
from desk.unit_of_work import tell
from desk.vocabulary import AuthorKind
from desk.wire import Author

if TYPE_CHECKING:
    from uuid import UUID

    from desk.actors import AgentActor
    from desk.realtime.speakers import Speaker

RECENT = timedelta(minutes=1)  # how far back a heartbeat looks for changes that a client missed


class StaffCommands:
    """What a socket of the staff can ask for."""

    def __init__(self, namespace: str, server: Any, audience: StaffAudience) -> None:  # noqa: ANN401
        self._namespace = namespace
        self._server = server
        self._audience = audience

    def table(self) -> dict[str, Command]:
        """Return every command of the namespace."""
        return {
            "inbox.list": Command(commands.ListInbox, self.inbox),
            "people.list": Command(shared.Command, self.people),
            "availability.set": Command(commands.SetAvailability, self.availability),
            "conversation.join": Command(shared.JoinConversation, self.join),
            "conversation.leave": Command(shared.InConversation, self.leave),
            "events.after": Command(shared.EventsAfter, self.after),
            "events.before": Command(shared.EventsBefore, self.before),
            "message.send": Command(commands.SendMessage, self.send),
            "note.post": Command(commands.PostNote, self.note),
            "typing.set": Command(shared.SetTyping, self.typing),
            "read.mark": Command(shared.MarkRead, self.read),
            **{f"conversation.{name}": Command(verb.shape, _run(verb)) for name, verb in verbs.VERBS.items()},
        }

    def inbox(self, speaker: Speaker, command: commands.ListInbox) -> dict[str, Any]:
        """Return a page of a view of the inbox."""
        return inbox_for(agent_of(speaker), command).model_dump(mode="json")

    def people(self, speaker: Speaker, _command: shared.Command) -> dict[str, Any]:
        """Return me, my colleagues and the teams."""
        return people_for(agent_of(speaker)).model_dump(mode="json")

    def availability(self, speaker: Speaker, command: commands.SetAvailability) -> dict[str, Any]:
        """Choose whether new conversations may come to me."""
        actor = agent_of(speaker)
        choose_availability(actor, command.availability, returns_chats=command.returns_chats)
        return {"me": people_for(actor).me.model_dump(mode="json")}

    def join(self, speaker: Speaker, command: shared.JoinConversation) -> dict[str, Any]:
        """Follow a conversation: a snapshot, or what came after a seq."""
        actor = agent_of(speaker)
        self._enter(speaker, actor, command.conversation_id)
        if command.after is None:
            return queries.staff_snapshot(actor, command.conversation_id).model_dump(mode="json")
        page = queries.events_after(actor, command.conversation_id, after=command.after, limit=shared.AFTER_LIMIT)
        return page.model_dump(mode="json")

    def _enter(self, speaker: Speaker, actor: AgentActor, conversation_id: UUID) -> None:
        queries.must_see(actor, conversation_id)
        speaker.following.add(conversation_id)
        room = conversation_room(conversation_id)
        self._server.enter_room(speaker.sid, room, namespace=self._namespace)

    def leave(self, speaker: Speaker, command: shared.InConversation) -> None:
        """Follow a conversation no longer."""
        speaker.following.discard(command.conversation_id)
        room = conversation_room(command.conversation_id)
        self._server.leave_room(speaker.sid, room, namespace=self._namespace)

    def after(self, speaker: Speaker, command: shared.EventsAfter) -> dict[str, Any]:
        """Return the events after a seq."""
        page = queries.events_after(
            agent_of(speaker), command.conversation_id, after=command.after, limit=command.limit
        )
        return page.model_dump(mode="json")

    def before(self, speaker: Speaker, command: shared.EventsBefore) -> dict[str, Any]:
        """Return the events before a seq."""
        page = queries.events_before(
            agent_of(speaker), command.conversation_id, before=command.before, limit=command.limit
        )
        return page.model_dump(mode="json")

    def send(self, speaker: Speaker, command: commands.SendMessage) -> dict[str, Any]:
        """Answer the customer."""
        posted = verbs.send(agent_of(speaker), command)
        return {"id": str(posted.id), "seq": posted.seq}

    def note(self, speaker: Speaker, command: commands.PostNote) -> dict[str, Any]:
        """Leave a note for staff."""
        posted = messages.post_note(
            agent_of(speaker), command.conversation_id, client_id=command.client_id, text=command.text
        )
        return {"id": str(posted.id), "seq": posted.seq}

    def typing(self, speaker: Speaker, command: shared.SetTyping) -> None:
        """Show colleagues that an agent writes, and the customer when it is the one who answers them."""
        actor = agent_of(speaker)
        is_owner = queries.owner_of(actor, command.conversation_id) == actor.id
        author = Author(kind=AuthorKind.AGENT, id=actor.id, name=actor.name)
        tell(
            TypingChanged(author=author, on=command.on),
            conversation_id=command.conversation_id,
            audience=Audience.PUBLIC if is_owner else Audience.STAFF,
            actor=actor,
            skip=speaker.sid,
        )

    def read(self, speaker: Speaker, command: shared.MarkRead) -> None:
        """Note how far the responsible agent has read."""
        messages.mark_read_by_staff(agent_of(speaker), command.conversation_id, seq=command.seq)


def _run(verb: verbs.Verb) -> Any:  # noqa: ANN401  a handler for the table
    def handler(speaker: Speaker, command: Any) -> dict[str, Any]:  # noqa: ANN401  its own shape
        return {"seq": verb.run(agent_of(speaker), command)}

    return handler


def beat(namespace: Namespace, server: Any) -> None:  # noqa: ANN401  python-socketio is not typed
    """Send each dashboard the heads it must compare, and end those whose login has ended.

    Without the database the beat goes on, empty: the clients must not take us for dead.
    """
    speakers = namespace.speakers.all()
    if not speakers:
        return
    try:
        following = {conversation_id for speaker in speakers for conversation_id in speaker.following}
        heads = queries.staff_heads(following, changed_since=clock.now() - RECENT)
        payload = {"inbox": queries.newest_change()}
        known = [(speaker, agent_actor_of(namespace, server, speaker)) for speaker in speakers]
    except Unavailable:
        heads, payload, known = (), {"inbox": 0}, [(speaker, None) for speaker in speakers]
    for speaker, actor in known:
        own = {str(head.id): head.last_seq for head in heads if actor and may_agent_read(actor, head)}
        if actor:
            _forget_lost(namespace, server, speaker, own)
        server.emit("heartbeat", {"heads": own, **payload}, to=speaker.sid, namespace=namespace.name, ignore_queue=True)


def agent_actor_of(namespace: Namespace, server: Any, speaker: Speaker) -> AgentActor | None:  # noqa: ANN401
    """Return who a socket speaks for now; one whose login has ended, or whose rooms changed, is ended."""
    try:
        actor = actors.actor(speaker.login_id) if speaker.login_id else agent_of(speaker)
    except NotAuthenticated as error:
        say_goodbye(namespace, server, speaker, error.message)
        return None
    if rooms_of(actor) != rooms_of(agent_of(speaker)):
        server.disconnect(speaker.sid, namespace=namespace.name)  # it comes back with the rooms of its new rights
        return None
    return actor


def _forget_lost(namespace: Namespace, server: Any, speaker: Speaker, own: dict[str, int]) -> None:  # noqa: ANN401
    """Leave the rooms of conversations that may not be read any more."""
    for conversation_id in [one for one in speaker.following if str(one) not in own]:
        speaker.following.discard(conversation_id)
        server.leave_room(speaker.sid, conversation_room(conversation_id), namespace=namespace.name)
