"""What the terminal shows."""

from __future__ import annotations

import json
from pathlib import Path

from desk.embedded.welcome import LOGINS_FILE, welcome


def test_pages_are_named_in_full(tmp_path: Path) -> None:
    text = welcome("http://127.0.0.1:8000", tmp_path, has_demo=False)

    assert "http://127.0.0.1:8000/dashboard/" in text
    assert "http://127.0.0.1:8000/admin/articles" in text
    assert "http://127.0.0.1:8000/help" in text
    assert "desk create-admin" in text
    assert "demo" not in text.lower()


def test_demo_logins_are_marked_as_such(tmp_path: Path) -> None:
    login = {"role": "agent", "name": "Ada", "email": "ada@shop.example", "password": "p4ssw0rd"}
    (tmp_path / LOGINS_FILE).write_text(json.dumps([login]))

    text = welcome("http://127.0.0.1:8000", tmp_path, has_demo=True)

    assert "desk create-admin" not in text
    assert "Demo logins" in text
    assert "ada@shop.example" in text
    assert "p4ssw0rd" in text
