"""The description of the REST interface is complete, correct, and what the desk really does."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest

from tests.stage import SUPERVISOR, Stage

STAFF_WRITE = ("post", "put")


@pytest.fixture
def described(create_web: Callable[..., Any]) -> tuple[dict[str, Any], set[tuple[str, str]]]:
    """The document, and the routes that programs can call."""
    with create_web(demo=True) as app:
        document = app.test_client().get("/openapi.json").get_json()
        offered = {
            (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
            for rule in app.url_map.iter_rules()
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
            if rule.rule.startswith("/api/")
        }
    return document, offered


def test_document_names_every_api_route(described: tuple[dict[str, Any], set[tuple[str, str]]]) -> None:
    document, offered = described
    named = {(path, method) for path, methods in document["paths"].items() for method in methods}

    assert {entry for entry in named if entry[0].startswith("/api/")} == offered
    assert document["openapi"] == "3.1.0"


def test_every_operation_says_what_it_does_what_it_returns_and_who_may(
    described: tuple[dict[str, Any], set[tuple[str, str]]],
) -> None:
    document, offered = described

    for path, method in offered:
        operation = document["paths"][path][method]
        assert operation["summary"], path
        assert any(code.startswith("2") for code in operation["responses"]), path
        assert operation["security"], path


def test_every_schema_is_a_valid_json_schema(described: tuple[dict[str, Any], set[tuple[str, str]]]) -> None:
    document, _ = described
    schemas = document["components"]["schemas"]

    assert len(schemas) > 20
    for schema in schemas.values():
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})


@pytest.mark.slow
def test_no_made_up_request_breaks_the_desk(stage: Stage) -> None:
    """A short run of Schemathesis as a supervisor: whatever it sends, no answer is a 5xx."""
    staff = stage.staff[SUPERVISOR]
    headers = {"Cookie": staff.cookie, "X-CSRFToken": str(staff.headers["X-CSRFToken"])}
    options = ["--checks", "not_a_server_error", "--max-examples", "8", "--seed", "1", "--phases", "coverage,fuzzing"]
    run = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", staff.address("/openapi.json"), *options),
            *(part for name, value in headers.items() for part in ("--header", f"{name}: {value}")),
            *("--exclude-path", "/readyz", "--exclude-path-regex", "^/api/v1/conversations/.*/close$"),
            *("--exclude-path", "/api/v1/supervision/what-if"),  # every question starts a process
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout[-5_000:] + run.stderr[-2_000:]
