"""Articles as vectors: embedded once, in step with what is published, in use when all are there, never in the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.bot.embeddings import EmbeddingEndpoint
from desk.bot.meaning import meanings, passages_for
from desk.bot.offline import ANSWER_AT, CHOICES_AT
from desk.bot.spending import spent_today
from desk.config import Settings
from desk.knowledge import embedding
from desk.knowledge.embedding_models import Embedding, EmbeddingModel
from desk.unit_of_work import action, current
from tests.doubles import FrozenClock
from tests.knowledge.embedding_server import KINDS, LENGTH, EmbeddingServer, Fault
from tests.knowledge.lessons import help_centre
from tests.knowledge.meant import FOREIGN, NOTHING_ANSWERS, count, embed, first, found, rewrite
from tests.knowledge.shelves import add
from tests.knowledge.test_learned_in_database import learn, publish, withdraw
from workers import embedding as work

DELIVERY = embedding.texts_in(help_centre()[1])


def test_question_without_a_common_word_is_answered_by_its_meaning(embedded: Settings) -> None:
    assert passages_for(FOREIGN, None) == ()

    passages = found(FOREIGN)
    assert (passages[0].slug, passages[0].text) == ("delivery-time", "Delivery time: read this.")
    assert passages[0].score > ANSWER_AT > CHOICES_AT > passages[1].score
    assert first("konto löschen") == "delete-the-account"


@pytest.mark.parametrize("question", NOTHING_ANSWERS)
def test_what_nothing_answers_is_not_believed_though_something_is_nearest(embedded: Settings, question: str) -> None:
    assert found(question)
    assert first(question) is None


def test_what_words_and_ranker_find_is_found_with_vectors_too(embedded: Settings) -> None:
    learn()
    questions = {question: lesson.slug for lesson in help_centre() for question in lesson.questions}

    assert {question: first(question) for question in questions} == questions


def test_articles_without_example_questions_are_found_by_their_meaning(named: Settings) -> None:
    publish_without_questions()
    embed(named)

    assert found(FOREIGN)[0].slug == "delivery-time"
    assert [first(question) for question in NOTHING_ANSWERS] == [None] * len(NOTHING_ANSWERS)


@action
def publish_without_questions() -> None:
    for lesson in help_centre():
        add(current(), lesson.slug, lesson.title, f"{'. '.join(lesson.questions)}.")


def test_few_articles_are_found_by_what_is_far_nearer_than_what_nothing_answers(named: Settings) -> None:
    publish("delivery-time", "warranty", "ways-to-pay")
    embed(named)

    assert first(FOREIGN) == "delivery-time"
    assert first("konto löschen") is None
    assert [first(question) for question in NOTHING_ANSWERS] == [None] * len(NOTHING_ANSWERS)


def test_article_in_several_passages_shows_the_one_that_is_meant(named: Settings) -> None:
    publish()
    put_long()
    embed(named)
    passage = found("leuchte")[0]

    assert passage.slug == "furniture"
    assert "Lampe" in passage.text


@action
def put_long() -> None:
    oak = " ".join(f"Chair number {number} is of oak." for number in range(40))
    add(current(), "furniture", "Möbel", f"# Chairs\n\n{oak}\n\n# Lampen\n\n{'Lampe, ' * 100}\n\n# Tables\n\n{oak}")


def test_text_is_sent_once_however_often_articles_are_looked_at(embedded: Settings, server: EmbeddingServer) -> None:
    requests = len(server.requests)
    embed(embedded)
    withdraw("gift-cards")
    embed(embedded)

    assert len(set(server.texts)) == len(server.texts)
    assert len(server.requests) == requests


def test_only_what_is_new_in_a_changed_article_is_sent(embedded: Settings, server: EmbeddingServer) -> None:
    server.requests.clear()
    kept = help_centre()[0].questions[:5]
    rewrite("return-an-item", body="Return an item: read this.", questions=(*kept, "may I bring it back to the shop"))
    embed(embedded)

    assert server.texts == ["may I bring it back to the shop"]


def test_article_that_says_something_else_is_not_found_by_what_it_said(embedded: Settings) -> None:
    assert first(FOREIGN) == "delivery-time"
    rewrite("delivery-time", body="We have moved.", questions=())

    assert first(FOREIGN) is None
    embed(embedded)
    assert first(FOREIGN) is None


def test_withdrawn_article_is_not_found_and_its_vectors_are_gone(embedded: Settings) -> None:
    assert first(FOREIGN) == "delivery-time"
    stored = count(Embedding)
    withdraw("delivery-time")

    assert "delivery-time" not in {passage.slug for passage in found(FOREIGN)}
    assert count(Embedding) == stored - len(DELIVERY)


def test_article_that_changes_while_it_is_embedded_keeps_no_vector_of_what_it_said(named: Settings) -> None:
    publish()
    assert embedding.begin("meanings-1", 0)
    todo = embedding.task("meanings-1", 0)
    rewrite("delivery-time", body="We have moved.", questions=())
    of_articles = [owed for owed in todo.owed if owed.article_id]
    embedding.store(todo.model_id, work._embedded(EmbeddingEndpoint(named), named, of_articles))

    assert count(Embedding) == len(of_articles) - len(DELIVERY)


def test_new_article_is_found_by_its_meaning_after_the_next_round(named: Settings) -> None:
    publish(*(lesson.slug for lesson in help_centre() if lesson.slug != "delivery-time"))
    embed(named)
    assert first(FOREIGN) is None
    publish("delivery-time")
    embed(named)

    assert first(FOREIGN) == "delivery-time"


def test_new_article_is_found_by_its_words_as_if_there_were_no_vectors(embedded: Settings) -> None:
    publish_bicycles()
    question = "how do i repair a bicycle tyre"
    by_words = passages_for(question, None)[0]

    assert by_words.score > ANSWER_AT
    assert found(question)[0] == by_words


@action
def publish_bicycles() -> None:
    add(current(), "bicycles", "Repair a bicycle tyre", "Take the tyre off the bicycle.", "how to repair a tyre")


def test_another_model_is_asked_only_when_all_is_embedded_with_it(embedded: Settings, server: EmbeddingServer) -> None:
    other = embedded.model_copy(update={"embeddings_model": "meanings-2"})
    meanings.use(other)
    assert embedding.begin("meanings-2", 0)
    todo = embedding.task("meanings-2", 0)
    embedding.store(todo.model_id, work._embedded(EmbeddingEndpoint(other), other, todo.owed[:20]))
    assert first(FOREIGN) == "delivery-time"
    assert server.requests[-1].model == "meanings-1"

    work.embed(other)
    assert first(FOREIGN) == "delivery-time"
    assert server.requests[-1].model == "meanings-2"
    assert count(EmbeddingModel) == 1


def test_other_dimensions_are_asked_for_and_swapped_like_another_model(
    embedded: Settings, server: EmbeddingServer
) -> None:
    embed(embedded.model_copy(update={"embeddings_dimensions": 48}))

    assert first(FOREIGN) == "delivery-time"
    assert server.requests[-1].dimensions == 48
    assert count(EmbeddingModel) == 1


def test_another_model_under_the_same_name_embeds_all_again(embedded: Settings, server: EmbeddingServer) -> None:
    stored = count(Embedding)
    server.length = LENGTH + 1
    assert first(FOREIGN) is None
    rewrite("warranty", body="Warranty: read this, too.", questions=help_centre()[6].questions)
    embed(embedded)

    assert count(Embedding) == stored
    assert first(FOREIGN) == "delivery-time"


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault not in {Fault.HANG, Fault.DROPS}])
def test_failure_is_noted_and_neither_publishing_nor_search_is_held_up(
    named: Settings, server: EmbeddingServer, fault: Fault
) -> None:
    server.fault = fault
    publish()
    embed(named)

    assert [standing.error for standing in embedding.standings()] == [KINDS[fault]]
    assert found("how long is the guarantee")[0].slug == "warranty"


def test_tries_after_failures_are_further_and_further_apart_and_then_go_on(
    named: Settings, server: EmbeddingServer, frozen_clock: FrozenClock
) -> None:
    publish("warranty", "delivery-time")
    server.fault = Fault.RATE_LIMITED
    pauses = []
    for _ in range(9):
        embed(named)
        pauses.append(0)
        while not embedding.is_due("meanings-1", 0):
            frozen_clock.advance(seconds=5)
            pauses[-1] += 5
    server.fault = None
    embed(named)

    assert pauses == [5, 10, 20, 40, 80, 160, 320, 600, 600]
    assert first(FOREIGN) == "delivery-time"
    assert [standing.error for standing in embedding.standings()] == [""]


def test_what_was_stored_before_a_failure_is_not_sent_again(named: Settings, server: EmbeddingServer) -> None:
    publish()
    assert embedding.begin("meanings-1", 0)
    todo = embedding.task("meanings-1", 0)
    embedding.store(todo.model_id, work._embedded(EmbeddingEndpoint(named), named, todo.owed[:20]))
    assert first(FOREIGN) is None
    work.embed(named)

    assert len(set(server.texts)) == len(server.texts)
    assert first(FOREIGN) == "delivery-time"


def test_text_that_a_server_refuses_keeps_no_other_back(named: Settings, server: EmbeddingServer) -> None:
    server.refused = "voucher"
    publish()
    embed(named)
    standing = embedding.standings()[0]

    assert (standing.texts - standing.embedded, standing.is_in_use) == (2, True)
    assert first(FOREIGN) == "delivery-time"
    assert not embedding.is_due("meanings-1", 0)


def test_one_embeds_at_a_time_and_who_never_came_back_is_given_up(named: Settings, frozen_clock: FrozenClock) -> None:
    assert not embedding.is_due("meanings-1", 0)
    publish("warranty")
    assert embedding.is_due("meanings-1", 0)
    assert [embedding.begin("meanings-1", 0) for _ in range(2)] == [True, False]
    assert not embedding.is_due("meanings-1", 0)

    frozen_clock.advance(seconds=(embedding.LONGEST + timedelta(seconds=1)).total_seconds())
    assert embedding.is_due("meanings-1", 0)
    assert embedding.begin("meanings-1", 0)


def test_articles_are_paid_for_from_the_day_and_halt_at_its_cap(named: Settings, server: EmbeddingServer) -> None:
    publish()
    embed(named.model_copy(update={"bot_limit_tokens": "100/day"}))
    assert server.requests == []
    assert embedding.standings()[0].error == "over_cap"
    assert spent_today().tokens == 0

    work.embed(named)
    assert spent_today().tokens == sum(len(text.split()) for text in server.texts)


def test_tokens_that_a_server_does_not_count_are_estimated(named: Settings, server: EmbeddingServer) -> None:
    server.counts_tokens = False
    publish("warranty")
    embed(named)

    assert spent_today().tokens >= sum(len(text) for text in server.texts) // 2


def test_standing_counts_texts_of_published_articles(embedded: Settings) -> None:
    texts = sum(len(embedding.texts_in(lesson)) for lesson in help_centre())
    standing = embedding.standings()[0]

    assert (standing.name, standing.embedded, standing.texts) == ("meanings-1", texts, texts)
    assert standing.is_in_use
