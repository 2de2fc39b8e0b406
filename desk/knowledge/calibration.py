"""From features to a probability: logistic regression on features and, if wanted, their squares, damped. Only numpy.

The squares let a feature say that both little and much of it is strange. That holds for the messages they were fitted
to and for others like them; fitted to practice they mislead with real customers (HINT3 curekart).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desk.knowledge.views import Floats

# The ridge on standardised features, in examples: a few dozen of them speak louder.
_DAMPING = 10.0
_ROUNDS = 30
# Features beyond so many standard deviations are taken for that: a strange message must not be the surest.
_FARTHEST = 4.0


@dataclass(frozen=True, slots=True)
class Calibrator:
    """The logistic function that turns features into the probability that the first article answers."""

    means: Floats
    scales: Floats
    weights: Floats
    bias: float

    def confidences(self, rows: Floats, *, leanings: Floats | float = 0.0) -> Floats:
        """Return the probability, 0 to 1, for each row of features; `leanings` are added to the log-odds."""
        powers = len(self.weights) // len(self.means)
        given = _standard(rows, self.means, self.scales, powers)
        return _logistic(given @ self.weights + self.bias + leanings).astype(np.float32)


def calibrate(rows: Floats, right: NDArray[np.bool_], counts: NDArray[Any], *, powers: int = 1) -> Calibrator:
    """Fit the function to what was right; `counts` says how many examples each row stands for.

    With 2 `powers` the squares of the features enter, too.

    Newton's method on the log-likelihood with a ridge (iteratively reweighted least squares).
    """
    means, scales = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    given = np.hstack([_standard(rows, means, scales, powers), np.ones((len(rows), 1), np.float32)]).astype(np.float64)
    damping = np.full(given.shape[1], _DAMPING)
    damping[-1] = 1e-6
    weights = np.zeros(given.shape[1])
    for _ in range(_ROUNDS):
        found = _logistic(given @ weights)
        slope = given.T @ (counts * (found - right)) + damping * weights
        bend = (given * (counts * found * (1 - found) + 1e-9)[:, None]).T @ given + np.diag(damping)
        weights = weights - np.linalg.solve(bend, slope)
    return Calibrator(means, scales, weights[:-1].astype(np.float32), float(weights[-1]))


def _standard(rows: Floats, means: Floats, scales: Floats, powers: int) -> Floats:
    """Return the features in standard deviations from their mean, with their higher powers behind them."""
    given = np.clip((rows - means) / scales, -_FARTHEST, _FARTHEST)
    return np.hstack([given**power for power in range(1, powers + 1)]).astype(np.float32)


def _logistic(sums: NDArray[Any]) -> NDArray[Any]:
    return np.asarray(1 / (1 + np.exp(-np.clip(sums, -30, 30))))
