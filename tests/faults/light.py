"""A customer's window reduced to its socket: raw WebSocket frames, so that one process can hold a thousand of them."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import random
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any, Self
from uuid import uuid4

from tests.faults.clients import FIRST_WAIT_S, LONGEST_WAIT_S, SILENCE_S

HOST = "127.0.0.1"
UPGRADED = b"HTTP/1.1 101 "
TEXT, CLOSE = 0x1, 0x8
PATIENCE_S = 30.0
NO_MASK = bytes(4)  # clients must mask; a mask of zeros changes nothing and costs nothing


class Closed(OSError):
    """The other side ended it, or never let us in."""


class Light:
    """One connection of a widget. Nothing is read unless it is asked for."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._asked = 0

    @classmethod
    async def connect(cls, port: int, *, token: str | None = None, receive_buffer: int = 0) -> Self:
        """Open a connection and say who we are; a small receive buffer makes a slow reader."""
        connection = socket.socket()
        connection.setblocking(False)  # noqa: FBT003  the standard library's
        if receive_buffer:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        await asyncio.get_running_loop().sock_connect(connection, (HOST, port))
        reader, writer = await asyncio.open_connection(sock=connection, limit=receive_buffer or 2**16)
        light = cls(reader, writer)
        await light._upgrade(port)
        await light._until("0")
        light.send(f"40/widget,{json.dumps({'inbox': 'demo', 'token': token})}")
        await light._until("40/widget")
        return light

    async def _upgrade(self, port: int) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        lines = (
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: {HOST}:{port}",
            f"Origin: http://{HOST}:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
        )
        self._writer.write("".join(f"{line}\r\n" for line in (*lines, "")).encode())
        answer = await self._reader.readuntil(b"\r\n\r\n")
        if not answer.startswith(UPGRADED):
            raise Closed(answer.split(b"\r\n", 1)[0].decode())

    def send(self, text: str) -> None:
        """Send one text frame."""
        payload = text.encode()
        length = len(payload)
        size = bytes([0x80 | length]) if length < 126 else bytes([0x80 | 126]) + length.to_bytes(2, "big")
        self._writer.write(bytes([0x80 | TEXT]) + size + NO_MASK + payload)

    async def receive(self) -> str:
        """Return the next packet of Socket.IO's; pings are answered."""
        while True:
            kind, payload = await self._frame()
            if kind == CLOSE:
                raise Closed
            text = payload.decode()
            if text == "2":
                self.send("3")
            elif kind == TEXT:
                return text

    async def _frame(self) -> tuple[int, bytes]:
        first, length = await self._reader.readexactly(2)
        if length >= 126:
            length = int.from_bytes(await self._reader.readexactly(2 if length == 126 else 8), "big")
        return first & 0x0F, await self._reader.readexactly(length)

    async def ask(self, command: str, **payload: object) -> dict[str, Any]:
        """Ask for something and return the ack, whatever it says."""
        self._asked += 1
        self.send(f"42/widget,{self._asked}{json.dumps([command, payload])}")
        answer = await self._until(f"43/widget,{self._asked}[")
        ack: dict[str, Any] = json.loads(answer[answer.index("[") :])[0]
        return ack

    async def _until(self, beginning: str) -> str:
        async with asyncio.timeout(PATIENCE_S):
            while not (packet := await self.receive()).startswith(beginning):
                pass
        return packet

    def close(self) -> None:
        """Be gone, without a word."""
        self._writer.transport.abort()


class Window:
    """A customer who opened a conversation and stays: comes back as the real client does, and asks what was missed."""

    def __init__(self, port: int, entrance: asyncio.Semaphore) -> None:
        self.is_there = False
        self.times_back = 0
        self.behind = 0  # how often it was told of fewer events than it had seen
        self._port = port
        self._entrance = entrance
        self._tries = 0
        self._token: str | None = None
        self._conversation: str | None = None
        self._head = 0

    async def live(self) -> None:
        """Be connected, again and again, until this is cancelled."""
        while True:
            with suppress(OSError, EOFError, TimeoutError):
                await self._visit()
            self.is_there = False
            longest = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2**self._tries)
            self._tries += 1
            await asyncio.sleep(longest * random.uniform(0.5, 1.5))

    async def _visit(self) -> None:
        if self._conversation is None:
            async with self._entrance:
                light = await self._enter()
        else:
            light = await self._enter()
        self.is_there, self._tries = True, 0
        try:
            while True:
                async with asyncio.timeout(SILENCE_S):
                    await light.receive()
        finally:
            light.close()

    async def _enter(self) -> Light:
        light = await Light.connect(self._port, token=self._token)
        try:
            await (self._resume(light) if self._conversation else self._open(light))
        except BaseException:
            light.close()
            raise
        return light

    async def _open(self, light: Light) -> None:
        ack = await light.ask("conversation.open", client_id=str(uuid4()))
        if not ack["ok"]:
            raise Closed(ack["error"]["code"])
        self._token, self._conversation, self._head = ack["token"], ack["conversation"]["id"], ack["head"]

    async def _resume(self, light: Light) -> None:
        ack = await light.ask("conversation.join", conversation_id=self._conversation, after=self._head)
        if not ack["ok"]:
            raise Closed(ack["error"]["code"])
        self.times_back += 1
        self.behind += ack["head"] < self._head
        self._head = ack["head"]


@contextmanager
def alive(windows: Sequence[Window]) -> Iterator[None]:
    """Let windows live in a thread beside the caller's.

    Not the other way round: a process dies with the thread that started it, and callers restart processes.
    """
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="windows", daemon=True)
    thread.start()
    lives = [asyncio.run_coroutine_threadsafe(window.live(), loop) for window in windows]
    try:
        yield
    finally:
        for life in lives:
            life.cancel()
        asyncio.run_coroutine_threadsafe(_settled(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _settled() -> None:
    """Wait until every window has put its connection away."""
    await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)


def until_all(windows: Sequence[Window], seconds: float, *, times_back: int = 0) -> float:
    """Wait until every window is there and came back so often; return the seconds it took."""
    begun = time.monotonic()
    while missing := sum(not window.is_there or window.times_back < times_back for window in windows):
        assert time.monotonic() - begun < seconds, f"{missing} of {len(windows)} windows are not there"
        time.sleep(0.1)
    return time.monotonic() - begun
