"""The judge notices: each way of breaking a promise is found, and a run that kept all of them is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.faults.checker import Violation, check, lateness
from tests.faults.history import (
    AccountRow,
    AgentRow,
    ConversationRow,
    EventRow,
    Fault,
    Heard,
    History,
    MessageRow,
    OwedRow,
    OwnerRow,
    Post,
    Question,
    Reading,
    Result,
    Resume,
    load,
)

ONE = "conversation-1"
EVENTS = (
    EventRow(ONE, 1, 1, "conversation.opened", 1.0),
    EventRow(ONE, 2, 2, "message.posted", 2.0, "a: hello"),
    EventRow(ONE, 3, 3, "message.posted", 2.5, "an answer"),
    EventRow(ONE, 4, 4, "conversation.assigned", 3.0),
    EventRow(ONE, 5, None, "note.posted", 4.0, "a note"),
    EventRow(ONE, 6, 5, "message.posted", 5.0, "a: there?"),
)


def public(*events: EventRow) -> tuple[Heard, ...]:
    return tuple(Heard(e.public_seq, e.type, e.text, e.at + 0.1) for e in events if e.public_seq is not None)


def clean() -> History:
    """A short run that kept every promise."""
    return History(
        [
            Post("a", ONE, "id-1", "a: hello", Result.OK, 2, 1.9, 2.0),
            Post("a", ONE, "id-2", "a: there?", Result.OK, 5, 4.0, 5.0, attempts=2),
            Post("a", ONE, "id-3", "a: too much", Result.REFUSED, None, 5.0, 5.1),
            Post("a", ONE, "id-4", "a: nobody knows", Result.UNKNOWN, None, 5.0, 9.0),
            *EVENTS,
            MessageRow(ONE, 2, 2, "customer:a", "id-1", "a: hello"),
            MessageRow(ONE, 3, 3, "bot", "id-b", "an answer", in_reply_to=2),
            MessageRow(ONE, 5, None, "agent:m", "id-n", "a note"),
            MessageRow(ONE, 6, 5, "customer:a", "id-2", "a: there?"),
            OwnerRow(ONE, "mira", 3.0, None),
            AgentRow("mira", 1),
            ConversationRow(ONE, "assigned", "mira", 6, 5),
            Reading("a", "customer", ONE, public(*EVENTS), canary="a:"),
            Reading("b", "customer", "conversation-2", (), canary="b:"),
            Reading("mira", "staff", ONE, tuple(Heard(e.seq, e.type, e.text, e.at + 0.2) for e in EVENTS)),
        ]
    )


def without(kind: type, **about: Any) -> Callable[[History], None]:
    return lambda history: history.records.remove(one(history, kind, **about))


def changed(kind: type, about: dict[str, Any], **changes: Any) -> Callable[[History], None]:
    def change(history: History) -> None:
        found = one(history, kind, **about)
        history.records[history.records.index(found)] = replace(found, **changes)

    return change


def added(*records: object) -> Callable[[History], None]:
    return lambda history: history.add(*records)


def one(history: History, kind: type, **about: Any) -> Any:
    records: list[Any] = history.all(kind)
    return next(r for r in records if all(getattr(r, name) == value for name, value in about.items()))


def heard_by(who: str, change: Callable[[tuple[Heard, ...]], tuple[Heard, ...]]) -> Callable[[History], None]:
    def apply(history: History) -> None:
        reading = one(history, Reading, who=who, conversation=ONE)
        history.records[history.records.index(reading)] = replace(reading, heard=change(reading.heard))

    return apply


BROKEN = {
    "acknowledged and gone": (without(MessageRow, client_id="id-1"), "I1", "lost"),
    "stored with another text": (changed(MessageRow, {"client_id": "id-1"}, text="a: hell"), "I1", "lost"),
    "stored twice with one id": (added(MessageRow(ONE, 7, 6, "customer:a", "id-1", "a: hello")), "I1", "duplicated"),
    "stored twice with two ids": (added(MessageRow(ONE, 7, 6, "customer:a", "id-9", "a: hello")), "I1", "duplicated"),
    "refused and stored": (added(MessageRow(ONE, 7, 6, "customer:a", "id-3", "a: too much")), "I1", "other"),
    "unknown and stored twice": (
        added(*(MessageRow(ONE, seq, seq, "customer:a", "id-4", "a: nobody knows") for seq in (7, 8))),
        "I1",
        "duplicated",
    ),
    "acknowledged in another place": (changed(Post, {"client_id": "id-1"}, seq=4), "I1", "reordered"),
    "a customer misses the last": (heard_by("a", lambda heard: heard[:-1]), "I2", "missing"),
    "a customer misses one between": (heard_by("a", lambda heard: heard[:2] + heard[3:]), "I2", "missing"),
    "an agent misses a note": (heard_by("mira", lambda heard: heard[:4] + heard[5:]), "I2", "missing"),
    "shown twice": (heard_by("a", lambda heard: heard[:2] + heard[1:]), "I2", "duplicated"),
    "shown in another order": (
        heard_by("a", lambda heard: heard[:1] + heard[2:3] + heard[1:2] + heard[3:]),
        "I2",
        "reordered",
    ),
    "shown and never stored": (
        heard_by("a", lambda heard: (*heard, Heard(6, "message.posted", "a: ghost", 9.0))),
        "I2",
        "other",
    ),
    "two owners at the same time": (added(OwnerRow(ONE, "jonas", 4.0, 5.0)), "I3", "double_owned"),
    "an owner who is none": (changed(ConversationRow, {}, agent=None), "I3", "double_owned"),
    "no owner although it says so": (without(OwnerRow), "I3", "double_owned"),
    "more than the capacity": (added(OwnerRow("conversation-2", "mira", 4.0, 5.0)), "I3", "other"),
    "waits for ever": (added(ConversationRow("conversation-3", "queued", None, 0, 0)), "I4", "stranded"),
    "waits for a bot that has forgotten": (
        added(ConversationRow("conversation-3", "bot", None, 0, 0, waits_for_bot=True)),
        "I4",
        "stranded",
    ),
    "two replies to one turn": (
        added(MessageRow(ONE, 7, 6, "bot", "id-c", "again", in_reply_to=2)),
        "I5",
        "duplicated",
    ),
    "the bot talks into a person's chat": (
        added(
            MessageRow(ONE, 7, 6, "bot", "id-c", "me too", in_reply_to=6),
            EventRow(ONE, 7, 6, "message.posted", 6.0, "me too"),
        ),
        "I5",
        "other",
    ),
    "the bot talks after a person took over": (
        added(
            EventRow("conversation-4", 1, 1, "conversation.taken_over", 3.0),
            EventRow("conversation-4", 2, 2, "message.posted", 4.0, "me too"),
            MessageRow("conversation-4", 2, 2, "bot", "id-d", "me too", in_reply_to=0),
        ),
        "I5",
        "other",
    ),
    "nobody's for too long, and then somebody's": (
        added(
            EventRow("conversation-4", 1, 1, "conversation.escalated", 3.0),
            EventRow("conversation-4", 2, 2, "conversation.assigned", 63.0),
        ),
        "I4",
        "stranded",
    ),
    "answered much too late": (added(Question("b", "conversation-2", 2.0, 62.0)), "I4", "stranded"),
    "a hole in the numbers": (without(EventRow, seq=4), "I6", "missing"),
    "a message without its event": (added(MessageRow(ONE, 9, 9, "system", "id-s", "unsaid")), "I6", "missing"),
    "more is spent than may be": (added(AccountRow("day", "2026-05-20", 11, 0, 10)), "I7", "other"),
    "something is spent and not booked": (added(AccountRow("turn", "turn-1", 5, 6, 10)), "I7", "other"),
    "work that is owed": (added(OwedRow("bot turn", ONE)), "I8", "stranded"),
    "a text of somebody else": (
        added(Reading("c", "customer", "conversation-3", (Heard(1, "message.posted", "a: hello", 3.0),), canary="c:")),
        "I9",
        "other",
    ),
}


def test_run_that_kept_every_promise_is_left_alone() -> None:
    assert check(clean()) == []


def test_bot_may_answer_again_after_everybody_handed_back() -> None:
    types = ("opened", "assigned", "requeued", "taken_over", "handed_back")
    history = clean()

    history.add(*(EventRow("conversation-4", n, n, f"conversation.{t}", n) for n, t in enumerate(types, 1)))
    history.add(EventRow("conversation-4", 6, 6, "message.posted", 6.0, "hello again"))
    history.add(MessageRow("conversation-4", 6, 6, "bot", "id-d", "hello again", in_reply_to=5))

    assert check(history) == []


@pytest.mark.parametrize("name", BROKEN)
def test_each_broken_promise_is_found(name: str) -> None:
    spoil, invariant, kind = BROKEN[name]
    history = clean()

    spoil(history)

    assert (invariant, kind) in {(found.invariant, found.kind) for found in check(history)}


def test_history_that_was_kept_is_judged_in_the_same_way(tmp_path: Path) -> None:
    history = clean()
    heard_by("a", lambda heard: heard[:-1])(history)
    history.add(Fault("kill web", "web 0", 3.0, 4.0), Resume("a", 3.1, 3.9), Question("b", "conversation-2", 2.0, None))

    history.save(tmp_path / "history.jsonl")
    found: list[Violation] = check(load(tmp_path / "history.jsonl"))

    assert found == check(history) != []
    assert load(tmp_path / "history.jsonl").records == history.records


def test_lateness_is_counted_from_the_ack_for_each_reader() -> None:
    late = sorted(lateness(clean()))

    assert late == pytest.approx([0.1, 0.1, 0.2, 0.2])
    assert lateness(clean(), since=4.5) == pytest.approx([0.1, 0.2])
