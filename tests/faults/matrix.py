"""The drills by their numbers in the matrix of docs/reliability.md, in the order in which they are done."""

from __future__ import annotations

from collections.abc import Callable

from tests.faults import drills, drills_claims, drills_network, drills_sockets
from tests.faults.figures import Figures

DRILLS: dict[str, Callable[[drills.Ground], Figures]] = {
    "F4": drills.subscriptions_are_cut,
    "F6": drills.connections_are_cut,
    "F7": drills_network.network_fails,
    "F8": drills.ids_are_sent_again_and_again,
    "F9": drills_sockets.reader_does_not_read,
    "F10": drills_sockets.thousand_come_back,
    "F11": drills_claims.claims_meet,
    "F12": drills.agent_vanishes,
    "F13": drills.model_fails,
    "F14": drills.model_is_away,
    "F15": drills.everything_is_restarted,
    "F17": drills.turn_kills_its_worker,
    "F18": drills.database_is_migrated,
}

# What the short form has time for.
QUICK = ("F6", "F14", "F18")

# The parts that are killed again and again.
KILLED = {"F1": "web", "F2": "worker", "F3": "redis", "F5": "postgresql"}

# What the matrix asks for and the desk has nothing of yet.
NOT_BUILT = {
    "F16": ("the disk for uploads is full", "there are no uploads"),
}
