"""The weakenings that `make weaken` tries: there are enough, and each still fits the code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.evaluation.weakenings import WEAKENINGS, DoesNotApply, Weakening

ROOT = Path(__file__).resolve().parents[2]


def test_there_are_enough_weakenings_and_none_twice() -> None:
    assert len({one.name for one in WEAKENINGS}) == len(WEAKENINGS) >= 20
    assert len({(one.path, one.pattern) for one in WEAKENINGS}) == len(WEAKENINGS)


@pytest.mark.parametrize("weakening", WEAKENINGS, ids=lambda one: one.name.replace(" ", "-"))
def test_weakening_still_applies_and_leaves_code_that_can_be_read(weakening: Weakening) -> None:
    """One that broke the syntax would be noticed by anything."""
    weakened = weakening.weakened(ROOT)

    if weakening.path.endswith(".py"):
        ast.parse(weakened)


def test_weakening_that_no_longer_fits_says_so() -> None:
    with pytest.raises(DoesNotApply, match="is not found"):
        Weakening("none", "desk/bot/policy.py", r"no such line", "").weakened(ROOT)
