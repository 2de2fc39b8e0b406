"""The whole conversation domain against a simple model of it, on both databases."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from desk.database import Database
from tests.conversations.machine import DeskAndModel
from tests.doubles import FrozenClock

# Without a number the same steps are taken each time, so that a change that fails here failed because of
# the change. With MODEL_EXAMPLES=2000 as many are drawn anew, and longer ones.
EXAMPLES = os.environ.get("MODEL_EXAMPLES", "")


def chosen_settings() -> settings:
    """Steps write to a database: they are slow, and how slow says nothing."""
    return settings(
        max_examples=int(EXAMPLES or 30),
        stateful_step_count=60 if EXAMPLES else 40,
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        print_blob=False,
    )


@pytest.mark.slow
def test_whatever_anybody_does_the_desk_does_what_the_model_says(database: Database, frozen_clock: FrozenClock) -> None:
    run_state_machine_as_test(DeskAndModel, settings=chosen_settings())
