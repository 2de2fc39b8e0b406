"""Which article answers a question, and how sure that is: pure arithmetic over words and letter groups.

The text index of the database finds candidates; its scores depend on the size of the knowledge base and say nothing
about whether an article answers. Here each candidate gets features between 0 and 1, a weighted sum orders them, and a
logistic function of the best one's features gives the confidence. No score of the database enters.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest

from desk.knowledge.english import STOP_WORDS
from desk.knowledge.spelling import Speller
from desk.knowledge.terms import grams, likeness, term, terms, words


@dataclass(frozen=True, slots=True)
class Profile:
    """The searchable form of one article. An ask is an example question, the title or an alias."""

    slug: str
    title: str
    names: tuple[frozenset[str], ...]
    asks: tuple[frozenset[str], ...]
    ask_grams: tuple[frozenset[str], ...]
    asked_terms: frozenset[str]
    passages: tuple[str, ...]
    passage_terms: tuple[frozenset[str], ...]
    all_terms: frozenset[str]
    words: frozenset[str]


def profile(
    *, slug: str, title: str, aliases: Sequence[str], questions: Sequence[str], passages: Sequence[str]
) -> Profile:
    """Make the searchable form of an article from its texts."""
    asked = [text for text in (title, *aliases, *questions) if text.strip()]
    asks = tuple(frozenset(terms(text)) for text in asked)
    asked_terms = frozenset[str]().union(*asks)
    passage_terms = tuple(frozenset(terms(text)) for text in passages)
    return Profile(
        slug=slug,
        title=title,
        names=asks[: len([text for text in (title, *aliases) if text.strip()])],
        asks=asks,
        ask_grams=tuple(grams(text) for text in asked),
        asked_terms=asked_terms,
        passages=tuple(passages),
        passage_terms=passage_terms,
        all_terms=asked_terms.union(*passage_terms),
        words=frozenset(words(" ".join((*asked, *passages)))) - STOP_WORDS,
    )


@dataclass(frozen=True)
class Shelf:
    """All published articles in searchable form, with how many of them use each word."""

    profiles: Mapping[str, Profile]
    uses: Mapping[str, float] = field(repr=False)

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> Shelf:
        """Put the profiles on a shelf."""
        by_slug = {entry.slug: entry for entry in profiles}
        uses: dict[str, float] = {}
        for entry in by_slug.values():
            for known in entry.all_terms:
                uses[known] = uses.get(known, 0.0) + (1.0 if known in entry.asked_terms else _MENTION)
        return cls(by_slug, uses)

    def weight(self, term: str) -> float:
        """Return how telling a word is: its inverse document frequency, smoothed (Robertson and Sparck Jones)."""
        known = self._weights.get(term)
        return self._idf(0.0) if known is None else known

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        return {term: self._idf(uses) for term, uses in self.uses.items()}

    def _idf(self, uses: float) -> float:
        return math.log(1 + (len(self.profiles) - uses + 0.5) / (uses + 0.5))

    @cached_property
    def lengths(self) -> Mapping[str, tuple[float, ...]]:
        """The length of each ask of an article, by slug: the same for every question, so taken once."""
        return {slug: tuple(self._length(ask) for ask in entry.asks) for slug, entry in self.profiles.items()}

    def _length(self, ask: frozenset[str]) -> float:
        return math.sqrt(sum(self.weight(term) ** 2 for term in ask))

    @cached_property
    def speller(self) -> Speller:
        """What knows the words of all articles; made when it is first needed."""
        return Speller(word for entry in self.profiles.values() for word in entry.words)

    def respelled(self, question: str) -> str:
        """Return the question with each word that no article uses replaced by the one it was meant to be."""
        return " ".join(word if self._is_known(word) else self.speller.meant(word) for word in words(question))

    def _is_known(self, word: str) -> bool:
        return word in STOP_WORDS or term(word) in self.uses


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate in its place: confidence 0 to 1, and its passage that fits best."""

    profile: Profile
    score: float
    passage: str


# A word that only the body of an article uses counts this much of an article when it is asked how common a word is:
# customers' words tell articles apart, passing mentions should not make them dull.
_MENTION = 0.5

# Weights of the sum that orders the candidates. Conditional logit over the candidates of a question, ridge 0.002,
# fitted on the demo's example questions (each left out in turn) and on public sets of customers' questions
# (BANKING77, CLINC150, HINT3 curekart: ten example questions an article), each set with the same total weight.
ORDER = {"best_ask": 2.7, "more_asks": 3.5, "asked": 2.7, "said": 4.7, "named": 0.6, "spelled": 5.8}

# Weights of the logistic function that turns the first candidate's features into a confidence. Logistic regression of
# "the first candidate is the right one" on the same demo questions, once with their article and once without it, on
# questions about other things, and on BANKING77-OOS and HINT3 curekart, where half of the questions have no answer.
TRUST = {"bias": -4.25, "best_ask": 1.2, "said": 0.94, "spelled": 2.63, "lead": 1.96, "known": 1.06}


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the ranking compares it; `text` is the question with typing errors put right."""

    text: str
    terms: frozenset[str]
    grams: frozenset[str]
    weights: Mapping[str, float]
    length: float
    mass: float
    known: float


def query(shelf: Shelf, question: str) -> Query:
    """Prepare a question: stem it, see through typing errors, weigh its words."""
    spelled = shelf.respelled(question)
    weights = {term: shelf.weight(term) for term in terms(spelled)}
    mass = sum(weights.values()) or 1.0
    known = sum(weight for term, weight in weights.items() if term in shelf.uses) / mass
    length = math.sqrt(sum(weight**2 for weight in weights.values()))
    return Query(spelled, frozenset(weights), grams(question), weights, length, mass, known)


def features(shelf: Shelf, asked: Query, entry: Profile) -> dict[str, float]:
    """Return how well an article fits a question, each feature between 0 and 1.

    best_ask and more_asks are weighted cosines to the nearest ask and to the next two; asked and said are the share of
    the question's weight found among all asks and in the best passage; named is how much of the title or of an alias
    the question holds; spelled is the likeness to the nearest ask in letter groups.
    """
    asks = zip(entry.asks, shelf.lengths[entry.slug], strict=True)
    cosines = nlargest(3, (_cosine(asked, ask, length) for ask, length in asks))
    return {
        "best_ask": cosines[0] if cosines else 0.0,
        "more_asks": sum(cosines[1:]) / 2,
        "asked": _share(asked, entry.asked_terms),
        "said": max((_share(asked, passage) for passage in entry.passage_terms), default=0.0),
        "named": max((_cover(shelf, asked, name) for name in entry.names), default=0.0),
        "spelled": max((likeness(asked.grams, ask) for ask in entry.ask_grams), default=0.0),
    }


def _cosine(asked: Query, ask: frozenset[str], length: float) -> float:
    shared = asked.terms & ask
    return sum(asked.weights[term] ** 2 for term in shared) / (asked.length * length) if shared else 0.0


def _cover(shelf: Shelf, asked: Query, name: frozenset[str]) -> float:
    """Return the share of a name's weight that the question holds."""
    mass = sum(shelf.weight(term) for term in name)
    return sum(asked.weights[term] for term in asked.terms & name) / mass if mass else 0.0


def _share(asked: Query, found: frozenset[str]) -> float:
    return sum(asked.weights[term] for term in asked.terms & found) / asked.mass


def rank(shelf: Shelf, asked: Query, candidates: Iterable[str], *, limit: int = 5) -> list[Ranked]:
    """Order the candidates (slugs) by how well they answer; each score is a calibrated confidence, 0 to 1."""
    scored = []
    for slug in candidates:
        if (entry := shelf.profiles.get(slug)) is not None:
            found = features(shelf, asked, entry)
            scored.append((sum(weight * found[name] for name, weight in ORDER.items()), found, entry))
    scored.sort(key=lambda row: (-row[0], row[2].slug))
    return [
        Ranked(
            entry,
            confidence(found, lead=order - _rival(scored, place), known=asked.known),
            _passage(asked, entry),
        )
        for place, (order, found, entry) in enumerate(scored[:limit])
    ]


def _rival(scored: Sequence[tuple[float, dict[str, float], Profile]], place: int) -> float:
    """Return the sum of the strongest other candidate: the runner-up of the first, the first of all others."""
    other = 1 if place == 0 else 0
    return scored[other][0] if len(scored) > other else 0.0


def confidence(found: Mapping[str, float], *, lead: float, known: float) -> float:
    """Return the probability that the article answers, from its features.

    `lead` is by how much its sum is above the strongest other's (negative when it is below), `known` the share of the
    question's weight in words that the knowledge base uses at all.
    """
    given = {**found, "bias": 1.0, "lead": math.tanh(lead / 2), "known": known}
    return 1 / (1 + math.exp(-sum(weight * given[name] for name, weight in TRUST.items())))


def _passage(asked: Query, entry: Profile) -> str:
    """Return the passage with most of the question's weight; the earliest of equals."""
    if not entry.passages:
        return ""
    shares = [_share(asked, found) for found in entry.passage_terms]
    return entry.passages[shares.index(max(shares))]
