"""What docs/identity.md tells developers to paste into their servers signs what the desk takes."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest

from desk.customers.identity import Identity, IdentityTokens
from desk.customers.models import Inbox
from tests.desk_up import ROOT

GUIDE = (ROOT / "docs" / "identity.md").read_text()
CUSTOMER = {"id": "u-42", "name": "Ada Lovelace ü", "plan": "gold"}
SITES = IdentityTokens("k" * 40)


def block(language: str) -> str:
    return str(re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)[0])


def must_count(token: str, inbox: Inbox) -> None:
    expected = Identity(sub="u-42", name="Ada Lovelace ü", attributes={"plan": "gold"})
    assert SITES.read(token.strip(), inbox) == expected


def test_python_of_the_guide_signs(dummy_inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_IDENTITY_SECRET", SITES.secret(dummy_inbox))
    namespace: dict[str, Any] = {}
    exec(block("python"), namespace)  # noqa: S102  our own guide

    must_count(namespace["desk_token"](CUSTOMER), dummy_inbox)


def test_node_of_the_guide_signs(dummy_inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_IDENTITY_SECRET", SITES.secret(dummy_inbox))
    script = f"{block('js')}\nconsole.log(deskToken({json.dumps(CUSTOMER)}));"

    must_count(subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True).stdout, dummy_inbox)
