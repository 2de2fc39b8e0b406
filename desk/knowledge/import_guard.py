"""Fetching pages that an operator lists, without being led into the operator's own network.

Only http and https on their usual ports; the host's addresses must all be public, and one of those that were checked is
the one connected to, so that a name cannot mean another machine a moment later. A redirect is a new request and is
checked like the first.
"""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import NamedTuple, Self

import httpx2

from desk.errors import Invalid

PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 5
LARGEST = 2 * 1024 * 1024  # bytes of one page
STEP_S = 5.0  # to connect, and between two pieces of a page
WHOLE_S = 20.0  # for one page with its redirects

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_MARKDOWN = frozenset({"text/markdown", "text/x-markdown"})

_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)

Resolve = Callable[[str, int], Sequence[str]]

# An address that carries another machine's: what translates it would lead there.
_CARRIERS = tuple(IPv6Network(net) for net in ("2001::/32", "2002::/16"))
# Set aside for protocols, and for relays of such carriers.
_SET_ASIDE = tuple(IPv4Network(net) for net in ("192.0.0.0/24", "192.88.99.0/24"))
_UNICAST = IPv6Network("2000::/3")  # all that is given out to the public
_DOCUMENTATION = IPv6Network("3fff::/20")
# A last part that is a number makes the whole host a number to some resolvers: 0x7f.1, 017700000001, 2130706433.
_NUMERIC = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|\d+)\.?", re.IGNORECASE)


class Refused(Invalid):
    """The page is not fetched, or not taken; the sentence says why and what would be."""


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Say whether an address belongs to the public network: not private, local, shared, reserved or many machines'."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    match ip:
        case IPv4Address():
            return _is_public_4(ip)
        case IPv6Address(ipv4_mapped=IPv4Address() as inner):
            return _is_public_4(inner)
        case _:
            carries = any(ip in net for net in (*_CARRIERS, _DOCUMENTATION))
            return ip in _UNICAST and ip.is_global and not carries


def _is_public_4(ip: IPv4Address) -> bool:
    return ip.is_global and not ip.is_multicast and not any(ip in net for net in _SET_ASIDE)


def checked_address(url: httpx2.URL, lookup: Resolve = resolve) -> str:
    """Return the public address to connect to for a page; raises Refused."""
    port = PORTS.get(url.scheme)
    if port is None or not url.host:
        raise Refused(f"{url} is no address of a page. Only http:// and https:// are fetched.")
    if url.port not in {None, port}:
        raise Refused(f"{url} names port {url.port}. Only the usual ports are fetched: 80 for http, 443 for https.")
    if url.userinfo:
        raise Refused("An address with a name or a password in it is not fetched. Take a page that anybody can read.")
    if _NUMERIC.fullmatch(url.host) and not _is_plain(url.host):
        raise Refused(f"{url.host} is an unusual way to write an address. Name the site, for example shop.example.")
    try:
        found = list(lookup(url.host, port))
    except (OSError, UnicodeError) as error:
        raise Refused(f"The name {url.host} is not known. Check the spelling.") from error
    if not found or not all(is_public(address) for address in found):
        raise Refused(f"{url.host} is not on the public network, so it is not fetched. Import a file of it instead.")
    return found[0].partition("%")[0]


def _is_plain(host: str) -> bool:
    try:
        IPv4Address(host)
    except ValueError:
        return False
    return True


class GuardedTransport(httpx2.BaseTransport):
    """Checks each request's host, then connects to the address that was checked; TLS still proves the host's name."""

    def __init__(self, inner: httpx2.BaseTransport | None = None, lookup: Resolve = resolve) -> None:
        self._inner = inner or httpx2.HTTPTransport(trust_env=False)
        self.lookup = lookup

    def address_of(self, url: httpx2.URL) -> str:
        """Return the address to connect to, after all that must be checked; raises Refused."""
        return checked_address(url, self.lookup)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send the request to the checked address; raises Refused."""
        address = self.address_of(request.url)
        checked = httpx2.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": request.url.host},
        )
        return self._inner.handle_request(checked)

    def close(self) -> None:
        """Close what it goes through."""
        self._inner.close()


class Fetched(NamedTuple):
    """A page: the address it was found at in the end, and its text."""

    url: str
    text: str
    is_markdown: bool


class Fetcher:
    """Fetches pages, one after the other."""

    def __init__(self, transport: httpx2.BaseTransport | None = None, *, whole_s: float = WHOLE_S) -> None:
        self._whole_s = whole_s
        self._client = httpx2.Client(
            transport=transport or GuardedTransport(),
            follow_redirects=True,
            max_redirects=MOST_REDIRECTS,
            timeout=STEP_S,
            trust_env=False,
            # Compressed, a page of the largest size could unfold to a thousand times as much.
            headers={"User-Agent": "desk-import", "Accept-Encoding": "identity", "Accept": "text/html, text/markdown"},
        )

    def __enter__(self) -> Self:
        """Use it as `with Fetcher() as fetcher`."""
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def page(self, url: str) -> Fetched:
        """Return a page, found after redirects.

        Raises Refused for what is not fetched or not taken: a host that is not public, an error of the site, what is
        neither HTML nor Markdown, over 2 MiB, over 20 s.
        """
        ends = time.monotonic() + self._whole_s
        try:
            with self._client.stream("GET", url) as response:
                is_markdown = _check(response)
                content = _read(response, ends)
                declared = response.charset_encoding or _declared(content)
                return Fetched(str(response.url), content.decode(declared, "replace"), is_markdown)
        except httpx2.TooManyRedirects as error:
            raise Refused(
                f"{url} redirects more than {MOST_REDIRECTS} times. Name the page that it ends at."
            ) from error
        except (httpx2.HTTPError, httpx2.InvalidURL, LookupError) as error:
            raise Refused(
                f"{url} could not be fetched ({type(error).__name__}). Open it in a browser to see."
            ) from error


def _check(response: httpx2.Response) -> bool:
    """Say whether it is Markdown; raises Refused for what is neither that nor HTML."""
    if not response.is_success:
        raise Refused(f"{response.url} answers with status {response.status_code}. Check the address.")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused(f"{response.url} sends only compressed pages, which are not taken. Import a file of it instead.")
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    is_markdown = kind in _MARKDOWN or (kind == "text/plain" and response.url.path.endswith((".md", ".markdown")))
    if not is_markdown and kind not in _HTML:
        raise Refused(f"{response.url} is {kind or 'of no kind it names'}. Only HTML and Markdown are taken.")
    return is_markdown


def _read(response: httpx2.Response, ends: float) -> bytes:
    """Read piece by piece, so that neither a large nor a slow page holds up the rest."""
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > LARGEST:
            raise Refused(f"{response.url} is larger than {LARGEST // 1024 // 1024} MiB. Import a file of it instead.")
        if time.monotonic() > ends:
            raise Refused(f"{response.url} took too long to come. Try again later, or import a file of it.")
    return bytes(content)


def _declared(content: bytes) -> str:
    """Return the encoding that a page declares at its beginning; UTF-8 when it does not."""
    found = _CHARSET.search(content[:1024])
    return found[1].decode() if found else "utf-8"
