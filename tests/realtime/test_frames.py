"""What is answered to frames that cannot be read."""

from __future__ import annotations

import json

import pytest

from desk.realtime.frames import is_readable, malformed, too_large


def body(answer: str | None) -> dict[str, str]:
    assert answer is not None
    (reply,) = json.loads(answer[answer.index("[") :])
    assert reply["ok"] is False
    error: dict[str, str] = reply["error"]
    return error


def test_refusal_goes_to_the_ack_that_was_asked_for() -> None:
    answer = malformed('2/widget,17["message.send",{')

    assert answer is not None
    assert answer.startswith("3/widget,17[")
    assert body(answer)["code"] == "invalid"


def test_frame_of_the_first_namespace_is_answered_there() -> None:
    assert (malformed("25[") or "").startswith("35[")


def test_large_frame_is_told_the_limit() -> None:
    error = body(too_large('2/dashboard,3["note.post"', limit=65_536))

    assert error["code"] == "too_large"
    assert "64 KiB" in error["message"]


@pytest.mark.parametrize(
    "frame", ["", "2", '2/widget,["typing.set"]', "0/widget,", "nonsense", b"\x00", None, "2/" + "a" * 999]
)
def test_who_asked_for_no_answer_gets_none(frame: object) -> None:
    assert malformed(frame) is None


@pytest.mark.parametrize("frame", [b"bytes", "51-/widget,[]", "61-/widget,1[]", None])
def test_binary_is_no_command(frame: object) -> None:
    assert not is_readable(frame)


def test_number_of_an_ack_is_bounded() -> None:
    answer = malformed("2" + "9" * 500)

    assert len(answer or "") < 500
