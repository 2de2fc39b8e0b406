"""The operator's rules: a file that is right is followed, a file that is wrong keeps the desk from starting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desk.config import ConfigError, load

if TYPE_CHECKING:
    from pathlib import Path

GIVEN = {"DESK_SECRET_KEY": "x" * 40, "DESK_MODE": "embedded"}


def started(path: Path, text: str) -> tuple[str, ...]:
    """Return the ids of the rules that a desk with this file starts with."""
    path.write_text(text, encoding="utf-8")
    return tuple(rule.id for rule in load(GIVEN | {"DESK_BOT_RULES": str(path)}).rules)


def test_rules_are_read_in_their_order(tmp_path: Path) -> None:
    """YAML and JSON say the same."""
    listed = [
        {"id": "b", "words": ["resell*"], "decision": "escalate", "reason": "Sales"},
        {"id": "a", "pattern": "fairs?", "decision": "never", "pages": ["/shop"]},
    ]
    yaml = "- {id: b, words: ['resell*'], decision: escalate}\n- {id: a, pattern: 'fairs?', decision: never}\n"

    assert started(tmp_path / "rules.json", json.dumps(listed)) == ("b", "a")
    assert started(tmp_path / "rules.yaml", yaml) == ("b", "a")
    assert started(tmp_path / "empty.yaml", "") == ()
    assert load(GIVEN).rules == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- {id: a, words: [x], decision: maybe}", "0.decision: Input should be 'escalate', 'offer' or 'never'"),
        ("- {id: a, decision: offer}", "0: needs either words or a pattern"),
        ("- {id: a, words: ['*'], decision: offer}", "0: needs either words or a pattern"),
        ("- {id: a, words: [x], pattern: x, decision: offer}", "0: needs either words or a pattern"),
        ("- {id: a, pattern: '(', decision: offer}", "0: pattern: missing )"),
        ("- {id: a, words: [x], decision: offer, colour: red}", "0.colour: Extra inputs are not permitted"),
        ("- {id: a, words: [x], decision: offer}\n- {id: a, words: [y], decision: offer}", "two rules are called a"),
        ("a: b: c", "is neither YAML nor JSON"),
        ("words", "the file: Input should be a valid tuple"),
    ],
)
def test_wrong_file_keeps_the_desk_from_starting(tmp_path: Path, text: str, sentence: str) -> None:
    """The refusal names the setting, the file and what is wrong in it."""
    with pytest.raises(ConfigError) as refused:
        started(tmp_path / "rules.yaml", text)

    assert str(refused.value).startswith(f"DESK_BOT_RULES: {tmp_path / 'rules.yaml'}")
    assert sentence in str(refused.value)


def test_missing_file_keeps_the_desk_from_starting(tmp_path: Path) -> None:
    """A path that leads nowhere is not silently no rules."""
    with pytest.raises(ConfigError, match=r"DESK_BOT_RULES: .*nowhere\.yaml cannot be read"):
        load(GIVEN | {"DESK_BOT_RULES": str(tmp_path / "nowhere.yaml")})
