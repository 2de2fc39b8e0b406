"""The one path of every change: commit once, then publish; nothing half done, nothing left open."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from desk import composition, unit_of_work
from desk import database as databases
from desk.actors import AgentActor, CustomerActor
from desk.bot.models import BotTurn
from desk.conversations import actions
from desk.conversations.access import conversation_for
from desk.conversations.messages import post_note
from desk.database import Database
from desk.errors import Unavailable
from desk.events import ConversationRated, MessagePosted, TypingChanged
from desk.ids import uuid7
from desk.staff.actions import add_team
from desk.staff.models import Team
from desk.unit_of_work import Published, action, announce, current, moment, query, tell
from desk.vocabulary import AuthorKind
from desk.wire import Author
from tests import looks
from tests.databases import settings_for, untouched_globals
from tests.doubles import RecordingEmitter, TickingClock
from tests.people import SYSTEM
from tests.threads import at_once

TYPING = TypingChanged(author=Author(kind=AuthorKind.SYSTEM, id=None, name=""), on=True)


class Oops(Exception):
    """What goes wrong in these tests."""


def fail() -> None:
    raise Oops


def team_names() -> list[str]:
    return [team.name for team in looks.rows(Team)]


@action
def rate_and(conversation_id: UUID, then: Callable[[], object] = lambda: None) -> None:
    """Announce something, then do more in the same unit."""
    conversation = conversation_for(SYSTEM, conversation_id, lock=True)
    announce(conversation, ConversationRated(score=5, comment=""), actor=SYSTEM)
    then()


@action
def fail_after(*works: Callable[[], object]) -> None:
    for work in works:
        work()
    raise Oops


def test_events_go_out_after_the_commit_and_not_before(dummy_conversation: UUID, emitted: RecordingEmitter) -> None:
    emitted.clear()
    seen_inside: list[str] = []
    found_by_subscriber: list[str] = []

    def subscriber(published: tuple[Published, ...]) -> None:
        # It opens a unit of its own, so it sees what is committed and nothing else.
        found_by_subscriber.extend(looks.types(published[0].conversation_id)[-1:])

    unit_of_work.hint(subscriber)
    rate_and(dummy_conversation, lambda: seen_inside.extend(emitted.types("/dashboard")))

    assert seen_inside == []
    assert found_by_subscriber == ["conversation.rated"]
    assert emitted.types("/dashboard") == ["conversation.rated"]


def test_failure_publishes_nothing_and_writes_nothing(dummy_conversation: UUID, emitted: RecordingEmitter) -> None:
    before = looks.types(dummy_conversation)
    emitted.clear()

    with pytest.raises(Oops):
        fail_after(lambda: rate_and(dummy_conversation), lambda: add_team("Lamps"))

    assert emitted.all == []
    assert (looks.types(dummy_conversation), team_names()) == (before, [])


def test_joined_units_commit_and_publish_once_together(dummy_conversation: UUID) -> None:
    heard: list[list[str]] = []
    unit_of_work.hint(lambda published: heard.append([item.event.type for item in published]))

    @action
    def both() -> None:
        rate_and(dummy_conversation)
        actions.close(SYSTEM, dummy_conversation, reason="Done.")

    both()
    assert heard == [["conversation.rated", "conversation.closed"]]


def test_hint_that_fails_breaks_neither_the_action_nor_the_other_hints(
    dummy_conversation: UUID,
) -> None:
    heard: list[str] = []

    def broken(published: tuple[Published, ...]) -> None:
        raise Oops

    unit_of_work.hint(broken)
    unit_of_work.hint(lambda published: heard.append(published[0].event.type))
    rate_and(dummy_conversation)

    assert heard == ["conversation.rated"]
    assert looks.types(dummy_conversation)[-1] == "conversation.rated"


def test_listener_that_fails_does_not_disturb_the_teller(dummy_conversation: UUID) -> None:
    heard: list[str] = []

    def broken(told: object) -> None:
        raise Oops

    unit_of_work.subscribers.told.insert(0, broken)
    unit_of_work.listen(lambda told: heard.append(told.event.type))
    tell(TYPING, conversation_id=dummy_conversation)

    assert heard == ["typing.changed"]


def test_owed_work_is_written_in_the_events_own_transaction(
    dummy_conversation: UUID, dummy_customer: CustomerActor, emitted: RecordingEmitter
) -> None:
    (owed,) = looks.rows(BotTurn)
    assert owed.in_reply_to_seq == 2
    emitted.clear()

    def broken(*_args: object) -> None:
        raise Oops

    unit_of_work.owe(MessagePosted, broken)
    with pytest.raises(Oops):
        actions.post_message(dummy_customer, dummy_conversation, client_id=uuid7(), text="Hello?")

    assert looks.rows(BotTurn)[0].in_reply_to_seq == 2
    assert looks.types(dummy_conversation) == ["conversation.opened", "message.posted"]
    assert emitted.all == []


def test_savepoint_that_is_rolled_back_takes_its_events_with_it(
    dummy_conversation: UUID, emitted: RecordingEmitter
) -> None:
    emitted.clear()

    @action
    def partly() -> None:
        add_team("Kept")
        try:
            with current().begin_nested():
                add_team("Dropped")
                rate_and(dummy_conversation)
                current().flush()
                fail()
        except Oops:
            rate_and(dummy_conversation)

    partly()
    assert team_names() == ["Kept"]
    assert looks.types(dummy_conversation)[2:] == ["conversation.rated"]
    assert [sent["seq"] for sent in emitted.payloads("/dashboard", "conversation.rated")] == [3]


def test_write_may_not_join_a_unit_that_only_reads(database: Database) -> None:
    @query
    def sneaky() -> None:
        add_team("Lamps")

    with pytest.raises(RuntimeError, match="add_team writes"):
        sneaky()
    assert team_names() == []


def test_read_inside_a_write_sees_what_was_written(database: Database) -> None:
    @action
    def write_then_read() -> list[str]:
        add_team("Lamps")
        return team_names()

    assert write_then_read() == ["Lamps"]


@pytest.mark.parametrize("use", [current, moment])
def test_nothing_works_outside_a_unit(use: Callable[[], object], dummy_conversation: UUID) -> None:
    with pytest.raises(RuntimeError):
        use()
    with pytest.raises(RuntimeError, match="announce needs an open action"):
        announce(looks.conversation(dummy_conversation), ConversationRated(score=1, comment=""), actor=SYSTEM)


def test_everything_of_one_action_has_one_time(
    ticking_clock: TickingClock, dummy_conversation: UUID, dummy_customer: CustomerActor
) -> None:
    actions.close(dummy_customer, dummy_conversation, reason="Bye.")

    row, last = looks.conversation(dummy_conversation), looks.log(dummy_conversation)[-1]
    assert {row.status_since, row.updated_at, looks.episodes(dummy_conversation)[0].ended_at} == {last.at}
    assert [e.at for e in looks.log(dummy_conversation)] == sorted(e.at for e in looks.log(dummy_conversation))


def test_action_that_met_another_writer_runs_again_from_the_start(
    dummy_conversation: UUID, emitted: RecordingEmitter
) -> None:
    emitted.clear()
    runs: list[int] = []

    @action
    def contended() -> None:
        runs.append(len(runs))
        rate_and(dummy_conversation)
        # The first time its name is taken, as if another had been quicker by a moment.
        for name in ("Lamps", "Lamps") if len(runs) == 1 else ("Lamps",):
            add_team(name)

    contended()
    assert (len(runs), team_names()) == (2, ["Lamps"])
    assert emitted.types("/dashboard") == ["conversation.rated"]


def test_what_a_retry_cannot_heal_is_raised(database: Database) -> None:
    add_team("Lamps")

    with pytest.raises(IntegrityError):
        add_team("Lamps")
    assert team_names() == ["Lamps"]


def test_unbound_database_says_what_to_do() -> None:
    with pytest.raises(RuntimeError, match="not bound"):
        add_team("Lamps")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_database_that_stays_busy_is_unavailable_and_nothing_was_changed(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "BEGIN_DEADLINE_S", 0.05)
    other = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(Unavailable, match="Nothing was changed"):
        add_team("Lamps")
    assert team_names() == []  # reading goes on meanwhile
    other.execute("ROLLBACK")
    other.close()

    add_team("Lamps")
    assert team_names() == ["Lamps"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_full_disk_refuses_the_message_keeps_the_rest_and_takes_the_same_message_when_there_is_room(
    database: Database, dummy_conversation: UUID, dummy_customer: CustomerActor, emitted: RecordingEmitter
) -> None:
    text, client_id = "My lamp flickers. " * 200, uuid7()

    def say(client_id: UUID) -> int:
        return actions.post_message(dummy_customer, dummy_conversation, client_id=client_id, text=text).seq

    def fill() -> None:
        for _ in range(100):  # the last page may have room for some
            say(uuid7())

    with full_disk(database):
        emitted.clear()
        before = looks.types(dummy_conversation)
        with pytest.raises(Unavailable, match="Send the same again"):
            fill()
        kept = looks.types(dummy_conversation)
        with pytest.raises(Unavailable):
            say(client_id)
        assert looks.types(dummy_conversation) == kept  # reading goes on, and nothing is stored by halves
        assert emitted.types("/dashboard").count("message.posted") == len(kept) - len(before)

    assert say(client_id) == say(client_id)
    assert looks.types(dummy_conversation) == [*kept, "message.posted"]


@contextmanager
def full_disk(database: Database) -> Iterator[None]:
    """Let SQLite find no page beyond those it has, as on a disk without room."""
    assert database.engine is not None

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(database.engine, "connect", limit)
    database.engine.dispose()
    try:
        yield
    finally:
        event.remove(database.engine, "connect", limit)
        database.engine.dispose()


def test_note_is_published_to_staff_only(
    dummy_conversation: UUID, dummy_agent: AgentActor, emitted: RecordingEmitter
) -> None:
    emitted.clear()
    post_note(dummy_agent, dummy_conversation, client_id=uuid7(), text="Hm")

    assert {sent.namespace for sent in emitted.all} == {"/dashboard", "/supervision"}


def test_read_unit_sees_one_moment_while_others_write(database: Database) -> None:
    @query
    def look_twice() -> list[list[str]]:
        before = team_names()
        at_once(1, lambda _: add_team("Lamps"))
        return [before, team_names()]

    assert look_twice() == [[], []]
    assert team_names() == ["Lamps"]


@pytest.mark.parametrize("url", ["postgresql://desk:x@127.0.0.1:1/desk", "sqlite:////nowhere/at/all/desk.sqlite3"])
def test_database_that_is_away_is_unavailable_for_reading_and_writing(url: str, tmp_path: Path) -> None:
    with untouched_globals():
        composition.bind(settings_for(url, tmp_path))
        for use in (team_names, lambda: add_team("Lamps")):
            with pytest.raises(Unavailable, match="Send the same again"):
                use()
