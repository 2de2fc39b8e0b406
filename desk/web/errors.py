"""Errors at the web's edge: one JSON shape for programs, one page for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from flask import jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from desk.errors import DeskError, TooMany

if TYPE_CHECKING:
    from apiflask import APIFlask
    from apiflask.exceptions import HTTPError

log = structlog.get_logger(__name__)

Answer = Any
CODES = {
    400: "bad_request",
    401: "not_authenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    429: "too_many",
}
OF_OURS = "Value error, "  # what pydantic writes before a sentence of ours
TITLES = {
    403: "You may not open this",
    404: "There is nothing here",
    429: "That was a lot at once",
}


def register_errors(app: APIFlask) -> None:
    """Hang the handlers into the application; APIFlask's go first, for they would take ours away."""
    app.error_processor(_validation)
    app.register_error_handler(DeskError, _desk_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)


def _desk_error(error: DeskError) -> Answer:
    response, status = _answer(error.http_status, error.code, error.message, error.fields)
    if isinstance(error, TooMany) and hasattr(response, "headers"):
        response.headers["Retry-After"] = str(error.retry_after)
    return response, status


def _csrf_error(error: CSRFError) -> Answer:
    del error
    message = "This form or request is no longer valid. Load the page again, then repeat it."
    return _answer(400, "csrf", message, {})


def _http_error(error: HTTPException) -> Answer:
    status = error.code or 500
    message = error.description or "The request could not be answered."
    return _answer(status, CODES.get(status, "error"), message, {})


def _unexpected(error: Exception) -> Answer:
    """Whatever nobody foresaw: logged in full here, said in one sentence there."""
    log.error("request_failed", path=request.path, kind=type(error).__name__, exc_info=error)
    message = "Something went wrong on our side. Nothing was changed; try again."
    return _answer(500, "internal", message, {})


def _validation(error: HTTPError) -> Answer:
    """APIFlask's own errors; the detail of a validation error says which fields."""
    status = error.status_code
    detail = error.detail if isinstance(error.detail, dict) else {}
    fields = {
        name: "; ".join(text.removeprefix(OF_OURS) for text in texts) if isinstance(texts, list) else str(texts)
        for findings in detail.values()
        if isinstance(findings, dict)
        for name, texts in findings.items()
    }
    message = "Some fields are not right." if fields else str(error.message)
    return _answer(status, CODES.get(status, "error"), message, fields)


def _answer(status: int, code: str, message: str, fields: dict[str, str]) -> tuple[Answer, int]:
    if _wants_json():
        body = {"error": {"code": code, "message": message, "fields": fields}}
        return jsonify(body), status
    title = TITLES.get(status, "This did not work")
    return render_template("error.html", title=title, message=message), status


def _wants_json() -> bool:
    """Programs speak to these paths, people to all others."""
    return request.path.startswith(("/api/", "/internal/", "/healthz", "/readyz", "/metrics", "/openapi"))
