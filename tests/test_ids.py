"""Identifiers sort by the time they were made."""

from __future__ import annotations

import time
from uuid import RFC_4122

from desk.ids import uuid7
from tests.threads import at_once, results


def test_is_a_version_7_uuid_of_now() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid7()
    after = time.time_ns() // 1_000_000

    assert (made.version, made.variant) == (7, RFC_4122)
    # Ids made in a rush run ahead of the clock, by far less than this.
    assert before <= made.int >> 80 <= after + 100


def test_ids_grow_also_within_one_millisecond() -> None:
    made = [uuid7() for _ in range(20_000)]

    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_threads_never_make_the_same() -> None:
    made = [one for some in results(at_once(8, lambda _: [uuid7() for _ in range(2_000)])) for one in some]

    assert len(set(made)) == 16_000
