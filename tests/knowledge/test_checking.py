"""The check: what it finds, what it leaves alone, and which of it are errors."""

from __future__ import annotations

import pytest

from desk.actors import AgentActor, Role
from desk.ids import uuid7
from desk.knowledge import editing
from desk.knowledge.check import findings
from desk.knowledge.languages import is_known
from desk.knowledge.shapes import ArticleText, FindingKind
from tests.doubles import FrozenClock

pytestmark = pytest.mark.usefixtures("database")

SUPERVISOR = AgentActor(id=uuid7(), name="Anneke", role=Role.SUPERVISOR)


def add(title: str, body: str = "Text.", *, is_in_use: bool = True, **changes: object) -> None:
    """Store an article that nothing is wrong with but what the changes make wrong."""
    asked = [f"{title} {number}" for number in ("one", "two", "three", "four", "five")]
    given: dict[str, object] = {"title": title, "body": body, "example_questions": asked} | changes
    article = editing.create_article(SUPERVISOR, ArticleText.model_validate(given))
    if is_in_use:
        editing.publish_article(SUPERVISOR, article.id, expected_version=1)


def kinds() -> list[tuple[str, FindingKind]]:
    return [(finding.slug, finding.kind) for finding in findings().findings]


def test_whole_article_has_no_findings() -> None:
    add(
        "Trees",
        "See [elms](/help/elms), [all](/help/) and [us](https://shop.example/a.md).\n\n## More\n\n" + "w " * 500,
    )
    add("Elms", "x", language="pt-BR")

    assert kinds() == []


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"body": "", "is_in_use": False}, FindingKind.EMPTY, "no text"),
        ({"body": "[x](/help/nowhere#part)"}, FindingKind.DEAD_LINK, "/help/nowhere#part"),
        ({"body": "[x][1]\n\n[1]: /help/nowhere?x"}, FindingKind.DEAD_LINK, "/help/nowhere"),
        ({"body": "[x](../ship/costs.md)"}, FindingKind.DEAD_LINK, "costs.md"),
        ({"language": "qq"}, FindingKind.UNKNOWN_LANGUAGE, "qq"),
        ({"example_questions": ["one"]}, FindingKind.FEW_QUESTIONS, "1 example questions"),
        ({"body": "word " * 401}, FindingKind.NO_HEADINGS, "401 words"),
    ],
    ids=lambda value: value if isinstance(value, FindingKind) else None,
)
def test_what_is_wrong_with_an_article_is_found(changes: dict[str, object], kind: FindingKind, words: str) -> None:
    add("Trees", **changes)  # type: ignore[arg-type]  # keywords of several kinds

    (finding,) = findings().findings

    assert (finding.slug, finding.kind) == ("trees", kind)
    assert words in finding.text
    assert finding.is_error == (kind in {FindingKind.EMPTY, FindingKind.DEAD_LINK, FindingKind.UNKNOWN_LANGUAGE})


def test_link_to_a_draft_or_to_staff_leads_nowhere() -> None:
    add("Links", "[a](/help/draft) [b](/help/inside)")
    add("Draft", is_in_use=False)
    add("Inside", audience="staff")

    assert kinds() == [("links", FindingKind.DEAD_LINK)] * 2


def test_address_in_code_is_no_link() -> None:
    add("Trees", "Write `[x](/help/nowhere)`.")

    assert kinds() == []


def test_same_question_or_title_in_two_articles_is_found_whatever_its_spelling() -> None:
    add("Trees", example_questions=["Do you plant oaks?", "1", "2", "3", "4"])
    add("trees!", "Other.", example_questions=["do you plant OAKS", "5", "6", "7", "8"])
    add("TREES", "Für andere.", language="de", example_questions=["Do you plant oaks?", "9", "10", "11", "12"])
    add("Trees?", "For staff.", audience="staff", example_questions=["Do you plant oaks?"])

    assert sorted(kinds()) == sorted(
        (slug, kind) for slug in ("trees", "trees-2") for kind in (FindingKind.SAME_QUESTION, FindingKind.SAME_TITLE)
    )
    texts = [finding.text for finding in findings().findings if finding.slug == "trees"]
    assert all("trees-2" in text for text in texts)


def test_draft_that_waited_for_more_than_30_days_is_found(frozen_clock: FrozenClock) -> None:
    add("Draft", is_in_use=False)
    add("Trees")
    frozen_clock.advance(days=30)
    before = kinds()
    frozen_clock.advance(seconds=1)

    assert before == []
    assert kinds() == [("draft", FindingKind.LONG_UNPUBLISHED)]


def test_errors_come_first() -> None:
    add("A", example_questions=[])
    add("B", language="qq")

    assert [finding.is_error for finding in findings().findings] == [True, False]


@pytest.mark.parametrize(
    ("tag", "known"), [("en", True), ("EN-gb", True), ("zh-Hans-CN", True), ("xx", False), ("", False)]
)
def test_language_is_known_by_its_first_part(tag: str, *, known: bool) -> None:
    assert is_known(tag) == known
