"""What a call of a model may cost, in tokens and in money, and who pays for it. Pure."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from desk.config import Settings

MILLION = 1_000_000
# What a protocol puts around one message, in tokens; those that are published need four.
AROUND_A_MESSAGE = 16
# When a server does not say what it counted: in hardly any language is a token shorter than this, on average.
BYTES_A_TOKEN = 2
UNCAPPED = 2**62


@dataclass(frozen=True, slots=True)
class Amount:
    """What is spent: tokens, and millionths of the currency in which the operator gives prices."""

    tokens: int = 0
    micros: int = 0

    @property
    def money(self) -> float | None:
        """The money, in the operator's currency; None where it costs nothing, or no price is known."""
        return self.micros / MILLION or None


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, read and written."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0

    def of(self, tokens_in: int, tokens_out: int) -> Amount:
        """Return what so many tokens cost: a price for a million tokens is as many millionths for one."""
        return Amount(tokens_in + tokens_out, math.ceil(tokens_in * self.tokens_in + tokens_out * self.tokens_out))


@dataclass(frozen=True, slots=True)
class Payer:
    """For what is paid: a turn, in a conversation, of a customer."""

    turn_id: UUID
    conversation_id: UUID
    customer_id: UUID

    def accounts(self, at: datetime) -> dict[str, str]:
        """Return the key of each account that pays, always in the same order: they are locked in it."""
        return {
            "turn": str(self.turn_id),
            "conversation": str(self.conversation_id),
            "customer-hour": f"{self.customer_id} {at:%Y-%m-%dT%H}",
            "day": day_of(at),
        }


@dataclass(frozen=True, slots=True)
class DayPayer:
    """Pays for what no customer asked for, such as the vectors of articles: the day alone."""

    def accounts(self, at: datetime) -> dict[str, str]:
        """Return the key of the one account that pays."""
        return {"day": day_of(at)}


def day_of(at: datetime) -> str:
    """Return the key of the day's account: days are those of UTC."""
    return f"{at:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that an account may hold, by its kind; what is not named has no cap."""

    tokens: Mapping[str, float]
    money: Mapping[str, float]

    @classmethod
    def from_settings(cls, settings: Settings) -> Caps:
        """Take what the operator set."""
        return cls(settings.token_caps, settings.money_caps)

    def most(self, kind: str) -> Amount:
        """Return the cap of one kind of account."""
        tokens, money = self.tokens.get(kind), self.money.get(kind)
        return Amount(
            UNCAPPED if tokens is None else int(tokens),
            UNCAPPED if money is None else math.floor(money * MILLION),
        )


def most_tokens(request: Mapping[str, Any]) -> tuple[int, int]:
    """Return the most that a request can be counted as: tokens read, tokens written.

    Each token of a text is at least one of its bytes.
    """
    written = request.get("max_tokens") or request["max_completion_tokens"]
    return _bytes_of(request) + AROUND_A_MESSAGE * len(request["messages"]), written


def likely_tokens(request: Mapping[str, Any], text: str) -> tuple[int, int]:
    """Return what a request and what was heard of its answer were counted as, where the server does not say."""
    return math.ceil(_bytes_of(request) / BYTES_A_TOKEN), math.ceil(len(text.encode()) / BYTES_A_TOKEN)


def _bytes_of(request: Mapping[str, Any]) -> int:
    read = [request["messages"], request.get("response_format")]
    return len(json.dumps(read, ensure_ascii=False).encode())
