"""Practice: what a ranker is sure of when it should be, and when it should not. For the calibration of its confidence.

In each round a third of the articles is hidden and a quarter of the other articles' questions is held out, and a ranker
learns from the rest. It is asked what was held out (right or not), what only the hidden articles answer, and what no
help centre answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desk.knowledge.calibration import Calibrator, calibrate
from desk.knowledge.learned import CONTESTANTS, Ranker, Trained
from desk.knowledge.lessons import Lesson, shelf_of
from desk.knowledge.offtopic import OFF_TOPIC
from desk.knowledge.ranking import Shelf, query, rank
from desk.knowledge.training import train
from desk.knowledge.views import Floats

ROUNDS = 3
HELD_OUT_EVERY = 4
# Questions of each kind that one round asks: more do not change the fit.
MOST_ASKED = 500
# What hidden articles answer, and what nothing answers, counts so much beside what was held out.
_STRANGE_SHARE = 1 / 3
# Of what an article did in practice half is believed after four answers that were as likely right as wrong.
_RESERVE = 1.0


@dataclass(frozen=True, slots=True)
class Practice:
    """What was asked: features of the first article, whether it was right, whether any article would have been.

    `slugs` name these articles.
    """

    rows: Floats
    right: NDArray[np.bool_]
    in_scope: NDArray[np.bool_]
    slugs: tuple[str, ...]

    def calibrator(self, *, powers: int = 1) -> Calibrator:
        """Fit the confidence; what nothing answers weighs at least a third of what something answers, at most as much.

        With 2 `powers` it follows what was asked more closely: for real messages, of which the next ones are like.
        """
        return calibrate(self.rows, self.right, self._counts, powers=powers)

    def ranker(self, trained: Trained, *, powers: int = 1) -> Ranker:
        """Return a ranker with the confidence that was practised, by article."""
        calibrator = self.calibrator(powers=powers)
        return Ranker(trained, calibrator, self._leanings(calibrator))

    @property
    def _counts(self) -> NDArray[Any]:
        asked, strange = int(self.in_scope.sum()), int((~self.in_scope).sum())
        even = asked / max(strange, 1)
        return np.where(self.in_scope, 1.0, min(max(1.0, _STRANGE_SHARE * even), even))

    def _leanings(self, calibrator: Calibrator) -> dict[str, float]:
        """Return for each article what its answers in practice add to the logarithm of its odds.

        Some articles draw messages that they do not answer, and features do not tell. One step of Newton's method for
        an intercept of each article, drawn from a normal distribution around 0 (a mixed logistic model).
        """
        sure = calibrator.confidences(self.rows).astype(np.float64)
        articles, places = np.unique(np.array(self.slugs), return_inverse=True)
        missed = np.bincount(places, self._counts * (self.right - sure))
        known = np.bincount(places, self._counts * sure * (1 - sure))
        return dict(zip(articles.tolist(), (missed / (known + _RESERVE)).tolist(), strict=True))


def practise(lessons: Sequence[Lesson], *, off_topic: Sequence[str] = ()) -> Practice:
    """Practise on lessons; `off_topic` are further messages that nothing answers."""
    asked = [_round(lessons, number, [*OFF_TOPIC, *off_topic]) for number in range(ROUNDS)]
    return Practice(
        np.concatenate([one.rows for one in asked]),
        np.concatenate([one.right for one in asked]),
        np.concatenate([one.in_scope for one in asked]),
        tuple(slug for one in asked for slug in one.slugs),
    )


def _round(lessons: Sequence[Lesson], number: int, off_topic: Sequence[str]) -> Practice:
    hidden = [lesson for place, lesson in enumerate(lessons) if place % ROUNDS == number]
    shown = [lesson for place, lesson in enumerate(lessons) if place % ROUNDS != number]
    kept = [replace(lesson, questions=_without(lesson.questions, number)) for lesson in shown]
    held = [(text, lesson.slug) for lesson in shown for text in lesson.questions[number::HELD_OUT_EVERY]]
    strange = [(text, None) for lesson in hidden for text in lesson.questions]
    asked = [*_some(held), *_some(strange), *((text, None) for text in off_topic)]
    return ask(train(kept), shelf_of(kept), asked)


def _without(questions: Sequence[str], number: int) -> tuple[str, ...]:
    return tuple(text for place, text in enumerate(questions) if place % HELD_OUT_EVERY != number)


def _some(asked: Sequence[tuple[str, str | None]]) -> Sequence[tuple[str, str | None]]:
    step = max(1, -(-len(asked) // MOST_ASKED))
    return asked[::step]


def ask(trained: Trained, shelf: Shelf, asked: Sequence[tuple[str, str | None]]) -> Practice:
    """Ask questions whose article is known; None says that nothing answers."""
    rows, firsts = zip(*(_first(trained, shelf, text) for text, _ in asked), strict=True)
    right = [first == label for first, (_, label) in zip(firsts, asked, strict=True)]
    in_scope = [label is not None for _, label in asked]
    return Practice(np.array(rows), np.array(right), np.array(in_scope), firsts)


def _first(trained: Trained, shelf: Shelf, question: str) -> tuple[Floats, str]:
    """Return the features of the first article, and its slug."""
    judged = trained.judge(question)
    slugs = judged.slugs(CONTESTANTS)
    found = rank(shelf, query(shelf, question), slugs, limit=len(slugs))
    by_words = next(hit.score for hit in found if hit.profile.slug == slugs[0])
    return judged.features(by_words=by_words), slugs[0]
