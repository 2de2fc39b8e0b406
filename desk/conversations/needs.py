"""What a waiting conversation needs, in one word: those with the same word stand in one line. Pure."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID


def need_of(
    team_id: UUID | None, language: str | None, skills: Mapping[str, int] | None, refused: Iterable[str] = ()
) -> str:
    """Return the same word for the same need, at most 32 characters; no word for no need.

    Whoever refused belongs to it: what keeps one agent from the first in a line must keep them from all in it.
    """
    without = sorted(refused)
    if team_id is None and not language and not skills and not without:
        return ""
    written = json.dumps([str(team_id or ""), language or "", sorted((skills or {}).items()), without])
    return hashlib.sha256(written.encode()).hexdigest()[:32]
