"""Drills on many sockets and on a bad one: F9, a reader that does not read, and F10, a thousand that come back."""

from __future__ import annotations

import asyncio
import time
from uuid import UUID, uuid4

from tests.faults.clients import TimedWidget
from tests.faults.drills import Ground
from tests.faults.dump import heads
from tests.faults.figures import Figures
from tests.faults.history import Post, Result
from tests.faults.light import Light, Window, alive, until_all
from tests.processes import descendants_of, memory_mb

WINDOWS = 1000
AT_ONCE = 40  # how many open their conversation at the same time
COME_S, BACK_S = 180.0, 90.0
LINE = "x" * 3_900  # nearly the longest message
MOST_LINES = 2_000
SMALL_BUFFER = 4_096
MIB = 1_048_576


def reader_does_not_read(ground: Ground) -> Figures:
    """F9: one window never reads what it is sent; it is cut off, and another window of the customer misses nothing."""
    writer = TimedWidget(ground.composed.at(0).url)
    writer.connect()
    conversation_id = writer.open(None)
    writer.ask_for_human(conversation_id)
    figures = asyncio.run(_flooded(ground, writer, conversation_id))
    writer.call("conversation.end", conversation_id=conversation_id)
    end = heads(ground.composed.database_url)[str(conversation_id)][1]
    writer.until(lambda: writer.logs[conversation_id].head >= end, "the writer reads all there is")
    ground.history.add(writer.reading("slow", conversation_id))
    writer.disconnect()
    return figures


async def _flooded(ground: Ground, writer: TimedWidget, conversation_id: UUID) -> Figures:
    port = ground.composed.web_ports[0]
    deaf = await Light.connect(port, token=writer.token, receive_buffer=SMALL_BUFFER)
    await deaf.ask("conversation.join", conversation_id=str(conversation_id))
    try:
        return await asyncio.to_thread(_flood, ground, writer, conversation_id)
    finally:
        deaf.close()


def _flood(ground: Ground, writer: TimedWidget, conversation_id: UUID) -> Figures:
    """Write until the log says that a socket was cut off."""
    web = ground.composed.parts["web"][0]
    assert web.process is not None
    family = [web.process.pid, *descendants_of(web.process.pid)]
    cuts, memory, begun = web.log.read_text().count('"socket_cut"'), memory_mb(family), time.monotonic()
    for number in range(1, MOST_LINES):
        _say(ground, writer, conversation_id, f"<slow> {number} {LINE}")
        if web.log.read_text().count('"socket_cut"') > cuts:
            return {
                "slow_reader_cut_s": round(time.monotonic() - begun, 1),
                "slow_reader_sent_mib": round(number * len(LINE) / MIB, 2),
                "slow_reader_memory_mb": round(memory_mb(family) - memory, 1),
            }
    message = f"{MOST_LINES} long messages were posted, and who reads none of them is still connected"
    raise AssertionError(message)


def _say(ground: Ground, writer: TimedWidget, conversation_id: UUID, text: str) -> None:
    client_id, asked_at = uuid4(), time.time()
    seq = writer.say(conversation_id, text, client_id=client_id).seq
    about = ("slow", str(conversation_id), str(client_id), text, Result.OK, seq)
    ground.history.add(Post(*about, asked_at, time.time()))


def thousand_come_back(ground: Ground) -> Figures:
    """F10: a thousand windows are open when all web processes are killed; all come back, with what they had."""
    entrance = asyncio.Semaphore(AT_ONCE)
    windows = [Window(ground.composed.port, entrance) for _ in range(WINDOWS)]
    with alive(windows):
        opened_s = until_all(windows, COME_S)
        for window in windows:
            window.times_back = 0
        begun, killed_at = time.time(), time.monotonic()
        _restart_web(ground)
        restarted_s = time.monotonic() - killed_at
        until_all(windows, BACK_S, times_back=1)
        took = time.monotonic() - killed_at
    ground.all_back()
    ground.note("all web processes are killed", begun)
    assert not any(window.behind for window in windows), "a window was told of fewer events than it had seen"
    return {
        "storm_windows": WINDOWS,
        "storm_opened_s": round(opened_s, 1),
        "storm_web_restart_s": round(restarted_s, 1),
        "storm_back_after_kill_s": round(took, 1),
        "storm_back_after_restart_s": round(max(0.0, took - restarted_s), 1),
    }


def _restart_web(ground: Ground) -> None:
    parts = ground.composed.parts["web"]
    for part in parts:
        part.kill()
    for part in parts:
        part.start()
    for part in parts:
        part.wait_until_well()
