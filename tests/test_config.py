"""The settings: every key is known, documented, and named when it is wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from desk.config import PREFIX, ConfigError, Settings, load
from desk.environment import for_embedded
from tests.databases import SECRET

ROOT = Path(__file__).parents[1]
DOCUMENTED = re.compile(rf"^# ({PREFIX}[A-Z0-9_]+)=(.*)$", re.MULTILINE)
GOOD = {"DESK_SECRET_KEY": SECRET, "DESK_DATABASE_URL": "postgresql://desk@db/desk"}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that the desk can start with."""
    for key in os.environ:
        if key.startswith(PREFIX):
            monkeypatch.delenv(key)
    for key, value in GOOD.items():
        monkeypatch.setenv(key, value)
    return monkeypatch


def test_good_environment_is_read(given: pytest.MonkeyPatch) -> None:
    given.setenv("DESK_AGENT_CAPACITY", "7")

    assert (load().agent_capacity, load().mode, load().demo) == (7, "production", False)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("DESK_COLOUR", "red", "Unknown setting DESK_COLOUR. See .env.example"),
        ("DESK_SECRET_KEY", "", "DESK_SECRET_KEY is missing. Make one with:"),
        ("DESK_DATABASE_URL", "", "DESK_DATABASE_URL is missing. Example: postgresql://"),
        ("DESK_DATABASE_POOL", "many", "DESK_DATABASE_POOL: Input should be a valid integer"),
        ("DESK_DATABASE_POOL", "0", "DESK_DATABASE_POOL: Input should be greater than or equal to 1"),
        ("DESK_DATABASE_POOL", "", "DESK_DATABASE_POOL: Input should be a valid integer"),
        ("DESK_MODE", "test", "DESK_MODE: Input should be 'embedded' or 'production'"),
        ("DESK_DEMO", "true", "DESK_DEMO must not be set in production"),
        ("DESK_OPENAI_API_KEY", "key", "DESK_OPENAI_MODEL is missing"),
        ("DESK_OPENAI_BASE_URL", "http://127.0.0.1:1", "DESK_OPENAI_MODEL is missing"),
        ("DESK_OPENAI_FALLBACKS", '[{"model": "second"}]', "DESK_OPENAI_MODEL is missing"),
        ("DESK_OPENAI_FALLBACKS", "[{", "DESK_OPENAI_FALLBACKS: is no list of models (JSON: Invalid JSON"),
        ("DESK_OPENAI_FALLBACKS", '[{"modell": "second"}]', "DESK_OPENAI_FALLBACKS: is no list of models (0.model: "),
        ("DESK_EMBEDDINGS_API_KEY", "key", "DESK_EMBEDDINGS_MODEL is missing: name the model"),
        ("DESK_EMBEDDINGS_BASE_URL", "http://127.0.0.1:1", "DESK_EMBEDDINGS_MODEL is missing: name the model"),
        ("DESK_EMBEDDINGS_MODEL", "some-model", "DESK_EMBEDDINGS_MODEL needs DESK_EMBEDDINGS_API_KEY or DESK_EMB"),
        ("DESK_EMBEDDINGS_DIMENSIONS", "-1", "DESK_EMBEDDINGS_DIMENSIONS: Input should be greater than or equal"),
        ("DESK_BOT_LIMIT_TOKENS", "many", "DESK_BOT_LIMIT_TOKENS: 'many' is no limit; write for example 20000/turn;"),
        ("DESK_BOT_LIMIT_MONEY", "5/week", "each of turn, conversation, customer-hour, day."),
        ("DESK_BOT_LIMIT_MONEY", "nan/day", "DESK_BOT_LIMIT_MONEY: 'nan/day' is no limit"),
        ("DESK_LIMIT_LOGIN", "often", "DESK_LIMIT_LOGIN: 'often' is no limit; write for example 5/second;60/minute."),
        ("DESK_DATABASE_URL", "mysql://db/desk", "DESK_DATABASE_URL: must be empty or begin with sqlite:///"),
    ],
)
def test_refusal_names_the_key(given: pytest.MonkeyPatch, key: str, value: str, sentence: str) -> None:
    given.setenv(key, value)

    with pytest.raises(ConfigError) as refused:
        load()
    assert sentence in str(refused.value)


def test_all_wrong_keys_are_named_at_once(given: pytest.MonkeyPatch) -> None:
    given.setenv("DESK_DATABASE_POOL", "many")
    given.setenv("DESK_LOG_LEVEL", "loud")

    with pytest.raises(ConfigError) as refused:
        load()
    named = {line.split(":")[0] for line in str(refused.value).splitlines()}
    assert named == {"DESK_DATABASE_POOL", "DESK_LOG_LEVEL"}


def test_secrets_are_shown_to_nobody(given: pytest.MonkeyPatch) -> None:
    given.setenv("DESK_OPENAI_API_KEY", "sk-secret")
    with pytest.raises(ConfigError) as refused:
        load()
    assert "sk-secret" not in str(refused.value)

    given.setenv("DESK_OPENAI_MODEL", "some-model")
    assert SECRET not in repr(load())
    assert "sk-secret" not in repr(load())


def test_missing_key_of_a_fallback_stops_the_start(given: pytest.MonkeyPatch) -> None:
    given.setenv("DESK_OPENAI_MODEL", "first")
    given.setenv("DESK_OPENAI_FALLBACKS", '[{"model": "second", "api_key_env": "SECOND_KEY"}]')
    given.delenv("SECOND_KEY", raising=False)
    with pytest.raises(ConfigError, match="SECOND_KEY is missing: DESK_OPENAI_FALLBACKS names it for second"):
        load()

    given.setenv("SECOND_KEY", "sk-second")
    assert "sk-second" not in repr(load())


def test_settings_cannot_be_changed() -> None:
    settings = Settings(mode="embedded", secret_key=SecretStr(SECRET))

    with pytest.raises(ValidationError):
        settings.demo = True  # type: ignore[misc]  # that is the point


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("postgresql://desk:x@db/desk", "postgresql+psycopg://desk:x@db/desk"),
        ("postgres://desk:x@db/desk", "postgresql+psycopg://desk:x@db/desk"),
        ("sqlite:////var/desk.sqlite3", "sqlite:////var/desk.sqlite3"),
    ],
)
def test_database_url_is_given_the_driver(given_url: str, expected: str) -> None:
    settings = Settings(secret_key=SecretStr(SECRET), database_url=given_url)

    assert settings.sqlalchemy_url == expected


def test_embedded_database_lies_in_the_data_directory(tmp_path: Path) -> None:
    settings = Settings(mode="embedded", secret_key=SecretStr(SECRET), data_dir=tmp_path)

    assert settings.sqlalchemy_url == f"sqlite:///{tmp_path / 'desk.sqlite3'}"


@pytest.mark.parametrize(("mode", "expected"), [(None, "true"), ("embedded", "true"), ("production", None)])
def test_only_embedded_mode_shows_the_demo_unasked(
    given: pytest.MonkeyPatch, mode: str | None, expected: str | None
) -> None:
    if mode:
        given.setenv("DESK_MODE", mode)

    assert for_embedded().get("DESK_DEMO") == expected


def test_every_setting_is_documented_with_its_default() -> None:
    documented = dict(DOCUMENTED.findall((ROOT / ".env.example").read_text()))
    defaults = {PREFIX + name.upper(): field.default for name, field in Settings.model_fields.items()}

    assert set(documented) == set(defaults)
    assert documented == {key: _written(default) for key, default in defaults.items()}


def _written(default: object) -> str:
    match default:
        case None:
            return ""
        case SecretStr():
            return default.get_secret_value()
        case bool():
            return str(default).lower()
        case float():
            return f"{default:g}"
        case _:
            return str(default)
