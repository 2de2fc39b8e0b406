"""Articles over REST: who may do what, what is refused and how, and what customers see of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from desk.knowledge.shapes import ArticleDetail, ArticlesPage, Findings, Trial, VersionDetail, Versions
from tests.desk_up import RunningDesk
from tests.logins import Http
from tests.stage import ADMIN, RESPONSIBLE, SUPERVISOR, Stage, expect

pytestmark = pytest.mark.slow

API = "/api/v1/articles"
NOBODY = "nobody"
ACTORS = (NOBODY, RESPONSIBLE, SUPERVISOR, ADMIN)

# Method, address below the article, body: requests that would succeed.
Requests = dict[str, tuple[str, str, dict[str, Any] | None]]
DRAFTING: Requests = {
    "read": ("GET", "", None),
    "versions": ("GET", "/versions", None),
    "version": ("GET", "/versions/1", None),
    "save": ("PUT", "", {"title": "Trees", "body": "We plant a beech.", "expected_version": 1}),
}
DIRECTING: Requests = {
    "publish": ("POST", "/publish", {"expected_version": 1}),
    "unpublish": ("POST", "/unpublish", {}),
    "restore": ("POST", "/versions/1/restore", {}),
    "delete": ("DELETE", "", {}),
}


@pytest.fixture(scope="module")
def stage(web: RunningDesk) -> Iterator[Stage]:
    with Stage(web) as ready:
        yield ready


def browser(stage: Stage, actor: str) -> Http:
    return stage.staff.get(actor, stage.nobody)


def made(stage: Stage, **changes: Any) -> ArticleDetail:
    """Begin an article with a word of its own in its text, by an agent."""
    body = {"title": f"Trees {uuid4().hex[:8]}", "body": "We plant an oak for each order."} | changes
    answer = stage.staff[RESPONSIBLE].post(API, json=body)
    return ArticleDetail.model_validate_json(expect(201, answer).text)


def ask(stage: Stage, actor: str, name: str, article_id: object) -> httpx2.Response:
    method, path, body = (DRAFTING | DIRECTING)[name]
    return browser(stage, actor).request(method, f"{API}/{article_id}{path}", json=body)


@pytest.mark.parametrize("name", DRAFTING | DIRECTING)
def test_route_answers_whom_it_is_for(stage: Stage, name: str) -> None:
    expected = {NOBODY: 401, RESPONSIBLE: 200 if name in DRAFTING else 403, SUPERVISOR: 200, ADMIN: 200}

    statuses = {actor: ask(stage, actor, name, made(stage).id).status_code for actor in ACTORS}

    assert statuses == expected | ({SUPERVISOR: 204, ADMIN: 204} if name == "delete" else {})


@pytest.mark.parametrize("name", DRAFTING | DIRECTING)
def test_article_that_is_not_there_is_404(stage: Stage, name: str) -> None:
    answer = ask(stage, SUPERVISOR, name, uuid4())

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("name", ["save", *DIRECTING])
def test_write_without_the_token_is_refused(stage: Stage, name: str) -> None:
    method, path, body = (DRAFTING | DIRECTING)[name]
    article = made(stage)
    with Http(stage.desk.url) as other_site:
        other_site.cookies.update(stage.staff[SUPERVISOR].cookies)
        answer = other_site.request(method, f"{API}/{article.id}{path}", json=body)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "csrf")


def test_article_that_is_sent_twice_is_there_once(stage: Stage) -> None:
    client_id, word = str(uuid4()), uuid4().hex[:8]
    first, again = (made(stage, title=f"Oaks {word}", client_id=client_id) for _ in range(2))
    listed = ArticlesPage.model_validate_json(stage.staff[RESPONSIBLE].get(API, params={"q": word}).text)

    assert again == first
    assert [row.id for row in listed.articles] == [first.id]


def test_article_goes_from_draft_to_customers_and_back(stage: Stage) -> None:
    word = f"oak{uuid4().hex[:6]}"
    article = made(stage, body=f"We plant the {word}.", example_questions=[f"what is {word}"])
    page = f"/help/{article.slug}"
    hidden = stage.nobody.get(page).status_code, tried(stage, f"what is {word}").passages
    published = expect(200, ask(stage, SUPERVISOR, "publish", article.id)).json()
    shown = stage.nobody.get(page).text
    answer = tried(stage, f"what is {word}")
    expect(200, ask(stage, SUPERVISOR, "unpublish", article.id))

    assert hidden[0] == 404
    assert article.slug not in {passage.slug for passage in hidden[1]}
    assert (published["state"], published["published_version"]) == ("published", 1)
    assert word in shown
    assert answer.passages[0].slug == article.slug
    assert answer.decision in {"answer", "clarify"}
    assert answer.confidence == pytest.approx(answer.passages[0].score)
    assert stage.nobody.get(page).status_code == 404


def tried(stage: Stage, question: str) -> Trial:
    answer = stage.staff[RESPONSIBLE].post(f"{API}/try", json={"question": question})
    return Trial.model_validate_json(expect(200, answer).text)


def test_trial_of_a_request_for_a_person_says_that_the_bot_would_pass_it_on(stage: Stage) -> None:
    assert tried(stage, "I want to talk to a human").decision == "escalate"


def test_stale_edit_is_409_with_the_newest_version(stage: Stage) -> None:
    article = made(stage)
    mine = {"title": "Trees", "body": "Mine.", "expected_version": 1}
    theirs = mine | {"body": "Theirs."}
    expect(200, stage.staff[SUPERVISOR].put(f"{API}/{article.id}", json=theirs))

    answer = expect(409, stage.staff[RESPONSIBLE].put(f"{API}/{article.id}", json=mine)).json()["error"]

    assert answer["fields"] == {"expected_version": "2"}
    assert "Nothing is lost" in answer["message"]
    assert expect(200, ask(stage, RESPONSIBLE, "read", article.id)).json()["body"] == "Theirs."


def test_longest_article_in_a_script_of_three_bytes_a_sign_fits(stage: Stage) -> None:
    body = "字" * 50_000

    assert made(stage, body=body).body == body


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"body": "x" * 50_001}, 422, "body"),
        ({"title": ""}, 422, "title"),
        ({"language": "?"}, 422, "language"),
        ({"slug": "No slug"}, 422, "slug"),
        ({"slug": "warranty"}, 409, "slug"),
        ({"surprise": 1}, 422, "surprise"),
        ({"body": "x" * (1024 * 1024)}, 413, None),
    ],
    ids=str,
)
def test_what_cannot_be_taken_is_refused_by_the_name_of_the_field(
    stage: Stage, changes: dict[str, Any], status: int, field: str | None
) -> None:
    answer = stage.staff[RESPONSIBLE].post(API, json={"title": "Trees"} | changes)

    error = expect(status, answer).json()["error"]
    assert field is None or field in " ".join(error["fields"])


def test_list_versions_and_findings_have_their_shapes(stage: Stage) -> None:
    article = made(stage, body="See [that](/help/nowhere).", tags=["wood"])
    staff = stage.staff[RESPONSIBLE]

    listed = ArticlesPage.model_validate_json(staff.get(API, params={"q": article.title, "tag": "wood"}).text)
    versions = Versions.model_validate_json(staff.get(f"{API}/{article.id}/versions").text)
    version = VersionDetail.model_validate_json(staff.get(f"{API}/{article.id}/versions/1").text)
    found = Findings.model_validate_json(staff.get(f"{API}/check").text)

    assert [row.id for row in listed.articles] == [article.id]
    assert [row.number for row in versions.versions] == [1]
    assert version.body == article.body
    kinds = {finding.kind: finding.is_error for finding in found.findings if finding.article_id == article.id}
    assert kinds == {"dead_link": True, "few_questions": False}


@pytest.mark.parametrize("query", ["?page=0", "?state=old", "?unknown=1", "?page=x"])
def test_list_that_cannot_be_meant_is_refused(stage: Stage, query: str) -> None:
    assert stage.staff[RESPONSIBLE].get(API + query).status_code == 422


def test_demo_begins_with_articles_that_have_a_first_version(stage: Stage) -> None:
    found = stage.staff[RESPONSIBLE].get(API, params={"q": "warranty", "state": "published"}).json()["articles"]

    row = next(row for row in found if row["slug"] == "warranty")
    assert (row["state"], row["example_count"] >= 5) == ("published", True)
