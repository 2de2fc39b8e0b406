"""Customers on sockets: who they are, how much they may ask, what they may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from desk.actors import CustomerActor
from desk.customers.actions import customer_actor, inbox_of
from desk.errors import Forbidden, Invalid, NotAuthenticated
from desk.limits import limits
from desk.realtime.rooms import WIDGET
from desk.realtime.speakers import Speaker

if TYPE_CHECKING:
    from desk.customers.identity import IdentityTokens
    from desk.customers.tokens import CustomerTokens


class WidgetAudience:
    """Connects widgets: an inbox key names the site, a signed token the customer."""

    def __init__(self, tokens: CustomerTokens, identities: IdentityTokens) -> None:
        self.tokens = tokens
        self.identities = identities

    def connect(self, sid: str, environ: dict[str, Any], auth: object) -> Speaker:
        """Accept a widget that names its inbox; its token, if it has one, must be ours."""
        given = auth if isinstance(auth, dict) else {}
        inbox = inbox_of(str(given.get("inbox", "")))
        must_be_same_origin(environ)
        token = given.get("token")
        actor = self.actor(str(token)) if token else None
        if actor is not None and actor.inbox_id != inbox.id:
            message = "This token belongs to another site."
            raise NotAuthenticated(message)
        address = str(environ.get("REMOTE_ADDR", ""))
        return Speaker(sid, WIDGET, actor, inbox_id=inbox.id, address=address)

    def actor(self, token: str) -> CustomerActor:
        """Return whom a token speaks for."""
        return customer_actor(*self.tokens.read(token))

    def check(self, speaker: Speaker) -> None:
        """Count every command against the customer's address."""
        limits.spend("address", speaker.address)

    def disconnected(self, speaker: Speaker) -> None:
        """A customer leaves nothing behind but a typing sign, which ends by itself."""


def must_be_same_origin(environ: dict[str, Any]) -> None:
    """Refuse a browser page of another site: the widget's frame is a page of ours; raises Forbidden."""
    origin = environ.get("HTTP_ORIGIN")
    if origin and urlsplit(origin).netloc != environ.get("HTTP_HOST"):
        message = "Sockets are opened by the desk's own pages only."
        raise Forbidden(message)


def customer_of(speaker: Speaker) -> CustomerActor:
    """Return the customer on a socket; Invalid before the first conversation was opened."""
    if not isinstance(speaker.actor, CustomerActor):
        message = "Open a conversation first."
        raise Invalid(message)
    return speaker.actor
