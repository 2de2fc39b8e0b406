"""The models that the settings name, in the order in which they are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import SecretStr

from desk.bot.budget import Prices

if TYPE_CHECKING:
    from desk.config import ModelFormat, Settings


@dataclass(frozen=True, slots=True)
class Provider:
    """One model: where it is asked, with which key, how, and what it costs."""

    model: str
    base_url: str
    api_key: SecretStr
    format: ModelFormat
    prices: Prices

    @property
    def host(self) -> str:
        """Whom the operator recognises it by."""
        return host_of(self.base_url)


def host_of(base_url: str) -> str:
    """Return whom an address asks; without one it is OpenAI itself."""
    return urlsplit(base_url).netloc or "api.openai.com"


def providers_of(settings: Settings) -> tuple[Provider, ...]:
    """Return the first model and its fallbacks; raises ConfigError where a key cannot be read."""
    first = Provider(
        settings.openai_model,
        settings.openai_base_url,
        settings.openai_api_key,
        settings.openai_format,
        Prices(settings.openai_price_in, settings.openai_price_out),
    )
    further = (
        Provider(each.model, each.base_url, each.api_key(), each.format, Prices(each.price_in, each.price_out))
        for each in settings.fallbacks
    )
    return (first, *further)
