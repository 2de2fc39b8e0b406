"""The nginx of docker-compose.yml on its own files, with the web processes of this machine in place of Docker's DNS."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desk.embedded.leash import leash
from tests.deploy.composefile import Service
from tests.desk_up import ROOT
from tests.processes import descendants_of, wait_until
from tests.servers import NotAvailable

HOST = "127.0.0.1"
MOUNTED = "/etc/desk"
NO_UPGRADE = "if ($http_upgrade) { return 400; }"
SERVER = re.compile(r"^( +)server web:8000 resolve(.*)$", re.MULTILINE)
RESOLVER = re.compile(r"^resolver .*\n", re.MULTILINE)


class Balancer:
    """Runs the service's own command on the files that it mounts; tests tell it where to lead visitors."""

    def __init__(self, service: Service, directory: Path, port: int) -> None:
        self.url = f"http://{HOST}:{port}"
        self.log = directory / "nginx.log"
        self.blocks_websockets = False
        self._port = port
        self._directory = directory / "nginx"
        self._mounts = {Path(target).name: ROOT / source for target, source in service.volumes.items()}
        words = [word.replace(MOUNTED, str(self._directory)) for word in service.command[1:]]
        words[words.index("-p") + 1] = str(self._directory)
        self._arguments = [nginx_program(), *words]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, ports: Sequence[int]) -> None:
        self._directory.mkdir()
        self._write(ports)
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._arguments,
                stdout=output,
                stderr=output,
                preexec_fn=leash().before_exec if sys.platform == "linux" else None,  # noqa: PLW1509 - only a call
            )
        wait_until(self._workers)

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait()

    def lead_to(self, *ports: int) -> None:
        """Lead new connections to these web processes, as after a look into the DNS; open sockets stay."""
        self._write(ports)
        old = self._workers()
        subprocess.run([*self._arguments[:5], "-s", "reload"], check=True, capture_output=True)
        wait_until(lambda: (now := self._workers()) and not now & old)

    def answered_by(self, status: int) -> list[str]:
        """Return which web processes answered with a status, once for each answer that is over."""
        lines = [line.split(" ") for line in self.log.read_text().splitlines()]
        return [words[-1] for words in lines if len(words) > 1 and words[1] == str(status)]

    def _write(self, ports: Sequence[int]) -> None:
        for name, source in self._mounts.items():
            shutil.copy(source, self._directory / name)
        self._change("nginx.conf", self._placed)
        self._change("web.conf", lambda text: SERVER.sub(lambda line: _servers(line, ports), RESOLVER.sub("", text)))

    def _change(self, name: str, change: Callable[[str], str]) -> None:
        path = self._directory / name
        path.write_text(change(path.read_text()))

    def _placed(self, text: str) -> str:
        """Put in the free port, and close the way to WebSockets as some companies do."""
        text = text.replace("listen 8080;", f"listen {HOST}:{self._port};")
        blocked = f"location /socket.io/ {{\n{NO_UPGRADE}" if self.blocks_websockets else "location /socket.io/ {"
        return text.replace("location /socket.io/ {", blocked)

    def _workers(self) -> set[int]:
        """The processes that take new connections; after a reload the old ones only go on with what they have."""
        assert self._process is not None
        assert self._process.poll() is None, self.log.read_text()
        children = descendants_of(self._process.pid).items()
        return {pid for pid, line in children if "worker process" in line and "shutting down" not in line}


def _servers(line: re.Match[str], ports: Sequence[int]) -> str:
    return "\n".join(f"{line[1]}server {HOST}:{port}{line[2]}" for port in ports)


def nginx_program() -> str:
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")
    if program is None:
        raise NotAvailable("There is no nginx. `make test` brings one, or says how.")
    return program
