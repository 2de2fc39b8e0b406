"""Seeing through typing errors: the known word that an unknown one was meant to be. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desk.knowledge.terms import grams, likeness

# A shorter word is too near to too many others to be taken for a mistyped one.
SHORTEST = 4


class Speller:
    """Knows the words of a knowledge base.

    Two words one letter apart (one left out, put in, changed, or two swapped) become equal when a letter is left out of
    each, so an index of the words with each letter left out finds all of them at once.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {word for word in known if len(word) >= SHORTEST - 1}
        self._shortened: dict[str, list[str]] = {}
        for word in sorted(self._known):
            for short in _shortened(word):
                self._shortened.setdefault(short, []).append(word)

    def meant(self, word: str) -> str:
        """Return the known word that `word` was meant to be; `word` itself when it is known or near to none.

        The first letter must agree: it is seldom mistyped, and words that differ in it seldom mean the same.
        """
        if word in self._known or len(word) < SHORTEST or not word.isalpha():
            return word
        near = {known for short in _shortened(word) for known in self._shortened.get(short, ())}
        near = {known for known in near if known[0] == word[0] and len(known) >= SHORTEST - 1}
        own = grams(word)
        return max(sorted(near), key=lambda known: likeness(own, grams(known)), default=word)


def _shortened(word: str) -> Iterator[str]:
    """Yield the word itself and the word with each letter left out."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
