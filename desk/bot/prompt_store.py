"""Prompts in the database: every version that was in use, kept for ever, and the labels that move over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.bot.prompt_models import Label, PromptLabel, PromptMove, PromptVersion
from desk.bot.prompt_source import VERSION_DIGITS, Source, stem_of
from desk.errors import Conflict, Invalid, NotFound
from desk.ids import uuid7
from desk.unit_of_work import action, current, moment, query

if TYPE_CHECKING:
    from datetime import datetime

# So many digits say which version is meant.
FEWEST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Stored:
    """A source with the hash it was stored under; the two differ only when the database was tampered with."""

    hash: str
    source: Source

    @property
    def is_sound(self) -> bool:
        """Say whether the content is still what was stored."""
        return self.source.hash == self.hash


@dataclass(frozen=True, slots=True)
class Move:
    """One move of a label; `version` is "" where it was taken off."""

    label: Label
    version: str
    at: datetime
    by: str


@query
def is_kept(source: Source) -> bool:
    """Say whether this version is stored."""
    return _row_of(source) is not None


@action
def keep(source: Source, *, by: str) -> None:
    """Store a version, so that its hash can be looked up for ever; what is stored already stays as it is."""
    _kept(source, by)


@query
def stored(name: str, language: str, *, version: str) -> Source:
    """Return the version whose hash begins so; raises NotFound, and Invalid when that may be several."""
    stem = stem_of(name, language)
    if len(version) < FEWEST_DIGITS:
        message = f"{version} is too short: give at least {FEWEST_DIGITS} digits of the version."
        raise Invalid(message, fields={"version": message})
    statement = select(PromptVersion).where(PromptVersion.name == name, PromptVersion.language == language)
    rows = current().scalars(statement.where(PromptVersion.hash.startswith(version, autoescape=True))).all()
    if not rows:
        raise NotFound(f"No version {version} of {stem} is stored here. `desk prompts history {stem}` lists them.")
    if len(rows) > 1:
        raise Invalid(f"Several versions of {stem} begin with {version}: give more digits.")
    return _source(rows[0])


@query
def labelled(name: str, language: str, label: Label) -> Source | None:
    """Return the version that a label is on, or None."""
    found = on_label(name, label).get(language)
    return found.source if found else None


@query
def on_label(name: str, label: Label) -> dict[str, Stored]:
    """Return the versions of a prompt that a label is on, by language."""
    statement = (
        select(PromptVersion)
        .join(PromptLabel, PromptLabel.version_id == PromptVersion.id)
        .where(PromptLabel.name == name, PromptLabel.label == label)
    )
    return {row.language: Stored(row.hash, _source(row)) for row in current().scalars(statement)}


@action
def promote(source: Source, *, to: Label, by: str) -> None:
    """Put a label on a version, and remember who did.

    Production takes only what staging is on: raises Conflict else.
    """
    staging = _label(source, Label.STAGING)
    version = _kept(source, by)
    if to is Label.PRODUCTION and (staging is None or staging.version_id != version.id):
        message = (
            f"{source.stem} {source.version} is not in staging, and production takes only what is. "
            f"First: desk prompts promote {source.stem} --version {source.version} --to staging --by {by!r}"
        )
        raise Conflict(message)
    label = _label(source, to)
    if label is None:
        label = PromptLabel(id=uuid7(), name=source.name, language=source.language, label=to)
        current().add(label)
    label.version_id, label.moved_at, label.moved_by = version.id, moment(), by
    _remember(label, version)


@action
def withdraw(name: str, language: str, *, label: Label, by: str) -> None:
    """Take a label off; without production the file that comes with the desk is used. Raises NotFound."""
    found = _label_of(name, language, label)
    if found is None:
        message = f"Nothing of {stem_of(name, language)} is in {label}: there is no label to take off."
        raise NotFound(message)
    found.moved_at, found.moved_by = moment(), by
    _remember(found, None)
    current().delete(found)


@query
def moves(name: str, language: str) -> tuple[Move, ...]:
    """Return every move of the labels of a prompt, the newest first."""
    statement = (
        select(PromptMove, PromptVersion.hash)
        .outerjoin(PromptVersion, PromptVersion.id == PromptMove.version_id)
        .where(PromptMove.name == name, PromptMove.language == language)
        .order_by(PromptMove.id.desc())
    )
    return tuple(
        Move(move.label, (digits or "")[:VERSION_DIGITS], move.moved_at, move.moved_by)
        for move, digits in current().execute(statement)
    )


def _row_of(source: Source) -> PromptVersion | None:
    return current().scalars(select(PromptVersion).where(PromptVersion.hash == source.hash)).one_or_none()


def _kept(source: Source, by: str) -> PromptVersion:
    found = _row_of(source)
    if found is None:
        found = PromptVersion(
            id=uuid7(),
            hash=source.hash,
            name=source.name,
            language=source.language,
            source=source.text,
            partials=dict(source.partials),
            created_at=moment(),
            created_by=by,
        )
        current().add(found)
        current().flush()  # a label's row names this one, which must be there first
    return found


def _label(source: Source, label: Label) -> PromptLabel | None:
    return _label_of(source.name, source.language, label)


def _label_of(name: str, language: str, label: Label) -> PromptLabel | None:
    """Return a label, locked: two that move it do so one after the other."""
    same = (PromptLabel.name == name, PromptLabel.language == language, PromptLabel.label == label)
    return current().scalars(select(PromptLabel).where(*same).with_for_update()).one_or_none()


def _remember(label: PromptLabel, version: PromptVersion | None) -> None:
    current().add(
        PromptMove(
            id=uuid7(),
            name=label.name,
            language=label.language,
            label=label.label,
            version_id=version.id if version else None,
            moved_at=label.moved_at,
            moved_by=label.moved_by,
        )
    )


def _source(row: PromptVersion) -> Source:
    return Source(row.name, row.language, row.source, row.partials)
