"""Which version of a prompt is asked with now: what production is on in the database, else the file of the desk."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import structlog

from desk.bot import prompt_store
from desk.bot.prompt_lint import faults_in
from desk.bot.prompt_models import Label
from desk.bot.prompt_source import languages, path_of
from desk.bot.prompts import PROMPTS, Prompt, PromptError, load, parse
from desk.errors import DeskError
from desk.unit_of_work import database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Engine

    from desk.bot.prompt_store import Stored

log = structlog.get_logger(__name__)

# A moved label is noticed by every process within so many seconds.
NOTICED_S = 2.0


class PromptChoice:
    """What one process knows of the prompts in use; it asks the database at most every NOTICED_S seconds."""

    def __init__(self, directory: Path = PROMPTS, clock: Callable[[], float] = time.monotonic) -> None:
        self._directory = directory
        self._clock = clock
        self._engine: Engine | None = None
        self._read: dict[str, tuple[float, dict[str, Stored]]] = {}
        self._checked: dict[str, Prompt | None] = {}
        self._kept: set[str] = set()

    def __call__(self, name: str, locale: str) -> Prompt:
        """Return the prompt to ask with now, in the variant nearest to a customer's locale.

        What production is on comes first, then the file; then the next wider language. The first use of a file stores
        it, so that its version can be looked up later: call this outside a unit of work. A stored prompt that is
        broken, and a database that is away, never stop a turn: the file is used, and the log says why. Raises
        PromptError when there is no such file.
        """
        self._notice_another_database()
        production = self._production(name)
        for language in languages(locale):
            found = self._usable(production.get(language)) or self._shipped(name, language)
            if found is not None:
                return found
        raise PromptError(f"There is no prompt {name} in {self._directory}.")

    def _notice_another_database(self) -> None:
        if database.engine is not self._engine:
            self._engine = database.engine
            self._read, self._checked, self._kept = {}, {}, set()

    def _production(self, name: str) -> dict[str, Stored]:
        """Return what production is on, by language; what was known before while the database is away."""
        read_at, known = self._read.get(name, (None, {}))
        now = self._clock()
        if self._engine is None or (read_at is not None and now - read_at < NOTICED_S):
            return known
        try:
            known = prompt_store.on_label(name, Label.PRODUCTION)
        except DeskError as error:
            log.warning("prompt_labels_unread", name=name, error=error.code)
        self._read[name] = (now, known)
        return known

    def _usable(self, stored: Stored | None) -> Prompt | None:
        """Return a stored prompt if it can be used, judged once: what is stored never changes."""
        if stored is None:
            return None
        if stored.hash not in self._checked:
            faults = self._faults(stored)
            self._checked[stored.hash] = None if faults else parse(stored.source)
            if faults:
                log.error("prompt_broken", name=stored.source.stem, version=stored.hash, fault=faults)
        return self._checked[stored.hash]

    def _faults(self, stored: Stored) -> str:
        """Return why a stored prompt cannot be used, or nothing.

        It must be what was stored, be whole, and take and give what the code of this release does.
        """
        if not stored.is_sound:
            return "The stored text does not have the stored hash."
        faults = faults_in(stored.source, load(stored.source.name, self._directory))
        return faults[0].sentence if faults else ""

    def _shipped(self, name: str, language: str) -> Prompt | None:
        """Return the prompt that comes with the desk; None when there is no variant for the language."""
        if language and not path_of(name, language, self._directory).exists():
            return None
        found = load(name, self._directory, language=language)
        self._keep(found)
        return found

    def _keep(self, prompt: Prompt) -> None:
        if self._engine is None or prompt.source.hash in self._kept:
            return
        try:
            if not prompt_store.is_kept(prompt.source):
                prompt_store.keep(prompt.source, by="file")
            self._kept.add(prompt.source.hash)
        except DeskError as error:
            log.warning("prompt_not_kept", name=prompt.source.stem, version=prompt.version, error=error.code)


prompt_in_use = PromptChoice()
