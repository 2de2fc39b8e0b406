"""A network between clients and the desk that fails when it is told to: a TCP proxy of our own, in a thread."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from desk.embedded.ports import free_port

HOST = "127.0.0.1"
CHUNK = 65_536
RESET = struct.pack("ii", 1, 0)  # SO_LINGER of no time: closing sends a reset


class Weather:
    """How the network is: for every link alike."""

    def __init__(self, seed: int) -> None:
        self.delay_s = 0.0
        self.stall_s = 0.0
        self.stall_share = 0.0  # of the chunks, each held up for `stall_s`
        self.is_reachable = True
        self.flows = asyncio.Event()
        self.flows.set()
        self._dice = random.Random(seed)

    async def pass_through(self) -> None:
        """Wait as long as the next chunk has to."""
        await self.flows.wait()
        stall_s = self.stall_s if self._dice.random() < self.stall_share else 0.0
        if self.delay_s or stall_s:
            await asyncio.sleep(self.delay_s + stall_s)


class Link:
    """One connection of a client, led on to the desk."""

    def __init__(self, weather: Weather, *writers: asyncio.StreamWriter) -> None:
        self._weather = weather
        self._writers = writers
        self.is_to_break = False
        self.is_forgotten = False

    async def lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what comes one way, until either side ends it."""
        with suppress(OSError):
            while chunk := await reader.read(CHUNK):
                await self._weather.pass_through()
                if self.is_forgotten:
                    continue  # it is read, and reaches nobody
                if self.is_to_break:
                    await self._break(chunk, writer)
                    return
                writer.write(chunk)
                await writer.drain()
        if not self.is_forgotten:
            self.reset()

    async def _break(self, chunk: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(chunk[: max(1, len(chunk) // 2)])
        await writer.drain()
        self.reset()

    def reset(self) -> None:
        """End both halves with a reset."""
        for writer in self._writers:
            connection = writer.get_extra_info("socket")
            with suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            writer.transport.abort()


class Proxy:
    """Leads every connection to one port; what it does to them, it does to all of them at once."""

    def __init__(self, target_port: int, *, seed: int = 1) -> None:
        self.port = free_port()
        self.url = f"http://{HOST}:{self.port}"
        self._target_port = target_port
        self._weather = Weather(seed)
        self._links: set[Link] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._server: asyncio.Server | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        self._wait_for(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wait_for(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def links(self) -> int:
        """Count the connections that are open."""
        return len(self._links)

    def cut(self) -> None:
        """Reset every connection and refuse new ones, until `heal`."""
        self._do(self._cut)

    def freeze(self) -> None:
        """Let nothing pass and tell nobody, until `heal`: then everything arrives late."""
        self._do(self._weather.flows.clear)

    def forget(self) -> None:
        """Leave every connection half open for good: both sides believe in it, and no byte passes again."""
        self._do(lambda: self._mark("is_forgotten"))

    def break_within_a_frame(self) -> None:
        """Let half of the next chunk pass on each connection, then reset it."""
        self._do(lambda: self._mark("is_to_break"))

    def be_bad(self, *, delay_s: float, stall_share: float, stall_s: float) -> None:
        """Delay every chunk, and some of them for long, until `heal`."""
        weather = self._weather
        weather.delay_s, weather.stall_share, weather.stall_s = delay_s, stall_share, stall_s

    def heal(self) -> None:
        """Be a good network again."""
        self.be_bad(delay_s=0.0, stall_share=0.0, stall_s=0.0)
        self._weather.is_reachable = True
        self._do(self._weather.flows.set)

    def _cut(self) -> None:
        self._weather.is_reachable = False
        for link in self._links:
            link.reset()

    def _mark(self, what: str) -> None:
        for link in self._links:
            setattr(link, what, True)

    def _do(self, act: Callable[[], object]) -> None:
        async def do() -> None:
            act()

        self._wait_for(do())

    def _wait_for(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _start(self) -> None:
        self._server = await asyncio.start_server(self._accept, HOST, self.port)

    async def _stop(self) -> None:
        """End every link and wait for what leads it: a task that is cancelled would be complained of."""
        assert self._server is not None
        self._server.close()
        self._weather.flows.set()
        for link in self._links:
            link.reset()
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._weather.is_reachable:
            Link(self._weather, writer).reset()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection(HOST, self._target_port)
        except OSError:
            Link(self._weather, writer).reset()
            return
        link = Link(self._weather, writer, far_writer)
        self._links.add(link)
        await asyncio.gather(link.lead(reader, far_writer), link.lead(far_reader, writer))
        self._links.discard(link)
