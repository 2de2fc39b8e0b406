"""Whom the site says a customer is: a token that the site's own server signs with the secret of the inbox.

A JSON Web Token (RFC 7519), signed with HMAC-SHA256 (HS256 of RFC 7518, section 3.2).
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import jwt
from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from desk import clock
from desk.commands import Command, storable
from desk.errors import NotAuthenticated

if TYPE_CHECKING:
    from jwt.types import Options
    from pydantic_core import ErrorDetails

    from desk.customers.models import Inbox

ALGORITHM = "HS256"
LONGEST_LIFE = timedelta(days=1)
LEEWAY = timedelta(seconds=30)  # how far the clocks of site and desk may be apart
MOST_ATTRIBUTES = 20

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Attribute = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), AfterValidator(storable)
]


class Identity(Command):
    """What a site vouches for: its own id of a person, and what it wants staff and rules to know of them.

    What is None is not said, and stays as it is known.
    """

    external_id: Name = Field(alias="sub")
    name: Name | None = None
    email: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=320)] | None = None
    attributes: Annotated[dict[Attribute, Attribute], Field(max_length=MOST_ATTRIBUTES)] | None = None


class IdentityTokens:
    """Reads what sites sign, and knows the secret that each inbox's site signs with.

    The secrets are made of the desk's own secret key, so the database holds none; each new version of an inbox's
    secret ends the one before.
    """

    def __init__(self, secret_key: str) -> None:
        self._key = secret_key.encode()

    def secret(self, inbox: Inbox) -> str:
        """Return the secret for the site's server, 64 hexadecimal digits."""
        said = f"desk.identity {inbox.id} {inbox.identity_version}"
        return hmac.new(self._key, said.encode(), hashlib.sha256).hexdigest()

    def read(self, token: str, inbox: Inbox) -> Identity:
        """Return what the site says; NotAuthenticated for what it did not sign, or not for now."""
        try:
            claims = jwt.decode(token, self.secret(inbox), algorithms=[ALGORITHM], options=_OPTIONS)
        except jwt.PyJWTError as error:
            raise _refused(f"{error}.") from error
        _check_time(claims)
        known = {name: claims[name] for name in ("sub", "name", "email", "attributes") if claims.get(name) is not None}
        try:
            return Identity.model_validate(known | _as_text(known.get("attributes")))
        except ValidationError as error:
            raise _refused("; ".join(_found(each) for each in error.errors())) from error


# Times are checked by our own clock.
_OPTIONS: Options = {"require": ["exp", "sub"], "verify_exp": False, "verify_iat": False, "verify_nbf": False}


def _check_time(claims: dict[str, object]) -> None:
    ends, now = claims["exp"], clock.now().timestamp()
    if not isinstance(ends, int | float):
        raise _refused("`exp` is no number: it is when the token ends, in seconds since 1970.")
    if not ends >= now - LEEWAY.total_seconds():  # so that what is no number at all has ended, too
        raise _refused("It has ended (`exp`). Sign a new one with each page.")
    if ends > now + (LONGEST_LIFE + LEEWAY).total_seconds():
        raise _refused("It is valid for longer than a day (`exp`): whoever copies it is the customer for so long.")


def _as_text(attributes: object) -> dict[str, object]:
    """Attributes are compared and shown as text: true as `true`, 3 as `3`; what is empty is left out."""
    if not isinstance(attributes, dict):
        return {}
    said = {name: _word(value) for name, value in attributes.items()}
    return {"attributes": {name: value for name, value in said.items() if value is not None and value != ""}}


def _word(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


def _found(finding: ErrorDetails) -> str:
    place = ".".join(str(part) for part in finding["loc"])
    return f"{place}: {finding['msg'].removeprefix('Value error, ')}"


def _refused(why: str) -> NotAuthenticated:
    return NotAuthenticated(f"The site's word on who the customer is does not count. {why}")
