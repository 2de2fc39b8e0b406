"""/metrics: the figures of this web process for a Prometheus server, for whoever has the token."""

from __future__ import annotations

import hmac
from collections import Counter
from typing import TYPE_CHECKING

from flask import Response, request
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.exposition import choose_encoder

from desk import unit_of_work
from desk.errors import NotAuthenticated
from desk.web.figures import BacklogFigures, Counted, HintFigures, SocketFigures

if TYPE_CHECKING:
    from apiflask import APIFlask

    from desk.unit_of_work import Published
    from desk.web.figures import Observed

PATH = "/metrics"


def expose(app: APIFlask, observed: Observed, *, token: str) -> None:
    """Serve the figures at /metrics for requests that carry the token, and begin to count."""
    # Not the library's own registry: that one belongs to the whole process, tests and their many desks included.
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    hints = HintFigures(observed.lines, observed.subscription)
    for figures in (_requests(app), _events(), SocketFigures(observed), hints, BacklogFigures()):
        registry.register(figures)

    @app.doc(hide=True)
    def metrics() -> Response:
        _must_know(token)
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        return Response(encode(registry), content_type=content_type)

    app.add_url_rule(PATH, "metrics", metrics)


def _must_know(token: str) -> None:
    """Refuse whoever does not carry the token; how long that takes says nothing about it."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        message = "The figures are for whoever sends the token: Authorization: Bearer ..."
        raise NotAuthenticated(message)


def _requests(app: APIFlask) -> Counted:
    counts: Counter[str] = Counter()

    def count(response: Response) -> Response:
        counts[f"{response.status_code // 100}xx"] += 1
        return response

    app.after_request(count)
    text = "Requests answered, by class of status; sockets are not among them."
    return Counted("desk_requests", text, "status", counts)


def _events() -> Counted:
    counts: Counter[str] = Counter()

    def count(published: tuple[Published, ...]) -> None:
        counts.update(item.event.type for item in published)

    unit_of_work.hint(count)
    text = "Events of conversations that this process committed; workers commit others."
    return Counted("desk_events_published", text, "type", counts)
