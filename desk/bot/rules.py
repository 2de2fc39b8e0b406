"""The operator's own rules: which messages go to people, get an offer of one, or are left to the bot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.bot.phrases import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.bot.decision import Brief
    from desk.bot.phrases import Reading
    from desk.config import BotRule


@dataclass(frozen=True, slots=True)
class Matched:
    """A rule that holds for a message, and the customer's words that it is about."""

    rule: BotRule
    evidence: str


class Rules:
    """The rules of this process, in the order in which they were written; the first that holds decides."""

    def __init__(self) -> None:
        self._rules: tuple[tuple[BotRule, re.Pattern[str]], ...] = ()

    def use(self, rules: Iterable[BotRule]) -> None:
        """Follow these rules from now on, and no others."""
        self._rules = tuple((rule, _pattern(rule)) for rule in rules)

    def first(self, message: Reading, brief: Brief) -> Matched | None:
        """Return the first rule that holds for a message."""
        for rule, words in self._rules:
            found = words.search(message.text) if rule.is_for(locale=brief.locale, page=brief.page) else None
            if found is not None:
                return Matched(rule, message.evidence(*found.span()))
        return None


def _pattern(rule: BotRule) -> re.Pattern[str]:
    """Return what a rule looks for in a reading: whole words, where a star stands for any ending, or its pattern."""
    if rule.pattern:
        return re.compile(rule.pattern, re.IGNORECASE)
    words = "|".join(re.escape(plain(word)).replace(r"\*", r"\w*") for word in rule.words)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


rules = Rules()
