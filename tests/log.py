"""What a window shows of one conversation."""

from __future__ import annotations

from collections.abc import Sequence

from desk.wire import Envelope


class Log:
    """The events of one conversation, each once and in order; what came too early waits."""

    def __init__(self) -> None:
        self.head = 0
        self.newest_known = 0
        self.events: list[Envelope] = []
        self._early: dict[int, Envelope] = {}
        self._is_begun = False

    @property
    def is_begun(self) -> bool:
        """Say whether there was a snapshot: without one, events are heard of a conversation that nobody opened."""
        return self._is_begun

    @property
    def has_gap(self) -> bool:
        """Say whether something is known to have happened that is not here."""
        return self._is_begun and self.newest_known > self.head

    def begin(self, events: Sequence[Envelope], head: int) -> None:
        """Start from a snapshot; what was heard before it came is put behind it."""
        self._is_begun, self.events, self.head = True, list(events), head
        self._settle()

    def take(self, event: Envelope) -> None:
        self.newest_known = max(self.newest_known, event.seq)
        if not self._is_begun or event.seq > self.head:
            self._early[event.seq] = event
        self._settle()

    def _settle(self) -> None:
        while self._is_begun and (event := self._early.pop(self.head + 1, None)):
            self.events.append(event)
            self.head = event.seq
        self._early = {seq: event for seq, event in self._early.items() if seq > self.head}
