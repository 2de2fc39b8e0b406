"""Bad and large frames keep the socket; a browser that does not read is cut off, and nobody else notices."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
import websocket

from desk.wire import EventsPage
from tests.client import DeskRefused, WidgetClient
from tests.desk_up import RunningDesk, web_alone
from tests.processes import memory_mb

pytestmark = pytest.mark.slow

LONG = "x" * 4_000  # the longest message
MOST_GROWTH_MB = 20
BOUND = 1_048_576
# What the two systems' own buffers take, and what is on its way.
SLACK = 2 * 1_048_576


@pytest.fixture(scope="module")
def bounded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with web_alone(tmp_path_factory.mktemp("bounded") / "data") as running:
        yield running


class Raw:
    """A WebSocket without a library's good manners."""

    def __init__(self, desk: RunningDesk, *, token: str | None = None) -> None:
        place = urlsplit(desk.url)
        small = ((socket.SOL_SOCKET, socket.SO_RCVBUF, 4096),)
        address = f"ws://{place.netloc}/socket.io/?EIO=4&transport=websocket"
        self.socket = websocket.create_connection(address, timeout=20, origin=desk.url, sockopt=small)
        self.until("0")
        self.send(f"40/widget,{json.dumps({'inbox': 'demo', 'token': token})}")
        self.until("40/widget")

    def send(self, frame: str) -> None:
        self.socket.send(frame)

    def send_bytes(self, frame: bytes) -> None:
        self.socket.send_binary(frame)

    def until(self, beginning: str) -> str:
        while True:
            frame = self.socket.recv()
            assert isinstance(frame, str)
            if frame.startswith(beginning):
                return frame

    def ask(self, number: int, name: str, **payload: object) -> dict[str, object]:
        self.send(f"42/widget,{number}{json.dumps([name, payload])}")
        return self.reply(number)

    def reply(self, number: int) -> dict[str, object]:
        answer = self.until(f"43/widget,{number}[")
        reply: dict[str, object] = json.loads(answer[answer.index("[") :])[0]
        return reply


@contextmanager
def raw(desk: RunningDesk, *, token: str | None = None) -> Iterator[Raw]:
    opened = Raw(desk, token=token)
    try:
        yield opened
    finally:
        opened.socket.shutdown()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    "frame",
    [
        '42/widget,7["message.send",{"text":',
        "42/widget,7",
        '42/widget,7{"not":"a list"}',
        "42/widget,7[]",
        '42/widget,7[{"no":"name"}]',
        '42/widget,7["connect",{}]',
        '42/widget,7["nonsense",{}]',
        '42/widget,7["message.send",{},{}]',
    ],
)
def test_malformed_frame_gets_an_error_and_keeps_the_socket(bounded: RunningDesk, frame: str) -> None:
    with raw(bounded) as client:
        client.send(frame)
        refusal = client.reply(7)
        opened = client.ask(8, "conversation.open", client_id=str(uuid4()))

    assert refusal["ok"] is False
    assert opened["ok"] is True


@pytest.mark.parametrize(
    "frame", ["4", "42", "4nonsense", "451-/widget,[1]", "45999999-/widget,[]", "49", "42/nowhere,1[]"]
)
def test_nonsense_without_an_ack_keeps_the_socket(bounded: RunningDesk, frame: str) -> None:
    with raw(bounded) as client:
        client.send(frame)
        client.send_bytes(b"\x00\xff")

        assert client.ask(8, "conversation.open", client_id=str(uuid4()))["ok"] is True


def test_large_frame_gets_an_error_and_keeps_the_socket(bounded: RunningDesk) -> None:
    with bounded.customer() as customer:
        conversation_id = customer.open("A question")
        for letter in ("x", "\u4f60"):
            with pytest.raises(DeskRefused, match=r"too_large: .*64 KiB is the most"):
                customer.say(conversation_id, letter * 70_000)
        customer.say(conversation_id, "And another")

        customer.until(lambda: customer.texts(conversation_id) == ["A question", "And another"], "the socket goes on")
        assert customer.is_connected


def test_client_that_never_reads_is_cut_off_and_nobody_else_notices(bounded: RunningDesk) -> None:
    web = [pid for pid, line in bounded.processes.items() if "gunicorn" in line] + [bounded.pid]
    with bounded.customer() as writer, raw(bounded) as stranger:
        stranger.ask(1, "conversation.open", client_id=str(uuid4()))
        conversation_id = writer.open("Hello")
        with raw(bounded, token=writer.token) as deaf:
            deaf.ask(2, "conversation.join", conversation_id=str(conversation_id))
            before = memory_mb(web)
            sent = write_until_cut(bounded, writer, conversation_id)
            growth = memory_mb(web) - before

            assert is_closed(deaf)
        assert stranger.ask(3, "conversations.list")["ok"] is True
        writer.until(lambda: len(writer.texts(conversation_id)) == sent + 1, "the writer reads all of it")

        assert sent * len(LONG) < BOUND + SLACK
        assert growth < MOST_GROWTH_MB


def write_until_cut(desk: RunningDesk, writer: WidgetClient, conversation_id: UUID) -> int:
    """Write until the log says that a socket was cut off; return how many messages that took."""
    log = Path(desk.data_dir.parent / f"{desk.data_dir.name}.log")
    for number in range(1, 1_000):
        writer.say(conversation_id, LONG)
        if '"socket_cut"' in log.read_text():
            return number
    raise AssertionError


def is_closed(client: Raw) -> bool:
    """Read what was kept for the client, to the end; say whether there is one."""
    try:
        while client.socket.recv():
            pass
    except (websocket.WebSocketException, OSError):
        return True
    return True


def test_client_that_was_cut_off_comes_back_and_misses_nothing(bounded: RunningDesk) -> None:
    with bounded.customer() as writer:
        conversation_id = writer.open("Hello")
        with raw(bounded, token=writer.token) as deaf:
            deaf.ask(2, "conversation.join", conversation_id=str(conversation_id))
            log = Path(bounded.data_dir.parent / f"{bounded.data_dir.name}.log")
            cuts = log.read_text().count('"socket_cut"')
            sent = 0
            while log.read_text().count('"socket_cut"') == cuts:
                writer.say(conversation_id, LONG)
                sent += 1
        with bounded.customer(token=writer.token) as again:
            assert len(list(everything_after(again, conversation_id, 0))) == sent + 1


def test_longest_messages_are_read_in_pages_that_a_socket_takes(bounded: RunningDesk) -> None:
    with bounded.customer() as writer:
        conversation_id = writer.open("Hello")
        for _ in range(60):
            writer.say(conversation_id, "\u4f60" * 4_000)
        with bounded.customer(token=writer.token) as again:
            assert len(again.join(conversation_id).events) > 1
            assert len(list(everything_after(again, conversation_id, 0))) == 61
            assert again.is_connected


def everything_after(client: WidgetClient, conversation_id: UUID, seq: int) -> Iterator[object]:
    """Yield the messages after a seq, page by page, as a client that comes back does."""
    while True:
        page = client.ask(EventsPage, "events.after", conversation_id=conversation_id, after=seq, limit=200)
        yield from (event for event in page.events if event.type == "message.posted")
        if not page.more:
            return
        seq = page.events[-1].seq
