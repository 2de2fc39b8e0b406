"""`desk bot-tools check`: what is wrong with a file, or what its tools would send; nothing is sent, no secret shown."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.bot.tool_server import ToolServer, declared

ROOT = Path(__file__).parents[2]
EXAMPLE = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


def checked(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desk", "bot-tools", "check", *arguments]
    given = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)} | variables
    return subprocess.run(command, env=given, cwd=ROOT, check=False, capture_output=True, text=True)


def test_right_file_is_told_without_its_secrets_and_nothing_is_sent(tmp_path: Path) -> None:
    with ToolServer() as server:
        path = declared(tmp_path / "tools.yaml", server.tool(headers={"X-Token": "${SHOP_TOKEN}"}), server.write())
        run = checked(DESK_BOT_TOOLS=path, DESK_BOT_TOOL_HOSTS=server.host, SHOP_TOKEN="t0p-secret")

    assert (run.returncode, server.asked) == (0, [])
    assert "order_status: the bot may do it" in run.stdout
    assert "cancel_order: waits for a person" in run.stdout
    assert "header X-Token" in run.stdout
    assert "the desk gives customer = customer id" in run.stdout
    assert "t0p-secret" not in run.stdout + run.stderr
    assert "2 tools, nothing wrong." in run.stderr


def test_wrong_file_is_told_with_its_line(tmp_path: Path) -> None:
    with ToolServer() as server:
        path = declared(tmp_path / "tools.yaml", server.tool(), server.tool(name="x", method="DELETE"))
    run = checked(path, "--hosts", server.host)

    assert (run.returncode, run.stdout) == (1, "")
    assert re.search(r"tools\.yaml, line 14: 1: a DELETE changes something", run.stderr)


def test_no_file_is_told() -> None:
    assert "set DESK_BOT_TOOLS" in checked().stderr


def test_example_of_the_manual_is_right(tmp_path: Path) -> None:
    (example,) = EXAMPLE.findall((ROOT / "docs" / "bot-tools.md").read_text())
    (tmp_path / "tools.yaml").write_text(example)

    run = checked(str(tmp_path / "tools.yaml"), "--hosts", "api.shop.example", SHOP_TOKEN="for-tests")

    assert (run.returncode, run.stderr) == (0, "2 tools, nothing wrong.\n")
