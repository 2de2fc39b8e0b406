"""Practice for nearness in meaning: how near articles come when they answer, and when they do not.

As the ranker practises (`practice.py`): in each round a third of the articles is hidden, a quarter of the other
articles' example questions is held out, and the rest is asked what was held out (right or not), what only the hidden
articles answer, and what no help centre answers. An article without example questions is asked by its title, which its
passages hold as well; that makes true answers look nearer than customers' words will be, and so the confidence careful.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from desk.knowledge.calibration import Calibrator
from desk.knowledge.learned import CONTESTANTS
from desk.knowledge.lessons import Lesson, shelf_of
from desk.knowledge.nearness import OUTSIDE, Contest, Trust, features, pooled
from desk.knowledge.offtopic import OFF_TOPIC
from desk.knowledge.practice import HELD_OUT_EVERY, ROUNDS, Practice
from desk.knowledge.rankers import FEWEST_ARTICLES
from desk.knowledge.ranking import candidates, query, rank
from desk.knowledge.vectors import Block, Vectors, texts_of, told
from desk.knowledge.views import Floats

# With fewer that were held out the fit would be chance.
FEWEST_ASKED = 20
# Questions of each kind that one round asks, and the nearest articles that teach of each: more do not change the fit.
MOST_ASKED = 150
TAUGHT = 3
SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)

# What the meaning weighs where words know nothing at all; that they do not is a small sign that nothing answers.
ALONE = 0.8
# A model that finds the article less than so many times as often as the words do is not believed.
_WORTH_ASKING = 0.5

# The careful default: an article must come nearer than what nothing answers does by this many of its standard
# deviations to be as likely right as wrong, and no article is believed in without a clear lead.
CAREFUL_WEIGHTS, CAREFUL_BIAS, CAREFUL_SHARE = (1.0, 0.3), -3.5, 0.5


@dataclass(frozen=True, slots=True)
class _Round:
    """Articles that are shown, questions with the article that answers each, slugs and texts that are held out."""

    shown: list[Lesson]
    questions: list[tuple[str, str | None]]
    held: frozenset[tuple[str, str]]


class _Heard(NamedTuple):
    """What both opinions said about one question, and the article that answers it, if any does."""

    contest: Contest
    by_words: dict[str, float]
    known: float
    label: str | None


def practised(lessons: Sequence[Lesson], vector_of: Mapping[str, Floats]) -> Trust:
    """Return how far nearness may be trusted, from articles and the vectors of their texts and of OFF_TOPIC.

    With fewer than six articles, or fewer than twenty questions to hold out, it is the careful default: only what
    comes several standard deviations nearer than messages that nothing answers is likely right. The same articles and
    vectors give the same trust.
    """
    rounds = [_round(lessons, number) for number in range(ROUNDS)]
    asked = sum(label is not None for one in rounds for _, label in one.questions)
    if len(lessons) < FEWEST_ARTICLES or asked < FEWEST_ASKED:
        return _careful(lessons, vector_of)
    heard = [each for one in rounds for each in _heard(one, vector_of)]
    calibrator, alone = _fitted(heard), ALONE if _is_worth_asking(heard) else 0.0
    shares = [share for share in SHARES if share <= alone]
    return min((Trust(calibrator, share, alone) for share in shares), key=lambda trust: _loss(heard, trust))


def _round(lessons: Sequence[Lesson], number: int) -> _Round:
    hidden = [lesson for place, lesson in enumerate(lessons) if place % ROUNDS == number]
    shown = [lesson for place, lesson in enumerate(lessons) if place % ROUNDS != number]
    held = [(text, lesson.slug) for lesson in shown for text in _asks(lesson)[number::HELD_OUT_EVERY]]
    strange = [(text, None) for lesson in hidden for text in _asks(lesson)]
    asked = [*_some(held), *_some(strange), *((text, None) for text in OFF_TOPIC)]
    return _Round(shown, asked, frozenset((slug, text) for text, slug in held))


def _asks(lesson: Lesson) -> tuple[str, ...]:
    return lesson.questions or (lesson.title,)


def _some(asked: Sequence[tuple[str, str | None]]) -> Sequence[tuple[str, str | None]]:
    return asked[:: max(1, -(-len(asked) // MOST_ASKED))]


def _heard(asked: _Round, vector_of: Mapping[str, Floats]) -> Iterator[_Heard]:
    vectors = vectors_of(asked.shown, vector_of, without=asked.held)
    shelf = shelf_of(_without(lesson, asked.held) for lesson in asked.shown)
    for text, label in asked.questions:
        near = vectors.near(vector_of[text]) if text in vector_of else None
        if near is None:
            continue
        contest, question = near.contest(CONTESTANTS), query(shelf, text)
        wanted = dict.fromkeys([*(slug for slug, _, _ in contest), *candidates(shelf, question, limit=CONTESTANTS)])
        hits = rank(shelf, question, wanted, limit=len(wanted))
        yield _Heard(contest, {hit.profile.slug: hit.score for hit in hits}, question.known, label)


def _without(lesson: Lesson, held: frozenset[tuple[str, str]]) -> Lesson:
    questions = tuple(text for text in lesson.questions if (lesson.slug, text) not in held)
    return replace(lesson, questions=questions, title="" if (lesson.slug, lesson.title) in held else lesson.title)


def _fitted(heard: Sequence[_Heard]) -> Calibrator:
    """Fit the probability to the nearest articles of each question."""
    taught = [
        (row, slug == one.label, one.label is not None, slug)
        for one in heard
        for (slug, _, _), row in zip(one.contest[:TAUGHT], features(one.contest[:TAUGHT]), strict=True)
    ]
    rows, right, in_scope, slugs = zip(*taught, strict=True)
    return Practice(np.array(rows), np.array(right), np.array(in_scope), slugs).calibrator()


def _is_worth_asking(heard: Sequence[_Heard]) -> bool:
    """Compare how often the nearest article, and the best one by words, is the right one."""
    answered = [one for one in heard if one.label is not None]
    by_meaning = sum(one.contest[0][0] == one.label for one in answered)
    by_words = sum(max(one.by_words, key=one.by_words.__getitem__) == one.label for one in answered)
    return by_meaning >= _WORTH_ASKING * by_words


def _loss(heard: Sequence[_Heard], trust: Trust) -> float:
    """Return how wrong the pooled opinions are: their logarithmic loss, what is answered counting as all else does."""
    losses: dict[bool, list[float]] = {True: [], False: []}
    for one in heard:
        meant = trust.scored(one.contest)
        least, weight = OUTSIDE * min(meant.values()), trust.weight(known=one.known)
        losses[one.label is not None].append(
            -sum(
                math.log(score if slug == one.label else 1 - score)
                for slug, by_words in one.by_words.items()
                for score in [pooled(meant.get(slug, least), by_words, share=weight)]
            )
        )
    return sum(sum(some) / len(some) for some in losses.values() if some)


def vectors_of(
    lessons: Iterable[Lesson],
    vector_of: Mapping[str, Floats],
    *,
    without: frozenset[tuple[str, str]] = frozenset(),
) -> Vectors:
    """Return the vectors of all texts that have one; `without` are slugs and texts that are left out."""
    blocks = {}
    for lesson in lessons:
        passages = {told(lesson.title, passage): passage for passage in lesson.passages}
        texts = texts_of(lesson.title, lesson.aliases, lesson.questions, lesson.passages)
        kept = [text for text in texts if text in vector_of and (lesson.slug, text) not in without]
        if kept:
            matrix = np.stack([vector_of[text] for text in kept])
            blocks[lesson.slug] = Block(tuple(passages.get(text, "") for text in kept), matrix)
    return Vectors.of(blocks)


def _careful(lessons: Sequence[Lesson], vector_of: Mapping[str, Floats]) -> Trust:
    vectors = vectors_of(lessons, vector_of)
    nears = [vectors.near(vector_of[text]) for text in OFF_TOPIC if text in vector_of]
    strange = [float(near.best.max()) for near in nears if near is not None] or [1.0]
    spread = float(np.std(strange)) + 1e-3
    calibrator = Calibrator(
        np.array([np.mean(strange), 0.0], np.float32),
        np.array([spread, spread], np.float32),
        np.array(CAREFUL_WEIGHTS, np.float32),
        CAREFUL_BIAS,
    )
    return Trust(calibrator, CAREFUL_SHARE, ALONE)
