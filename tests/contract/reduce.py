"""The clients' reducers in Python: what the state of a conversation is after one more event.

The same rules are in the front end (`shared/staff_reduce.ts`, `widget/reduce.ts`); both work on JSON.
"""

from __future__ import annotations

from typing import Any

State = dict[str, Any]
Envelope = dict[str, Any]

PREVIEW_LENGTH = 140


def reduce_staff(state: State, envelope: Envelope) -> State:
    """Return the state as staff see it."""
    seq, at, data = envelope["seq"], envelope["at"], envelope["data"]
    if envelope["type"] == "conversation.opened":
        return {**data["conversation"], "head": seq, "updated_at": at}
    moved = state | {"head": seq, "updated_at": at}
    if "status" in data:
        responsible = {key: data[key] for key in ("status", "agent", "team")}
        moved |= responsible | {"status_since": at, "snoozed_until": None, "offers": []}
    return moved | _consequences(moved, envelope)


def _consequences(state: State, envelope: Envelope) -> State:  # noqa: C901, PLR0911, PLR0912  a case for each event
    at, data = envelope["at"], envelope["data"]
    match envelope["type"]:
        case "message.posted":
            return _last_message(data["message"], at) | _waiting(state, envelope)
        case "note.posted":
            return _last_message(data["message"], at)
        case "message.read":
            return {f"{data['reader']}_read_seq": data["read_seq"]}
        case "conversation.escalated":
            return {
                "escalation_reason": data["reason"],
                "packet": data["packet"],
                "waiting_since": data["waiting_since"],
            }
        case "conversation.summarised":
            return {"packet": data["packet"]}
        case "conversation.routed":
            return {key: data[key] for key in ("team", "priority", "skills")}
        case "conversation.offered":
            return {"offers": [*state["offers"], *data["offers"]]}
        case "conversation.offer_ended":
            return {"offers": [offer for offer in state["offers"] if offer["agent"] not in data["agents"]]}
        case "conversation.email_left":
            return {"customer": state["customer"] | {"email": data["customer_email"]}}
        case "customer.identified":
            return {"customer": data["customer"]}
        case "conversation.snoozed":
            return {"snoozed_until": data["until"]}
        case "conversation.resolved":
            return {"outcome": data["outcome"], "waiting_since": None}
        case "conversation.closed":
            return {"outcome": data["outcome"] or state["outcome"], "waiting_since": None}
        case "conversation.reopened":
            nothing = ("outcome", "rating", "escalation_reason", "packet", "waiting_since")
            return {"episode": data["episode"], **dict.fromkeys(nothing)}
        case "conversation.rated":
            return {"rating": data}
        case _:
            return {}


def _last_message(message: dict[str, Any], at: str) -> State:
    return {
        "last_message": {
            "author_kind": message["author"]["kind"],
            "preview": " ".join(message["text"].split())[:PREVIEW_LENGTH],
            "at": at,
            "is_note": message["is_note"],
        }
    }


def _waiting(state: State, envelope: Envelope) -> State:
    """Since when the customer has waited for an answer."""
    match envelope["data"]["message"]["author"]["kind"]:
        case "customer":
            return {
                "waiting_since": state["waiting_since"] or envelope["at"],
                "last_customer_seq": envelope["seq"],
            }
        case "agent":
            return {"waiting_since": None}
        case "bot" if state["status"] == "bot":
            return {"waiting_since": None}
        case _:
            return {}


def reduce_customer(state: State, envelope: Envelope) -> State:
    """Return the state as the customer sees it; all seqs are public ones."""
    data = envelope["data"]
    if envelope["type"] == "conversation.opened":
        return {**data["conversation"], "head": envelope["seq"]}
    moved = state | {"head": envelope["seq"]}
    if "status" in data:
        moved |= {key: data[key] for key in ("status", "agent")}
    match envelope["type"]:
        case "message.read":
            return moved | {f"{data['reader']}_read_seq": data["read_seq"]}
        case "conversation.email_left":
            return moved | {"reply_email": data["email"]}
        case "conversation.rated":
            return moved | {"rating": data}
        case "conversation.reopened":
            return moved | {"episode": data["episode"], "rating": None}
        case _:
            return moved


REDUCERS = {"staff": reduce_staff, "customer": reduce_customer}
