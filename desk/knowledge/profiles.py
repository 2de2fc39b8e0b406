"""The searchable form of articles: bags of words, letter groups, and how telling each word is. Pure."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern

from desk.knowledge.english import STOP_WORDS
from desk.knowledge.spelling import Speller
from desk.knowledge.terms import grams, term, terms, words


@dataclass(frozen=True, slots=True)
class Text:
    """A text as a bag of terms: how often each stands in it, and how many there are in all."""

    terms: Mapping[str, int]
    length: int

    @classmethod
    def of(cls, text: str) -> Text:
        """Count the terms of a text."""
        counted = Counter(map(intern, terms(text)))
        return cls(dict(counted), counted.total())


@dataclass(frozen=True, slots=True)
class Profile:
    """The searchable form of one article. An ask is an example question, the title or an alias.

    A thousand of these are in the memory of every worker: each piece is one string for all, and what is only gone
    through is a tuple, an eighth of a set.
    """

    slug: str
    title: str
    language: str
    names: tuple[Text, ...]
    asked: tuple[str, ...]
    asks: tuple[tuple[str, ...], ...]
    ask_grams: tuple[tuple[str, ...], ...]
    asked_terms: frozenset[str]
    passages: tuple[str, ...]
    passage_texts: tuple[Text, ...]
    body: Text

    def holds(self, term: str) -> bool:
        """Say whether a term stands anywhere in the article or in its asks."""
        return term in self.body.terms or term in self.asked_terms

    @property
    def all_terms(self) -> frozenset[str]:
        """All terms of the article and of its asks."""
        return self.asked_terms.union(self.body.terms)

    @property
    def words(self) -> frozenset[str]:
        """All words that tell something, as they are written."""
        return frozenset(words(" ".join((*self.asked, *self.passages)))) - STOP_WORDS


def profile(
    *,
    slug: str,
    title: str,
    aliases: Sequence[str],
    questions: Sequence[str],
    passages: Sequence[str],
    language: str = "",
) -> Profile:
    """Make the searchable form of an article from its texts; `language` is a tag (BCP 47), empty when unknown."""
    names = [text for text in (title, *aliases) if text.strip()]
    asked = [*names, *(text for text in questions if text.strip())]
    asks = tuple(tuple({intern(term): None for term in terms(text)}) for text in asked)
    asked_terms = frozenset[str]().union(*asks)
    passage_texts = tuple(Text.of(text) for text in passages)
    # Where passages overlap, words count twice: all articles are cut in the same way.
    body = sum((Counter(text.terms) for text in passage_texts), Counter[str]())
    return Profile(
        slug=slug,
        title=title,
        language=main_language(language),
        names=tuple(Text.of(text) for text in names),
        asked=tuple(asked),
        asks=asks,
        ask_grams=tuple(tuple(map(intern, grams(text))) for text in asked),
        asked_terms=asked_terms,
        passages=tuple(passages),
        passage_texts=passage_texts,
        body=Text(dict(body), body.total()),
    )


def main_language(tag: str) -> str:
    """Return the language of a tag without script and country, "pt" of "pt-BR"; empty for what is no tag."""
    found = _LANGUAGE.match(tag.lower())
    return found.group() if found else ""


_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")


@dataclass(frozen=True)
class Shelf:
    """All published articles in searchable form, with where each word is used.

    A shelf never changes; `changed` gives another one, for the work of the articles that are different.
    """

    profiles: Mapping[str, Profile] = field(default_factory=dict)
    # The slugs of the articles that use a term, twice where a title, an alias or an example question does: customers'
    # words tell articles apart, and passing mentions should not make them dull.
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    speller: Speller = field(default_factory=Speller, repr=False)
    # What was worked out for one question and is the same for the next.
    _weights: dict[str, float] = field(default_factory=dict, repr=False, compare=False)
    _lengths: dict[str, tuple[float, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> Shelf:
        """Put the profiles on a shelf."""
        return cls().changed(plus=profiles)

    def changed(self, *, without: Iterable[str] = (), plus: Iterable[Profile] = ()) -> Shelf:
        """Return the shelf without the articles of these slugs, and with these; one that is there is replaced."""
        added = {entry.slug: entry for entry in plus}
        gone = {slug: self.profiles[slug] for slug in {*without, *added} if slug in self.profiles}
        stay = {slug: entry for slug, entry in self.profiles.items() if slug not in gone}
        speller = self.speller.changed(
            without=(word for entry in gone.values() for word in entry.words),
            plus=(word for entry in added.values() for word in entry.words),
        )
        return Shelf(stay | added, self._places_after(gone, added), speller)

    def _places_after(self, gone: Mapping[str, Profile], added: Mapping[str, Profile]) -> dict[str, tuple[str, ...]]:
        new: dict[str, list[str]] = {}
        for slug, entry in added.items():
            for known in entry.all_terms:
                new.setdefault(known, []).extend([slug] * (1 + (known in entry.asked_terms)))
        changed = new.keys() | {known for entry in gone.values() for known in entry.all_terms}
        places = dict(self.places)
        for known in changed:
            places[known] = (
                *(slug for slug in places.get(known, ()) if slug not in gone),
                *new.get(known, ()),
            )
            if not places[known]:
                del places[known]
        return places

    def weight(self, term: str) -> float:
        """Return how telling a word is: its inverse document frequency, smoothed (Robertson and Sparck Jones)."""
        known = self._weights.get(term)
        if known is None:
            uses = len(self.places.get(term, ())) / 2
            known = self._weights[term] = math.log(1 + (len(self.profiles) - uses + 0.5) / (uses + 0.5))
        return known

    def lengths(self, entry: Profile) -> tuple[float, ...]:
        """Return the lengths of the vectors of an article's asks."""
        known = self._lengths.get(entry.slug)
        if known is None:
            known = self._lengths[entry.slug] = tuple(math.hypot(*map(self.weight, ask)) for ask in entry.asks)
        return known

    def respelled(self, question: str) -> str:
        """Return the question with each word that no article uses replaced by the one it was meant to be."""
        return " ".join(word if self._is_known(word) else self.speller.meant(word) for word in words(question))

    def _is_known(self, word: str) -> bool:
        return word in STOP_WORDS or term(word) in self.places
