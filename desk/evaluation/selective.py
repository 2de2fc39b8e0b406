"""How well a confidence tells when to answer: risk and coverage over questions with and without an answer. Pure.

An error is a wrong answer, or any answer to what nothing answers. Risk is the share of errors among what is answered,
coverage the share of all questions that is answered. AURC is the mean risk over all coverages, and E-AURC how much of
that a perfect confidence would save (Geifman, Uziel and El-Yaniv 2019).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

# `kept90` answers what is at least as sure as the tenth percentile of the answerable validation questions.
KEPT = 0.10


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of each question."""

    confidence: NDArray[np.float64]
    right: Mask
    among_three: Mask
    in_scope: Mask
    near: Mask

    def some(self, places: NDArray[np.int64]) -> Outcomes:
        """Return the outcomes at these places."""
        return Outcomes(
            self.confidence[places],
            self.right[places],
            self.among_three[places],
            self.in_scope[places],
            self.near[places],
        )


def figures(found: Outcomes, *, threshold: float) -> dict[str, float | None]:
    """Return all figures; those about what nothing answers are None when there is no such question."""
    risks = _risks(found.right, found.confidence)
    perfect = _risks(found.right, found.right.astype(float))
    kept = found.confidence >= threshold
    strange = ~found.in_scope
    return {
        "top1": _share(found.right, found.in_scope),
        "top3": _share(found.among_three, found.in_scope),
        "auroc_scope": auroc(found.confidence, found.in_scope),
        "auroc_right": auroc(found.confidence, found.right),
        "aurc": float(risks.mean()),
        "e_aurc": float(risks.mean() - perfect.mean()),
        "cov5": _coverage(risks, 0.05),
        "cov10": _coverage(risks, 0.10),
        "kept90.answered_right": _share(kept & found.right, found.in_scope),
        "kept90.oos_recall": _share(~kept, strange),
        "kept90.oos_recall_near": _share(~kept, strange & found.near),
        "kept90.precision": _share(found.right, kept),
    }


def kept90_threshold(confidence: NDArray[np.float64], in_scope: Mask) -> float:
    """Return the confidence that nine of ten answerable questions reach."""
    return float(np.quantile(confidence[in_scope], KEPT))


def auroc(confidence: NDArray[np.float64], wanted: Mask) -> float | None:
    """Return how often a wanted one is surer than another one, ties counting half; None when there is only one kind."""
    positive, negative = int(wanted.sum()), int((~wanted).sum())
    if not positive or not negative:
        return None
    _, group, sizes = np.unique(confidence, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[group]
    return float((ranks[wanted].sum() - positive * (positive + 1) / 2) / (positive * negative))


def _risks(right: Mask, confidence: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the risk of answering the surest one, two, three ... questions."""
    order = np.argsort(-confidence, kind="stable")
    errors = np.cumsum(~right[order])
    return np.asarray(errors / np.arange(1, len(order) + 1))


def _coverage(risks: NDArray[np.float64], most: float) -> float:
    """Return the largest coverage whose risk is at most that."""
    fine = np.flatnonzero(risks <= most)
    return float((fine[-1] + 1) / len(risks)) if len(fine) else 0.0


def _share(hit: Mask, among: Mask) -> float | None:
    return float(hit[among].mean()) if among.any() else None
