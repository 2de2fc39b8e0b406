"""The data directory and its key."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from desk.embedded import CannotStart
from desk.embedded.instance import only_instance, secret_key


def test_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    key = secret_key(tmp_path)

    assert len(key) >= 43
    assert secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_data_directory_is_free_again_afterwards(tmp_path: Path) -> None:
    with only_instance(tmp_path), pytest.raises(CannotStart, match="Another desk"), only_instance(tmp_path):
        pass
    with only_instance(tmp_path):
        pass


def test_unusable_data_directory_is_refused_with_the_key_to_change(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CannotStart, match="DESK_DATA_DIR"), only_instance(tmp_path / "file" / "data"):
        pass
