"""The proxy fails as it is told to: without that, the drills on the network would prove nothing."""

from __future__ import annotations

import socket
import socketserver
import threading
import time
from collections.abc import Iterator

import pytest

from tests.faults.proxy import HOST, Proxy

SOON_S = 0.3


class Echo(socketserver.BaseRequestHandler):
    """Sends back what it is sent."""

    def handle(self) -> None:
        while received := self.request.recv(4096):
            self.request.sendall(received)


class Server(socketserver.ThreadingTCPServer):
    """Leaves no thread behind that a test would wait for."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A reset is what these tests are about."""


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with Server((HOST, 0), Echo) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        with Proxy(server.server_address[1]) as proxy:
            yield proxy
        server.shutdown()


@pytest.fixture
def client(proxy: Proxy) -> Iterator[socket.socket]:
    with connected(proxy) as client:
        assert echoed(client, b"hello") == b"hello"
        yield client


def connected(proxy: Proxy) -> socket.socket:
    return socket.create_connection((HOST, proxy.port), timeout=5)


def echoed(client: socket.socket, sent: bytes) -> bytes:
    client.sendall(sent)
    return client.recv(4096)


def knock(proxy: Proxy) -> bytes:
    """Try a new connection."""
    with connected(proxy) as client:
        return echoed(client, b"hello")


def hears_nothing(client: socket.socket) -> bool:
    client.settimeout(SOON_S)
    try:
        client.recv(1)
    except TimeoutError:
        return True
    finally:
        client.settimeout(5)
    return False


def test_cut_resets_what_is_open_and_refuses_what_is_new(proxy: Proxy, client: socket.socket) -> None:
    proxy.cut()

    with pytest.raises(ConnectionError):
        client.recv(1)
    with pytest.raises(ConnectionError):
        knock(proxy)
    proxy.heal()
    assert knock(proxy) == b"hello"


def test_freeze_holds_everything_until_it_is_healed(proxy: Proxy, client: socket.socket) -> None:
    proxy.freeze()
    client.sendall(b"late")

    assert hears_nothing(client)
    proxy.heal()
    assert client.recv(4096) == b"late"


def test_forgotten_connection_stays_open_and_dumb(proxy: Proxy, client: socket.socket) -> None:
    proxy.forget()
    client.sendall(b"lost")
    proxy.heal()

    assert hears_nothing(client)
    assert knock(proxy) == b"hello"


def test_break_lets_half_a_chunk_pass(proxy: Proxy, client: socket.socket) -> None:
    received: list[bytes] = []
    with Server((HOST, 0), listener(received)) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        with Proxy(server.server_address[1]) as other, connected(other) as broken:
            broken.sendall(b"1")
            while other.links == 0 or not received:
                time.sleep(0.01)
            other.break_within_a_frame()
            broken.sendall(b"abcdefgh")
            with pytest.raises(ConnectionError):
                broken.recv(1)
        server.shutdown()

    assert b"".join(received) in {b"1", b"1abcd"}  # a reset may overtake what was sent before it


def listener(received: list[bytes]) -> type[socketserver.BaseRequestHandler]:
    class Listener(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            while chunk := self.request.recv(4096):
                received.append(chunk)

    return Listener


def test_bad_network_delays_each_chunk(proxy: Proxy, client: socket.socket) -> None:
    proxy.be_bad(delay_s=0.1, stall_share=1.0, stall_s=0.1)
    begun = time.monotonic()

    assert echoed(client, b"slow") == b"slow"
    assert time.monotonic() - begun >= 2 * 0.2
