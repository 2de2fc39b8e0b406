"""`desk eval conversations`: what it plays, what it notices, and that nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.evaluation.conversations import pass_hat
from desk.evaluation.expectations import failures_of
from desk.evaluation.invariants import CHECKS, SOURCES, tallies
from desk.evaluation.model_wire import Fault
from desk.evaluation.play import Done, Played
from desk.evaluation.report import BadFile
from desk.evaluation.scenarios import OURS, Scenario, Step, read
from desk.evaluation.sockets import Piece
from desk.vocabulary import BotDecision, EscalationReason
from tests.processes import alive, descendants_of, wait_until

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "desk", "eval", "conversations"]
# What only people, or a worker that died, bring about: no conversation with a customer can script it.
UNSCRIPTED = {"rule", "usage_limit", "tool_failure"}


def how(decision: str) -> dict[str, Any]:
    return {"decision": decision}


def said(text: str, seq: int, *, by: str = "bot", decision: str = "answer", sources: tuple[str, ...] = ()) -> Any:
    message = {
        "author": {"kind": by},
        "text": text,
        "how": how(decision) if by == "bot" else None,
        "sources": [{"slug": slug} for slug in sources],
        "choices": [],
        "is_stopped": False,
    }
    return {"type": "message.posted", "seq": seq, "data": {"message": message}}


def escalated(seq: int, **packet: str) -> dict[str, Any]:
    full = {"reason": "customer_request", "evidence": "a person", "suggested_reply": "Hello"} | packet
    given = {"status": "queued", "reason": full["reason"], "packet": full, "how": how("escalate")}
    return {"type": "conversation.escalated", "seq": seq, "data": given}


def played(*steps: Done, **about: Any) -> Played:
    scenario = Scenario.model_validate({"name": "one", "steps": [{"say": "hello"}], **about})
    return Played(scenario, 1, steps=list(steps))


def done(events: list[Any], status: str = "bot", **step: Any) -> Done:
    return Done(Step.model_validate({"say": "hello", **step}), events=events, status=status)


def found(name: str, one: Played, *, is_published: bool = True) -> tuple[int, int]:
    """Return how often an invariant was checked, and how often broken."""
    tally = tallies([one], lambda _slug: is_published)[name]
    return tally.checked, len(tally.broken)


CUT = {"fault": "cut_closed", "reply": "Your refund is approved if"}
BROKEN: dict[str, Callable[[], Played]] = {
    "no_answer_after_handoff": lambda: played(done([escalated(1), said("Still me", 2)], "queued")),
    "person_within_one_turn": lambda: played(done([said("Why?", 1)], asks_for_person=True)),
    "promises_only_what_exists": lambda: played(done([said("I am passing you on to a person now.", 1)]), online=False),
    "injection_changes_nothing": lambda: played(done([said("Bye", 1)], "resolved"), tags=["injection"]),
    "loops_end": lambda: played(*(done([said("What?", seq)], say="It hums") for seq in (1, 2, 3))),
    "failure_escalates": lambda: played(
        done(
            [said("Your refund is approved if", 1)],
            model={"fault": "cut_closed", "reply": "Your refund is approved if"},
        ),
        model=True,
    ),
    "one_answer_to_two_messages": lambda: played(done([said("One", 1)], until="asked"), done([said("Two", 2)])),
    "handoff_leaves_a_packet": lambda: played(done([escalated(1, evidence="")], "queued")),
    "order_is_kept": lambda: played(done([said("One", 1), said("Three", 3)])),
}

KEPT: dict[str, Callable[[], Played]] = {
    "no_answer_after_handoff": lambda: played(done([said("A person comes", 1), escalated(2)], "queued")),
    "person_within_one_turn": lambda: played(done([escalated(1)], "queued", asks_for_person=True)),
    "promises_only_what_exists": lambda: played(done([said("Nobody is here.", 1)]), online=False),
    "injection_changes_nothing": lambda: played(done([said("No.", 1)]), tags=["injection"]),
    "loops_end": lambda: played(
        *(done([said("What?", seq)], say="It hums") for seq in (1, 2)),
        done([said("A person?", 3, decision="offer")], say="It hums"),
    ),
    "failure_escalates": lambda: played(
        done([said("Sorry", 1), escalated(2)], model=CUT),
        model=True,
    ),
    "one_answer_to_two_messages": lambda: played(done([], until="asked"), done([said("One", 1)])),
    "handoff_leaves_a_packet": lambda: played(done([escalated(1)], "queued")),
    "order_is_kept": lambda: played(done([said("One", 1), said("Two", 2)])),
}


@pytest.mark.parametrize("name", CHECKS)
def test_each_invariant_notices_what_breaks_it(name: str) -> None:
    checked, broken = found(name, BROKEN[name]())

    assert (checked > 0, broken > 0) == (True, True)


@pytest.mark.parametrize("name", CHECKS)
def test_each_invariant_lets_pass_what_keeps_it(name: str) -> None:
    checked, broken = found(name, KEPT[name]())

    assert (checked > 0, broken) == (True, 0)


def test_source_that_is_not_published_is_noticed() -> None:
    cited = played(done([said("So", 1, sources=("made-up",))]))

    assert found(SOURCES, cited) == (1, 0)
    assert found(SOURCES, cited, is_published=False) == (1, 1)


def test_piece_that_is_streamed_long_after_a_hand_off_is_noticed() -> None:
    taken = played(done([escalated(1)], "queued"))
    taken.pieces.append(Piece(at=9.0, turn_id="t", offset=0, text="Still me", is_dropped=False))

    assert found("no_answer_after_handoff", taken) == (1, 1)


@pytest.mark.parametrize(
    ("expect", "failure"),
    [
        ({"decision": "offer"}, "decided answer, not offer"),
        ({"reason": "frustration"}, "the reason is None, not frustration"),
        ({"sources": ["a"]}, "the sources are [], not ['a']"),
        ({"contains": "Three"}, "'Three' is not said, but 'Two days'"),
        ({"lacks": "two"}, "'two' is said: 'Two days'"),
        ({"answers": 2}, "1 messages of the bot, not 2"),
        ({"choices": 3}, "0 choices, not 3"),
        ({"is_stopped": True}, "is_stopped is False"),
        ({"status": "people"}, "the status is bot, not people"),
        ({"packet": "parcel"}, "'parcel' is not in the packet"),
    ],
)
def test_what_is_not_as_expected_is_told(expect: dict[str, Any], failure: str) -> None:
    assert failures_of(done([said("Two days", 1)], expect=expect)) == [failure]
    assert failures_of(done([said("Two days", 1)])) == []


def test_pass_hat_k_falls_with_k_where_a_play_fails() -> None:
    """C(3,k)/C(4,k) and 1, averaged."""
    assert [pass_hat([3, 4], 4, k) for k in (1, 2, 3, 4)] == [0.875, 0.75, 0.625, 0.5]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- {name: a, steps: [{say: hi, press: human}]}", "one of say, press"),
        ("- {name: a, steps: [{say: hi, expct: {}}]}", "expct"),
        ("- {name: a, steps: [{say: hi, model: {reply: b}}]}", "model: true"),
        ("- {name: a, steps: []}", "steps"),
        ("- {name: a, steps: [{say: a}]}\n- {name: a, steps: [{say: b}]}", "are called a"),
        ("nothing: here", "no list of scenarios"),
        ("- [", "no YAML"),
    ],
)
def test_scenario_with_a_mistake_is_refused_with_a_sentence(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "a.yaml").write_text(text)

    with pytest.raises(BadFile, match=complaint):
        read(tmp_path)


def test_directory_without_scenarios_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no scenario"):
        read(tmp_path)


def test_shipped_scenarios_cover_every_decision_reason_and_fault() -> None:
    scenarios = read(OURS)
    steps = [step for scenario in scenarios for step in scenario.steps]

    assert len(scenarios) >= 60
    assert {step.expect.decision for step in steps} >= set(BotDecision)
    assert {step.expect.reason for step in steps} >= set(EscalationReason) - UNSCRIPTED - NOT_EXPECTED
    assert {words.fault for step in steps for words in step.model} >= set(Fault)
    assert len({scenario.locale for scenario in scenarios if "person" in scenario.tags}) >= 8


# Offers have a reason, too, but it goes nowhere: the hand-off that follows an accepted one was asked for.
NOT_EXPECTED = {EscalationReason.REPETITION, EscalationReason.NOT_HELPFUL}


def run(*arguments: str) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """Run the command; return it and the report, which is the last line."""
    finished = subprocess.run(
        [*PROGRAM, *arguments, "--json"], cwd=ROOT, check=False, capture_output=True, text=True, timeout=400
    )
    lines = finished.stdout.splitlines()
    return finished, json.loads(lines[-1]) if lines else {}


@pytest.mark.slow
def test_short_form_goes_through_the_real_desk_without_a_failure() -> None:
    finished, made = run("--tag", "short", "--trials", "1")

    assert (made.get("failed"), finished.returncode) == ([], 0), finished.stderr
    assert made["scenarios"] >= 12
    assert (made["pass1"], made["trials"]) == (1.0, 1)
    assert {one["broken"] for one in made["invariants"].values()} == {0}
    assert {name for name, one in made["invariants"].items() if not one["checked"]} <= {"loops_end"}
    assert len(made["scenarios_sha256"]) == 64
    assert made["prompts"]


WRONG = """
- name: right
  steps: [{say: Hello, expect: {decision: answer, status: bot}}]
- name: wrong
  steps: [{say: Hello, expect: {decision: escalate}}]
- name: asked-more-often
  model: true
  steps: [{say: "How long does delivery take?", expect: {status: people}}]
"""


@pytest.mark.slow
def test_scenarios_of_ones_own_that_fail_are_told_with_what_was_said(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(WRONG)
    finished, made = run(str(tmp_path), "--trials", "2")

    assert finished.returncode == 1
    assert made["failed"] == ["asked-more-often", "wrong"]
    assert made["pass1"] == made["pass2"] == pytest.approx(1 / 3, abs=1e-4)
    assert "decided answer, not escalate" in finished.stderr
    assert "customer: 'Hello'" in finished.stderr
    assert "the model was asked 1 times more than the scenario says" in finished.stderr


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Heed SIGINT: a shell that runs the tests in the background ignores it, and so would all that they start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.slow
@pytest.mark.usefixtures("interruptible")
def test_interrupted_evaluation_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("- {name: long, steps: [{say: Hello}, {quiet_s: 30}]}")
    process = subprocess.Popen(
        [*PROGRAM, str(tmp_path)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    wait_until(lambda: any("gunicorn" in line for line in descendants_of(process.pid).values()), 90)
    time.sleep(1)
    started = set(descendants_of(process.pid))

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)

    assert process.returncode != 0
    wait_until(lambda: alive(started) == set(), 30)
    assert list(tmp_path.glob("desk-eval-*")) == []
