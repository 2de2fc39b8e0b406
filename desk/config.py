"""Settings: one frozen, typed object made from the environment, or a refusal that names the key."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import yaml
from limits import parse_many
from pydantic import (
    BaseModel,
    ConfigDict,
    DirectoryPath,
    Field,
    SecretStr,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from desk.environment import environment
from desk.tool_file import Host, Tool, hosts_in, tools_in

PREFIX = "DESK_"
SECRET_LENGTH = 32
# What workers do: answer, find the right agent, and what is due by the clock.
QUEUES = ("bot", "assignment", "upkeep")
DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")
# What may be spent on models is capped for each of these.
CAPPED = ("turn", "conversation", "customer-hour", "day")

ModelFormat = Literal["json_schema", "json_object", "text"]


class ConfigError(Exception):
    """The environment is not one the desk can start with; the text names the key and the cure."""


class Fallback(BaseModel):
    """A further model, asked when those before it fail. Its key stands in a variable or a file, never in the setting.

    Prices are for a million tokens.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field(min_length=1)
    base_url: str = ""
    api_key_env: str = ""
    api_key_file: Path | None = None
    format: ModelFormat = "json_schema"
    price_in: float = Field(default=0.0, ge=0)
    price_out: float = Field(default=0.0, ge=0)

    def api_key(self) -> SecretStr:
        """Read the key; raises ConfigError where there is none, unless none was named."""
        if self.api_key_file is not None:
            return SecretStr(_text_of(self.api_key_file))
        if self.api_key_env and not environment().get(self.api_key_env):
            raise ConfigError(f"{self.api_key_env} is missing: {PREFIX}OPENAI_FALLBACKS names it for {self.model}.")
        return SecretStr(environment().get(self.api_key_env, ""))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {PREFIX}OPENAI_FALLBACKS names it.") from error


_FALLBACKS = TypeAdapter(tuple[Fallback, ...])


class BotRule(BaseModel):
    """What the operator wants for messages with certain words, whatever else the bot would do.

    `words` are whole words, a star at the end stands for any ending; `pattern` is a regular expression instead. Both
    are compared without case and accents. `locales` and `pages` (beginnings of addresses) say where it holds; empty:
    everywhere.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9_-]{1,40}$")
    words: tuple[str, ...] = ()
    pattern: str = Field(default="", max_length=300)
    decision: Literal["escalate", "offer", "never"]
    reason: str = Field(default="", max_length=200)
    locales: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _looks_for_something(self) -> BotRule:
        if bool(self.pattern) == bool(self.words) or not all(word.strip("* ") for word in self.words):
            raise ValueError("needs either words or a pattern")
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ValueError(f"pattern: {error}") from error
        return self

    def is_for(self, *, locale: str, page: str) -> bool:
        """Say whether the rule holds in a language and on a page."""
        has_locale = not self.locales or locale.startswith(self.locales)
        return has_locale and (not self.pages or page.startswith(self.pages))


_RULES = TypeAdapter(tuple[BotRule, ...])


def rules_in(path: Path) -> tuple[BotRule, ...]:
    """Read a YAML or JSON file with a list of rules; raises ValueError with a sentence about what is wrong."""
    try:
        rules = _RULES.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or [])
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise ValueError(f"{path} is neither YAML nor JSON ({str(error).splitlines()[0]})") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ValueError(f"{path}: {place}: {first['msg'].removeprefix('Value error, ')}") from error
    twice = {rule.id for rule in rules if sum(other.id == rule.id for other in rules) > 1}
    if twice:
        raise ValueError(f"{path}: two rules are called {', '.join(sorted(twice))}")
    return rules


class Settings(BaseSettings):
    """Everything that can be set, each as DESK_<NAME>; `.env.example` documents them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    mode: Literal["embedded", "production"] = "production"
    data_dir: Path = Path("data")
    secrets_dir: DirectoryPath | None = None
    database_url: str = ""
    redis_url: str = ""
    secret_key: SecretStr = SecretStr("")
    public_url: str = "http://127.0.0.1:8000"
    web_url: str = "http://127.0.0.1:8000"
    internal_token: SecretStr = SecretStr("")
    metrics_token: SecretStr = SecretStr("")
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    demo: bool = False
    log_format: Literal["json", "pretty"] = "json"
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    database_pool: int = Field(default=8, ge=1, le=1000)

    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = ""
    openai_model: str = ""
    openai_format: ModelFormat = "json_schema"
    openai_price_in: float = Field(default=0.0, ge=0)
    openai_price_out: float = Field(default=0.0, ge=0)
    openai_fallbacks: str = ""
    embeddings_api_key: SecretStr = SecretStr("")
    embeddings_base_url: str = ""
    embeddings_model: str = Field(default="", max_length=200)
    embeddings_dimensions: int = Field(default=0, ge=0, le=4096)
    bot_enabled: bool = True
    bot_when_model_fails: Literal["human", "offline"] = "human"
    bot_allow_unsourced: bool = False
    bot_limit_tokens: str = "60000/turn;200000/conversation;200000/customer-hour;10000000/day"
    bot_limit_money: str = ""
    bot_turn_limit: int = Field(default=6, ge=1, le=50)
    bot_first_token_s: float = Field(default=8.0, gt=0, le=60)
    bot_deadline_s: float = Field(default=27.0, gt=0, le=60)  # with what is around it, 30 s
    bot_rules: str = ""
    bot_tools: str = ""
    bot_tool_hosts: str = ""
    worker_threads: int = Field(default=32, ge=1, le=200)
    worker_queues: str = ",".join(QUEUES)

    socket_queue_packets: int = Field(default=500, ge=50, le=100_000)
    socket_queue_characters: int = Field(default=1_048_576, ge=524_288)  # a page must fit
    heartbeat_s: float = Field(default=5.0, gt=0, le=5)
    presence_lease_s: float = Field(default=15.0, gt=0, le=300)
    sweep_s: float = Field(default=1.0, gt=0, le=60)
    agent_capacity: int = Field(default=4, ge=1, le=1000)
    absence_grace_s: float = Field(default=30.0, ge=5, le=3600)
    idle_close_hours: float = Field(default=24.0, gt=0)

    limit_messages: str = "5/second;60/minute"
    limit_opens: str = "30/minute;300/hour"
    limit_address: str = "600/minute"
    limit_login: str = "10/minute;50/hour"

    @property
    def is_model_configured(self) -> bool:
        """Say whether a language model was named; else the offline responder answers."""
        return bool(self.openai_model and (self.openai_api_key.get_secret_value() or self.openai_base_url))

    @property
    def is_embedding_configured(self) -> bool:
        """Say whether articles and questions are compared by meaning, too."""
        return bool(self.embeddings_model)

    @property
    def fallbacks(self) -> tuple[Fallback, ...]:
        """The further models, in the order in which they are asked."""
        return _FALLBACKS.validate_json(self.openai_fallbacks or "[]")

    @property
    def token_caps(self) -> dict[str, float]:
        """How many tokens may be spent for one turn, conversation, customer and hour, or day."""
        return caps_in(self.bot_limit_tokens)

    @property
    def money_caps(self) -> dict[str, float]:
        """How much money may be spent for the same."""
        return caps_in(self.bot_limit_money)

    @property
    def rules(self) -> tuple[BotRule, ...]:
        """The operator's rules about messages, in their order."""
        return rules_in(Path(self.bot_rules)) if self.bot_rules else ()

    @property
    def tool_hosts(self) -> tuple[Host, ...]:
        """The hosts that the bot's tools may reach."""
        return hosts_in(self.bot_tool_hosts)

    @property
    def tools(self) -> tuple[Tool, ...]:
        """The tools that the operator declared for the bot."""
        return tools_in(Path(self.bot_tools), self.tool_hosts) if self.bot_tools else ()

    @field_validator("bot_tool_hosts")
    @classmethod
    def _readable_hosts(cls, rule: str) -> str:
        hosts_in(rule)
        return rule

    @field_validator("bot_rules")
    @classmethod
    def _readable_rules(cls, path: str) -> str:
        if path:
            rules_in(Path(path))
        return path

    @field_validator("openai_fallbacks")
    @classmethod
    def _readable_fallbacks(cls, written: str) -> str:
        try:
            _FALLBACKS.validate_json(written or "[]")
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            message = f"is no list of models ({place or 'JSON'}: {first['msg']}); see .env.example"
            raise ValueError(message) from error
        return written

    @field_validator("bot_limit_tokens", "bot_limit_money")
    @classmethod
    def _readable_caps(cls, rule: str) -> str:
        try:
            caps_in(rule)
        except ValueError as error:
            message = f"{rule!r} is no limit; write for example 20000/turn;5000000/day, each of {', '.join(CAPPED)}"
            raise ValueError(message) from error
        return rule

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and not url.startswith(DATABASES):
            message = f"must be empty or begin with {' or '.join(DATABASES)}"
            raise ValueError(message)
        return url

    @field_validator("worker_queues")
    @classmethod
    def _known_queues(cls, queues: str) -> str:
        if not set(queues.split(",")) <= set(QUEUES):
            message = f"must be some of {','.join(QUEUES)}, with commas between them"
            raise ValueError(message)
        return queues

    @field_validator("limit_messages", "limit_opens", "limit_address", "limit_login")
    @classmethod
    def _readable_limit(cls, rule: str) -> str:
        try:
            parse_many(rule)
        except ValueError as error:
            message = f"{rule!r} is no limit; write for example 5/second;60/minute"
            raise ValueError(message) from error
        return rule

    @model_validator(mode="after")
    def _readable_tools(self) -> Settings:
        try:
            _ = self.tools
        except ValueError as error:
            raise ValueError(f"{PREFIX}BOT_TOOLS: {error}.") from error
        return self

    @model_validator(mode="after")
    def _complete(self) -> Settings:
        if not self.secret_key.get_secret_value():
            message = (
                f"{PREFIX}SECRET_KEY is missing. Make one with: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
            raise ValueError(message)
        if self.mode == "production" and self.demo:
            message = f"{PREFIX}DEMO must not be set in production: demo logins are for trying out."
            raise ValueError(message)
        if self.mode == "production" and not self.database_url:
            message = f"{PREFIX}DATABASE_URL is missing. Example: postgresql://desk:secret@db/desk"
            raise ValueError(message)
        if self.presence_lease_s < 3 * self.heartbeat_s:
            raise ValueError(f"{PREFIX}PRESENCE_LEASE_S must be at least three times {PREFIX}HEARTBEAT_S.")
        if self.mode == "production" and len(self.secret_key.get_secret_value()) < SECRET_LENGTH:
            raise ValueError(f"{PREFIX}SECRET_KEY is too short: it has at least {SECRET_LENGTH} characters.")
        has_endpoint = self.openai_api_key.get_secret_value() or self.openai_base_url or self.fallbacks
        if has_endpoint and not self.openai_model:
            message = f"{PREFIX}OPENAI_MODEL is missing: name the model to ask, for example gpt-5-mini."
            raise ValueError(message)
        has_embeddings = bool(self.embeddings_api_key.get_secret_value() or self.embeddings_base_url)
        if has_embeddings != self.is_embedding_configured:
            missing = f"{PREFIX}EMBEDDINGS_MODEL is missing: name the model, for example text-embedding-3-small."
            message = f"{PREFIX}EMBEDDINGS_MODEL needs {PREFIX}EMBEDDINGS_API_KEY or {PREFIX}EMBEDDINGS_BASE_URL."
            raise ValueError(missing if has_embeddings else message)
        return self

    @property
    def sqlalchemy_url(self) -> str:
        """Return the database's address with the driver the desk uses."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir.resolve() / 'desk.sqlite3'}"
        scheme, separator, rest = self.database_url.partition("://")
        driver = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
        return f"{driver.get(scheme, scheme)}{separator}{rest}"


def caps_in(rule: str) -> dict[str, float]:
    """Read amounts such as `60000/turn;10000000/day`; raises ValueError for what is none."""
    found = {}
    for part in filter(None, rule.split(";")):
        amount, _, kind = part.partition("/")
        if kind not in CAPPED or not 0 <= float(amount) < math.inf:
            raise ValueError(part)
        found[kind] = float(amount)
    return found


def load(source: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment, or from what is given in its place.

    Raises ConfigError with a sentence that names each key that is unknown, wrong or missing.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    given = {key: value for key, value in (source or environment()).items() if key.startswith(PREFIX)}
    unknown = sorted(set(given) - known)
    if unknown:
        message = f"Unknown setting {', '.join(unknown)}. See .env.example for the settings there are."
        raise ConfigError(message)
    try:
        # Not from the environment a second time: what came from files is in `given` only.
        settings = Settings.model_validate({key.removeprefix(PREFIX).lower(): value for key, value in given.items()})
    except ValidationError as error:
        raise ConfigError(_sentences(error)) from error
    for fallback in settings.fallbacks:
        fallback.api_key()  # a key that is missing must stop the start, not the first answer
    return settings


def _sentences(error: ValidationError) -> str:
    """Turn pydantic's findings into lines that name the DESK_ key."""
    lines = []
    for finding in error.errors():
        key = PREFIX + "_".join(str(part) for part in finding["loc"]).upper() if finding["loc"] else ""
        text = finding["msg"].removeprefix("Value error, ")
        lines.append(f"{key}: {text}." if key else text)
    return "\n".join(lines)
