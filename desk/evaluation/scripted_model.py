"""A language model that says what a scenario wrote for it, or how it fails.

Many conversations ask it at once: each carries a mark in the address of its page, and by this mark the server finds
the script that the request belongs to.
"""

from __future__ import annotations

import json
import re
import threading
from collections import deque
from dataclasses import dataclass, field

from desk.evaluation.model_wire import Fault, ModelWire, Request, Sent, asks_for_summary
from desk.evaluation.scenarios import Words

MARK = re.compile(r"/play-[0-9a-f]{12}\b")
SUMMARY = {
    "goal": "What the customer asked.",
    "facts": [],
    "mood": "neutral",
    "language": "en",
    "open_question": "",
    "suggested_reply": "Hello, let me look into this.",
}


@dataclass
class Script:
    """What the model says in one conversation, in order, and what it was asked."""

    entries: deque[Words] = field(default_factory=deque)
    requests: list[Request] = field(default_factory=list)
    unforeseen: int = 0


class ScriptedModel(ModelWire):
    """Finds for each request its script; one that no script foresees is answered with an error."""

    def __init__(self) -> None:
        super().__init__()
        self._scripts: dict[str, Script] = {}
        self._lock = threading.Lock()

    def script(self, mark: str) -> Script:
        """Return the script of the conversation that carries a mark."""
        with self._lock:
            return self._scripts.setdefault(mark, Script())

    def forget(self, mark: str) -> None:
        """Let go of a conversation that has ended."""
        with self._lock:
            self._scripts.pop(mark, None)

    def reply_to(self, request: Request) -> Sent:
        """Return the next words of the conversation; a summary takes none of them."""
        if asks_for_summary(request):
            return Sent(json.dumps(SUMMARY))
        words = self._words_for(request)
        text = json.dumps(words.answer()) if words.text is None else words.text
        return Sent(text, words.fault, words.think_s, words.pause_s)

    def _words_for(self, request: Request) -> Words:
        found = mark_of(request)
        if found is None:
            return Words(fault=Fault.BAD_REQUEST)
        script = self.script(found)
        with self._lock:
            script.requests.append(request)
            if script.entries:
                return script.entries.popleft()
            script.unforeseen += 1
            return Words(fault=Fault.BAD_REQUEST)


def mark_of(request: Request) -> str | None:
    """Return the mark of the conversation that a request is about."""
    found = MARK.search(json.dumps(request["messages"]))
    return found.group() if found else None
