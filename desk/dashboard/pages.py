"""The pages of staff: login, logout, and the shell of the dashboard."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from apiflask import APIBlueprint
from flask import current_app, redirect, render_template, request, session, url_for
from flask_login import current_user, login_required, login_user, logout_user

from desk.errors import DeskError
from desk.extensions import socket_server
from desk.limits import limits
from desk.realtime.farewell import end_sockets_of
from desk.staff.logins import actors, end_login, is_anybody_known, log_in
from desk.web.login import StaffUser, shell_config

pages = APIBlueprint("dashboard", __name__, url_prefix="/dashboard", enable_openapi=False)

Answer = Any


@pages.get("/login")
def login() -> Answer:
    """Show the login form, or the dashboard to who is logged in."""
    if current_user.is_authenticated:
        return redirect(url_for("dashboard.home"))
    return _form()


@pages.post("/login")
def log_in_here() -> Answer:
    """Check the password; a fresh session, so that an id planted before login is worth nothing."""
    email = request.form.get("email", "")
    try:
        limits.spend("login", f"address:{request.remote_addr}")
        limits.spend("login", f"email:{email.strip().lower()}")
        login_id = log_in(email, request.form.get("password", ""))
    except DeskError as error:
        return _form(error=error.message, email=email), error.http_status
    session.clear()
    login_user(StaffUser(login_id, actors.actor(login_id)))
    return redirect(_own_page(request.form.get("next", "")))


def _form(*, error: str = "", email: str = "") -> str:
    wanted = request.values.get("next", "")
    is_new = not is_anybody_known()
    return render_template("dashboard/login.html", error=error, email=email, next=wanted, is_new=is_new)


def _own_page(wanted: str) -> str:
    """Return a page of ours, never an address that somebody put into a link."""
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc
    return wanted if is_ours else url_for("dashboard.home")


@pages.post("/logout")
@login_required
def logout() -> Answer:
    """End the login here and in every open socket of it."""
    login_id = current_user.login_id
    end_login(login_id)
    logout_user()
    session.clear()
    end_sockets_of((login_id,), current_app.config["DESK_STAFF_NAMESPACES"], socket_server(), "You are logged out.")
    return redirect(url_for("dashboard.login"))


@pages.get("/", defaults={"path": ""})
@pages.get("/<path:path>")
@login_required
def home(path: str) -> Answer:
    """Serve the dashboard's shell; its script reads the rest of the address."""
    del path
    return render_template("dashboard/app.html", desk_config=shell_config())
