"""A ranker that learned from example questions: which article a question asks for, with what confidence. Only numpy.

The article's sum for a question is a weighted sum of the question's likenesses to all example questions (multinomial
logistic regression in its dual form); the same likenesses give the nearest example questions. A logistic function of
features of the best article is the confidence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from desk.knowledge.calibration import Calibrator
from desk.knowledge.views import SHARES, Floats, Lexicon, Places, Postings, Seen, see

# fmt: off
FEATURES = (
    "probability", "odds", "margin", "spread", "sum", "lead", "nearest_telling", "nearest_wording", "nearest_letters",
    "nearest", "more_near", "rival", "known_telling", "known_wording", "known_letters", "length", "centre", "by_words",
)
# fmt: on
# Probabilities are kept away from 0 and 1 before their odds are taken.
_EDGE = 1e-6
# So many of the likeliest articles are compared by words, too.
CONTESTANTS = 5
# Among few examples the nearest is an accident, among a hundred an article seldom has none that is near (BANKING77).
_MOST_NEARNESS = 4.0
_EXAMPLES_PER_NEARNESS = 25
# So many nearest example questions of an article speak for it beside the very nearest.
_NEAR = 3


@dataclass(frozen=True)
class Trained:
    """What was learned from example questions; `articles` holds slugs, `owners` the article of each example."""

    articles: tuple[str, ...]
    owners: Places
    lexicons: dict[str, Lexicon]
    postings: dict[str, Postings]
    weights: Floats

    @cached_property
    def starts(self) -> Places:
        """Where the examples of each article begin: they lie together."""
        return np.searchsorted(self.owners, np.arange(len(self.articles))).astype(np.int32)

    @cached_property
    def nearness(self) -> float:
        """How much the nearest example counts in the sum of its article: the more, the more examples there are."""
        return min(_MOST_NEARNESS, len(self.owners) / len(self.articles) / _EXAMPLES_PER_NEARNESS)

    def judge(self, question: str, *, hidden: Collection[str] = ()) -> Judged:
        """Judge a question; `hidden` slugs are treated as if nothing were known of them."""
        text = see(question)
        alike: dict[str, Floats] = {}
        known: dict[str, float] = {}
        for view, lexicon in self.lexicons.items():
            places, values, known[view] = lexicon.weigh(text[view])
            alike[view] = self.postings[view].likeness(places, values, texts=len(self.owners))
        shown = np.array([slug not in hidden for slug in self.articles])
        return Judged(self, text, known, alike, shown)


class Judged:
    """A question as a trained ranker judged it: the articles' probabilities, and the features of the first."""

    def __init__(
        self,
        trained: Trained,
        text: dict[str, Seen],
        known: dict[str, float],
        alike: dict[str, Floats],
        shown: NDArray[np.bool_],
    ) -> None:
        self._trained, self._text, self._known, self._alike, self._shown = trained, text, known, alike, shown
        whole = np.sum([SHARES[view] * found for view, found in alike.items()], axis=0, dtype=np.float32)
        sums = whole @ trained.weights + trained.nearness * np.maximum.reduceat(whole, trained.starts)
        self._sums = np.where(shown, sums, -np.inf)
        grown = np.exp(self._sums - self._sums.max())
        self.probabilities = grown / grown.sum()
        self._order = np.argsort(-self.probabilities, kind="stable")

    @property
    def is_known(self) -> bool:
        """Whether any piece of the question stands in any example."""
        return any(self._known.values())

    def slugs(self, limit: int) -> list[str]:
        """Return the slugs of the likeliest articles."""
        return [slug for slug, _ in self.best(limit)]

    def best(self, limit: int) -> list[tuple[str, float]]:
        """Return the slugs of the likeliest articles with their share of the first one's probability."""
        first = self.probabilities[self._order[0]]
        return [
            (self._trained.articles[place], float(self.probabilities[place] / first))
            for place in self._order[:limit]
            if self._shown[place]
        ]

    def features(self, *, by_words: float) -> Floats:
        """Return the features of the first article, in the order of FEATURES.

        `by_words` is the confidence, 0 to 1, that the ranking without learning has in the same article.
        """
        chances, places = self.probabilities, self._order
        first, second = places[0], places[min(1, len(places) - 1)]
        best, rival = float(chances[first]), float(chances[second])
        lead = self._sums[first] - self._sums[second]
        spread = -float((chances * np.log(chances + _EDGE)).sum())
        found = [best, log_odds(best), best - rival, spread, self._sums[first], lead if np.isfinite(lead) else 0.0]
        found += self._likenesses(first)
        found += [*self._known.values(), np.log1p(len(self._text["wording"].keys))]
        shared = self._shared[self._trained.owners == first]
        return np.array([*found, float(shared.mean()), log_odds(by_words)], dtype=np.float32)

    @property
    def _shared(self) -> Floats:
        """The likeness to each example, with what is unknown in the question counted as unlike."""
        parts = [SHARES[view] * self._known[view] * found for view, found in self._alike.items()]
        return np.asarray(np.sum(parts, axis=0), np.float32)

    def _likenesses(self, first: int) -> list[float]:
        """Return how near the examples of an article are: by view, all together, the nearest few, before all others."""
        owners, shared = self._trained.owners, self._shared
        own = owners == first
        others = ~own & self._shown[owners]
        mine = np.sort(shared[own])[::-1]
        return [
            *(self._known[view] * float(self._alike[view][own].max()) for view in SHARES),
            float(mine[0]),
            float(mine[:_NEAR].mean()),
            float(mine[0] - shared[others].max(initial=0.0)),
        ]


def log_odds(probability: float) -> float:
    """Return the natural logarithm of the odds; certainty, either way, is held back a little."""
    kept = min(max(probability, _EDGE), 1 - _EDGE)
    return float(np.log(kept / (1 - kept)))


@dataclass(frozen=True)
class Ranker:
    """What answers: a trained ranker, and what turns its features into a confidence.

    `leanings` say by article how much more, or less, often it was right in practice than its features tell.
    """

    trained: Trained
    calibrator: Calibrator
    leanings: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def articles(self) -> frozenset[str]:
        """The slugs of the articles that it has learned."""
        return frozenset(self.trained.articles)

    def scored(self, judged: Judged, *, by_words: Mapping[str, float]) -> list[tuple[str, float]]:
        """Return the likeliest articles with their confidence, 0 to 1; none when nothing of the question is known.

        `by_words` is the confidence that the ranking without learning has in each.
        """
        contest = judged.best(CONTESTANTS)
        if not contest or not judged.is_known:
            return []
        first = contest[0][0]
        (surest,) = self.confidences(judged.features(by_words=by_words.get(first, 0.0))[None], [first])
        return [(slug, float(surest) * share) for slug, share in contest]

    def confidences(self, rows: Floats, firsts: Sequence[str]) -> Floats:
        """Return the confidence for each row of features of a first article, and its slug."""
        leanings = np.array([self.leanings.get(slug, 0.0) for slug in firsts], np.float32)
        return self.calibrator.confidences(rows, leanings=leanings)
