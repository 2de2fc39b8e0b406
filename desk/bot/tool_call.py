"""Making a request that a tool declares: to listed hosts only, in time, and no more of the answer than was asked for.

The host is checked and the checked address is the one connected to; a redirect is not followed. The request is made in
a thread of its own, so that no service can hold up the one who waits.
"""

from __future__ import annotations

import json
import queue
import threading
import time
from collections import defaultdict
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any

import httpx2
import structlog

from desk.bot.breaker import Breaker
from desk.bot.decision import ResponderStopped
from desk.bot.tools import picked
from desk.knowledge.import_guard import GuardedTransport, Refused, is_public, resolve
from desk.tool_file import PORTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from desk.bot.tools import Call
    from desk.knowledge.import_guard import Resolve
    from desk.tool_file import Host

log = structlog.get_logger(__name__)

WHOLE_S = 5.0  # one request, from looking the name up to the last byte
LARGEST = 256 * 1024  # bytes of an answer
# How long the one who waits sleeps at most before a look whether to stop.
LOOK_S = 0.2
# A shorter value is no secret, and taking it out of every text would spoil them.
SHORTEST_SECRET = 6

SENTENCES = {
    "timeout": "it did not answer in time",
    "connection": "it could not be reached",
    "redirect": "it answered with an address instead of a result",
    "too_large": "its answer is too large",
    "not_json": "its answer is no JSON",
    "not_allowed": "its host may not be reached from here",
    "circuit_open": "it failed too often and is not asked for now",
}
# These say that the service is not well; the others say something about one request.
_OUTAGES = frozenset({"timeout", "connection", "too_large", "not_json"})
# A connection is kept by its address, and two names may share one; cookies would mix up the customers.
_NO_REUSE = httpx2.Limits(max_keepalive_connections=0)
_NO_COOKIES = DefaultCookiePolicy(allowed_domains=())


class ToolFailed(Exception):
    """A request was not answered as it must be; `kind` names how, for the record."""

    def __init__(self, kind: str) -> None:
        super().__init__(SENTENCES.get(kind) or f"it answered with {kind.replace('_', ' ')}")
        self.kind = kind


class ToolTransport(GuardedTransport):
    """Reaches the operator's hosts; a machine of the own network only where the operator said that it is one."""

    def __init__(self, hosts: tuple[Host, ...], lookup: Resolve = resolve) -> None:
        super().__init__(httpx2.HTTPTransport(trust_env=False, limits=_NO_REUSE), lookup)
        self._hosts = hosts

    def address_of(self, url: httpx2.URL) -> str:
        """Return the address to connect to; raises Refused for any other host and for one that is not where it was."""
        host = next((one for one in self._hosts if one.covers(str(url))), None)
        if host is None:
            raise Refused(f"{url.host} is not in DESK_BOT_TOOL_HOSTS.")
        found = list(self.lookup(url.host, url.port or PORTS[url.scheme]))
        if not found or not (host.is_private or all(is_public(address) for address in found)):
            raise Refused(f"{url.host} is not on the public network; say `{host.name} private` if that is meant.")
        return found[0]


class Caller:
    """Calls tools. Make one a process: it holds connections, and a breaker for each tool."""

    def __init__(
        self,
        hosts: tuple[Host, ...],
        *,
        lookup: Resolve = resolve,
        make_breaker: Callable[[], Breaker] = Breaker,
        whole_s: float = WHOLE_S,
    ) -> None:
        self._breakers: defaultdict[str, Breaker] = defaultdict(make_breaker)
        self._whole_s = whole_s
        self._client = httpx2.Client(
            transport=ToolTransport(hosts, lookup),
            follow_redirects=False,
            timeout=whole_s,
            trust_env=False,
            cookies=CookieJar(_NO_COOKIES),
            # Compressed, an answer of the largest size could unfold to a thousand times as much.
            headers={"User-Agent": "desk-bot", "Accept": "application/json", "Accept-Encoding": "identity"},
        )

    def call(
        self,
        call: Call,
        *,
        whole_s: float = WHOLE_S,
        must_stop: Callable[[], bool] | None = None,
        key: UUID | None = None,
    ) -> str:
        """Return what the service answered: JSON, less what the operator did not pick, cut to its length.

        `whole_s` seconds at most, and never more than WHOLE_S; a `key` is sent along, so that the service can tell that
        a write comes again. Raises ToolFailed, and ResponderStopped soon after `must_stop` says so.
        """
        breaker = self._breakers[call.tool.name]
        if not breaker.may_call():
            raise ToolFailed("circuit_open")
        try:
            answer = self._waited(call, min(whole_s, self._whole_s), must_stop or (lambda: False), key)
        except ToolFailed as failure:
            is_outage = failure.kind in _OUTAGES or failure.kind.startswith("status_5")
            (breaker.failed if is_outage else breaker.succeeded)()
            log.warning("tool_failed", tool=call.tool.name, kind=failure.kind)
            raise
        breaker.succeeded()
        return answer

    def _waited(self, call: Call, whole_s: float, must_stop: Callable[[], bool], key: UUID | None) -> str:
        ends_at = time.monotonic() + whole_s
        answers: queue.SimpleQueue[str | Exception] = queue.SimpleQueue()
        work = (call, ends_at, key, answers)
        threading.Thread(target=self._work, args=work, name="tool-call", daemon=True).start()
        while (left := ends_at - time.monotonic()) > 0:
            try:
                answer = answers.get(timeout=min(LOOK_S, left))
            except queue.Empty:
                if must_stop():
                    raise ResponderStopped from None
                continue
            if isinstance(answer, Exception):
                raise answer
            return answer
        raise ToolFailed("timeout")

    def _work(self, call: Call, ends_at: float, key: UUID | None, answers: queue.SimpleQueue[str | Exception]) -> None:
        try:
            answers.put(self._told(call, self._asked(call, ends_at, key)))
        except ToolFailed as failure:
            answers.put(failure)
        except Refused as refused:
            log.warning("tool_host_refused", tool=call.tool.name, why=str(refused))
            answers.put(ToolFailed("not_allowed"))
        except httpx2.TimeoutException:
            answers.put(ToolFailed("timeout"))
        except Exception as error:  # noqa: BLE001  the client lets through errors of its parts; all become a kind
            log.info("tool_unreached", tool=call.tool.name, error=type(error).__name__)
            answers.put(ToolFailed("connection"))

    def _asked(self, call: Call, ends_at: float, key: UUID | None) -> bytes:
        headers = call.tool.filled_headers() | ({"Idempotency-Key": str(key)} if key else {})
        with self._client.stream(call.tool.method, call.url, headers=headers, json=call.body) as response:
            if response.is_redirect:
                raise ToolFailed("redirect")
            if not response.is_success:
                raise ToolFailed(f"status_{response.status_code}")
            return _read(response, ends_at)

    def _told(self, call: Call, content: bytes) -> str:
        """Return the answer as it may be shown; a write may answer with anything, and with nothing."""
        try:
            value: Any = json.loads(content)
        except (ValueError, RecursionError):
            if not call.tool.writes:
                raise ToolFailed("not_json") from None
            value = content.decode("utf-8", "replace")
        kept = picked(value, call.tool.result.pick)
        text = kept if isinstance(kept, str) else json.dumps(kept, ensure_ascii=False)
        for secret in call.tool.secrets():
            if len(secret) >= SHORTEST_SECRET:
                text = text.replace(secret, "…")
        return text[: call.tool.result.characters].replace("\x00", "")


def _read(response: httpx2.Response, ends_at: float) -> bytes:
    """Read piece by piece, so that neither a large nor a slow answer is waited for."""
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise ToolFailed("not_json")
    content = bytearray()
    for piece in response.iter_raw():
        content += piece
        if len(content) > LARGEST:
            raise ToolFailed("too_large")
        if time.monotonic() > ends_at:
            raise ToolFailed("timeout")
    return bytes(content)
