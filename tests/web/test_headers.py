"""Security headers are on every kind of answer; only the widget's frame may be framed, by its own sites."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.desk_up import RunningDesk
from tests.stage import Stage

KINDS = {
    "page": "/",
    "help page": "/help",
    "login": "/dashboard/login",
    "redirect": "/dashboard/",
    "error page": "/nowhere",
    "JSON": "/healthz",
    "JSON error": "/api/v1/people",
    "script": "/widget.js",
    "static file": "/static/mark.svg",
    "description": "/openapi.json",
    "API pages": "/docs",
    "refused": "/internal/emit",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
FRAME = "/widget/frame?inbox="


def policy(header: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_is_secured(stage: Stage, kind: str) -> None:
    answer = stage.nobody.get(KINDS[kind])

    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    rules = policy(answer.headers["Content-Security-Policy"])
    assert {name: rules[name] for name in ("default-src", "script-src", "object-src", "base-uri")} == {
        "default-src": "'self'",
        "script-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
    }
    assert rules["frame-ancestors"] == "'none'"


@pytest.mark.slow
def test_frame_is_framed_by_its_own_sites_only(web: RunningDesk, stage: Stage) -> None:
    web.command("create-inbox", "--key", "framed", "--name", "Framed", "--origin", "https://shop.example")

    ancestors = {
        key: policy(stage.nobody.get(FRAME + key).headers["Content-Security-Policy"])["frame-ancestors"]
        for key in ("demo", "framed")
    }

    assert ancestors == {"demo": "'self'", "framed": "'self' https://shop.example"}
    assert "X-Frame-Options" not in stage.nobody.get(FRAME + "demo").headers
    assert stage.nobody.get(FRAME + "unknown").headers["X-Frame-Options"] == "DENY"


@pytest.mark.slow
def test_no_answer_invites_other_sites_but_the_launcher(stage: Stage) -> None:
    elsewhere = {"Origin": "https://evil.example"}
    allowed = {
        path: stage.nobody.get(path, headers=elsewhere).headers.get("Access-Control-Allow-Origin")
        for path in ("/widget.js", "/api/v1/people", "/widget/frame?inbox=demo", "/openapi.json")
    }

    assert allowed == {"/widget.js": "*"} | dict.fromkeys(list(allowed)[1:])


@pytest.mark.parametrize("is_https", [True, False], ids=["https", "http"])
def test_https_makes_cookies_secure_and_asks_to_stay(create_web: Callable[..., Any], is_https: bool) -> None:  # noqa: FBT001 - a parameter of the test
    scheme = "https" if is_https else "http"
    with create_web(public_url=f"{scheme}://desk.example") as app:
        answer = app.test_client().get("/dashboard/login", base_url=f"{scheme}://desk.example")

    assert ("Secure" in answer.headers["Set-Cookie"]) is is_https
    assert ("Strict-Transport-Security" in answer.headers) is is_https


@pytest.mark.slow
def test_hashed_assets_are_kept_for_good_and_pages_are_not(stage: Stage) -> None:
    page = stage.nobody.get("/dashboard/login").text
    asset = next(part for part in page.split('"') if part.startswith("/static/build/assets/"))

    assert "immutable" in stage.nobody.get(asset).headers["Cache-Control"]
    assert "immutable" not in stage.nobody.get("/widget.js").headers["Cache-Control"]
