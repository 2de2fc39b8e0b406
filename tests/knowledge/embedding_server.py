"""A server that speaks the embeddings protocol, with vectors that any test can foresee, and faults on demand."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import numpy as np

from desk.config import Settings
from desk.knowledge.views import Floats

LENGTH = 96
# What a model that knows several languages would bring together: the first word stands for the others.
SAME = """
when wann quand
parcel paket colis sendung
arrive kommt arrives
my mein meine mon
password passwort kennwort
forgot vergessen
guarantee garantie gewährleistung
lamp lampe leuchte
return zurückgeben rückgabe
pay zahlen bezahlen
gift geschenk
card karte
address adresse anschrift
moved umgezogen
delete löschen
account konto
"""
MEANS = {word: line.split()[0] for line in SAME.splitlines() for word in line.split()}
DULL = frozenset(
    "a an and are be can do for how i in is it of on or the to we what which with you".split()  # noqa: SIM905  a list
)


class Fault(StrEnum):
    """What may come in place of vectors."""

    RATE_LIMITED = "429"
    BROKEN = "500"
    REFUSED = "400"
    HANG = "hang"
    DROPS = "drops"
    SHORT = "a vector too few"
    RAGGED = "vectors of several lengths"
    NAN = "NaN"
    NOTHING = "zeros"
    HTML = "a page"
    TEXT = "words in place of numbers"


# How each fault is called where it is recorded.
KINDS = {
    Fault.RATE_LIMITED: "rate_limited",
    Fault.BROKEN: "server_error",
    Fault.REFUSED: "bad_request",
    Fault.HANG: "deadline",
    Fault.DROPS: "deadline",
    Fault.SHORT: "broken_answer",
    Fault.RAGGED: "broken_answer",
    Fault.NAN: "broken_answer",
    Fault.NOTHING: "broken_answer",
    Fault.HTML: "broken_answer",
    Fault.TEXT: "broken_answer",
}


class Request(NamedTuple):
    """What was asked."""

    model: str
    texts: tuple[str, ...]
    dimensions: int | None


class Quiet(ThreadingHTTPServer):
    """Says nothing about those who left before they were answered."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        pass


class EmbeddingServer:
    """Its vectors say which words a text has; words of SAME are one word. `fault` takes the place of all answers."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.fault: Fault | None = None
        self.refused = ""
        self.length = LENGTH
        self.counts_tokens = True
        self.released = threading.Event()
        self.url = ""

    @property
    def texts(self) -> list[str]:
        """All texts that were sent, in order."""
        return [text for request in self.requests for text in request.texts]

    @contextmanager
    def serving(self) -> Iterator[EmbeddingServer]:
        server = Quiet(("127.0.0.1", 0), self._handler())
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        self.url = f"http://127.0.0.1:{server.server_port}/v1"
        try:
            yield self
        finally:
            self.released.set()
            server.shutdown()
            server.server_close()
            thread.join()

    def settings(self, settings: Settings, **changes: object) -> Settings:
        """Return settings that name this server."""
        named = {"embeddings_base_url": self.url, "embeddings_model": "meanings-1"}
        return settings.model_copy(update=named | changes)

    def answer(self, request: Request) -> tuple[int, str, bytes]:
        """Return status, content type and body."""
        self.requests.append(request)
        fault = self.fault
        if self.refused and any(self.refused in text for text in request.texts):
            fault = Fault.REFUSED
        match fault:
            case Fault.RATE_LIMITED | Fault.BROKEN | Fault.REFUSED:
                return int(fault), "application/json", b'{"error": {"message": "no"}}'
            case Fault.HTML:
                return 200, "text/html", b"<html><body>Welcome to the router.</body></html>"
            case Fault.HANG:
                self.released.wait()
        vectors = [vector(text, request.dimensions or self.length).tolist() for text in request.texts]
        return 200, "application/json", json.dumps(self._body(spoiled(vectors, fault), request)).encode()

    def _body(self, vectors: Sequence[Any], request: Request) -> dict[str, Any]:
        # Backwards: only the index says which vector is whose.
        listed = [{"object": "embedding", "index": place, "embedding": one} for place, one in enumerate(vectors)][::-1]
        used = {"prompt_tokens": sum(len(text.split()) for text in request.texts), "total_tokens": 0}
        return {"object": "list", "model": request.model, "data": listed} | (
            {"usage": used} if self.counts_tokens else {}
        )

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        desk = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                sent = json.loads(self.rfile.read(int(self.headers["content-length"])))
                assert self.path == "/v1/embeddings"
                asked = Request(sent["model"], tuple(sent["input"]), sent.get("dimensions"))
                status, kind, body = desk.answer(asked)
                self.send_response(status)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                if desk.fault is Fault.DROPS:
                    self.drip(body)
                self.wfile.write(body)

            def drip(self, body: bytes) -> None:
                for place in range(len(body)):
                    if desk.released.wait(0.05):
                        return
                    self.wfile.write(body[place : place + 1])

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def spoiled(vectors: list[Any], fault: Fault | None) -> list[Any]:
    match fault:
        case Fault.SHORT:
            return vectors[1:]
        case Fault.RAGGED:
            return [vectors[0] + [0.5], *vectors[1:], [0.5]][: max(2, len(vectors))]
        case Fault.NAN:
            return [[float("nan"), *one[1:]] for one in vectors]
        case Fault.NOTHING:
            return [[0.0] * len(one) for one in vectors]
        case Fault.TEXT:
            return ["none"] * len(vectors)
        case _:
            return vectors


def vector(text: str, length: int = LENGTH) -> Floats:
    """Return the mean of the directions of a text's words."""
    words = [MEANS.get(word, word) for word in re.findall(r"\w+", text.lower())]
    telling = [word for word in words if word not in DULL] or words or [""]
    return np.asarray(np.mean([direction(word, length) for word in telling], axis=0), np.float32)


@cache
def direction(word: str, length: int) -> Floats:
    """Return a direction for a word, nearly at right angles to those of others; the same in every process."""
    dice = np.random.default_rng(list(word.encode()))
    return dice.standard_normal(length).astype(np.float32)
