"""Which article answers a question, and how sure that is: pure arithmetic over words and letter groups.

The text index of the database finds candidates; its scores depend on the size of the knowledge base and say nothing
about whether an article answers. Here each candidate gets features between 0 and 1, a weighted sum orders them, and a
logistic function of the best one's features gives the confidence. No score of the database enters.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import TypeAlias

from desk.knowledge.profiles import Profile, Shelf, Text, main_language, profile
from desk.knowledge.terms import grams, likeness, related, terms

__all__ = ["Profile", "Query", "Ranked", "Shelf", "candidates", "confidence", "features", "profile", "query", "rank"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate in its place: confidence 0 to 1, and its passage that fits best."""

    profile: Profile
    score: float
    passage: str


# Weights of the sum that orders the candidates. Conditional logit over the candidates of a question, ridge 0.001,
# fitted on the demo's example questions (each left out in turn; and with articles that have none), on questions about a
# public help centre (WixQA), which counts twice, and on public sets of customers' questions (BANKING77, CLINC150, HINT3
# curekart: ten example questions an article), each set with the same total weight.
ORDER = {"best_ask": 3.8, "more_asks": 4.6, "asked": 2.2, "spelled": 8.2, "named": 4.5, "said": 11.8, "told": 6.3}

# Weights of the logistic function that turns the first candidate's features into a confidence. Logistic regression of
# "the first candidate is the right one" on the same demo and help-centre questions, once with their article and once
# without it, on questions about other things, and on BANKING77-OOS, CLINC150 and HINT3 curekart, where many questions
# have no answer.
TRUST = {"bias": -3.3, "best_ask": 1.2, "said": 0.85, "spelled": 2.6, "lead": 3.3, "known": 0.65}
# The lead is a tanh: this much of the sum is a clear one.
_CLEAR = 8.0

# An article in a language that is not the customer's must fit better by this much of the sum to come first.
_FOREIGN = 2.0


@dataclass(frozen=True, slots=True)
class Query:
    """A question as the ranking compares it; `text` is the question with typing errors put right."""

    text: str
    language: str
    terms: frozenset[str]
    grams: frozenset[str]
    weights: Mapping[str, float]
    related: Mapping[str, frozenset[str]]
    length: float
    mass: float
    known: float


def query(shelf: Shelf, question: str, *, language: str = "") -> Query:
    """Prepare a question: stem it, see through typing errors, weigh its words.

    `language` is the customer's (BCP 47), empty when it is unknown.
    """
    spelled = shelf.respelled(question)
    weights = {term: shelf.weight(term) for term in terms(spelled)}
    mass = sum(weights.values()) or 1.0
    return Query(
        text=spelled,
        language=main_language(language),
        terms=frozenset(weights),
        grams=grams(question),
        weights=weights,
        related={term: related(term) & shelf.places.keys() for term in weights},
        length=math.hypot(*weights.values()),
        mass=mass,
        known=sum(weight for term, weight in weights.items() if term in shelf.places) / mass,
    )


def candidates(shelf: Shelf, asked: Query, *, limit: int = 40) -> list[str]:
    """Return the slugs of the articles that hold most of the question's weight, and nothing that holds none of it."""
    fits: defaultdict[str, float] = defaultdict(float)
    for wanted, weight in asked.weights.items():
        for slug in shelf.places.get(wanted, ()):
            fits[slug] += weight
        for near in asked.related[wanted]:
            for slug in shelf.places[near]:
                fits[slug] += _RELATED * weight
    return nlargest(limit, fits, key=lambda slug: (fits[slug], slug))


def features(shelf: Shelf, asked: Query, entry: Profile) -> dict[str, float]:
    """Return how well an article fits a question, each feature between 0 and 1.

    best_ask and more_asks are weighted cosines to the nearest ask and to the next two; asked is the share of the
    question's weight found among all asks; spelled is the likeness to the nearest ask in letter groups. named, said
    and told are the share found in the title or an alias, in the best passage and in the whole article, where it
    counts how often a word stands there and how long the text is, and related words count, too.
    """
    return _fit(shelf, asked, entry).features


@dataclass(frozen=True, slots=True)
class _Fit:
    """How an article fits, and the place of the passage that fits best, the earliest of equals."""

    features: dict[str, float]
    passage: int


def _fit(shelf: Shelf, asked: Query, entry: Profile) -> _Fit:
    asks = zip(entry.asks, shelf.lengths(entry), strict=True)
    cosines = nlargest(3, (_cosine(asked, ask, length) for ask, length in asks))
    sought = _sought(asked, entry)
    said = [_found(sought, text, PASSAGE) for text in entry.passage_texts]
    found = {
        "best_ask": cosines[0] if cosines else 0.0,
        "more_asks": sum(cosines[1:]) / 2,
        "asked": _share(asked, entry.asked_terms),
        "spelled": max((likeness(asked.grams, ask) for ask in entry.ask_grams), default=0.0),
        "named": max((_found(sought, name, NAME) for name in entry.names), default=0.0),
        "said": max(said, default=0.0),
        "told": _found(sought, entry.body, ARTICLE),
    }
    return _Fit(found, said.index(found["said"]) if said else 0)


def _cosine(asked: Query, ask: Iterable[str], length: float) -> float:
    shared = asked.terms.intersection(ask)
    return sum(asked.weights[term] ** 2 for term in shared) / (asked.length * length) if shared else 0.0


def _share(asked: Query, found: frozenset[str]) -> float:
    return sum(asked.weights[term] for term in asked.terms & found) / asked.mass


@dataclass(frozen=True, slots=True)
class Measure:
    """How a kind of text is read: its usual length in terms, and how much more length counts against it."""

    usual: int
    longer: float


# Terms of titles, of passages of 150 words, and of articles in help centres.
NAME = Measure(usual=4, longer=0.3)
PASSAGE = Measure(usual=70, longer=0.75)
ARTICLE = Measure(usual=200, longer=0.75)

# A term found this often fills half of its share (the k1 of BM25), and what a related term found counts.
_HALF = 1.2
_RELATED = 0.4


# A term of the question, its weight as a share of the question's, and related terms.
_Sought: TypeAlias = tuple[str, float, frozenset[str]]


def _sought(asked: Query, entry: Profile) -> list[_Sought]:
    """Return what of the question an article holds at all, so that no passage is searched for the rest."""
    return [
        (wanted, weight / asked.mass, near)
        for wanted, weight in asked.weights.items()
        if (near := frozenset(filter(entry.holds, asked.related[wanted]))) or entry.holds(wanted)
    ]


def _found(sought: Iterable[_Sought], text: Text, measure: Measure) -> float:
    """Return the share of the question's weight that is found in a text; a related term is a part of one.

    The weights and the saturation are those of BM25 (Robertson and Zaragoza, "The probabilistic relevance framework",
    2009); divided by the weight of the question the sum lies between 0 and 1 whatever the size of the knowledge base.
    """
    half = _HALF * (1 - measure.longer + measure.longer * text.length / measure.usual)
    total = 0.0
    for wanted, share, near in sought:
        count: float = text.terms.get(wanted, 0)
        for other in near:
            count += _RELATED * text.terms.get(other, 0)
        total += share * count / (count + half)
    return total


def rank(shelf: Shelf, asked: Query, candidates: Iterable[str], *, limit: int = 5) -> list[Ranked]:
    """Order the candidates (slugs) by how well they answer; each score is a calibrated confidence, 0 to 1.

    Of two articles that fit, the one in the customer's language comes first.
    """
    scored = []
    for slug in candidates:
        if (entry := shelf.profiles.get(slug)) is not None:
            fit = _fit(shelf, asked, entry)
            order = sum(weight * fit.features[name] for name, weight in ORDER.items())
            scored.append((order - _FOREIGN * _is_foreign(asked, entry), fit, entry))
    scored.sort(key=lambda row: (-row[0], row[2].slug))
    return _ranked(asked, scored, limit)


def _is_foreign(asked: Query, entry: Profile) -> bool:
    return bool(asked.language and entry.language) and asked.language != entry.language


def _ranked(asked: Query, scored: Sequence[tuple[float, _Fit, Profile]], limit: int) -> list[Ranked]:
    ranked: list[Ranked] = []
    highest = 1.0
    for place, (order, fit, entry) in enumerate(scored[:limit]):
        # What is further down is never surer than what stands above it.
        highest = min(highest, confidence(fit.features, lead=order - _rival(scored, place), known=asked.known))
        ranked.append(Ranked(entry, highest, entry.passages[fit.passage] if entry.passages else ""))
    return ranked


def _rival(scored: Sequence[tuple[float, _Fit, Profile]], place: int) -> float:
    """Return the sum of the strongest other candidate: the runner-up of the first, the first of all others."""
    other = 1 if place == 0 else 0
    return scored[other][0] if len(scored) > other else 0.0


def confidence(found: Mapping[str, float], *, lead: float, known: float) -> float:
    """Return the probability that the article answers, from its features.

    `lead` is by how much its sum is above the strongest other's (negative when it is below), `known` the share of the
    question's weight in words that the knowledge base uses at all.
    """
    given = {**found, "bias": 1.0, "lead": math.tanh(lead / _CLEAR), "known": known}
    return 1 / (1 + math.exp(-sum(weight * given[name] for name, weight in TRUST.items())))
