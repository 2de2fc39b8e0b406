"""How somebody asks for a person, in any language: which words stand near each other. Pure."""

# ruff: noqa: RUF001  letters of other scripts are meant

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.bot.phrases.reading import pattern

# So many letters of one sentence may stand between two words that belong together.
NEAR, CLOSE = r"[^.?!;\n。？！؟।]{0,34}?", r"[^.?!;\n。？！؟।]{0,16}?"
# What may come before a person who is named alone: a greeting, an article.
_GREETING = (
    r"(?:(?:hi|hello|hey|hallo|moin|bonjour|salut|hola|buenas|ciao|salve|ola|oi|hei|hej|moi|czesc|ahoj|szia|merhaba|privet|"
    r"привет|здравствуйте|مرحبا|ok|okay)\W+)?"
)
_ARTICLE = r"(?:(?:an?|the|your|ein(?:e[nm]?)?|une?|uno?|uma|um|eine?|en|et|een|de|el|la|le|il|o|bir|egy)\W+)?"


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. Each field but the lists is a part of a regular expression.

    `person` names somebody who answers customers, in all forms that follow the verbs; `anyone` is a word that only
    means such a person after a verb of talking (someone, the support). `talk` is talking, `link` passing on, `want`
    wanting or giving. `real` stands before or after `person`. `bare` is what is written alone; with a word of `please`
    it is a request, without one a hint. `asks` and `hints` are further whole wordings, `denies` what takes a request
    back.
    """

    code: str
    person: str
    talk: str
    anyone: str = r"(?!)"
    link: str = r"(?!)"
    want: str = r"(?!)"
    real: str = r"(?!)"
    bare: str = ""
    please: str = r"(?!)"
    asks: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    # Whether a verb of passing on or wanting may follow its object, and whether blanks part the words.
    verb_last: bool = False
    is_spaced: bool = True

    def word(self, words: str) -> str:
        """Return a part that matches whole words, where the language has such."""
        return rf"\b(?:{words})\b" if self.is_spaced else rf"(?:{words})"

    def request(self) -> re.Pattern[str]:
        """Return what a direct request looks like."""
        return pattern(*self._request())

    def _request(self) -> Iterator[str]:
        person, somebody = self.word(self.person), self.word(f"{self.person}|{self.anyone}")
        talk, link, want, real = (self.word(part) for part in (self.talk, self.link, self.want, self.real))
        yield f"{talk}{NEAR}{somebody}"
        yield f"{somebody}{NEAR}{talk}"
        yield f"{link}{NEAR}{somebody}"
        yield f"{want}{CLOSE}{person}"
        yield rf"{real}\W{{0,2}}{person}|{person}\W{{0,2}}{real}"
        if self.verb_last:
            yield f"{somebody}{CLOSE}{link}"
            yield f"{person}{CLOSE}{want}"
        please = self.word(self.please)
        bare = f"{_ARTICLE}(?:{self._bare()})"
        yield rf"^\W*{_GREETING}{bare}\W*{please}|^\W*{_GREETING}{please}\W*{bare}\W*$"
        yield from self.asks

    def hint(self) -> re.Pattern[str]:
        """Return what names a person without asking for one."""
        return pattern(rf"^\W*{_GREETING}{_ARTICLE}(?:{self._bare()})\W*$", *self.hints)

    def _bare(self) -> str:
        return self.word(self.bare or self.person)

    def denial(self) -> re.Pattern[str]:
        """Return what takes a request back, or makes it a question about something else."""
        return pattern(*(self.denies or (r"(?!)",)))
