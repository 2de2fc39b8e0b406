"""A new desk: the first login, the first place for a widget, and what is said of mistakes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desk.customers.actions import add_inbox, inbox_of
from desk.customers.models import Inbox
from desk.errors import Conflict, Invalid
from tests.desk_up import PROGRAM, ROOT, RunningDesk, web_alone
from tests.logins import Staff

ADMIN = ("create-admin", "--email", "Ann@Shop.example", "--name", "Ann", "--password", "correct horse battery")
DECIDED_BY_UP = {"DESK_MODE", "DESK_PUBLIC_URL", "DESK_WEB_URL"}
INBOX = ("create-inbox", "--key", "lamps", "--name", "Lamps", "--origin", "https://shop.example")


@pytest.mark.slow
def test_new_desk_says_how_one_gets_in_until_somebody_can(tmp_path: Path) -> None:
    with web_alone(tmp_path / "data", settings={"demo": "false"}) as desk:
        with desk.http() as browser:
            before = browser.get("/dashboard/login").text
        told = desk.command(*ADMIN)
        with Staff(desk.url) as ann:
            after = ann.get("/dashboard/login").text
            entered = ann.log_in("ann@shop.example", "correct horse battery")

    assert "desk create-admin" in before
    assert "desk create-admin" not in after
    assert "/dashboard/" in told
    assert entered.status_code == 302


@pytest.mark.slow
@pytest.mark.parametrize("command", [ADMIN, INBOX], ids=["admin", "inbox"])
def test_what_is_there_already_is_said_in_a_sentence(web: RunningDesk, command: tuple[str, ...]) -> None:
    web.try_command(*command)

    again = web.try_command(*command)

    assert again.returncode == 2
    assert "already" in again.stderr
    assert len(again.stderr.splitlines()) == 1


@pytest.mark.slow
def test_command_needs_no_setting_beside_a_running_desk(desk: RunningDesk) -> None:
    """Only the directory says which desk it is; with `make run` that is the usual one."""
    beside = {name: value for name, value in desk.environment.items() if name not in DECIDED_BY_UP}
    here = replace(desk, environment=beside)

    assert f'src="{desk.url}/widget.js"' in here.command(*INBOX)
    assert "warranty" in here.command("kb", "list")


def test_command_that_finds_no_desk_says_where_to_run_it(tmp_path: Path) -> None:
    environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [*PROGRAM, "kb", "list"], cwd=tmp_path, env=environment, check=False, capture_output=True, text=True
    )

    assert run.returncode == 2
    assert "DESK_SECRET_KEY" in run.stderr
    assert "DESK_DATA_DIR" in run.stderr.splitlines()[-1]


@pytest.mark.slow
def test_address_that_is_none_is_refused(web: RunningDesk) -> None:
    refused = web.try_command("create-admin", "--email", "ann", "--name", "Ann", "--password", "correct horse battery")

    assert refused.returncode == 2
    assert "ada@shop.example" in refused.stderr


@pytest.mark.slow
def test_secret_of_an_inbox_is_the_same_until_it_is_renewed(web: RunningDesk) -> None:
    secret = web.command("identity-secret", "demo")

    assert len(secret.strip()) == 64
    assert web.command("identity-secret", "demo") == secret
    assert web.command("identity-secret", "demo", "--renew") != secret
    unknown = web.try_command("identity-secret", "nobody")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "desk create-inbox" in unknown.stderr


@pytest.mark.parametrize("origin", ["shop.example", "https://shop.example/shop", "ftp://shop.example", "https://", "*"])
def test_origin_that_no_browser_sends_is_refused(database: object, origin: str) -> None:
    with pytest.raises(Invalid, match=r"https://shop\.example"):
        add_inbox(key="lamps", name="Lamps", allowed_origins=[origin])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://Shop.Example/", "https://shop.example"),
        ("http://localhost:5000", "http://localhost:5000"),
        ("http://[::1]:5000", "http://[::1]:5000"),
    ],
)
def test_origin_is_kept_as_browsers_write_it(database: object, given: str, kept: str) -> None:
    add_inbox(key="lamps", name="Lamps", allowed_origins=[given])

    assert inbox_of("lamps").allowed_origins == [kept]


@pytest.mark.parametrize("key", ["", "Lamps", "lamps shop", "-lamps", "l" * 65])
def test_key_that_does_not_fit_into_a_script_tag_is_refused(database: object, key: str) -> None:
    with pytest.raises(Invalid, match="lamp-shop"):
        add_inbox(key=key, name="Lamps", allowed_origins=[])


def test_key_that_is_taken_is_refused(create_inbox: Callable[..., Inbox]) -> None:
    create_inbox("lamps")

    with pytest.raises(Conflict, match="already"):
        add_inbox(key="lamps", name="Other", allowed_origins=[])
