"""Learning in the database: swapped at once, never ahead of what is published, kept to one at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from desk import unit_of_work
from desk.database import Database
from desk.knowledge import learning, rankers, search
from desk.knowledge.index import index_article
from desk.knowledge.models import Article
from desk.knowledge.packed import FORM, packed
from desk.knowledge.passages import Passage
from desk.knowledge.ranker_models import TrainedRanker
from desk.unit_of_work import action, current, query
from tests.doubles import FrozenClock
from tests.knowledge.lessons import help_centre
from tests.knowledge.shelves import add


@action
def publish(*slugs: str) -> None:
    """Publish the articles of the help centre, or those of them."""
    for lesson in help_centre():
        if not slugs or lesson.slug in slugs:
            add(current(), lesson.slug, lesson.title, f"{lesson.title}: read this.", *lesson.questions)


@action
def withdraw(slug: str) -> None:
    article = current().scalars(select(Article).where(Article.slug == slug)).one()
    article.is_published = False
    index_article(current(), article)


@query
def found(question: str) -> tuple[Passage, ...]:
    return search.search(current(), question)


@query
def stored() -> int:
    return current().scalar(select(func.count(TrainedRanker.id))) or 0


@query
def is_learned() -> bool:
    return learning.ranker(current()) is not None


def learn() -> None:
    """What the training process does."""
    knowledge, lessons = learning.lessons()
    built = rankers.made(lessons)
    learning.store(packed(built[0]) if built else b"", knowledge=knowledge)


@pytest.fixture
def stocked(database: Database) -> Database:
    publish()
    return database


def test_training_is_due_when_what_is_published_has_changed(database: Database) -> None:
    assert not learning.is_due()

    publish("warranty")
    assert learning.is_due()

    learn()
    assert not learning.is_due()
    assert not is_learned()

    withdraw("warranty")
    assert learning.is_due()


def test_new_ranker_is_in_use_at_once_and_old_ones_go(stocked: Database) -> None:
    before = found("discount for an order of fifty pieces")
    assert not is_learned()

    for _ in range(4):
        learn()
    after = found("discount for an order of fifty pieces")

    assert is_learned()
    assert after[0].slug == "bulk-orders"
    assert after[0].score != before[0].score
    assert stored() == learning.KEPT


def test_withdrawn_article_is_not_found_though_it_was_learned(stocked: Database) -> None:
    learn()
    assert found("how do i use a gift card")[0].slug == "gift-cards"

    withdraw("gift-cards")
    assert "gift-cards" not in {passage.slug for passage in found("how do i use a gift card")}


def test_new_article_is_found_before_it_is_learned(database: Database) -> None:
    publish(*(lesson.slug for lesson in help_centre() if lesson.slug != "gift-cards"))
    learn()
    publish("gift-cards")

    assert found("how do i use a gift card")[0].slug == "gift-cards"


def test_ranker_of_another_form_of_the_code_is_not_read(stocked: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    learn()
    other = select(TrainedRanker.id).where(TrainedRanker.form == FORM + 1)
    monkeypatch.setattr(learning, "_NEWEST", other)

    assert not is_learned()
    assert learning.is_due()


def test_one_trains_at_a_time_with_a_pause_between(stocked: Database, frozen_clock: FrozenClock) -> None:
    assert learning.begin()
    assert not learning.begin()

    learn()
    assert not learning.begin()
    frozen_clock.advance(seconds=learning.PAUSE.total_seconds() + 1)
    assert learning.begin()


def test_training_that_never_came_back_is_given_up(stocked: Database, frozen_clock: FrozenClock) -> None:
    assert learning.begin()
    frozen_clock.advance(seconds=(learning.LONGEST + timedelta(seconds=1)).total_seconds())

    assert learning.begin()
    assert unit_of_work.database is stocked
