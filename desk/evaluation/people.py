"""The people of a played scenario: staff over REST, and their presence by a socket."""

from __future__ import annotations

import html
import json
import re
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from desk.evaluation.sockets import PATIENCE_S, Refused, Socket

FIRST_ERROR = 400


class Browser:
    """A browser without a screen, kept by one thread: keeps cookies, follows no redirect."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_S)
        self._cookies: dict[str, str] = {}

    @property
    def cookie(self) -> str:
        """Return the cookies as a header has them."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        """Return the status and the text of an answer."""
        sent = {"Cookie": self.cookie, **headers} if self._cookies else headers
        try:
            answer = self._answer(method, path, body, sent)
        except (RemoteDisconnected, ConnectionError):  # a server closes what nobody used for a while
            self._connection.close()
            answer = self._answer(method, path, body, sent)
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self._cookies[key] = rest.partition(";")[0]
        return answer.status, answer.read().decode()

    def _answer(self, method: str, path: str, body: str, headers: dict[str, str]) -> HTTPResponse:
        self._connection.request(method, path, body.encode() or None, headers)
        return self._connection.getresponse()


class Member:
    """A login of the staff; what it writes carries the CSRF token."""

    def __init__(self, url: str, *, email: str, password: str) -> None:
        self.browser = Browser(url)
        form = {"email": email, "password": password, "next": "", "csrf_token": self._form_token()}
        kind = "application/x-www-form-urlencoded"
        status, _ = self.browser.ask("POST", "/dashboard/login", urlencode(form), **{"Content-Type": kind})
        if status >= FIRST_ERROR:
            raise Refused(f"{email} cannot log in.")
        self._csrf = str(self._shell()["csrf"])

    def _form_token(self) -> str:
        _, page = self.browser.ask("GET", "/dashboard/login")
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        return html.unescape(found[1]) if found else ""

    def _shell(self) -> dict[str, Any]:
        _, page = self.browser.ask("GET", "/dashboard/")
        found = re.search(r'<script type="application/json" id="desk-config">(.+?)</script>', page, re.DOTALL)
        shell: dict[str, Any] = json.loads(found[1]) if found else {"csrf": ""}
        return shell

    def be_there(self) -> Socket:
        """Open the dashboard: whoever has a socket there is present."""
        return Socket(self.browser.url, "/dashboard", auth={}, cookie=self.browser.cookie)

    def events_of(self, conversation_id: str, *, after: int = 0) -> list[dict[str, Any]]:
        """Return what happened in a conversation, as staff see it."""
        found: list[dict[str, Any]] = []
        while True:
            last = found[-1]["seq"] if found else after
            page = self._call("GET", f"/api/v1/conversations/{conversation_id}/events?after={last}&limit=200")
            found += page["events"]
            if not page["more"]:
                return found

    def state_of(self, conversation_id: str) -> dict[str, Any]:
        """Return how a conversation stands."""
        state: dict[str, Any] = self._call("GET", f"/api/v1/conversations/{conversation_id}")["conversation"]
        return state

    def do(self, verb: str, conversation_id: str) -> None:
        """Do one of the verbs: take_over, hand_back, resolve ..."""
        self._call("POST", f"/api/v1/conversations/{conversation_id}/{verb.replace('_', '-')}", {})

    def write(self, conversation_id: str, text: str, *, place: str = "messages") -> None:
        """Answer the customer, or leave a note (`place="notes"`)."""
        self._call(
            "POST", f"/api/v1/conversations/{conversation_id}/{place}", {"client_id": str(uuid4()), "text": text}
        )

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"X-CSRFToken": self._csrf, "Content-Type": "application/json"}
        sent = "" if body is None else json.dumps(body)
        status, text = self.browser.ask(method, path, sent, **(headers if sent else {}))
        if status >= FIRST_ERROR:
            raise Refused(f"{method} {path}: {text[:300]}")
        found: dict[str, Any] = json.loads(text)
        return found


class Visitor:
    """A customer at the widget's socket."""

    def __init__(self, url: str, *, locale: str, page: str) -> None:
        self.conversation_id = ""
        self._about = {"locale": locale, "page": page}
        self.socket = Socket(url, "/widget", auth={"inbox": "demo", "token": None})

    def say(self, text: str) -> None:
        """Write a message; the first one opens the conversation."""
        if not self.conversation_id:
            opened = self.socket.call("conversation.open", client_id=uuid4(), text=text, **self._about)
            self.conversation_id = opened["conversation"]["id"]
            return
        self.socket.call("message.send", conversation_id=self.conversation_id, client_id=uuid4(), text=text)

    def ask_for_person(self) -> None:
        """Press the button that is always there."""
        self.socket.call("human.request", conversation_id=self.conversation_id)

    def stop(self) -> None:
        """Stop the answer that is being streamed."""
        turn_id = self.socket.pieces[-1].turn_id
        self.socket.call("answer.stop", conversation_id=self.conversation_id, turn_id=turn_id)

    def end(self) -> None:
        """End the conversation for good."""
        self.socket.call("conversation.end", conversation_id=self.conversation_id)
