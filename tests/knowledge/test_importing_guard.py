"""Fetching pages: nothing leads into the operator's own network, and no page holds up or overwhelms an import."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx2
import pytest

from desk.knowledge.import_guard import LARGEST, Fetched, Fetcher, GuardedTransport, Refused, checked_address, is_public

PUBLIC_4, PUBLIC_6 = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"
NAMES = {
    "shop.example": [PUBLIC_4],
    "six.example": [PUBLIC_6, PUBLIC_4],
    "inside.example": ["10.0.0.7"],
    "mixed.example": [PUBLIC_4, "192.168.1.1"],
    "local.example": ["::1"],
    "mapped.example": ["::ffff:169.254.169.254"],
    "nothing.example": [],
    "weird.example": ["not an address"],
}


def lookup(host: str, port: int) -> list[str]:
    """Names are those of the table; an address means itself, as the system has it."""
    del port
    if host in NAMES:
        return NAMES[host]
    if host.replace(".", "").isdigit() or ":" in host:
        return [host]
    raise OSError(f"unknown: {host}")


PRIVATE = [
    "0.0.0.0",  # noqa: S104  nothing is bound to it
    *("127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254"),
    *(
        "0.0.0.1",
        "100.64.0.1",
        "192.0.0.8",
        "192.88.99.1",
        "192.0.2.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
    ),
    *("255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1"),
    *("2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378::1", "2001:db8::1", "3fff::1", "100::1", "", "shop.example"),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_address_of_no_public_machine_is_known_as_such(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC_4, PUBLIC_6, "1.1.1.1", "172.32.0.1", "2a00:1450:4001::", "::ffff:1.1.1.1"])
def test_public_address_is_known_as_such(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", [each for each in PRIVATE if each and "%" not in each and each != "shop.example"])
def test_page_on_an_address_that_is_not_public_is_refused(address: str) -> None:
    host = f"[{address}]" if ":" in address else address

    with pytest.raises(Refused):
        checked_address(httpx2.URL(f"http://{host}/"), lookup)


@pytest.mark.parametrize("host", [name for name in NAMES if name not in {"shop.example", "six.example"}])
def test_name_that_stands_for_a_private_address_is_refused(host: str) -> None:
    with pytest.raises(Refused, match="public network"):
        checked_address(httpx2.URL(f"https://{host}/"), lookup)


@pytest.mark.parametrize(
    "host",
    [
        *("2130706433", "017700000001", "0x7f.0.0.1", "0x7f000001", "0X7F.1", "127.1", "127.0.1", "0"),
        *("1.2.3.4.5", "shop.1", "127.0.0.1.", "0x"),
    ],
)
def test_number_that_some_take_for_an_address_is_refused(host: str) -> None:
    """Whatever a resolver would make of it."""
    with pytest.raises(Refused, match="unusual"):
        checked_address(httpx2.URL(f"http://{host}/"), lambda *_: [PUBLIC_4])


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://shop.example/", "file:///etc/passwd", "gopher://shop.example/", "//shop.example/", "shop.example", ""),
        *("http://shop.example:8080/", "https://shop.example:80/", "http://shop.example:22/", "http://shop.example:0/"),
        *("http://me:secret@shop.example/", "https://token@shop.example/", "http://unknown.example/", "http:///x"),
    ],
)
def test_address_that_is_not_of_a_public_page_is_refused(url: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_address(httpx2.URL(url), lookup)

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://shop.example/help", PUBLIC_4),
        ("https://shop.example:443/help", PUBLIC_4),
        ("https://six.example", PUBLIC_6),
        (f"http://{PUBLIC_4}/", PUBLIC_4),
        (f"http://[{PUBLIC_6}]/", PUBLIC_6),
    ],
)
def test_public_page_is_fetched_from_the_address_that_was_checked(url: str, address: str) -> None:
    assert checked_address(httpx2.URL(url), lookup) == address


def test_connection_goes_to_the_checked_address_and_tls_proves_the_name() -> None:
    """The name is looked up once; what it means a moment later does not matter."""
    asked: list[str] = []
    seen: list[httpx2.Request] = []

    def once(host: str, port: int) -> list[str]:
        asked.append(f"{host}:{port}")
        return [PUBLIC_4] if len(asked) == 1 else ["127.0.0.1"]

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, headers={"Content-Type": "text/html"}, text="<p>Hi")

    with Fetcher(GuardedTransport(httpx2.MockTransport(answer), once)) as fetcher:
        page = fetcher.page("https://shop.example/help")

    assert page == Fetched("https://shop.example/help", "<p>Hi", is_markdown=False)
    assert asked == ["shop.example:443"]
    assert (seen[0].url.host, seen[0].headers["Host"]) == (PUBLIC_4, "shop.example")
    assert seen[0].extensions["sni_hostname"] == "shop.example"


ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, b"<h1>Gr\xfc\xdfe</h1>"),
    "/declared": (200, {"Content-Type": "text/html"}, b'<meta charset="iso-8859-1"><h1>Gr\xfc\xdfe</h1>'),
    "/notes.md": (200, {"Content-Type": "text/plain"}, "# Grüße".encode()),
    "/markdown": (200, {"Content-Type": "text/markdown"}, "# Grüße".encode()),
    "/moved": (302, {"Location": "http://shop.example/page"}, b""),
    "/inside": (302, {"Location": "http://inside.example/page"}, b""),
    "/loopback": (301, {"Location": "http://127.0.0.1/page"}, b""),
    "/metal": (307, {"Location": "http://169.254.169.254/latest/meta-data/"}, b""),
    "/port": (302, {"Location": "http://shop.example:6379/"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF"),
    "/plain": (200, {"Content-Type": "text/plain"}, b"Hello"),
    "/nameless": (200, {}, b"Hello"),
    "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"\x1f\x8b"),
    "/odd": (200, {"Content-Type": "text/html; charset=klingon"}, b"<p>Hi"),
    "/large": (200, {"Content-Type": "text/html"}, b"x" * (LARGEST + 1)),
    "/gone": (404, {"Content-Type": "text/html"}, b"<h1>Not found</h1>"),
    "/broken": (500, {"Content-Type": "text/html"}, b""),
}


class Site(BaseHTTPRequestHandler):
    """A site with everything that can be wrong with one."""

    def do_GET(self) -> None:
        if self.path == "/slow":
            self.drip()
            return
        status, headers, content = ANSWERS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x")
            time.sleep(0.05)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Detour(httpx2.BaseTransport):
    """Leads what would go out to a public address to our own server, over a real connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._inner = httpx2.HTTPTransport(trust_env=False)
        self.hosts: list[str] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        assert is_public(request.url.host)
        self.hosts.append(request.url.host)
        request.url = request.url.copy_with(host="127.0.0.1", port=self._port)
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who hangs up early is right
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture
def fetcher(port: int) -> Iterator[Fetcher]:
    with Fetcher(GuardedTransport(Detour(port), lookup)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "text", "is_markdown"),
    [
        ("/page", "<h1>Grüße</h1>", False),
        ("/declared", '<meta charset="iso-8859-1"><h1>Grüße</h1>', False),
        ("/notes.md", "# Grüße", True),
        ("/markdown", "# Grüße", True),
    ],
)
def test_page_is_read_in_its_own_encoding(fetcher: Fetcher, path: str, text: str, is_markdown: bool) -> None:  # noqa: FBT001  a case
    url = f"http://shop.example{path}"

    assert fetcher.page(url) == Fetched(url, text, is_markdown)


def test_redirect_to_a_public_page_is_followed(fetcher: Fetcher) -> None:
    assert fetcher.page("http://shop.example/moved").url == "http://shop.example/page"


@pytest.mark.parametrize("path", ["/inside", "/loopback", "/metal", "/port", "/file"])
def test_redirect_that_leads_away_from_the_public_network_is_refused(port: int, path: str) -> None:
    detour = Detour(port)
    with Fetcher(GuardedTransport(detour, lookup)) as fetcher, pytest.raises(Refused):
        fetcher.page(f"http://shop.example{path}")

    assert detour.hosts == [PUBLIC_4]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/round", "redirects more than 5 times"),
        ("/pdf", "application/pdf"),
        ("/plain", "text/plain"),
        ("/nameless", "no kind"),
        ("/packed", "compressed"),
        ("/odd", "could not be fetched"),
        ("/large", "larger than 2 MiB"),
        ("/gone", "404"),
        ("/broken", "500"),
    ],
)
def test_page_that_is_none_is_refused_with_what_to_do(fetcher: Fetcher, path: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        fetcher.page(f"http://shop.example{path}")


def test_page_that_comes_too_slowly_is_given_up(port: int) -> None:
    with (
        Fetcher(GuardedTransport(Detour(port), lookup), whole_s=0.3) as fetcher,
        pytest.raises(Refused, match="too long"),
    ):
        fetcher.page("http://shop.example/slow")


@pytest.mark.parametrize(
    "url", ["http://0177.0.0.1/", "http://256.1.1.1/", "http://[::1", "http://a b/", "x" * 70_000, "http://\x00/"]
)
def test_what_is_no_address_at_all_is_refused(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(Refused):
        fetcher.page(url)
