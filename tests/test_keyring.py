"""Secrets are made once, are never changed, and are found by settings and servers."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.config import ConfigError, load
from desk.keyring import make_secrets

WHERE = {"database": "postgres:5432", "redis": "redis:6379"}


def contents(directory: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in directory.iterdir()}


def test_settings_are_found_in_the_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_secrets(tmp_path / "new", **WHERE)
    made = contents(tmp_path / "new")

    monkeypatch.setenv("DESK_SECRETS_DIR", str(tmp_path / "new"))
    settings = load()
    assert settings.secret_key.get_secret_value() == made["desk_secret_key"]
    assert settings.redis_url == f"redis://:{made['redis_password']}@redis:6379/0"
    assert settings.sqlalchemy_url == f"postgresql+psycopg://desk:{made['postgres_password']}@postgres:5432/desk"
    assert made["redis.conf"] == f"requirepass {made['redis_password']}\n"


def test_what_is_there_is_never_changed(tmp_path: Path) -> None:
    first = make_secrets(tmp_path, **WHERE)
    before = contents(tmp_path)

    assert len(first) == 6
    assert make_secrets(tmp_path, **WHERE) == ()
    assert contents(tmp_path) == before


def test_what_is_missing_is_made_to_fit_what_is_there(tmp_path: Path) -> None:
    make_secrets(tmp_path, **WHERE)
    before = contents(tmp_path)
    for name in ("desk_database_url", "redis.conf"):
        (tmp_path / name).unlink()

    assert set(make_secrets(tmp_path, **WHERE)) == {"desk_database_url", "redis.conf"}
    assert contents(tmp_path) == before


def test_two_installations_share_no_secret(tmp_path: Path) -> None:
    for name in ("one", "other"):
        make_secrets(tmp_path / name, **WHERE)
    one, other = contents(tmp_path / "one"), contents(tmp_path / "other")

    assert [name for name in one if one[name] == other[name]] == []


def test_variable_wins_over_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_secrets(tmp_path, **WHERE)
    monkeypatch.setenv("DESK_SECRETS_DIR", str(tmp_path))
    monkeypatch.setenv("DESK_DATABASE_URL", "postgresql://elsewhere/desk")

    assert load().database_url == "postgresql://elsewhere/desk"


def test_unknown_secret_refuses_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_secrets(tmp_path, **WHERE)
    (tmp_path / "desk_colour").write_text("red")
    monkeypatch.setenv("DESK_SECRETS_DIR", str(tmp_path))

    with pytest.raises(ConfigError, match="Unknown setting DESK_COLOUR"):
        load()


def test_missing_directory_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_SECRETS_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("DESK_SECRET_KEY", "x" * 40)
    monkeypatch.setenv("DESK_DATABASE_URL", "postgresql://elsewhere/desk")

    with pytest.raises(ConfigError, match="DESK_SECRETS_DIR: Path does not point to a directory"):
        load()
