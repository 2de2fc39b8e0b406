"""Health: is the process alive, and can it do its work?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apiflask import APIBlueprint
from flask import current_app, jsonify, request
from redis import Redis, RedisError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from desk.admin.beats import SILENCE_S, seconds_since_last
from desk.unit_of_work import current, query

if TYPE_CHECKING:
    from desk.config import Settings

health = APIBlueprint("health", __name__, tag="Health")


@health.get("/healthz")
def healthz() -> Any:  # noqa: ANN401  Flask's own response type
    """Say that the web process answers."""
    return jsonify({"status": "ok"})


@health.get("/readyz")
def readyz() -> Any:  # noqa: ANN401  Flask's own response type
    """Say whether the desk can take requests, and what is missing.

    The database alone decides: without Redis the desk is slower, without a worker messages are still
    stored and people still talk, so no balancer should take the web process away. With `?whole` in
    the address the worker must be there, too.
    """
    settings: Settings = current_app.config["DESK_SETTINGS"]
    checks = {"database": _database(), "redis": _redis(settings.redis_url)}
    checks["worker"] = _worker() if checks["database"] == "ok" else "unknown: the database is away"
    is_ready = checks["database"] == "ok"
    is_whole = is_ready and checks["worker"] == "ok"
    is_enough = is_whole if "whole" in request.args else is_ready
    status = "ok" if is_whole else "degraded" if is_ready else "not ready"
    return jsonify({"status": status, "checks": checks}), 200 if is_enough else 503


def _database() -> str:
    try:
        _select_one()
    except SQLAlchemyError as error:
        return f"down: {type(error).__name__}"
    return "ok"


@query
def _select_one() -> None:
    current().execute(text("SELECT version_num FROM alembic_version"))


def _redis(url: str) -> str:
    if not url:
        return "not used"
    try:
        Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5).ping()
    except RedisError:
        return "down: messages still arrive, some a few seconds later"
    if not _hears_others():
        return "deaf: what other web processes say comes with the heartbeat"
    return "ok"


def _hears_others() -> bool:
    """Say whether the subscription lives; it begins with the first socket, and nobody misses it before."""
    subscription = current_app.config.get("DESK_SUBSCRIPTION")
    return subscription is None or not subscription.has_begun or subscription.is_alive


def _worker() -> str:
    silence = seconds_since_last()
    if silence is None or silence > SILENCE_S:
        return "no worker was heard of. Start one: desk worker"
    return "ok"
