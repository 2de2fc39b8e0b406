"""The learned ranker: finds by example, sees through typing errors, knows its limits, is always the same."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.knowledge import rankers
from desk.knowledge.learned import FEATURES, Ranker
from desk.knowledge.lessons import Lesson, shelf_of
from desk.knowledge.packed import packed, unpacked
from desk.knowledge.passages import Passage
from desk.knowledge.practice import Practice, practise
from desk.knowledge.search import find
from desk.knowledge.training import fit
from tests.knowledge.lessons import help_centre

LESSONS = help_centre()
SHELF = shelf_of(LESSONS)


@cache
def ranker() -> Ranker:
    built = rankers.made(LESSONS)
    assert built is not None
    return built[0]


def found(question: str, *, learned: Ranker | None = None, limit: int = 5) -> tuple[Passage, ...]:
    return find(SHELF, learned or ranker(), question, limit=limit)


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("can i send the lamp back", "return-an-item"),
        ("my parcel did not arrive", "delivery-time"),
        ("i forgot the pasword", "forgotten-password"),
        ("please erase my details", "delete-the-account"),
        ("may i pay with paypal", "ways-to-pay"),
        ("the vouchr code is refused", "gift-cards"),
        ("discount for an order of fifty pieces", "bulk-orders"),
    ],
)
def test_question_finds_the_article_of_questions_like_it(question: str, slug: str) -> None:
    assert found(question)[0].slug == slug


def test_example_questions_find_their_article() -> None:
    right = [found(text)[0].slug == lesson.slug for lesson in LESSONS for text in lesson.questions]

    assert sum(right) / len(right) >= 0.98


def test_what_nothing_answers_is_less_sure_than_what_something_answers() -> None:
    known = [found(text)[0].score for text in ("where is my parcel now", "i want to return it", "reset the password")]
    strange = [max((hit.score for hit in found(text)), default=0.0) for text in ("play some jazz", "who is the pope")]

    assert min(known) > 0.5
    assert max(strange) < 0.3


@given(st.text(max_size=200))
def test_any_text_gets_confidences_in_order(text: str) -> None:
    scores = [hit.score for hit in found(text)]

    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


def test_limit_is_kept() -> None:
    assert len(found("where is my parcel", limit=2)) == 2


def test_same_lessons_in_another_order_give_the_same_ranker() -> None:
    again = rankers.made(LESSONS[::-1])
    assert again is not None

    assert packed(again[0]) == packed(ranker())


def test_packed_ranker_judges_as_before() -> None:
    back = unpacked(packed(ranker()))
    kept = {slug: ranker().leanings.get(slug, 0.0) for slug in ranker().trained.articles}
    assert back.leanings == pytest.approx(kept)
    assert any(abs(leaning) > 0.1 for leaning in kept.values())
    for text in ("where is my parcel", "gift card balance", "xyz"):
        pairs = zip(found(text), found(text, learned=back), strict=True)
        assert all(one.slug == other.slug and abs(one.score - other.score) < 0.01 for one, other in pairs)


def test_article_that_was_withdrawn_is_not_found_and_bends_no_confidence() -> None:
    shelf = shelf_of([lesson for lesson in LESSONS if lesson.slug != "gift-cards"])
    hits = find(shelf, ranker(), "how do i use a gift card")

    assert "gift-cards" not in {hit.slug for hit in hits}
    assert max((hit.score for hit in hits), default=0.0) < 0.5


def test_article_that_was_not_learned_is_found_by_its_words() -> None:
    new = Lesson("trees", "Trees for orders", (), ("do you plant trees",), ("We plant an oak for each order.",))
    shelf = shelf_of([*LESSONS, new])

    assert find(shelf, ranker(), "which trees do you plant")[0].slug == "trees"
    assert find(shelf, ranker(), "where is my parcel")[0].slug == "delivery-time"


def test_too_little_to_learn_gives_no_ranker() -> None:
    few = [replace(lesson, questions=lesson.questions[:2]) for lesson in LESSONS]

    assert rankers.made(few) is None
    assert rankers.made(LESSONS[:5]) is None
    assert rankers.made([]) is None


def test_articles_with_few_questions_are_left_out() -> None:
    built = rankers.made([*LESSONS[1:], replace(LESSONS[0], questions=LESSONS[0].questions[:2])])
    assert built is not None

    assert built[0].articles == {lesson.slug for lesson in LESSONS[1:]}


def test_memory_of_a_large_knowledge_base_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rankers, "MOST_WEIGHTS", 9 * 9 * 5)
    built = rankers.made(LESSONS)
    assert built is not None

    assert built[0].trained.weights.size <= 9 * 9 * 5
    assert find(SHELF, built[0], "where is my parcel")[0].slug == "delivery-time"


def test_practice_asks_what_is_hidden_and_what_is_not() -> None:
    practice = practise(LESSONS, off_topic=["what is the boiling point of lead"])

    assert practice.rows.shape == (len(practice.right), len(FEATURES))
    assert np.isfinite(practice.rows).all()
    assert 0 < practice.right.sum() <= practice.in_scope.sum() < len(practice.right)
    assert not practice.right[~practice.in_scope].any()


def test_article_that_draws_what_it_does_not_answer_is_trusted_less() -> None:
    """The features tell nothing here: only whose answers were right in practice does."""
    rows = np.zeros((60, 2), np.float32)
    firsts = ("modest",) * 20 + ("usual",) * 20 + ("greedy",) * 20
    right = np.array([True] * 18 + [False] * 2 + [True] * 10 + [False] * 10 + [True] * 2 + [False] * 18)
    learned = Practice(rows, right, np.ones(60, np.bool_), firsts).ranker(ranker().trained)

    modest, usual, greedy, unseen = learned.confidences(rows[:4], ["modest", "usual", "greedy", "new"])

    assert 0.75 < modest < 0.9
    assert usual == unseen == pytest.approx(0.5, abs=1e-3)
    assert greedy == pytest.approx(1 - modest, abs=1e-3)
    once = Practice(rows[:41], right[[*range(40), 59]], np.ones(41, np.bool_), firsts[:41]).ranker(ranker().trained)
    assert once.leanings["greedy"] > learned.leanings["greedy"]  # one wrong answer says little


def test_fit_reaches_the_least_loss() -> None:
    """At the optimum the weights are the strictness times what the probabilities miss."""
    dice = np.random.default_rng(5)
    points = dice.normal(size=(40, 6)).astype(np.float32)
    alike = (points @ points.T / 6).astype(np.float32)
    wanted = np.eye(4, dtype=np.float32)[dice.integers(0, 4, 40)]
    weights = fit(lambda given: alike @ given, wanted, steps=300)
    sums = alike @ weights
    chances = np.exp(sums) / np.exp(sums).sum(axis=1, keepdims=True)

    assert np.abs(alike @ (weights - 30 * (wanted - chances))).max() < 0.5
