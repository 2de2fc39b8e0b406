"""Who meets customers first: the bot or, where it is switched off, people. Bound once by the composition root."""

from __future__ import annotations

from desk.vocabulary import Status


class Reception:
    """Where a conversation begins that belongs to nobody yet."""

    def __init__(self) -> None:
        self.first_status = Status.BOT

    def open(self, *, is_bot_there: bool) -> None:
        """Say whether a bot answers first."""
        self.first_status = Status.BOT if is_bot_there else Status.QUEUED


reception = Reception()
