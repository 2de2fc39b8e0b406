"""Editing articles: what is a draft, what is in use, who may do what; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from desk.actors import AgentActor, Role
from desk.config import Settings
from desk.errors import Conflict, DeskError, Forbidden, Invalid, NotFound
from desk.ids import uuid7
from desk.knowledge import editing
from desk.knowledge.articles import article_detail, articles, published, published_article
from desk.knowledge.models import Article, ArticleVersion, ExampleQuestion, Readers
from desk.knowledge.search import search
from desk.knowledge.shapes import ArticleDetail, ArticleState, ArticleText
from desk.knowledge.versions import version, versions
from desk.unit_of_work import current, query
from tests.doubles import FrozenClock
from tests.threads import at_once, results

pytestmark = pytest.mark.usefixtures("database")

AGENT = AgentActor(id=uuid7(), name="Mira")
SUPERVISOR = AgentActor(id=uuid7(), name="Anneke", role=Role.SUPERVISOR)
ADMIN = AgentActor(id=uuid7(), name="Tomasz", role=Role.ADMIN)
QUESTION = "do you plant oaks"


def oaks(body: str = "We plant an oak for each order.", **changes: Any) -> ArticleText:
    given: dict[str, Any] = {"title": "Trees", "body": body, "example_questions": [QUESTION, "oak trees"]} | changes
    return ArticleText.model_validate(given)


def in_use(said: ArticleText | None = None) -> ArticleDetail:
    made = editing.create_article(AGENT, said or oaks())
    return editing.publish_article(SUPERVISOR, made.id, expected_version=1)


@query
def found(question: str = QUESTION) -> list[str]:
    """What the bot would be given."""
    return [passage.text for passage in search(current(), question)]


@query
def rows(model: type) -> int:
    return current().scalar(select(func.count()).select_from(model)) or 0


def test_draft_is_found_only_once_it_is_published() -> None:
    draft = editing.create_article(AGENT, oaks())
    before = found()
    editing.publish_article(SUPERVISOR, draft.id, expected_version=1)

    assert before == []
    assert found() == ["We plant an oak for each order."]


def test_draft_of_what_is_published_is_not_found_before_its_own_publication() -> None:
    article = in_use()
    editing.save_article(AGENT, article.id, oaks("We plant a beech."), expected_version=1)
    meanwhile = found(), found("do you plant a beech"), published_article("trees").body
    editing.publish_article(SUPERVISOR, article.id, expected_version=2)

    assert meanwhile == (["We plant an oak for each order."],) * 2 + ("We plant an oak for each order.",)
    assert found() == ["We plant a beech."]


def test_question_of_a_draft_teaches_the_bot_nothing() -> None:
    editing.create_article(AGENT, oaks())

    assert rows(ExampleQuestion) == 0


def test_publication_is_seen_by_a_process_that_searched_before(settings: Settings) -> None:
    """Another engine has a memory of its own, as another process has."""
    other = create_engine(settings.sqlalchemy_url)
    with Session(other) as session:
        before = search(session, QUESTION)
    article = in_use()
    with Session(other) as session:
        after = search(session, QUESTION)
    editing.save_article(AGENT, article.id, oaks("We plant a beech."), expected_version=1)
    editing.publish_article(SUPERVISOR, article.id, expected_version=2)
    with Session(other) as session:
        changed = search(session, QUESTION)
    other.dispose()

    assert before == ()
    assert after[0].text == "We plant an oak for each order."
    assert changed[0].text == "We plant a beech."


def test_publications_of_one_moment_are_both_noticed(frozen_clock: FrozenClock) -> None:
    first, second = in_use(), in_use(oaks("Elms.", title="Elms", example_questions=["are there elms"]))
    assert found("are there elms") == ["Elms."]
    for article in (first, second):
        editing.save_article(AGENT, article.id, oaks(f"New of {article.slug}."), expected_version=1)

    editing.publish_article(SUPERVISOR, second.id, expected_version=2)
    one = "New of elms." in found()
    editing.publish_article(SUPERVISOR, first.id, expected_version=2)

    assert one
    assert {"New of elms.", "New of trees."} <= set(found())


@pytest.mark.parametrize("begins_as", ["public", "staff"])
def test_article_for_staff_is_kept_from_customers_and_the_bot(begins_as: str) -> None:
    article = editing.create_article(AGENT, oaks(audience=begins_as))
    editing.publish_article(SUPERVISOR, article.id, expected_version=1)
    number = editing.save_article(AGENT, article.id, oaks(audience="staff"), expected_version=1).version

    detail = editing.publish_article(SUPERVISOR, article.id, expected_version=number)

    assert (detail.state, detail.audience) == (ArticleState.PUBLISHED, Readers.STAFF)
    assert found() == []
    assert published() == ()
    with pytest.raises(NotFound):
        published_article("trees")
    assert rows(ExampleQuestion) == 0


@pytest.mark.parametrize("actor", [SUPERVISOR, ADMIN, AGENT], ids=lambda actor: actor.role)
@pytest.mark.parametrize("verb", ["publish", "unpublish", "restore", "delete"])
def test_only_supervisors_and_admins_change_what_is_in_use(actor: AgentActor, verb: str) -> None:
    article = in_use()
    editing.save_article(AGENT, article.id, oaks("We plant a beech."), expected_version=1)
    verbs: dict[str, Callable[[], object]] = {
        "publish": lambda: editing.publish_article(actor, article.id, expected_version=2),
        "unpublish": lambda: editing.unpublish_article(actor, article.id),
        "restore": lambda: editing.restore_version(actor, article.id, 1),
        "delete": lambda: editing.delete_article(actor, article.id),
    }

    if actor is not AGENT:
        verbs[verb]()
        return
    before = article_detail(article.id)
    with pytest.raises(Forbidden, match="supervisor"):
        verbs[verb]()
    assert article_detail(article.id) == before


def test_stale_edit_is_refused_and_loses_nothing() -> None:
    article = editing.create_article(AGENT, oaks())
    editing.save_article(SUPERVISOR, article.id, oaks("Hers."), expected_version=1)

    with pytest.raises(Conflict) as refused:
        editing.save_article(AGENT, article.id, oaks("His."), expected_version=1)

    assert refused.value.fields == {"expected_version": "2"}
    assert article_detail(article.id).body == "Hers."
    assert editing.save_article(AGENT, article.id, oaks("His."), expected_version=2).version == 3


def test_save_that_is_sent_again_is_no_conflict() -> None:
    """The answer to the first may have been lost on the way."""
    article = editing.create_article(AGENT, oaks())
    first = editing.save_article(AGENT, article.id, oaks("Mine."), expected_version=1)

    again = editing.save_article(AGENT, article.id, oaks("Mine."), expected_version=1)

    assert again == first


def test_of_several_saves_at_once_one_wins_and_the_others_are_told() -> None:
    article = editing.create_article(AGENT, oaks())

    came_to = at_once(
        4, lambda number: editing.save_article(AGENT, article.id, oaks(f"Text {number}."), expected_version=1)
    )

    assert [isinstance(each, Conflict) for each in came_to].count(True) == 3
    assert article_detail(article.id).version == 2


def test_publication_of_another_version_than_was_read_is_refused() -> None:
    article = editing.create_article(AGENT, oaks())
    editing.save_article(AGENT, article.id, oaks("Unread."), expected_version=1)

    with pytest.raises(Conflict, match="version 2"):
        editing.publish_article(SUPERVISOR, article.id, expected_version=1)
    assert found() == []


def test_versions_say_who_wrote_what_and_what_is_in_use() -> None:
    article = in_use()
    editing.save_article(ADMIN, article.id, oaks("We plant a beech.", tags=["green"]), expected_version=1)

    newest, first = versions(article.id).versions

    assert (newest.number, newest.by, newest.is_published) == (2, "Tomasz", False)
    assert newest.summary == "Changed: body, tags."
    assert (first.number, first.by, first.is_published) == (1, "Mira", True)
    assert version(article.id, 1).body == "We plant an oak for each order."
    assert article_detail(article.id).state is ArticleState.CHANGED


def test_restored_version_is_a_new_draft() -> None:
    article = in_use()
    editing.save_article(AGENT, article.id, oaks("We plant a beech."), expected_version=1)
    editing.publish_article(SUPERVISOR, article.id, expected_version=2)

    restored = editing.restore_version(SUPERVISOR, article.id, 1)

    assert (restored.version, restored.published_version) == (3, 2)
    assert restored.body == "We plant an oak for each order."
    assert versions(article.id).versions[0].summary == "Restored version 1."
    assert found() == ["We plant a beech."]


def test_version_that_is_not_there_is_named() -> None:
    article = editing.create_article(AGENT, oaks())

    with pytest.raises(NotFound, match="no version 7"):
        editing.restore_version(SUPERVISOR, article.id, 7)


def test_withdrawn_article_leaves_only_its_versions() -> None:
    article = in_use()

    detail = editing.unpublish_article(SUPERVISOR, article.id)

    assert (detail.state, detail.body) == (ArticleState.DRAFT, "We plant an oak for each order.")
    assert found() == []
    assert published() == ()
    assert rows(ExampleQuestion) == 0
    assert editing.publish_article(SUPERVISOR, article.id, expected_version=1).state is ArticleState.PUBLISHED
    assert found() == ["We plant an oak for each order."]


def test_deleted_article_leaves_nothing() -> None:
    article = in_use()
    found()

    editing.delete_article(SUPERVISOR, article.id)

    assert found() == []
    assert [rows(model) for model in (Article, ArticleVersion, ExampleQuestion)] == [0, 0, 0]
    with pytest.raises(NotFound):
        article_detail(article.id)


def test_article_without_text_is_not_published() -> None:
    article = editing.create_article(AGENT, oaks("  \n"))

    with pytest.raises(Invalid, match="no text"):
        editing.publish_article(SUPERVISOR, article.id, expected_version=1)


def test_slug_is_made_of_the_title_and_free() -> None:
    titles = ["Größe & Länge!", "Größe & Länge", "返品について", "返金について"]

    slugs = [editing.create_article(AGENT, oaks(title=title)).slug for title in titles]

    assert slugs[:2] == ["grosse-lange", "grosse-lange-2"]
    assert len(set(slugs)) == 4


def test_article_that_is_sent_again_is_the_same_article() -> None:
    client_id = uuid7()
    first = editing.create_article(AGENT, oaks(), client_id=client_id)
    again = editing.create_article(AGENT, oaks(), client_id=client_id)
    written_on = editing.create_article(AGENT, oaks("We plant a beech."), client_id=client_id)
    others = editing.create_article(SUPERVISOR, oaks(), client_id=client_id)

    assert again == first
    assert (written_on.id, written_on.version, written_on.body) == (first.id, 2, "We plant a beech.")
    assert others.id != first.id
    with pytest.raises(Conflict, match="Nothing is lost"):
        editing.create_article(AGENT, oaks("We plant a lime."), client_id=client_id)


def test_article_that_many_threads_send_is_there_once() -> None:
    client_id = uuid7()
    made = results(at_once(6, lambda _: editing.create_article(AGENT, oaks(), client_id=client_id)))

    assert len({article.id for article in made}) == 1
    assert (rows(Article), rows(ArticleVersion)) == (1, 1)


def test_slug_changes_until_it_was_published_once() -> None:
    article = editing.create_article(AGENT, oaks())
    renamed = editing.save_article(AGENT, article.id, oaks(), expected_version=1, slug="our-trees")
    editing.publish_article(SUPERVISOR, article.id, expected_version=1)
    editing.unpublish_article(SUPERVISOR, article.id)

    assert (renamed.slug, renamed.is_slug_fixed) == ("our-trees", False)
    with pytest.raises(Invalid, match="links to it"):
        editing.save_article(AGENT, article.id, oaks(), expected_version=1, slug="trees")
    assert article_detail(article.id).is_slug_fixed


@pytest.mark.parametrize("slug", ["Trees", "our trees", "-trees", "a--b", "x" * 121, "../trees", "trees\n"])
def test_slug_that_fits_no_address_is_refused(slug: str) -> None:
    with pytest.raises(Invalid, match="return-a-lamp"):
        editing.create_article(AGENT, oaks(), slug=slug)


def test_slug_that_is_taken_is_refused() -> None:
    editing.create_article(AGENT, oaks(), slug="trees")
    other = editing.create_article(AGENT, oaks())

    with pytest.raises(Conflict, match="already"):
        editing.create_article(AGENT, oaks(), slug="trees")
    with pytest.raises(Conflict, match="already"):
        editing.save_article(AGENT, other.id, oaks(), expected_version=1, slug="trees")


@pytest.mark.parametrize("verb", ["save", "publish", "unpublish", "restore", "delete"])
def test_article_that_is_not_there_is_not_found(verb: str) -> None:
    absent = UUID(int=1)
    verbs: dict[str, Callable[[], object]] = {
        "save": lambda: editing.save_article(AGENT, absent, oaks(), expected_version=1),
        "publish": lambda: editing.publish_article(SUPERVISOR, absent, expected_version=1),
        "unpublish": lambda: editing.unpublish_article(SUPERVISOR, absent),
        "restore": lambda: editing.restore_version(SUPERVISOR, absent, 1),
        "delete": lambda: editing.delete_article(SUPERVISOR, absent),
    }

    with pytest.raises(NotFound):
        verbs[verb]()


@pytest.mark.parametrize(
    ("wanted", "slugs"),
    [
        ({}, {"elms", "trees", "staff-only"}),
        ({"search": "OAK"}, {"trees", "staff-only"}),
        ({"search": "100%_"}, set()),
        ({"state": ArticleState.PUBLISHED}, {"elms", "trees"}),
        ({"state": ArticleState.CHANGED}, {"trees"}),
        ({"state": ArticleState.DRAFT}, {"trees", "staff-only"}),
        ({"language": "de"}, {"elms"}),
        ({"tag": 'gr"ün'}, {"elms"}),
        ({"tag": "gr"}, set()),
        ({"page": 2}, set()),
    ],
    ids=str,
)
def test_list_holds_what_was_asked_for(wanted: dict[str, object], slugs: set[str]) -> None:
    in_use(oaks("Elms.", title="Elms", language="de", tags=['gr"ün', "wood"]))
    article = in_use()
    editing.save_article(AGENT, article.id, oaks("An oak and a beech."), expected_version=1)
    editing.create_article(AGENT, oaks(title="Staff only", audience="staff"))

    page = articles(**wanted)  # type: ignore[arg-type]  # one keyword of several kinds

    assert {row.slug for row in page.articles} == slugs
    assert page.total == len(slugs) or wanted == {"page": 2}


def test_list_comes_in_pages_with_what_was_written_last_first(frozen_clock: FrozenClock) -> None:
    for number in range(51):
        frozen_clock.advance(seconds=1)
        editing.create_article(AGENT, oaks(title=f"Tree {number}"))

    first, second = articles(), articles(page=2)

    assert (first.total, first.pages, len(first.articles)) == (51, 2, 50)
    assert first.articles[0].title == "Tree 50"
    assert [row.title for row in second.articles] == ["Tree 0"]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "  "},
        {"title": "x" * 201},
        {"body": "x" * 50_001},
        {"body": "x\x00"},
        {"tags": ["x\x00"]},
        {"example_questions": ["x" * 501]},
        {"example_questions": [str(number) for number in range(501)]},
        {"language": "English, please"},
        {"audience": "everybody"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_text_that_cannot_be_stored_or_shown_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises((ValidationError, DeskError)):
        oaks(**changes)


def test_longest_article_in_any_script_is_stored_as_it_is() -> None:
    body = "字" * 50_000

    article = editing.create_article(AGENT, oaks(body, aliases=[" Woods ", "", "Woods"], example_questions=["🌳"] * 2))

    assert article.body == body
    assert (article.aliases, article.example_questions) == (("Woods",), ("🌳",))
