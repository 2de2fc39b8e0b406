"""How a message is read: without case and accents, with the words that matter spelled right. Pure.

Customers type in haste. All wordings in this folder are compared with the reading of a message, not with the message;
what was found is shown in the customer's own letters.
"""

# ruff: noqa: RUF001  letters of other scripts are meant

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

# Letters that Unicode does not take apart, and the ways one Arabic letter is written.
_LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'",
    "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": "",
}  # fmt: skip
# Accents, Hebrew points, Arabic vowels, and what cannot be seen.
_DROPPED = (*range(0x300, 0x370), *range(0x591, 0x5C8), *range(0x64B, 0x653), 0xAD, *range(0x200B, 0x2010), 0xFEFF)
# Letters are taken apart in Latin, Greek and Cyrillic only: elsewhere the parts are no accents.
_ACCENTED = (*range(0xC0, 0x530), *range(0x1E00, 0x2000))

_TABLE: dict[int, str | None] = {ord(letter): plain for letter, plain in _LETTERS.items()}
_TABLE |= dict.fromkeys(_DROPPED)


def _unaccented() -> Iterator[tuple[int, str]]:
    for code in _ACCENTED:
        kept = "".join(part for part in unicodedata.normalize("NFD", chr(code)) if not unicodedata.combining(part))
        if kept != chr(code) and code not in _TABLE:
            yield code, kept


_TABLE |= dict(_unaccented())

_PIECE = re.compile(r"\w+|\W+")


def plain(text: str) -> str:
    """Return a text in small letters without accents."""
    return text.lower().translate(_TABLE)


@cache
def pattern(*wordings: str) -> re.Pattern[str]:
    """Return the pattern that finds any of some wordings in a reading; written small, with or without accents."""
    given = [wording.translate(_TABLE) for wording in wordings]
    # Looking for the beginning of a word once for all wordings is what makes the search quick.
    at_word = "|".join(f"(?:{wording})" for wording in given if wording.startswith(r"\b"))
    anywhere = [f"(?:{wording})" for wording in given if not wording.startswith(r"\b")]
    return re.compile("|".join([*anywhere, *([rf"\b(?:{at_word})"] if at_word else [])]))


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as it is read: `text` to search in, and the way back to what the customer wrote."""

    written: str
    text: str
    pieces: tuple[tuple[int, str, str], ...]

    def evidence(self, start: int, end: int) -> str:
        """Return what the customer wrote where the reading has these places."""
        found, place = [], 0
        for begin, written, read in self.pieces:
            low, high = max(start - place, 0), min(end - place, len(read))
            place += len(read)
            if low < high:
                is_same = len(read) == len(written)
                found.append((begin + low, begin + high) if is_same else (begin, begin + len(written)))
        return self.written[found[0][0] : found[-1][1]].strip() if found else ""


def read(message: str) -> Reading:
    """Read a message."""
    pieces = tuple((found.start(), found.group(), _read_piece(found.group())) for found in _PIECE.finditer(message))
    return Reading(message, "".join(piece[2] for piece in pieces), pieces)


def _read_piece(piece: str) -> str:
    seen = plain(piece)
    return _mistyped().get(seen, seen)


# The English words that a request for a person hangs on.
_SPELLED = (
    *("human", "person", "agent", "agents", "representative", "representatives", "operator", "operators", "manager"),
    *("supervisor", "advisor", "someone", "somebody", "anyone", "anybody", "speak", "connect", "transfer", "customer"),
    *("service", "support", "executive", "people", "employee", "consultant", "specialist", "colleague", "reception"),
)  # fmt: skip
# Words of their own, in English or another language, which are one slip away from those.
_RIGHT = frozenset((
    "hunan", "humain", "humane", "humans", "humen", "persona", "persoon", "perso", "parson", "persons", "persian",
    "agente", "agenta", "agenten", "agenti", "agentu", "agency", "avent", "aget", "gent", "advent", "operador",
    "operatore", "operatør", "spear", "sneak", "steak", "speaks", "peak", "spea", "weak", "anyon", "agen",
    "agens", "menager", "manger", "operatorin", "operateur", "persone", "costumes", "servico", "services",
    "servizi", "supports", "suport", "suporte", "peope", "connects", "connecte", "receptions", "transfert",
    "transfers", "transfere", "speck", "specialists", "colleagues", "employees", "executives", "consultants",
    "employe", "executif", "customers", "consultante", "consultent", "consultor", "specialista", "specialiste",
    "serve", "servce",
))  # fmt: skip
_NEIGHBOURS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl", "p": "o",
    "a": "qsz", "s": "adwx", "d": "sfec", "f": "dgrv", "g": "fhtb", "h": "gjyn", "j": "hkum", "k": "jlim", "l": "ko",
    "z": "ax", "x": "zsc", "c": "xdv", "v": "cfb", "b": "vgn", "n": "bhm", "m": "nk",
}  # fmt: skip
_VOWELS = "aeiou"


@cache
def _mistyped() -> dict[str, str]:
    """Return each word one slip away from a word that matters: a letter left out, doubled, swapped, or beside it."""
    slips = {slip: word for word in reversed(_SPELLED) for slip in _slips(word)}
    return {slip: word for slip, word in slips.items() if slip not in _RIGHT and slip not in _SPELLED}


def _slips(word: str) -> Iterable[str]:
    for place, letter in enumerate(word):
        before, after = word[:place], word[place + 1 :]
        yield before + letter + letter + after
        if place:
            yield before + after
            others = _NEIGHBOURS[letter] + (_VOWELS if letter in _VOWELS else "")
            yield from (before + other + after for other in others if other != letter)
            yield before[:-1] + letter + before[-1] + after
