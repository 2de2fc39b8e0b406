"""The judge: says from the history of a run what was broken. Pure, so that it can be shown to notice.

The invariants are numbered as in docs/reliability.md. An operation whose result is unknown may have been done once or
not at all; one that was acknowledged was done exactly once; one that was refused was not done.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.faults.history import (
    READ_LATER,
    AccountRow,
    AgentRow,
    ConversationRow,
    EventRow,
    Heard,
    History,
    MessageRow,
    OwedRow,
    OwnerRow,
    Post,
    Question,
    Reading,
    Result,
)

NEVER = float("inf")
BOT = "bot"
# What a conversation may be at the end without anybody owing anything: every other status is somebody's.
WAITING = "queued"
# Agents with room are there all the time, so there is no queue to wait in but the engine's own way.
UNOWNED_S = 30.0
UNANSWERED_S = 45.0  # the deadline of an answer is 30 s; a worker that dies costs its lease of 5 s, too

BRINGS_PERSON = ("conversation.assigned", "conversation.taken_over")
LEAVES_PERSON = ("conversation.handed_back", "conversation.resolved", "conversation.closed", "conversation.reopened")
ENTERS_QUEUE = ("conversation.escalated", "conversation.requeued")
LEAVES_QUEUE = (*BRINGS_PERSON, *LEAVES_PERSON)


@dataclass(frozen=True, slots=True)
class Violation:
    """One promise that was broken, and by what."""

    invariant: str
    kind: str  # lost, duplicated, reordered, missing, double_owned, stranded, other
    what: str


def check(history: History) -> list[Violation]:
    """Return everything that is wrong; nothing when every promise was kept."""
    return [violation for judge in JUDGES for violation in judge(history)]


def stored_once(history: History) -> Iterator[Violation]:
    """I1: what was acknowledged is stored exactly once, as it was sent, where the acknowledgement said."""
    rows = defaultdict(list)
    for row in history.all(MessageRow):
        rows[row.conversation, row.client_id].append(row)
    for post in history.all(Post):
        yield from _judged_post(post, rows[post.conversation, post.client_id])


def _judged_post(post: Post, rows: list[MessageRow]) -> Iterator[Violation]:
    name = f"{post.who}: {post.text!r}"
    if post.result is Result.OK and not rows:
        yield Violation("I1", "lost", f"{name} was acknowledged and is not stored")
    if len(rows) > 1:
        yield Violation("I1", "duplicated", f"{name} is stored {len(rows)} times")
    if post.result is Result.REFUSED and rows:
        yield Violation("I1", "other", f"{name} was refused and is stored")
    for row in rows[:1]:
        if row.text != post.text:
            yield Violation("I1", "lost", f"{name} is stored as {row.text!r}")
        if post.result is Result.OK and post.seq not in {row.seq, row.public_seq}:
            yield Violation("I1", "reordered", f"{name} was acknowledged as {post.seq} and is stored as {row.seq}")


def texts_are_stored_once(history: History) -> Iterator[Violation]:
    """I1: every text of a run is another one, so a text that is there twice was doubled under another id."""
    posted = {post.text for post in history.all(Post)}
    counted = Counter((row.conversation, row.text) for row in history.all(MessageRow) if row.text in posted)
    for (conversation, text), count in counted.items():
        if count > 1:
            yield Violation("I1", "duplicated", f"{conversation}: {text!r} is stored {count} times")


def readers_show_the_log(history: History) -> Iterator[Violation]:
    """I2: each reader shows all that their audience may see, each once and in the database's order."""
    events = defaultdict(list)
    for event in sorted(history.all(EventRow), key=lambda event: event.seq):
        events[event.conversation].append(event)
    for reading in history.all(Reading):
        yield from _judged_reading(reading, _shown_to(reading.audience, events[reading.conversation]))


def _shown_to(audience: str, events: Iterable[EventRow]) -> list[tuple[int, str, str]]:
    if audience == "staff":
        return [(event.seq, event.type, event.text) for event in events]
    return [(event.public_seq, event.type, event.text) for event in events if event.public_seq is not None]


def _judged_reading(reading: Reading, wanted: list[tuple[int, str, str]]) -> Iterator[Violation]:
    name = f"{reading.who} in {reading.conversation}"
    shown = [(each.seq, each.type, each.text) for each in reading.heard]
    numbers = [seq for seq, _, _ in shown]
    for item, count in Counter(shown).items():
        if count > 1:
            yield Violation("I2", "duplicated", f"{name} shows {item} {count} times")
    if numbers != sorted(numbers):
        yield Violation("I2", "reordered", f"{name} shows {numbers}")
    for item in sorted(set(wanted) - set(shown)):
        yield Violation("I2", "missing", f"{name} does not show {item}")
    for item in sorted(set(shown) - set(wanted)):
        yield Violation("I2", "other", f"{name} shows {item}, which is not in the log")


def one_owner(history: History) -> Iterator[Violation]:
    """I3: at no time two owners; assigned if and only if there is one; nobody is given more than they can take."""
    stretches = defaultdict(list)
    for row in sorted(history.all(OwnerRow), key=lambda row: row.started_at):
        stretches[row.conversation].append(row)
    for conversation, rows in stretches.items():
        for earlier, later in pairwise(rows):
            if later.started_at < _end(earlier):
                who = f"{earlier.agent} and {later.agent}"
                yield Violation("I3", "double_owned", f"{conversation} belonged to {who} at the same time")
    yield from _judged_owners(history, stretches)
    yield from _judged_load(history)


def _end(row: OwnerRow) -> float:
    return NEVER if row.ended_at is None else row.ended_at


def _judged_owners(history: History, stretches: dict[str, list[OwnerRow]]) -> Iterator[Violation]:
    for row in history.all(ConversationRow):
        owners = [each.agent for each in stretches.get(row.conversation, []) if each.ended_at is None]
        wanted = [row.agent] if row.agent else []
        if owners != wanted:
            yield Violation("I3", "double_owned", f"{row.conversation} is {row.agent}'s, but open with {owners}")


def _judged_load(history: History) -> Iterator[Violation]:
    """Count by time: whenever the engine gives an agent something, how many they have then."""
    capacity = {row.agent: row.capacity for row in history.all(AgentRow)}
    rows = history.all(OwnerRow)
    for row in (row for row in rows if row.is_automatic):
        own = [each for each in rows if each.agent == row.agent]
        load = sum(each.started_at <= row.started_at < _end(each) for each in own)
        if load > capacity.get(row.agent, load):
            yield Violation("I3", "other", f"{row.agent} had {load} conversations, more than {capacity[row.agent]}")


def nobody_is_stranded(history: History) -> Iterator[Violation]:
    """I4: at the end nobody waits whom the desk could serve: agents with room were there all the time."""
    for row in history.all(ConversationRow):
        if row.waits_for_bot:
            yield Violation("I4", "stranded", f"{row.conversation} waits for a bot that owes it nothing")
        if row.status == WAITING:
            yield Violation("I4", "stranded", f"{row.conversation} waits for a person although there is room")


def nobody_waits_too_long(history: History) -> Iterator[Violation]:
    """I4: nobody waits longer than the limits, also while parts are killed: for a person, or for an answer."""
    for conversation, seconds in unowned(history):
        if seconds > UNOWNED_S:
            yield Violation("I4", "stranded", f"{conversation} belonged to nobody for {seconds:.0f} s")
    for question in history.all(Question):
        seconds = (question.answered_at or question.asked_at) - question.asked_at
        if seconds > UNANSWERED_S:
            yield Violation("I4", "stranded", f"{question.who} waited {seconds:.0f} s for an answer or a person")


def unowned(history: History) -> list[tuple[str, float]]:
    """Return how long conversations waited in the queue, each time that one of them got out of it."""
    since: dict[str, float] = {}
    waits = []
    for event in sorted(history.all(EventRow), key=lambda event: (event.conversation, event.seq)):
        if event.type in ENTERS_QUEUE:
            since.setdefault(event.conversation, event.at)
        elif event.type in LEAVES_QUEUE and event.conversation in since:
            waits.append((event.conversation, event.at - since.pop(event.conversation)))
    return waits


def one_reply(history: History) -> Iterator[Violation]:
    """I5: at most one reply of the bot to one turn of a customer, and none while a person is responsible."""
    replies = [row for row in history.all(MessageRow) if row.sender.startswith(BOT) and row.in_reply_to is not None]
    counted = Counter((row.conversation, row.in_reply_to) for row in replies)
    for (conversation, seq), count in counted.items():
        if count > 1:
            yield Violation("I5", "duplicated", f"{conversation}: {count} replies to {seq}")
    taken = _stretches_of_people(history.all(EventRow))
    for row in replies:
        if any(begin < row.seq < end for begin, end in taken.get(row.conversation, [])):
            yield Violation("I5", "other", f"{row.conversation}: the bot replied at {row.seq}, where a person answers")


def _stretches_of_people(events: Iterable[EventRow]) -> dict[str, list[tuple[int, float]]]:
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for event in sorted(events, key=lambda event: event.seq):
        stretches = found[event.conversation]
        if event.type in BRINGS_PERSON:
            stretches.append((event.seq, NEVER))
        elif event.type in LEAVES_PERSON:
            stretches[:] = [(begin, min(end, event.seq)) for begin, end in stretches]
    return found


def one_event(history: History) -> Iterator[Violation]:
    """I6: numbers without a hole up to the conversation's own count, and one event for each message."""
    events = defaultdict(list)
    for event in history.all(EventRow):
        events[event.conversation].append(event)
    for row in history.all(ConversationRow):
        yield from _judged_numbers(row, events[row.conversation])
    said = Counter(
        (e.conversation, e.seq) for e in history.all(EventRow) if e.type in {"message.posted", "note.posted"}
    )
    for message in history.all(MessageRow):
        if said[message.conversation, message.seq] != 1:
            yield Violation("I6", "missing", f"{message.conversation}: no event for the message at {message.seq}")


def _judged_numbers(row: ConversationRow, events: list[EventRow]) -> Iterator[Violation]:
    seqs = sorted(event.seq for event in events)
    public = sorted(event.public_seq for event in events if event.public_seq is not None)
    for name, found, last in (("seq", seqs, row.last_seq), ("public_seq", public, row.last_public_seq)):
        if found != list(range(1, last + 1)):
            yield Violation("I6", "missing", f"{row.conversation}: {name} is not 1 to {last}")


def nothing_is_spent_beyond(history: History) -> Iterator[Violation]:
    """I7: no account holds more than its cap, and nothing was used that is not booked."""
    for row in history.all(AccountRow):
        name = f"{row.kind} {row.key}"
        if row.tokens > row.cap:
            yield Violation("I7", "other", f"{name} spent {row.tokens} tokens, more than {row.cap:.0f}")
        if row.used > row.tokens:
            yield Violation("I7", "other", f"{name} used {row.used} tokens, and {row.tokens} are booked")


def nothing_is_owed(history: History) -> Iterator[Violation]:
    """I8: at the end no work is owed any more."""
    for row in history.all(OwedRow):
        yield Violation("I8", "stranded", f"{row.conversation} is still owed: {row.what}")


def everybody_reads_their_own(history: History) -> Iterator[Violation]:
    """I9: no customer is shown a text with another customer's mark."""
    readings = [reading for reading in history.all(Reading) if reading.canary]
    marks = {reading.canary for reading in readings}
    for reading in readings:
        for each in reading.heard:
            if any(mark in each.text for mark in marks - {reading.canary}):
                yield Violation("I9", "other", f"{reading.who} was shown {each.text!r}")


JUDGES: tuple[Callable[[History], Iterator[Violation]], ...] = (
    stored_once,
    texts_are_stored_once,
    readers_show_the_log,
    one_owner,
    nobody_is_stranded,
    nobody_waits_too_long,
    one_reply,
    one_event,
    nothing_is_spent_beyond,
    nothing_is_owed,
    everybody_reads_their_own,
)


def lateness(history: History, *, since: float = 0.0, until: float = NEVER) -> list[float]:
    """Return for each acknowledged message and each reader how many seconds after the ack it was heard."""
    acked = {(post.conversation, post.text): post.ended_at for post in history.all(Post) if post.result is Result.OK}
    return [
        max(0.0, each.at - acked[reading.conversation, each.text])
        for reading in history.all(Reading)
        for each in reading.heard
        if each.at != READ_LATER and since <= _acked_at(acked, reading, each) <= until
    ]


def _acked_at(acked: dict[tuple[str, str], float], reading: Reading, heard: Heard) -> float:
    return acked.get((reading.conversation, heard.text), -1.0)
