"""Settings: one frozen, typed object made from the environment, or a refusal that names the key."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from limits import parse_many
from pydantic import DirectoryPath, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from desk.environment import environment

PREFIX = "DESK_"
SECRET_LENGTH = 32
# What workers do: answer, find the right agent, and what is due by the clock.
QUEUES = ("bot", "assignment", "upkeep")
DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")


class ConfigError(Exception):
    """The environment is not one the desk can start with; the text names the key and the cure."""


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

    database_pool: int = Field(default=8, ge=1, le=100)

    openai_api_key: SecretStr = SecretStr("")
    openai_base_url: str = ""
    openai_model: str = ""
    openai_format: Literal["json_schema", "json_object", "text"] = "json_schema"
    bot_enabled: bool = True
    bot_turn_limit: int = Field(default=6, ge=1, le=50)
    bot_first_token_s: float = Field(default=8.0, gt=0, le=60)
    bot_deadline_s: float = Field(default=30.0, gt=0, le=60)
    worker_threads: int = Field(default=32, ge=1, le=200)
    worker_queues: str = ",".join(QUEUES)

    socket_queue_packets: int = Field(default=500, ge=50, le=100_000)
    socket_queue_characters: int = Field(default=1_048_576, ge=65_536)
    heartbeat_s: float = Field(default=5.0, gt=0, le=5)
    presence_lease_s: float = Field(default=15.0, gt=0, le=300)
    sweep_s: float = Field(default=1.0, gt=0, le=60)
    agent_capacity: int = Field(default=4, ge=1, le=100)
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
        has_endpoint = self.openai_api_key.get_secret_value() or self.openai_base_url
        if has_endpoint and not self.openai_model:
            message = f"{PREFIX}OPENAI_MODEL is missing: name the model to ask, for example gpt-5-mini."
            raise ValueError(message)
        return self

    @property
    def sqlalchemy_url(self) -> str:
        """Return the database's address with the driver the desk uses."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir.resolve() / 'desk.sqlite3'}"
        scheme, separator, rest = self.database_url.partition("://")
        driver = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
        return f"{driver.get(scheme, scheme)}{separator}{rest}"


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
        return Settings.model_validate({key.removeprefix(PREFIX).lower(): value for key, value in given.items()})
    except ValidationError as error:
        raise ConfigError(_sentences(error)) from error


def _sentences(error: ValidationError) -> str:
    """Turn pydantic's findings into lines that name the DESK_ key."""
    lines = []
    for finding in error.errors():
        key = PREFIX + "_".join(str(part) for part in finding["loc"]).upper() if finding["loc"] else ""
        text = finding["msg"].removeprefix("Value error, ")
        lines.append(f"{key}: {text}." if key else text)
    return "\n".join(lines)
