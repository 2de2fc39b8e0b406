"""What nginx passes on, to whom, and what it says when nobody is there; two small servers stand where the web would."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from desk.embedded.ports import free_port
from tests.deploy.balancer import Balancer
from tests.deploy.composefile import COMPOSE, TLS, read
from tests.logins import Http
from tests.processes import wait_until

pytestmark = pytest.mark.slow

TABS = [f"tab-{number:05}" for number in range(40)]


class Echo(BaseHTTPRequestHandler):
    """Says what it was asked, and which server it is."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        told = {"port": self.connection.getsockname()[1], "headers": dict(self.headers), "path": self.path}
        body = json.dumps({**told, "body": self.rfile.read(length).decode()}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "text/javascript" if self.path.startswith("/static/") else "text/html")
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  the library's name

    def log_message(self, *_: object) -> None:
        """A test's output is not for this."""


class HangUp(Echo):
    """Takes a request and hangs up without a word."""

    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        self.close_connection = True

    do_POST = do_GET  # noqa: N815  the library's name


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler] = Echo) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def webs() -> Iterator[list[int]]:
    with serving() as first, serving() as second:
        yield [first, second]


@pytest.fixture(scope="module")
def create_balancer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Balancer]]:
    with ExitStack() as afterwards:

        def create(ports: list[int], *overlays: Path) -> Balancer:
            service = read(COMPOSE, *overlays, DOMAIN="desk.example.com")["nginx"]
            balancer = Balancer(service, tmp_path_factory.mktemp("nginx"), free_port())
            balancer.start(ports)
            afterwards.callback(balancer.stop)
            return balancer

        yield create


@pytest.fixture(scope="module")
def first(create_balancer: Callable[..., Balancer], webs: list[int]) -> Balancer:
    """Visitors reach it directly."""
    return create_balancer(webs)


@pytest.fixture(scope="module")
def behind(create_balancer: Callable[..., Balancer], webs: list[int]) -> Balancer:
    """Another proxy ends TLS before it."""
    return create_balancer(webs, TLS)


def ask(balancer: Balancer, path: str, **headers: str) -> dict[str, Any]:
    with Http(balancer.url) as browser:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        answer: dict[str, Any] = browser.get(path, headers=given).json()
    return answer


def test_what_a_visitor_says_of_themselves_is_replaced(first: Balancer) -> None:
    lies = {
        "X_Forwarded_For": "10.1.1.1",
        "X_Forwarded_Proto": "https",
        "X_Forwarded_Host": "evil.example",
        "Forwarded": "for=10.1.1.1",
    }

    headers = ask(first, "/", **lies)["headers"]

    assert headers["X-Forwarded-For"] == "127.0.0.1"
    assert headers["X-Forwarded-Proto"] == "http"
    assert headers["X-Forwarded-Host"] == headers["Host"] == first.url.removeprefix("http://")
    assert "Forwarded" not in headers


def test_behind_another_proxy_the_word_of_that_one_is_taken(behind: Balancer) -> None:
    headers = ask(behind, "/", X_Forwarded_For="203.0.113.7", X_Forwarded_Proto="https")["headers"]

    assert headers["X-Forwarded-For"] == "203.0.113.7"
    assert headers["X-Forwarded-Proto"] == "https"


@pytest.mark.parametrize("path", ["/internal/emit", "/metrics"])
def test_what_is_for_the_desks_own_processes_is_not_there(first: Balancer, path: str) -> None:
    with Http(first.url) as browser:
        assert browser.get(path).status_code == 404


def test_pages_are_spread_over_all_processes(first: Balancer, webs: list[int]) -> None:
    assert {ask(first, "/")["port"] for _ in range(10)} == set(webs)


def test_polling_of_one_tab_reaches_one_process_and_all_processes_have_tabs(first: Balancer, webs: list[int]) -> None:
    asked = {tab: {ask(first, poll(tab))["port"] for _ in range(3)} for tab in TABS}

    assert {len(ports) for ports in asked.values()} == {1}
    assert set.union(*asked.values()) == set(webs)


def poll(tab: str) -> str:
    return f"/socket.io/?EIO=4&transport=polling&tab={tab}"


def test_polling_that_keeps_the_cookie_reaches_one_process_also_when_the_address_changes(behind: Balancer) -> None:
    with Http(behind.url) as browser:
        ports = {
            browser.get(
                "/socket.io/?EIO=4&transport=polling",
                headers={"X-Forwarded-For": f"203.0.113.{number}", "X-Forwarded-Proto": "https", **cookie(browser)},
            ).json()["port"]
            for number in range(20)
        }

    assert len(ports) == 1


def cookie(browser: Http) -> dict[str, str]:
    """Send it although the test speaks no TLS, which the cookie insists on."""
    kept = [f"{each.name}={each.value}" for each in browser.cookies.jar]
    return {"Cookie": "; ".join(kept)} if kept else {}


def test_cookie_is_for_sockets_only_and_over_tls_only_where_there_is_tls(first: Balancer, behind: Balancer) -> None:
    with Http(first.url) as browser:
        plain = browser.get(poll("tab-00001")).headers["set-cookie"]
        page = browser.get("/").headers
    with Http(behind.url) as browser:
        safe = browser.get(poll("tab-00001"), headers={"X-Forwarded-Proto": "https"}).headers["set-cookie"]

    assert plain == "desk_web=tab-00001; Path=/socket.io/; HttpOnly; SameSite=Lax"
    assert safe == f"{plain}; Secure"
    assert "set-cookie" not in page


def test_tab_cannot_write_into_the_cookie(first: Balancer) -> None:
    with Http(first.url) as browser:
        cookie = browser.get(poll("tab-00001;Domain=evil.example")).headers["set-cookie"]

    assert cookie.startswith("desk_web=127.0.0.1; Path=/socket.io/;")


def test_reading_is_tried_at_the_next_process_and_writing_is_not(
    create_balancer: Callable[..., Balancer], webs: list[int]
) -> None:
    with serving(HangUp) as hanging:
        for _ in range(4):  # whichever process comes first
            balancer = create_balancer([hanging, webs[0]])
            with Http(balancer.url) as browser:
                assert browser.get("/").json()["port"] == webs[0]
        balancer = create_balancer([hanging])
        HangUp.asked = 0
        with Http(balancer.url) as browser:
            answer = browser.post("/api/v1/messages", content=b"{}")

    assert HangUp.asked == 1
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "unavailable"


@pytest.mark.parametrize("path", ["/socket.io/?EIO=4&transport=polling", "/api/v1/anything"])
def test_programs_are_told_in_their_own_shape_that_nobody_is_there(
    create_balancer: Callable[..., Balancer], path: str
) -> None:
    with Http(create_balancer([free_port()]).url) as browser:
        answer = browser.get(path)

    assert answer.status_code == 503
    assert set(answer.json()["error"]) == {"code", "message", "fields"}
    assert answer.headers["retry-after"] == "3"


def test_people_are_told_in_a_page_that_tries_again(create_balancer: Callable[..., Balancer]) -> None:
    with Http(create_balancer([free_port()]).url) as browser:
        answer = browser.get("/dashboard/")

    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith("text/html")
    assert "Back in a moment" in answer.text
    assert 'http-equiv="refresh"' in answer.text


def test_scripts_and_styles_are_compressed_and_pages_with_secrets_are_not(first: Balancer) -> None:
    with Http(first.url) as browser:
        script = browser.get("/static/build/x.js", headers={"X-Long": "x" * 2000, "Accept-Encoding": "gzip"})
        page = browser.get("/dashboard/login", headers={"X-Long": "x" * 2000, "Accept-Encoding": "gzip"})

    assert script.headers["content-encoding"] == "gzip"
    assert page.status_code == 200
    assert "content-encoding" not in page.headers


def test_log_holds_no_query_and_no_address(first: Balancer) -> None:
    ask(first, "/healthz?token=very-secret")
    wait_until(lambda: asked_in(first.log))  # it is written after the answer

    lines = asked_in(first.log)
    assert [line for line in lines if "very-secret" in line or " 127.0.0.1 " in line] == []


def asked_in(log: Path) -> list[str]:
    return [line for line in log.read_text().splitlines() if "/healthz" in line]
