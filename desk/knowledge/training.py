"""Learning from example questions: multinomial logistic regression over likenesses.

The sums of the articles are linear in the views, so the weights lie in the span of the examples (Kimeldorf and Wahba
1971): one weight per example and article is all that is learned, and articles are compared by likeness alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

import numpy as np
from scipy import sparse

from desk.knowledge.learned import Trained
from desk.knowledge.lessons import Lesson
from desk.knowledge.views import SHARES, Floats, Lexicon, Postings, see

# How much the fit to the examples counts beside the size of the weights. Text needs little damping.
STRICTNESS = 30.0
STEPS = 15
_KEPT_STEPS = 4
# Up to so many examples all likenesses are computed once.
_DENSE = 8_000


def train(lessons: Sequence[Lesson], *, steps: int = STEPS) -> Trained:
    """Learn which article each of its wordings asks for."""
    texts = [see(ask) for lesson in lessons for ask in lesson.asks]
    owners = np.repeat(np.arange(len(lessons), dtype=np.int32), [len(lesson.asks) for lesson in lessons])
    lexicons = {view: Lexicon.of([text[view] for text in texts]) for view in SHARES}
    postings = {}
    for view, lexicon in lexicons.items():
        rows = [lexicon.weigh(text[view]) for text in texts]
        postings[view] = Postings.of(rows, pieces=len(lexicon.keys))
    wanted = np.eye(len(lessons), dtype=np.float32)[owners]
    weights = fit(_product(postings, len(texts)), wanted, steps=steps)
    return Trained(tuple(lesson.slug for lesson in lessons), owners, lexicons, postings, weights)


def _product(postings: dict[str, Postings], count: int) -> Callable[[Floats], Floats]:
    """Return what multiplies a matrix by the likenesses of all examples to one another."""
    parts = [
        sparse.csc_matrix(
            (kept.values * SHARES[view] ** 0.5, kept.texts, kept.starts), shape=(count, len(kept.starts) - 1)
        )
        for view, kept in postings.items()
    ]
    rows = sparse.hstack(parts).tocsr()
    columns = rows.T.tocsr()
    if count <= _DENSE:
        dense: Floats = (rows @ columns).toarray()
        return lambda given: dense @ given
    return lambda given: rows @ (columns @ given)


def fit(product: Callable[[Floats], Floats], wanted: Floats, *, steps: int = STEPS) -> Floats:
    """Return the weights that give each example its own article, by L-BFGS (Nocedal 1980).

    Each vector is carried along with its product, so that a step costs one product and the search along it none.
    """
    weights = np.zeros_like(wanted)
    sums = np.zeros_like(wanted)
    past: deque[tuple[Floats, Floats, Floats, Floats, float]] = deque(maxlen=_KEPT_STEPS)
    slope = _slope(weights, sums, wanted)
    slope_product = product(slope)
    for _ in range(steps):
        way, way_product = _direction(slope, slope_product, past)
        size = _step(weights, sums, way, way_product, wanted)
        if size == 0.0:
            break
        weights = weights + size * way
        sums = sums + size * way_product
        new = _slope(weights, sums, wanted)
        new_product = product(new)
        change, change_product = new - slope, new_product - slope_product
        bend = float(np.vdot(size * way, change_product))
        if bend > 0:
            past.append((size * way, size * way_product, change, change_product, 1 / bend))
        slope, slope_product = new, new_product
    return weights


def _slope(weights: Floats, sums: Floats, wanted: Floats) -> Floats:
    return np.asarray(STRICTNESS * (_softmax(sums) - wanted) + weights, np.float32)


def _softmax(sums: Floats) -> Floats:
    grown = np.exp(sums - sums.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), np.float32)


def _direction(
    slope: Floats, slope_product: Floats, past: deque[tuple[Floats, Floats, Floats, Floats, float]]
) -> tuple[Floats, Floats]:
    way, way_product = -slope, -slope_product
    used = []
    for step, _, change, change_product, scale in reversed(past):
        share = scale * float(np.vdot(step, way_product))
        way, way_product = way - share * change, way_product - share * change_product
        used.append(share)
    if past:
        _, _, change, change_product, scale = past[-1]
        gain = 1 / (scale * float(np.vdot(change, change_product)))
        way, way_product = way * gain, way_product * gain
    for (step, step_product, change, _, scale), share in zip(past, reversed(used), strict=True):
        rest = share - scale * float(np.vdot(change, way_product))
        way, way_product = way + rest * step, way_product + rest * step_product
    return way, way_product


def _step(weights: Floats, sums: Floats, way: Floats, way_product: Floats, wanted: Floats) -> float:
    """Return the largest of 1, 1/2, 1/4 ... that goes down enough; 0 when none does."""
    start = _loss(weights, sums, wanted)
    size = 1.0
    for _ in range(30):
        if _loss(weights + size * way, sums + size * way_product, wanted) < start:
            return size
        size /= 2
    return 0.0


def _loss(weights: Floats, sums: Floats, wanted: Floats) -> float:
    top = sums.max(axis=1, keepdims=True)
    logs = np.log(np.exp(sums - top).sum(axis=1)) + top[:, 0]
    missed = float((logs - (sums * wanted).sum(axis=1)).sum())
    return STRICTNESS * missed + 0.5 * float(np.vdot(weights, sums))
