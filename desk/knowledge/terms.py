"""Words as the search compares them: split, stemmed, and cut into letter groups. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache, lru_cache

from desk.knowledge.english import GROUPS, PHRASES, RELATED, STOP_WORDS

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_APOSTROPHE = re.compile(r"['\u2019]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_VOWELS = "aeiou"
_STEP_2 = (
    ("ational", "ate"), ("tional", "tion"), ("ization", "ize"), ("isation", "ize"), ("ation", "ate"),
    ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"), ("biliti", "ble"), ("entli", "ent"),
    ("ator", "ate"), ("alism", "al"), ("aliti", "al"), ("iviti", "ive"), ("ousli", "ous"), ("alli", "al"),
    ("izer", "ize"), ("iser", "ize"), ("abli", "able"), ("eli", "e"), ("ise", "ize"),
)  # fmt: skip
_STEP_4 = (
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize",
    "ical", "ful", "ness", "tion", "sion", "al", "er", "ic",
)  # fmt: skip


def fold(text: str) -> str:
    """Return `text` in lower case without accents, so that "Café" and "cafe" are one word."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """Return the words of `text` in order, folded; scripts without spaces give one word per letter."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if word.isascii() and word.isalnum():
            found.append(word)
            continue
        found.extend(word if _CJK.search(word) else [_APOSTROPHE.sub("", word.removesuffix("'s"))])
    return found


def terms(text: str) -> tuple[str, ...]:
    """Return the stems of the words of `text` that carry meaning; of all words if none does."""
    found = words(_in_one_word(text.lower()))
    telling = [word for word in found if word not in STOP_WORDS]
    return tuple(term(word) for word in telling or found)


def term(word: str) -> str:
    """Return what stands for a word in every comparison: its stem, or that of the word it is a synonym of."""
    root = stem(word)
    return _synonyms().get(root, root)


def _in_one_word(text: str) -> str:
    for phrase, word in PHRASES:
        text = phrase.sub(word, text)
    return text


@cache
def _synonyms() -> dict[str, str]:
    """Return for each stem of a group the one that stands for it."""
    groups = (line.split() for line in GROUPS.splitlines())
    return {stem(word): stem(group[0]) for group in groups for word in group}


def related(to: str) -> frozenset[str]:
    """Return the terms near in meaning to this one, which an article may use in its place; without itself."""
    return _related().get(to, frozenset())


@cache
def _related() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in RELATED.splitlines():
        near = frozenset(term(word) for word in line.split())
        for one in near:
            found[one] = found.get(one, frozenset()) | near - {one}
    return found


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of an English word.

    After M. F. Porter, "An algorithm for suffix stripping" (Program 14, 1980), with steps 2 to 4 cut down to the
    endings that support questions use, and with British spellings.
    """
    if len(word) <= 3 or not word.isascii() or not word.isalpha():  # noqa: PLR2004  too short to have an ending
        return word
    return _step_5(_step_4(_step_2(_step_1(word))))


def _step_1(word: str) -> str:
    """Take off plurals, -ed and -ing, and turn a final y into i."""
    if word.endswith(("sses", "ies")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and any(letter in "aeiouy" for letter in base) and not word.endswith("eed"):
            word = _repaired(base)
            break
    if word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:  # noqa: PLR2004
        word = word[:-1] + "i"
    return word


def _repaired(base: str) -> str:
    """Give back the e of "charg(ing)", take the doubled letter of "shipp(ing)"."""
    if base.endswith(("at", "bl", "iz")):
        return base + "e"
    if len(base) > 2 and base[-1] == base[-2] and base[-1] not in "lsz" + _VOWELS:  # noqa: PLR2004
        return base[:-1]
    return base


def _step_2(word: str) -> str:
    for ending, replacement in _STEP_2:
        if word.endswith(ending) and _measure(word[: -len(ending)]) > 0:
            return word[: -len(ending)] + replacement
    return word


def _step_4(word: str) -> str:
    for ending in _STEP_4:
        if word.endswith(ending):
            base = word[: -len(ending)]
            return base if _measure(base) > 1 else word
    return word


def _step_5(word: str) -> str:
    """Take off a final e, or i, and the second of two final l."""
    if word.endswith("e") and len(word) > 4:  # noqa: PLR2004
        return word[:-1]
    if word.endswith(("i", "ll")) and _measure(word[:-1]) > 1:
        return word[:-1]
    return word


def _measure(base: str) -> int:
    """Count the changes from vowels to consonants: Porter's m."""
    kinds = "".join("v" if letter in "aeiouy" else "c" for letter in base)
    return kinds.count("vc")


@lru_cache(maxsize=5_000)  # a set of these is large
def grams(text: str) -> frozenset[str]:
    """Return the groups of three and four letters in `text`, word borders included.

    Two spellings of a word share most of them, which is how typing errors are seen through.
    """
    line = f" {' '.join(words(text))} "
    return frozenset(line[start : start + size] for size in (3, 4) for start in range(len(line) - size + 1))


def likeness(one: frozenset[str], other: Collection[str]) -> float:
    """Return the Dice coefficient of two sets, 0 to 1; the other may be a tuple without repetition."""
    if not one or not other:
        return 0.0
    return 2 * len(one.intersection(other)) / (len(one) + len(other))
