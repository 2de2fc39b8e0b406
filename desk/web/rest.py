"""What the REST edges share: a command's body without the id that its address carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError, create_model

from desk.commands import Command
from desk.realtime.namespace import invalid

if TYPE_CHECKING:
    from uuid import UUID

    from desk.commands import InConversation


def body_of(shape: type[InConversation]) -> type[Command]:
    """Return the shape of a request's body: the socket command less its conversation_id."""
    fields: dict[str, Any] = {
        name: (field.annotation, field) for name, field in shape.model_fields.items() if name != "conversation_id"
    }
    name = f"{shape.__name__}Body"
    return create_model(name, __base__=Command, __doc__=shape.__doc__, **fields)


def command_of(shape: type[InConversation], conversation_id: UUID, body: Command) -> Any:  # noqa: ANN401
    """Return the socket command that a request means; raises Invalid."""
    given = {**body.model_dump(exclude_unset=True), "conversation_id": conversation_id}
    try:
        return shape.model_validate(given)
    except ValidationError as error:
        raise invalid(error) from error
