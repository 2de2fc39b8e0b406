"""The desk over HTTP: a browser without a screen, and a login of the staff in it."""

from __future__ import annotations

import json
import re
import ssl
from typing import Any, Self
from urllib.parse import urljoin

import httpx2

from tests.client import PATIENCE_S, StaffClient, SupervisorClient

# A desk under test speaks no TLS, and reading the machine's certificates takes longer than most tests.
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Http(httpx2.Client):
    """A browser without a screen: keeps cookies, follows no redirect unless asked."""

    def __init__(self, url: str, **more: Any) -> None:
        super().__init__(base_url=url, timeout=PATIENCE_S, trust_env=False, verify=NO_CERTIFICATES, **more)

    def __enter__(self) -> Self:
        """It may have asked for something already."""
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Staff(Http):
    """A login over HTTP; what it writes carries the CSRF token."""

    def log_in(self, email: str, password: str, *, wanted: str = "") -> httpx2.Response:
        """Send the login form as a browser does; then read the token that writes must carry."""
        form = {"email": email, "password": password, "next": wanted, "csrf_token": self.form_token()}
        answer = self.post("/dashboard/login", data=form)
        if answer.status_code == 302:
            self.headers["X-CSRFToken"] = str(self.shell()["csrf"])
        return answer

    def form_token(self) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get("/dashboard/login").text)
        assert found is not None
        return found[1]

    def shell(self) -> dict[str, Any]:
        """Return what the dashboard's page gives to its script."""
        page = self.get("/dashboard/").text
        found = re.search(r'<script type="application/json" id="desk-config">(.+?)</script>', page, re.DOTALL)
        assert found is not None
        config: dict[str, Any] = json.loads(found[1])
        return config

    def log_out(self) -> httpx2.Response:
        return self.post("/dashboard/logout", data={"csrf_token": self.headers["X-CSRFToken"]})

    @property
    def cookie(self) -> str:
        """Return the cookie as a header's value, for a socket."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies.jar)

    def socket(self) -> StaffClient:
        return StaffClient(str(self.base_url), headers={"Cookie": self.cookie})

    def supervision_socket(self) -> SupervisorClient:
        return SupervisorClient(str(self.base_url), headers={"Cookie": self.cookie})

    def address(self, path: str) -> str:
        return urljoin(str(self.base_url), path)
