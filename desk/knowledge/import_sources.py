"""What articles can be brought in from: a folder of Markdown, a CSV, a list of addresses of pages.

Each gives entries; an entry is read on its own, so that one that cannot be read does not stop the rest. What a source
does not say (tags, example questions) stays as it is in the knowledge base.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from desk.errors import Invalid
from desk.knowledge.import_guard import Fetcher
from desk.knowledge.import_html import to_markdown
from desk.knowledge.shapes import ArticleText
from desk.knowledge.slugs import checked_slug, slug_of

MARKDOWN = frozenset({".md", ".markdown"})
_ENDINGS = MARKDOWN | {".html", ".htm", ".php"}
LARGEST_FILE = 1024 * 1024  # bytes of one Markdown file
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)??---[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_FILE_LINK = re.compile(r"\]\((?P<file>[^():#?\s]+\.(?:md|markdown))(?P<part>#[^()\s]*)?\)", re.IGNORECASE)
_FIELDS = frozenset(ArticleText.model_fields)
_LISTS = ("aliases", "example_questions", "tags")
# What other tools call the same.
_NAMES = {"questions": "example_questions", "lang": "language", "content": "body", "text": "body", "question": "title"}
_INDEXES = frozenset({"index", "_index", "readme"})


class Unreadable(Invalid):
    """An entry, or the whole source, cannot be taken; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that may come in: how it is called in the source, and how it is read.

    `read` returns the slug and those fields of the article that the source gives; it raises Invalid.
    """

    name: str
    read: Callable[[], tuple[str, dict[str, Any]]]


def entries_of(path: Path, fetcher: Fetcher) -> list[Entry]:
    """Return what a source holds; raises Unreadable when it is none.

    A folder is searched for .md files in all depths, hidden ones left out. A .csv has a header, a .txt one address a
    line, with a slug behind it if the address does not make a good one.
    """
    path = path.absolute()
    if path.is_dir():
        found = sorted(each for each in path.rglob("*") if each.suffix.lower() in MARKDOWN and each.is_file())
        shown = [each for each in found if not any(part.startswith(".") for part in each.relative_to(path).parts)]
        return [_of_file(each, path) for each in shown]
    if not path.is_file():
        raise Unreadable(f"{path} is not there. Name a folder of .md files, a .csv file or a .txt file of addresses.")
    match path.suffix.lower():
        case suffix if suffix in MARKDOWN:
            return [_of_file(path, path.parent)]
        case ".csv":
            return _of_table(_text(path.read_bytes()))
        case ".txt":
            return _of_addresses(_text(path.read_bytes()), fetcher)
    raise Unreadable(f"{path} is of no kind that is known. Take .md, .csv, a .txt of addresses, or a folder.")


def _of_file(path: Path, root: Path) -> Entry:
    def read() -> tuple[str, dict[str, Any]]:
        slug, given = _read_file(path, root)
        given["body"] = _FILE_LINK.sub(lambda found: _linked(found, path, root), given["body"])
        return slug, given

    return Entry(str(path.relative_to(root)), read)


def _read_file(path: Path, root: Path) -> tuple[str, dict[str, Any]]:
    if path.stat().st_size > LARGEST_FILE:
        raise Unreadable("The file is larger than 1 MiB. Cut it into several articles.")
    return read_markdown(_text(path.read_bytes()), name=_name_of(path.relative_to(root)))


def _linked(found: re.Match[str], path: Path, root: Path) -> str:
    """Turn a link to another file of the folder into one to its article; other links stay."""
    target = Path(os.path.normpath(path.parent / unquote(found["file"])))
    if not target.is_relative_to(root) or not target.is_file():
        return found[0]
    try:
        return f"](/help/{_read_file(target, root)[0]}{found['part'] or ''})"
    except Invalid:  # it is told of that file itself
        return found[0]


def _name_of(path: PurePath) -> str:
    """Return what a file or page is called by its place: an index is called by its folder."""
    parts = list((path.with_suffix("") if path.suffix.lower() in _ENDINGS else path).parts)
    if len(parts) > 1 and parts[-1].lower() in _INDEXES:
        parts.pop()
    return "/".join(parts)


def _text(content: bytes) -> str:
    """Return the text of a file with line ends as one sign; raises Unreadable when it is not UTF-8."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise Unreadable("The file is not UTF-8. Save it as UTF-8, then import it again.") from error


def read_markdown(source: str, *, name: str) -> tuple[str, dict[str, Any]]:
    """Return the slug and the fields of a Markdown file, with YAML between lines of dashes at its top or without.

    Without a title in the YAML it is the first heading, else the last part of `name`; the slug is made of `name`.
    """
    given: dict[str, Any] = {}
    if front := _FRONT.match(source):
        given, source = _front(front[1] or ""), source[front.end() :]
    if "title" not in given:
        heading = _HEADING.match(source)
        given["title"] = (
            heading[1] if heading else re.sub(r"[-_\s]+", " ", name.rpartition("/")[2]).strip().capitalize()
        )
        source = source[heading.end() :] if heading else source
    given["body"] = source
    return _slug(given.pop("slug", ""), name), given


def _front(text: str) -> dict[str, Any]:
    """Return the fields of the YAML that an article has; the rest is for other tools."""
    try:
        loaded = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date that is none is a ValueError
        raise Unreadable("The YAML at the top cannot be read. Put texts with a colon in quotes.") from error
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise Unreadable("The YAML at the top is no list of keys. Write for example title: Return a lamp.")
    return _known({str(key): value for key, value in loaded.items()})


def _known(given: Mapping[str, Any]) -> dict[str, Any]:
    named = {_NAMES.get(key.strip().lower(), key.strip().lower()): value for key, value in given.items()}
    found = {key: value for key, value in named.items() if key in _FIELDS | {"slug"} and value is not None}
    return {key: _texts(key, value) if key in _LISTS else _words(key, value) for key, value in found.items()}


def _texts(key: str, value: Any) -> list[str]:  # noqa: ANN401  whatever YAML can say
    return [_words(key, each) for each in (value if isinstance(value, list) else [value]) if each is not None]


def _words(key: str, value: Any) -> str:  # noqa: ANN401  whatever YAML can say
    if isinstance(value, list | dict | set):
        raise Unreadable(f"“{key}” is nested. Write it as a text, or as a list of texts where there can be several.")
    return str(value)


def _slug(given: str, name: str) -> str:
    return checked_slug(given) if given else slug_of(name)


def _of_table(source: str) -> list[Entry]:
    """Return an entry for each row; commas or semicolons between columns, | or line ends within a list."""
    header = source.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(source, newline=""), delimiter=delimiter)
    columns = _known(dict.fromkeys(reader.fieldnames or (), ""))
    if not {"title", "body"} <= set(columns):
        raise Unreadable(
            "The first line must name the columns, title and body among them; slug, example_questions, aliases, tags, "
            "language and audience may be there."
        )
    return [Entry(f"line {reader.line_num}", partial(_row, row)) for row in reader]


def _row(row: Mapping[str | None, Any]) -> tuple[str, dict[str, Any]]:
    if None in row:
        raise Unreadable("The line has more columns than the first line names. Put texts with commas in quotes.")
    given = _known({str(key): value for key, value in row.items() if value is not None})
    for key in _LISTS:
        if key in given:
            given[key] = [part.strip() for part in re.split(r"[|\n]", given[key][0]) if part.strip()]
    given = {key: value for key, value in given.items() if value}
    return _slug(given.pop("slug", ""), str(given.get("title", ""))), given


def _of_addresses(source: str, fetcher: Fetcher) -> list[Entry]:
    """Return an entry for each line that is neither empty nor a remark (#)."""
    lines = [line.split() for line in source.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    return [Entry(line[0], partial(read_page, line[0], "".join(line[1:2]), fetcher)) for line in lines]


def read_page(url: str, slug: str, fetcher: Fetcher) -> tuple[str, dict[str, Any]]:
    """Return the slug and the fields of a page; without a slug it is made of the address's path."""
    fetched = fetcher.page(url)
    parts = urlsplit(url)
    name = _name_of(PurePosixPath(unquote(parts.path).strip("/") or parts.hostname or url))
    if fetched.is_markdown:
        made, given = read_markdown(fetched.text, name=name)
        return checked_slug(slug) if slug else made, given
    page = to_markdown(fetched.text, base=fetched.url)
    if not page.body:
        raise Unreadable("The page has no text but menus; scripts may write it. Write the article by hand.")
    return checked_slug(slug) if slug else slug_of(name), {"title": page.title or name, "body": page.body}
