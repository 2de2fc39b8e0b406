"""The signed token by which a widget proves which customer it speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from itsdangerous import BadData, URLSafeTimedSerializer

from desk.errors import NotAuthenticated

if TYPE_CHECKING:
    from desk.actors import CustomerActor

SALT = "desk.customer"
LIFETIME_S = 90 * 24 * 3600


class CustomerTokens:
    """Signs and reads tokens with the desk's secret key."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt=SALT)

    def sign(self, actor: CustomerActor) -> str:
        """Return a token that is valid for LIFETIME_S seconds."""
        return self._serializer.dumps([str(actor.id), str(actor.inbox_id), actor.identity_version])

    def read(self, token: str) -> tuple[UUID, UUID, int]:
        """Return the ids of customer and inbox, and by which secret the site vouched for them.

        Raises NotAuthenticated when it is not ours or too old.
        """
        try:
            customer_id, inbox_id, *version = self._serializer.loads(token, max_age=LIFETIME_S)
        except BadData as error:
            message = "The chat's token is not valid any more. Start a new conversation."
            raise NotAuthenticated(message) from error
        # Tokens of before there were identities say nothing of one.
        return UUID(customer_id), UUID(inbox_id), int(version[0]) if version else 0
