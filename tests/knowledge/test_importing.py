"""Bringing articles in: what sources say, what becomes of it, and what goes wrong with one entry only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from desk.actors import AgentActor, Role, SystemActor
from desk.errors import Invalid
from desk.ids import uuid7
from desk.knowledge import editing, importing
from desk.knowledge.articles import article_detail, articles
from desk.knowledge.export import documents
from desk.knowledge.import_guard import Fetcher, GuardedTransport
from desk.knowledge.import_sources import Entry, Unreadable, entries_of, read_markdown
from desk.knowledge.importing import Fate
from desk.knowledge.search import search
from desk.knowledge.shapes import ArticleDetail, ArticleText
from desk.knowledge.versions import versions
from desk.unit_of_work import current, query

SYSTEM = SystemActor("desk kb import")
SUPERVISOR = AgentActor(id=uuid7(), name="Anneke", role=Role.SUPERVISOR)

PAGES = {
    "/help/returns.html": ("text/html", "<title>x</title><h1>Return a lamp</h1><p>Within 60 days."),
    "/help/returns/": ("text/html", "<h1>Again</h1><p>Text."),
    "/notes.md": ("text/markdown", "---\ntitle: Notes\nslug: our-notes\n---\nText."),
    "/": ("text/html", "<h1>Home</h1><p>Text."),
    "/menu": ("text/html", "<nav>Only a menu</nav>"),
    "/%E8%BF%94%E5%93%81": ("text/html", "<h1>返品</h1><p>Text."),
}


def answer(request: httpx2.Request) -> httpx2.Response:
    kind, text = PAGES.get(request.url.raw_path.decode(), ("", ""))
    return httpx2.Response(200 if kind else 404, headers={"Content-Type": kind}, text=text)


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(GuardedTransport(httpx2.MockTransport(answer), lambda *_: ["93.184.216.34"]))


@pytest.fixture
def create_source(tmp_path: Path, fetcher: Fetcher) -> Callable[..., list[Entry]]:
    """Write files and return what they hold: `create_source({"a.md": "text"})`; one file is itself the source."""

    def create(files: dict[str, str | bytes], *, as_folder: bool = False) -> list[Entry]:
        for name, content in files.items():
            path = tmp_path / "source" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        is_one = len(files) == 1 and not as_folder
        return entries_of(tmp_path / "source" / (next(iter(files)) if is_one else ""), fetcher)

    return create


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Just text.", ("ship-it", {"title": "Ship it", "body": "Just text."})),
        ("# Shipping #\n\nText.", ("ship-it", {"title": "Shipping", "body": "\nText."})),
        (
            "---\ntitle: Costs\nslug: costs\ntags: [a, 1]\nquestions: how much\nlang: de\nkind: x\n---\n# No title",
            (
                "costs",
                {
                    "title": "Costs",
                    "tags": ["a", "1"],
                    "example_questions": ["how much"],
                    "language": "de",
                    "body": "# No title",
                },
            ),
        ),
        ("---\n---\n# Empty front", ("ship-it", {"title": "Empty front", "body": ""})),
        ("---\nno: closing line", ("ship-it", {"title": "Ship it", "body": "---\nno: closing line"})),
    ],
)
def test_markdown_file_says_its_title_its_slug_and_its_text(source: str, expected: tuple[str, dict[str, Any]]) -> None:
    slug, given = read_markdown(source, name="ship_it")

    assert (slug, given) == expected


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("---\ntitle: a: b\n---\nx", "quotes"),
        ("---\n- a\n---\nx", "list of keys"),
        ("---\nwhen: 2026-13-45\n---\nx", "YAML"),
        ("---\ntitle: [a]\n---\nx", "nested"),
        ("---\ntags: [[a], b]\n---\nx", "nested"),
        ("---\nslug: Not A Slug\n---\nx", "no slug"),
    ],
)
def test_markdown_file_that_cannot_be_read_is_told(source: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read_markdown(source, name="x")


def test_folder_gives_every_markdown_file_called_by_its_place(create_source: Callable[..., list[Entry]]) -> None:
    files = {"returns.md": "x", "ship/index.md": "x", "ship/Costs EU.markdown": "x", ".git/x.md": "x", "logo.svg": "x"}

    entries = create_source(files)

    assert {entry.name: entry.read()[0] for entry in entries} == {
        "returns.md": "returns",
        "ship/index.md": "ship",
        "ship/Costs EU.markdown": "ship-costs-eu",
    }


def test_link_between_files_of_a_folder_becomes_one_between_articles(create_source: Callable[..., list[Entry]]) -> None:
    links = "[a](ship/eu%20costs.md#tax) [b](named.md) [c](absent.md) [d](https://x.example/y.md) [e](../../out.md)"
    files = {
        "start.md": links,
        "ship/eu costs.md": "[up](../start.md)",
        "named.md": "---\nslug: own\n---\nx",
        "bad.md": "---\n- a\n---\n",
        "to-bad.md": "[f](bad.md)",
    }

    bodies = {entry.name: entry.read()[1]["body"] for entry in create_source(files) if entry.name != "bad.md"}

    kept = "[c](absent.md) [d](https://x.example/y.md) [e](../../out.md)"
    assert bodies["start.md"] == f"[a](/help/ship-eu-costs#tax) [b](/help/own) {kept}"
    assert bodies["ship/eu costs.md"] == "[up](/help/start)"
    assert bodies["to-bad.md"] == "[f](bad.md)"


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_table_gives_an_article_for_each_line(create_source: Callable[..., list[Entry]], delimiter: str) -> None:
    lines = ["\ufeffTitle,Body,questions,tags,shelf", '"Costs","Text, and\nmore",how much|what price,,7', "Empty,,,,"]
    table = "\r\n".join(lines).replace(",", delimiter).replace(f"Text{delimiter}", "Text,")

    entries = create_source({"faq.csv": table})

    assert [entry.read() for entry in entries] == [
        ("costs", {"title": "Costs", "body": "Text, and\nmore", "example_questions": ["how much", "what price"]}),
        ("empty", {"title": "Empty"}),
    ]


def test_list_of_addresses_gives_an_article_for_each_page(create_source: Callable[..., list[Entry]]) -> None:
    site = "https://shop.example"
    lines = [
        *(f"{site}/help/returns.html", "# a remark", "", f"{site}/help/returns/ again", f"{site}/notes.md", site),
        f"{site}/%E8%BF%94%E5%93%81",
    ]

    read = [entry.read() for entry in create_source({"urls.txt": "\n".join(lines)})]

    assert read[0] == ("help-returns", {"title": "Return a lamp", "body": "Within 60 days."})
    assert [slug for slug, _ in read[1:4]] == ["again", "our-notes", "shop-example"]
    assert read[4][1]["title"] == "返品"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"urls.txt": "https://shop.example/menu"}, "no text but menus"),
        ({"urls.txt": "https://shop.example/absent"}, "404"),
        ({"urls.txt": "https://shop.example/ Not-A-Slug"}, "no slug"),
        ({"faq.csv": "title,body\na,b,c"}, "more columns"),
        ({"x.md": b"\xff\xfe"}, "UTF-8"),
        ({"x.md": "x" * (1024 * 1024 + 1)}, "larger than 1 MiB"),
    ],
    ids=str,
)
def test_entry_that_cannot_be_read_is_told(
    create_source: Callable[..., list[Entry]], files: dict[str, str | bytes], words: str
) -> None:
    (entry,) = create_source(files)

    with pytest.raises(Invalid, match=words):
        entry.read()


@pytest.mark.parametrize(
    ("files", "words"),
    [({"x.pdf": b""}, "no kind"), ({"faq.csv": "question,answer\na,b"}, "title and body"), ({"x.csv": b""}, "title")],
    ids=str,
)
def test_source_that_is_none_is_told(
    create_source: Callable[..., list[Entry]], files: dict[str, str | bytes], words: str
) -> None:
    with pytest.raises(Unreadable, match=words):
        create_source(files)


def test_source_that_is_not_there_is_told(tmp_path: Path, fetcher: Fetcher) -> None:
    with pytest.raises(Unreadable, match="is not there"):
        entries_of(tmp_path / "absent", fetcher)


GIVEN = {"title": "Trees", "body": "We plant an oak.", "example_questions": ["do you plant oaks"]}


def the_only() -> ArticleDetail:
    (row,) = articles().articles
    return article_detail(row.id)


@query
def found(question: str) -> list[str]:
    return [passage.text for passage in search(current(), question)]


def test_import_again_changes_only_what_is_said_differently(database: object) -> None:
    def take(**changes: object) -> Fate:
        return importing.bring_in(SYSTEM, "trees", GIVEN | changes, source="trees.md")

    fates = take(), take(), take(body="We plant a beech."), take(body="We plant a beech.")

    assert fates == (Fate.NEW, Fate.UNCHANGED, Fate.UPDATED, Fate.UNCHANGED)
    newest, first = versions(the_only().id).versions
    assert (newest.by, newest.summary) == ("desk kb import", "Imported from trees.md.")
    assert (first.number, the_only().body) == (1, "We plant a beech.")


def test_what_the_source_does_not_say_stays(database: object) -> None:
    importing.bring_in(SYSTEM, "trees", GIVEN, source="trees.md")
    by_hand = ArticleText(title="Trees", body="Old.", tags=["green"], example_questions=["who plants trees"])
    editing.save_article(SUPERVISOR, the_only().id, by_hand, expected_version=1)

    importing.bring_in(SYSTEM, "trees", {"title": "Trees", "body": "New."}, source="trees.md")

    article = the_only()
    assert (article.body, article.tags, article.example_questions) == ("New.", ("green",), ("who plants trees",))


def test_imported_text_is_never_found_before_somebody_publishes_it(database: object) -> None:
    importing.bring_in(SYSTEM, "trees", GIVEN, source="trees.md")
    before = found("do you plant oaks")
    editing.publish_article(SUPERVISOR, the_only().id, expected_version=1)
    importing.bring_in(SYSTEM, "trees", GIVEN | {"body": "We plant a beech."}, source="trees.md")

    assert before == []
    assert found("do you plant oaks") == ["We plant an oak."]


def test_import_that_publishes_is_found_and_publishes_a_draft_that_said_the_same(database: object) -> None:
    def take() -> Fate:
        return importing.bring_in_published(SYSTEM, "trees", GIVEN, source="trees.md")

    importing.bring_in(SYSTEM, "trees", GIVEN, source="trees.md")
    fates = take(), take()

    assert fates == (Fate.PUBLISHED, Fate.UNCHANGED)
    assert found("do you plant oaks") == ["We plant an oak."]


def test_entry_without_text_is_not_published_and_leaves_nothing(database: object) -> None:
    with pytest.raises(Invalid, match="no text"):
        importing.bring_in_published(SYSTEM, "trees", {"title": "Trees"}, source="trees.md")

    assert articles().total == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"title": ""}, "title"), ({"language": "x y"}, "language"), ({"audience": "all"}, "audience")],
)
def test_entry_that_breaks_a_rule_is_refused_by_the_name_of_the_field(
    database: object, changes: dict[str, str], field: str
) -> None:
    for take in (importing.foreseen, lambda slug, given: importing.bring_in(SYSTEM, slug, given, source="x")):
        with pytest.raises(Invalid, match=field):
            take("trees", GIVEN | changes)


def test_what_would_happen_is_foreseen_without_a_trace(database: object) -> None:
    foreseen = importing.foreseen("trees", GIVEN)

    assert (foreseen, articles().total) == (Fate.NEW, 0)


def test_export_is_read_again_as_it_was(database: object) -> None:
    text = ArticleText(
        title="Größe: wählen", body="# Text\n\n---\n\n- a", tags=["ü"], example_questions=["wie?"], audience="staff"
    )
    editing.create_article(SUPERVISOR, text)
    ((slug, document),) = documents()

    read = read_markdown(document, name="anything")

    assert read[0] == slug
    assert importing.foreseen(*read) is Fate.UNCHANGED
