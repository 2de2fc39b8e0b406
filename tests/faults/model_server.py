"""A language-model server that says, one request after the other, what it is told to."""

from __future__ import annotations

import json
from collections import deque

from desk.evaluation.model_wire import Fault, ModelWire, Request, Sent, asks_for_summary

__all__ = ["Fault", "ModelServer", "answer", "note"]


def answer(**changes: object) -> dict[str, object]:
    """Return the object that a well-behaved model sends, with changes."""
    return {
        "decision": "answer",
        "confidence": 0.9,
        "sources": ["returns"],
        "reason": "none",
        "evidence": "",
        "choices": [],
        "reply": "You can return it within 60 days.",
    } | changes


def note(**changes: object) -> dict[str, object]:
    """Return the object that a well-behaved model sends when it is asked to sum up, with changes."""
    return {
        "goal": "Wants to send something back",
        "facts": [],
        "mood": "calm",
        "language": "en",
        "open_question": "How long is there to send it back?",
        "suggested_reply": "Hello, let me look into this.",
    } | changes


Script = Fault | dict[str, object] | str


class ModelServer(ModelWire):
    """Each request takes the next entry of the script: a fault, an object to send as JSON, or a text as it is.

    When the script is used up, the default follows. `pause_s` lies between the pieces of a stream. Who asks for a
    summary comes late and unforeseen: it takes nothing of the script, gets `summary` (or the default, if that is a
    fault), and is kept in `summed_up`. A request that holds a text of `failing` gets its fault before all else.
    """

    def __init__(self, *script: Script, default: Script | None = None, pause_s: float = 0.0) -> None:
        super().__init__()
        self.script: deque[Script] = deque(script)
        self.default: Script = answer() if default is None else default
        self.pause_s = pause_s
        self.failing: dict[str, Fault] = {}
        self.summary: Script = note()
        self.requests: list[Request] = []
        self.summed_up: list[Request] = []

    def reply_to(self, request: Request) -> Sent:
        """Answer with the next entry; a fault that cuts an answer cuts the well-behaved one."""
        entry = self._entry_for(request)
        if isinstance(entry, Fault):
            return Sent(json.dumps(answer()), entry, pause_s=self.pause_s)
        return Sent(entry if isinstance(entry, str) else json.dumps(entry), pause_s=self.pause_s)

    def was_asked(self, text: str) -> bool:
        """Say whether a request held a text."""
        return any(text in json.dumps(request["messages"]) for request in list(self.requests))

    def _entry_for(self, request: Request) -> Script:
        if asks_for_summary(request):
            self.summed_up.append(request)
            return self.default if isinstance(self.default, Fault) else self.summary
        self.requests.append(request)
        written = json.dumps(request["messages"])
        for text, fault in list(self.failing.items()):
            if text in written:
                return fault
        return self.script.popleft() if self.script else self.default
