"""Whether what came of a step is what its scenario expects. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desk.evaluation.play import Done

PEOPLE = {"queued", "assigned"}


def failures_of(done: Done) -> list[str]:
    """Return a sentence for everything that is not as expected."""
    return [*_decision(done), *_words(done), *_status(done), *_packet(done)]


def _decision(done: Done) -> Iterator[str]:
    expected, made = done.step.expect, decision_of(done)
    if expected.decision is not None and made != expected.decision:
        yield f"decided {made}, not {expected.decision.value}"
    reason = done.escalated["data"]["reason"] if done.escalated else None
    if expected.reason is not None and reason != expected.reason:
        yield f"the reason is {reason}, not {expected.reason.value}"


def decision_of(done: Done) -> str | None:
    """Return what the bot decided last in this step."""
    hows: list[Any] = [message["how"] for message in done.said]
    hows += [done.escalated["data"]["how"]] if done.escalated else []
    return next((str(how["decision"]) for how in reversed(hows) if how), None)


def _words(done: Done) -> Iterator[str]:
    expected = done.step.expect
    text = "\n".join(message["text"] for message in done.said)
    yield from (f"{one!r} is not said, but {text!r}" for one in expected.contains if one.lower() not in text.lower())
    yield from (f"{one!r} is said: {text!r}" for one in expected.lacks if one.lower() in text.lower())
    if expected.answers is not None and len(done.said) != expected.answers:
        yield f"{len(done.said)} messages of the bot, not {expected.answers}"
    last: dict[str, Any] = done.said[-1] if done.said else {"sources": [], "choices": [], "is_stopped": False}
    slugs = [source["slug"] for source in last["sources"]]
    if expected.sources is not None and slugs != expected.sources:
        yield f"the sources are {slugs}, not {expected.sources}"
    if expected.choices is not None and len(last["choices"]) != expected.choices:
        yield f"{len(last['choices'])} choices, not {expected.choices}"
    if expected.is_stopped is not None and last["is_stopped"] != expected.is_stopped:
        yield f"is_stopped is {last['is_stopped']}"


def _status(done: Done) -> Iterator[str]:
    wanted = done.step.expect.status
    is_fine = wanted is None or done.status == wanted or (wanted == "people" and done.status in PEOPLE)
    if not is_fine:
        yield f"the status is {done.status}, not {wanted}"


def _packet(done: Done) -> Iterator[str]:
    wanted = done.step.expect.packet
    packet = json.dumps(done.escalated["data"]["packet"], ensure_ascii=False) if done.escalated else ""
    yield from (f"{one!r} is not in the packet" for one in wanted if one.lower() not in packet.lower())
