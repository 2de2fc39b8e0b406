"""Seeing through typing errors: the known word that an unknown one was meant to be. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from desk.knowledge.terms import grams, likeness

# A shorter word is too near to too many others to be taken for a mistyped one.
SHORTEST = 4


class Speller:
    """Knows the words of a knowledge base.

    Two words one letter apart (one left out, put in, changed, or two swapped) become equal when a letter is left out of
    each, so an index of the words with each letter left out finds all of them at once.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._uses: Counter[str] = Counter()
        self._shortened: dict[str, str] = {}
        self._learn(known)

    def changed(self, *, without: Iterable[str], plus: Iterable[str]) -> Speller:
        """Return what knows these words no longer, and those, too; a word given twice must be taken away twice."""
        other = Speller()
        other._uses, other._shortened = self._uses.copy(), self._shortened.copy()
        other._learn(plus)
        other._forget(without)
        return other

    def _learn(self, words: Iterable[str]) -> None:
        for word in words:
            self._uses[word] += 1
            if self._uses[word] == 1 and len(word) >= SHORTEST - 1:
                for short in set(_shortened(word)):
                    others = self._shortened.get(short)
                    self._shortened[short] = f"{others} {word}" if others else word

    def _forget(self, words: Iterable[str]) -> None:
        for word in words:
            self._uses[word] -= 1
            if not self._uses[word]:
                del self._uses[word]
                for short in set(_shortened(word)):
                    others = self._shortened.pop(short, "").split()
                    if len(others) > 1:
                        self._shortened[short] = " ".join(other for other in others if other != word)

    def meant(self, word: str) -> str:
        """Return the known word that `word` was meant to be; `word` itself when it is known or near to none.

        The first letter must agree: it is seldom mistyped, and words that differ in it seldom mean the same.
        """
        if word in self._uses or len(word) < SHORTEST or not word.isalpha():
            return word
        near = {known for short in _shortened(word) for known in self._shortened.get(short, "").split()}
        near = {known for known in near if known[0] == word[0] and len(known) >= SHORTEST - 1}
        own = grams(word)
        return max(sorted(near), key=lambda known: likeness(own, grams(known)), default=word)


def _shortened(word: str) -> Iterator[str]:
    """Yield the word itself and the word with each letter left out."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
