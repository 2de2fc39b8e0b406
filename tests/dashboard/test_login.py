"""Signing in and out: cookies, sessions, and what ends with a login."""

from __future__ import annotations

import time

import pytest

from tests.client import DeskRefused
from tests.desk_up import Login, RunningDesk
from tests.logins import Staff

pytestmark = pytest.mark.slow

COOKIE = "desk_session"
LOGOUT_REACHES_SOCKETS_IN_S = 1.0


@pytest.fixture
def mira(web: RunningDesk) -> Login:
    return web.logins["Mira"]


def test_login_opens_the_dashboard_and_its_refusals_tell_nothing(web: RunningDesk, mira: Login) -> None:
    with Staff(web.url) as staff:
        wrong_password = staff.log_in(mira.email, "wrong")
        unknown_address = staff.log_in("nobody@otterandfilament.example", mira.password)
        closed = staff.get("/dashboard/").status_code
        right = staff.log_in(mira.email.upper(), mira.password)

        assert (right.status_code, right.headers["Location"]) == (302, "/dashboard/")
        assert staff.shell()["me"]["name"] == mira.name
    words = "E-mail address or password is not right."
    assert (wrong_password.status_code, unknown_address.status_code, closed) == (401, 401, 302)
    assert words in wrong_password.text
    assert words in unknown_address.text
    assert mira.password not in wrong_password.text


def test_session_that_was_planted_before_the_login_is_worth_nothing(web: RunningDesk, mira: Login) -> None:
    with Staff(web.url) as staff:
        staff.form_token()
        planted = staff.cookies[COOKIE]
        staff.log_in(mira.email, mira.password)
        own = staff.cookies[COOKIE]

    with Staff(web.url, cookies={COOKIE: planted}) as attacker:
        assert attacker.get("/api/v1/people").status_code == 401
    assert planted != own


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(web: RunningDesk, mira: Login) -> None:
    with Staff(web.url) as staff:
        attributes = staff.log_in(mira.email, mira.password).headers["Set-Cookie"].split("; ")

    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
    assert not [part for part in attributes if part.startswith(("Domain=", "Expires="))]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("/dashboard/inbox/queue", "/dashboard/inbox/queue"),
        ("/supervision/?x=1", "/supervision/?x=1"),
        ("https://evil.example/", "/dashboard/"),
        ("//evil.example/", "/dashboard/"),
        ("/\\evil.example/", "/dashboard/"),
        ("\\\\evil.example", "/dashboard/"),
        ("/\t/evil.example", "/dashboard/"),
        ("/\n/evil.example", "/dashboard/"),
        ("javascript:alert(1)", "/dashboard/"),
        ("evil.example", "/dashboard/"),
        ("", "/dashboard/"),
    ],
)
def test_login_leads_to_our_own_pages_only(web: RunningDesk, mira: Login, wanted: str, expected: str) -> None:
    with Staff(web.url) as staff:
        assert staff.log_in(mira.email, mira.password, wanted=wanted).headers["Location"] == expected


def test_login_page_leads_on_who_is_logged_in(web: RunningDesk) -> None:
    with web.staff("Mira") as staff:
        answer = staff.get("/dashboard/login")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/dashboard/")


def test_logout_ends_the_cookie_also_where_it_was_copied(web: RunningDesk) -> None:
    with web.staff("Mira") as staff, Staff(web.url, cookies={COOKIE: staff.cookies[COOKIE]}) as copied:
        before = copied.get("/api/v1/people").status_code
        answer = staff.log_out()

        assert (before, copied.get("/api/v1/people").status_code) == (200, 401)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/dashboard/login")


def test_logout_ends_the_open_sockets_of_this_login_and_no_other(web: RunningDesk) -> None:
    with (
        web.staff("Anneke") as here,
        web.staff("Anneke") as elsewhere,
        here.socket() as dashboard,
        here.supervision_socket() as supervision,
        elsewhere.socket() as other,
    ):
        begun = time.monotonic()
        here.log_out()
        for socket in (dashboard, supervision):
            socket.until(lambda socket=socket: not socket.is_connected, "it ends")  # type: ignore[misc]  # bound on purpose
        seconds = time.monotonic() - begun

        assert [socket.farewell["reason"] for socket in (dashboard, supervision) if socket.farewell] == ["logout"] * 2
        assert seconds < LOGOUT_REACHES_SOCKETS_IN_S + 2  # the machine may be busy
        assert other.people().me.name == "Anneke Vos"
        with pytest.raises(DeskRefused, match="not_authenticated"):
            here.socket().connect()


def test_nobody_hears_anything_after_the_logout(web: RunningDesk) -> None:
    with web.customer() as customer, web.staff("Mira") as staff, staff.socket() as agent:
        conversation_id = customer.open("Before the logout")
        agent.join(conversation_id)
        staff.log_out()
        agent.until(lambda: not agent.is_connected, "the socket ends")
        customer.say(conversation_id, "After the logout")
        customer.wait_for("message.posted", conversation_id, after=2)

        assert agent.texts(conversation_id) == ["Before the logout"]
