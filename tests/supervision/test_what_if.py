"""What if, as a supervisor asks it: line by line, in a process apart, for supervisors alone."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from desk.assignment.whatif import WhatIfLine
from tests.desk_up import RunningDesk
from tests.stage import SUPERVISOR, Stage, expect

pytestmark = pytest.mark.slow

PATH = "/api/v1/supervision/what-if"
DAY = {"per_hour": 60, "hours": 4, "work_s": 300, "staff": 5}
LONG = {"per_hour": 2300, "hours": 8, "work_s": 60, "staff": 40}


@pytest.fixture(scope="module")
def stage(web: RunningDesk) -> Iterator[Stage]:
    with Stage(web) as ready:
        yield ready


def lines(text: str) -> list[WhatIfLine]:
    return [WhatIfLine.model_validate_json(line) for line in text.splitlines()]


def test_answer_comes_line_by_line_and_ends_with_the_comparison(stage: Stage) -> None:
    question = {"synthetic": DAY, "changes": [{"agents": "+1"}, {"policy": {"strategy": "round_robin"}}]}
    answer = expect(200, stage.staff[SUPERVISOR].post(PATH, json=question))
    *before, last = lines(answer.text)

    assert [line.done for line in before] == sorted(line.done for line in before)
    assert {line.comparison for line in before} == {None}
    assert last.comparison is not None
    assert [column.name for column in last.comparison.columns] == ["As it is", "1 agent more", "strategy round_robin"]
    waits = [column.figures.wait_mean_s for column in last.comparison.columns]
    assert all(waits)


def test_what_cannot_be_played_is_said_in_the_last_line(stage: Stage) -> None:
    answer = expect(200, stage.staff[SUPERVISOR].post(PATH, json={"day": "2020-01-01"}))
    error = lines(answer.text)[-1].error

    assert error is not None
    assert (error["code"], list(error["fields"])) == ("invalid", ["day"])
    assert error["message"].startswith("Nobody needed a person on 2020-01-01.")


@pytest.mark.parametrize(
    "question", [{}, {"synthetic": DAY, "changes": [{"policy": {"strategy": "by name"}}]}], ids=str
)
def test_question_that_makes_no_sense_is_refused_before_anything_runs(stage: Stage, question: dict[str, Any]) -> None:
    error = expect(422, stage.staff[SUPERVISOR].post(PATH, json=question)).json()["error"]

    assert error["code"] == "invalid"


def test_one_runs_at_a_time_others_are_answered_meanwhile_and_leaving_ends_it(stage: Stage) -> None:
    staff = stage.staff[SUPERVISOR]
    with staff.stream("POST", PATH, json={"synthetic": LONG, "runs": 20}) as answer:
        told = answer.iter_lines()  # held on to: without it the answer would be closed
        next(told)
        assert expect(429, staff.post(PATH, json={"synthetic": DAY})).headers["Retry-After"] == "10"
        expect(200, staff.get("/api/v1/supervision/live"))

    deadline = time.monotonic() + 20
    while (again := staff.post(PATH, json={"synthetic": DAY, "runs": 1})).status_code == 429:
        assert time.monotonic() < deadline, "the simulation that nobody reads goes on"
        time.sleep(0.2)
    assert lines(expect(200, again).text)[-1].comparison is not None


def test_command_prints_one_line_of_json_last(web: RunningDesk) -> None:
    given = ("--per-hour", "60", "--hours", "4", "--work-s", "300", "--staff", "5", "--agents", "+1", "--agents", "+2")
    run = web.try_command("simulate", *given, "--policy", "strategy=round_robin,is_sticky=false", "--json")
    report = json.loads(run.stdout.splitlines()[-1])

    assert [column["name"] for column in report["columns"]] == [
        "As it is",
        *(f"{more} more, strategy round_robin, is_sticky False" for more in ("1 agent", "2 agents")),
    ]
    assert report["question"]["changes"][0]["policy"] == {"strategy": "round_robin", "is_sticky": False}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ((), "Give a date, or the numbers of a day that is made up."),
        (("--date", "2020-01-01"), "Nobody needed a person on 2020-01-01."),
        (("--per-hour", "60"), "--work-s: Field required"),
        (("--per-hour", "60", "--work-s", "9", "--policy", "no/file"), "no/file cannot be read as a JSON object"),
    ],
)
def test_command_that_cannot_run_says_why_and_what_to_type_next(
    web: RunningDesk, given: tuple[str, ...], why: str
) -> None:
    run = web.try_command("simulate", *given)

    assert (run.returncode, run.stdout) == (1, "")
    assert why in run.stderr
    assert "For example: desk simulate" in run.stderr
