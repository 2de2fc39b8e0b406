"""Whether a message asks for a person, directly or in passing, in any language the desk knows. Pure."""

# ruff: noqa: RUF001  letters of other scripts are meant

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from desk.bot.phrases import asian, eastern, germanic, romance, slavic
from desk.bot.phrases.english import ENGLISH

if TYPE_CHECKING:
    from desk.bot.phrases.grammar import Language
    from desk.bot.phrases.reading import Reading

Span = tuple[int, int]

LANGUAGES: tuple[Language, ...] = (
    *(ENGLISH, *germanic.LANGUAGES, *romance.LANGUAGES),
    *(*slavic.LANGUAGES, *eastern.LANGUAGES, *asian.LANGUAGES),
)

# A denial reaches to the end of its clause, or to where a new wish begins.
LONGEST_CLAUSE = 160
_CLAUSE_END = re.compile(
    r"[.,!?;:\n。？！；，、؟،।]|\b(?:but|just|let me|get me|give me|i want|i need|i'd|so|sondern|aber|mais|pero|"
    r"sino|ma|mas|maar|ale|utan|men|mutta|hanem|но|а|але|however|actually|instead)\b"
)
# Who refuses a bot asks for a person, however it is negated.
_BOT = re.compile(
    r"bot|robo|machin|maschin|maskin|machine|maquina|macchina|computer|comput|ordenador|ordinateur|automat|\bai\b|\bia\b|\bki\b|algorithm|"
    r"konee|kone\b|masin|makine|stroj|gep|бот|машин|автомат|ρομποτ|μποτ|μηχανη|روبوت|بوت|בוט|רובוט|מכונה|ربات|रोबोट|बॉट|मशीन|"
    r"ロボット|ボット|機械|机器|機器|로봇|봇|기계|may\b|mesin|บอท|หุ่นยนต์"
)
_SCRIPTS = (
    ("latin", re.compile(r"[a-z]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("greek", re.compile(r"[\u0370-\u03ff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("indian", re.compile(r"[\u0900-\u097f]")),
    ("chinese", re.compile(r"[\u4e00-\u9fff]")),
    ("kana", re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")),
    ("korean", re.compile(r"[\uac00-\ud7af]")),
    ("thai", re.compile(r"[\u0e00-\u0e7f]")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """The words that ask for a person, as the customer wrote them, and the language they are in."""

    words: str
    language: str


def direct(message: Reading, *, locale: str = "en") -> Wish | None:
    """Return the direct request for a person in a message, or None; `locale` is the language to try first.

    Languages share words: what one of them takes back is no request in another.
    """
    asked = [one for language in _written_in(message, locale) for one in _asked(message, language)]
    denied = [one.span for one in asked if one.is_denied]
    return next((one.wish for one in asked if not any(_overlap(one.span, span) for span in denied)), None)


def indirect(message: Reading, *, locale: str = "en") -> Wish | None:
    """Return what names a person without asking for one, or None."""
    for language in _written_in(message, locale):
        if found := _hint(language).search(message.text):
            return Wish(message.evidence(*found.span()), language.code)
    return None


def prepare() -> None:
    """Compile all wordings now (half a second): else the first customer of a process waits for it."""
    for language in LANGUAGES:
        _request(language), _hint(language), _denial(language)


class _Asked(NamedTuple):
    wish: Wish
    span: Span
    is_denied: bool


def _asked(message: Reading, language: Language) -> Iterator[_Asked]:
    denied: list[Span] | None = None
    for found in _request(language).finditer(message.text):
        if denied is None:
            denied = [_reach(message.text, denial, language) for denial in _denial(language).finditer(message.text)]
        is_denied = not _BOT.search(found.group()) and any(_overlap(found.span(), span) for span in denied)
        yield _Asked(Wish(message.evidence(*found.span()), language.code), found.span(), is_denied)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _reach(text: str, denial: re.Match[str], language: Language) -> Span:
    """Return from where to where a denial holds; where the verb comes last it stands behind what it denies."""
    last = min(len(text), denial.end() + LONGEST_CLAUSE)
    end = _CLAUSE_END.search(text, denial.end(), last)
    start = denial.start()
    if language.verb_last:
        first = max(0, start - LONGEST_CLAUSE)
        start = max((found.end() for found in _CLAUSE_END.finditer(text, first, start)), default=first)
    return start, end.start() if end else last


def _written_in(message: Reading, locale: str) -> Iterator[Language]:
    """Yield the languages whose letters occur, the customer's own first."""
    scripts = {name for name, letters in _SCRIPTS if letters.search(message.text)}
    found = [language for language in LANGUAGES if _script(language) in scripts]
    yield from sorted(found, key=lambda language: language.code != locale[:2])


@cache
def _script(language: Language) -> str:
    """Return the script of a language's words; Japanese and Chinese share one and differ in the rest."""
    if language.code == "ja":
        return "kana"
    return next(name for name, letters in _SCRIPTS[::-1] if letters.search(language.person) and name != "kana")


@cache
def _request(language: Language) -> re.Pattern[str]:
    return language.request()


@cache
def _hint(language: Language) -> re.Pattern[str]:
    return language.hint()


@cache
def _denial(language: Language) -> re.Pattern[str]:
    return language.denial()
