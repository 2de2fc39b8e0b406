"""What can be done about customers, and how an inbox and a customer are found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import select

from desk import clock
from desk.actors import CustomerActor
from desk.customers.models import Customer, Inbox
from desk.errors import Conflict, Invalid, NotAuthenticated, NotFound
from desk.ids import uuid7
from desk.unit_of_work import action, current, query

if TYPE_CHECKING:
    from uuid import UUID

    from desk.customers.identity import Identity

ANONYMOUS = "Visitor"
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
ADDRESS = re.compile(
    r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]+\.[^\s@<>,;\"]+"
)  # whether mail arrives is for others to find out
LONGEST_ADDRESS = 254  # characters (RFC 5321, errata 1690)
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?")


@query
def inbox_of(key: str) -> Inbox:
    """Return the inbox that the public key names; raises NotFound."""
    inbox = current().scalars(select(Inbox).where(Inbox.key == key)).one_or_none()
    if inbox is None:
        message = "There is no such inbox. Check data-key in the page's script tag."
        raise NotFound(message)
    return inbox


@query
def inbox_with(inbox_id: UUID) -> Inbox:
    """Return an inbox that is there."""
    return current().get_one(Inbox, inbox_id)


@action
def renew_identity_secret(key: str) -> Inbox:
    """Give an inbox another secret for its customers' identities: what was signed with the one before ends."""
    inbox = inbox_of(key)
    inbox.identity_version += 1
    return inbox


@query
def customer_actor(customer_id: UUID, inbox_id: UUID, identity_version: int = 0) -> CustomerActor:
    """Return the customer that a token names.

    Raises NotAuthenticated when they are gone, and for one whom the site vouched for, unless the token was given for
    what it signed with its present secret: a leaked secret that is renewed then opens nothing more.
    """
    customer = current().get(Customer, customer_id)
    if customer is None or customer.inbox_id != inbox_id or identity_version != identity_version_of(customer):
        message = "This customer is not known any more. Start a new conversation."
        raise NotAuthenticated(message)
    return actor_of(customer)


def actor_of(customer: Customer) -> CustomerActor:
    """Return who may speak as a customer; whoever asks has made sure that it is them."""
    return CustomerActor(customer.id, customer.inbox_id, customer.name, identity_version_of(customer))


def identity_version_of(customer: Customer) -> int:
    """Return which secret of its inbox vouches for a customer now; 0 for an anonymous one."""
    return inbox_with(customer.inbox_id).identity_version if customer.is_identified else 0


def checked_address(email: str) -> str:
    """Return an e-mail address without space around it; raises Invalid for what is none."""
    address = email.strip()
    if len(address) > LONGEST_ADDRESS or not ADDRESS.fullmatch(address):
        message = "This is no e-mail address. Write it for example as name@example.com."
        raise Invalid(message, fields={"email": message})
    return address


@action
def start(inbox_id: UUID) -> CustomerActor:
    """Make an anonymous customer, whose name says which one it is."""
    return actor_of(_made(inbox_id))


def _made(inbox_id: UUID, *, external_id: str | None = None) -> Customer:
    """Make a customer of whom nothing is known but, perhaps, the site's own id of them."""
    customer_id = uuid7()
    customer = Customer(
        id=customer_id,
        inbox_id=inbox_id,
        name=f"{ANONYMOUS} {customer_id.hex[-4:].upper()}",
        email=None,
        is_identified=external_id is not None,
        external_id=external_id,
        attributes={},
        created_at=clock.now(),
    )
    current().add(customer)
    return customer


@action
def vouched_for(inbox_id: UUID, identity: Identity) -> Customer:
    """Return the one customer whom the site knows by this id, made if there is none; what it says is not yet noted.

    Never one who was anonymous before: a token that somebody copied then must not speak for them now.
    """
    which = select(Customer).filter_by(inbox_id=inbox_id, external_id=identity.external_id)
    return current().scalars(which).one_or_none() or _made(inbox_id, external_id=identity.external_id)


@action
def add_inbox(*, key: str, name: str, allowed_origins: list[str]) -> None:
    """Add a place for a widget, with words that fit any site.

    `allowed_origins` are the sites that may frame it, each as scheme://host or scheme://host:port. Raises Invalid for
    a key or an origin that browsers would not take, Conflict for a key that is taken.
    """
    _check_key(key)
    origins = [_checked_origin(origin) for origin in allowed_origins]
    current().add(
        Inbox(
            id=uuid7(),
            key=key,
            name=name,
            bot_name="Assistant",
            greeting=f"Hello, I am the AI assistant of {name}. You can ask for a person at any time.",
            suggestions=[],
            privacy="This conversation is stored so that we can help you.",
            accent="#3e63dd",
            allowed_origins=origins,
        )
    )


def _check_key(key: str) -> None:
    if not KEY.fullmatch(key):
        message = f"{key!r} is no key: it has 1 to 64 small letters, digits and hyphens, for example lamp-shop."
        raise Invalid(message, fields={"key": message})
    if current().scalars(select(Inbox.id).where(Inbox.key == key)).first():
        message = f"There is an inbox with the key {key} already. Take another key."
        raise Conflict(message)


def _checked_origin(origin: str) -> str:
    """Return it as browsers write it: without a path, not even a slash."""
    parts = urlsplit(origin.strip().lower())
    rest = parts.path.removesuffix("/") + parts.query + parts.fragment
    if parts.scheme not in {"http", "https"} or not HOST.fullmatch(parts.netloc) or rest:
        message = f"{origin!r} is no site. Write for example https://shop.example, without a path."
        raise Invalid(message, fields={"allowed_origins": message})
    return f"{parts.scheme}://{parts.netloc}"
