"""A model server that is not ours (aimock), run as a process of its own: what we speak to, somebody else wrote."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2] / "node_modules/@copilotkit/aimock/dist/cli.js"
_LISTENING = re.compile(r"listening on (http://\S+)")


def is_there() -> bool:
    """Say whether Node.js and the package are installed."""
    return shutil.which("node") is not None and PROGRAM.exists()


@contextmanager
def foreign_server(directory: Path, fixtures: Sequence[dict[str, object]]) -> Iterator[str]:
    """Run the server with these fixtures on a free port and give the URL for a client."""
    (directory / "fixtures.json").write_text(json.dumps({"fixtures": fixtures}), encoding="utf-8")
    node = shutil.which("node")
    assert node is not None
    command = [node, str(PROGRAM), "--port", "0", "--fixtures", str(directory), "--latency", "25", "--chunk-size", "12"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield f"{_address(process)}/v1"
        finally:
            process.terminate()
            process.communicate(timeout=10)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if found := _LISTENING.search(line):
            return found.group(1)
    message = f"The server did not start: {''.join(said)}"
    raise RuntimeError(message)
