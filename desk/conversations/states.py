"""Who is responsible for a conversation, and which verb passes responsibility on. Pure."""

from __future__ import annotations

from enum import StrEnum

from desk.errors import InvalidTransition
from desk.vocabulary import Status


class Verb(StrEnum):
    """What can be done to a conversation's status."""

    ESCALATE = "escalate"
    ASSIGN = "assign"
    TAKE_OVER = "take_over"
    TRANSFER_TO_AGENT = "transfer_to_agent"
    TRANSFER_TO_TEAM = "transfer_to_team"
    REQUEUE = "requeue"
    HAND_BACK = "hand_back"
    SNOOZE = "snooze"
    WAKE = "wake"
    RESOLVE = "resolve"
    REOPEN_TO_BOT = "reopen_to_bot"
    REOPEN_TO_QUEUE = "reopen_to_queue"
    REOPEN_TO_AGENT = "reopen_to_agent"
    CLOSE = "close"


OPEN_STATUSES = frozenset({Status.BOT, Status.QUEUED, Status.ASSIGNED, Status.SNOOZED})

_B, _Q, _A, _S, _R, _C = Status

TRANSITIONS: dict[Verb, tuple[frozenset[Status], Status]] = {
    Verb.ESCALATE: (frozenset({_B}), _Q),
    Verb.ASSIGN: (frozenset({_Q, _S}), _A),
    Verb.TAKE_OVER: (frozenset({_B, _Q, _A, _S, _R}), _A),
    Verb.TRANSFER_TO_AGENT: (frozenset({_A, _S}), _A),
    Verb.TRANSFER_TO_TEAM: (frozenset({_A, _S}), _Q),
    Verb.REQUEUE: (frozenset({_A, _S}), _Q),
    Verb.HAND_BACK: (frozenset({_Q, _A, _S}), _B),
    Verb.SNOOZE: (frozenset({_A}), _S),
    Verb.WAKE: (frozenset({_S}), _A),
    Verb.RESOLVE: (OPEN_STATUSES, _R),
    Verb.REOPEN_TO_BOT: (frozenset({_R}), _B),
    Verb.REOPEN_TO_QUEUE: (frozenset({_R}), _Q),
    Verb.REOPEN_TO_AGENT: (frozenset({_R}), _A),
    Verb.CLOSE: (OPEN_STATUSES | {_R}, _C),
}


def after(status: Status, verb: Verb) -> Status:
    """Return the status that `verb` leads to.

    Raises InvalidTransition when the verb does not fit the status.
    """
    sources, target = TRANSITIONS[verb]
    if status not in sources:
        words = verb.value.replace("_", " ")
        message = f"A conversation that is {status.value} cannot be changed by: {words}."
        raise InvalidTransition(message)
    return target
