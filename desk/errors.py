"""What can go wrong, with the code and the HTTP status a client sees.

DeskError
├── Invalid                 422  the input breaks a rule; `fields` says which
├── NotAuthenticated        401  nobody is logged in, or the token is not ours
├── Forbidden               403  known, but may not do this
├── NotFound                404  is not there, or must look as if it were not
├── Conflict                409  cannot be done in the present state
│   ├── InvalidTransition        the verb does not fit the status
│   ├── ClientIdReused           the same client_id came with another body
│   ├── ConversationClosed       closed is final; open a new conversation
│   ├── ConversationResolved     the episode has ended; reopen it first
│   ├── AgentFull                the agent has as many conversations as they may
│   └── Superseded               the world moved on while this was prepared
├── TooLarge                413  more at once than the desk takes
├── TooMany                 429  a limit was passed; `retry_after` in seconds
└── Unavailable             503  something the desk needs does not answer now
"""

from __future__ import annotations


class DeskError(Exception):
    """Base of every error that is shown to a client in the one error shape."""

    code = "error"
    http_status = 500

    def __init__(self, message: str, *, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields or {}

    def as_dict(self) -> dict[str, object]:
        """Return the one error shape, without its outer key."""
        return {"code": self.code, "message": self.message, "fields": self.fields}


class Invalid(DeskError):
    """The input breaks a rule."""

    code = "invalid"
    http_status = 422


class NotAuthenticated(DeskError):
    """Nobody is logged in, or the token is not one of ours."""

    code = "not_authenticated"
    http_status = 401


class Forbidden(DeskError):
    """The actor is known but may not do this."""

    code = "forbidden"
    http_status = 403


class NotFound(DeskError):
    """It is not there, or the actor must not learn that it is."""

    code = "not_found"
    http_status = 404


class Conflict(DeskError):
    """It cannot be done in the present state."""

    code = "conflict"
    http_status = 409


class InvalidTransition(Conflict):
    """The verb does not fit the conversation's status."""

    code = "invalid_transition"


class ClientIdReused(Conflict):
    """The same client_id came again with another body."""

    code = "client_id_reused"


class ConversationClosed(Conflict):
    """A closed conversation takes no more messages."""

    code = "conversation_closed"


class ConversationResolved(Conflict):
    """The episode has ended: staff answer in the next one."""

    code = "conversation_resolved"


class AgentFull(Conflict):
    """The agent has as many conversations as they may."""

    code = "agent_full"


class Superseded(Conflict):
    """The world moved on while this was prepared; it must be dropped."""

    code = "superseded"


class TooLarge(DeskError):
    """More at once than the desk takes."""

    code = "too_large"
    http_status = 413


class TooMany(DeskError):
    """A limit was passed."""

    code = "too_many"
    http_status = 429

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message, fields={"retry_after": str(retry_after)})
        self.retry_after = retry_after


class Unavailable(DeskError):
    """Something the desk needs does not answer now."""

    code = "unavailable"
    http_status = 503
