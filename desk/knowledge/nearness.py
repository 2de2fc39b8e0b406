"""How likely the articles that are near to a question in meaning answer it: a probability, never a cosine. Only numpy.

What a cosine says, and how far it may be believed, differs from model to model. So a logistic function of features
gives the probability, and a share says what it weighs beside other opinions; both are found with the desk's own
articles (`nearness_practice.py`) and stored with the vectors.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from desk.knowledge.calibration import Calibrator
from desk.knowledge.learned import CONTESTANTS, log_odds
from desk.knowledge.vectors import Near
from desk.knowledge.views import Floats

# An article, its cosine to a question, and how much that is above the nearest other article's (negative where below).
Contest: TypeAlias = Sequence[tuple[str, float, float]]

# An article that is not among the likeliest of an opinion counts as half as likely as the last of them.
OUTSIDE = 0.5


@dataclass(frozen=True, slots=True)
class Trust:
    """What makes a probability of nearness, and what that weighs, 0 to 1, beside what words say.

    `share` is its weight where all words of a question are known, `alone` where none is.
    """

    calibrator: Calibrator
    share: float
    alone: float

    def scored(self, contest: Contest) -> dict[str, float]:
        """Return the probability that each article of a contest answers."""
        found = self.calibrator.confidences(features(contest))
        return {slug: float(score) for (slug, _, _), score in zip(contest, found, strict=True)}

    def weight(self, *, known: float) -> float:
        """Return what the meaning weighs; `known` is the share of the question in words that any article uses.

        Where no article uses the words of a question they can hardly speak against one, and the meaning decides.
        """
        return self.share + (self.alone - self.share) * (1 - known) ** 2


@dataclass(frozen=True, slots=True)
class ByMeaning:
    """What the vectors say about one question."""

    near: Near
    trust: Trust

    def scored(self) -> dict[str, float]:
        """Return the probability, 0 to 1, that each of the nearest articles answers; all others are farther."""
        return self.trust.scored(self.near.contest(CONTESTANTS))


def features(contest: Contest) -> Floats:
    """Return a row for each article: its cosine, and its lead."""
    return np.array([[near, lead] for _, near, lead in contest], np.float32)


def pooled(one: float, other: float, *, share: float) -> float:
    """Return the logarithmic opinion pool of two probabilities (Genest and Zidek 1986); `share` is the first one's."""
    odds = share * log_odds(one) + (1 - share) * log_odds(other)
    return 1 / (1 + math.exp(-odds))


def written(trust: Trust) -> dict[str, Any]:
    """Return a trust as JSON knows it."""
    fitted = trust.calibrator
    arrays = {"means": fitted.means, "scales": fitted.scales, "weights": fitted.weights}
    return {name: array.tolist() for name, array in arrays.items()} | {
        "bias": fitted.bias,
        "share": trust.share,
        "alone": trust.alone,
    }


def trust_of(kept: Mapping[str, Any]) -> Trust:
    """Return the trust that was written."""
    means, scales, weights = (np.array(kept[name], np.float32) for name in ("means", "scales", "weights"))
    return Trust(Calibrator(means, scales, weights, float(kept["bias"])), float(kept["share"]), float(kept["alone"]))
