"""`desk up` with small programs in place of the desk's own; run as a program by test_supervisor.py."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from desk.embedded import children
from desk.embedded.children import Command
from desk.supervisor import Programs, run

WORKERS = {
    "willing": "import time; time.sleep(300)",
    "stubborn": "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(300)",
    "hopeless": "raise SystemExit('no use')",
}


def stand_ins(kind: str) -> Mapping[str, tuple[str, ...]]:
    server = ("-m", "gunicorn", "--config", "python:desk.gunicorn_conf", "tests.stand_in_app:app", "--bind")
    return {"prepare": ("-c", ""), "web": server, "worker": ("-c", WORKERS[kind])}


def main(kind: str, port: int, data_dir: Path, environment: dict[str, str]) -> int:
    # Nobody waits for the fifth death as long as a person would.
    children.FIRST_PAUSE_S = 0.02
    arguments = stand_ins(kind)

    def programs(environment: Mapping[str, str], host: str, port: int) -> Programs:
        def command(name: str, *more: str) -> Command:
            return Command(name, (sys.executable, *arguments[name], *more), environment)

        return Programs(command("prepare"), command("web", f"{host}:{port}"), command("worker"))

    return run(port=port, host="127.0.0.1", data_dir=data_dir, environ=environment, programs=programs)


if __name__ == "__main__":
    _, given_kind, given_port, given_data_dir, given_environment = sys.argv
    sys.exit(main(given_kind, int(given_port), Path(given_data_dir), json.loads(given_environment)))
