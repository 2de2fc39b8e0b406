"""`desk eval articles`: does a question find the help article that answers it, and the passage that says so?

Articles are lines of {"id", "title", "body"} and, if wanted, "aliases", "example_questions", "language"; questions are
lines of {"text", "answer", "articles"}, with the ids of all articles that answer. A question whose articles are all
missing counts as one that found nothing. The articles go through the desk's own index into a database of their own, and
each question through the search that the bot asks.
"""

from __future__ import annotations

import math
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from desk import schema
from desk.config import Settings
from desk.evaluation import meanings
from desk.evaluation.meanings import NearOf
from desk.evaluation.report import BadFile, finish, hashes, interval, read_lines, tell
from desk.knowledge.index import index_article
from desk.knowledge.learning import ranker
from desk.knowledge.lessons import Lesson
from desk.knowledge.models import Article, ExampleQuestion
from desk.knowledge.passages import split
from desk.knowledge.search import find, search
from desk.knowledge.shelf import shelf

SHOWN_OFTEN = 50
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the place of the first right article (1 is the best), the fit of the passage, and the time."""

    place: float
    passage_f1: float
    ms: float


# What is reported of the questions, each a mean over all of them.
FIGURES: Mapping[str, Callable[[Asked], float]] = {
    "hit1": lambda row: row.place <= 1,
    "hit3": lambda row: row.place <= 3,  # noqa: PLR2004  as the name says
    "passage_f1": lambda row: row.passage_f1,
}

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="articles")
@click.option("--articles", "articles", required=True, type=_FILE, help='Lines of {"id", "title", "body"}.')
@click.option("--questions", "questions", required=True, type=_FILE, help='Lines of {"text", "answer", "articles"}.')
@meanings.option
@click.option("--json", "as_json", is_flag=True, help="One line of JSON, the last on stdout.")
def command(articles: Path, questions: Path, *, embeddings: bool, as_json: bool) -> None:
    """Measure the search among help articles: is the right one first, among three, and the passage the right one?"""
    try:
        written, asked = _read(articles, questions)
        near_of = _near_of(written, asked) if embeddings else meanings.no_meaning
    except BadFile as problem:
        raise click.ClickException(str(problem)) from problem
    found = measured(written, asked, near_of)
    counts = {"articles": len(written), "questions": len(asked), "questions_without_article": _lost(written, asked)}
    report = figures(found) | counts | {"files": hashes(articles, questions)}
    finish(report, as_json=as_json, headline=_headline(report))


def _read(articles: Path, questions: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the lines of both files; raises BadFile, also for two articles with the same id."""
    written = read_lines(articles, "id", "title", "body")
    if len({line["id"] for line in written}) < len(written):
        message = f"{articles}: two lines have the same id. Each article needs one of its own."
        raise BadFile(message)
    return written, read_lines(questions, "text", "answer", "articles")


def _lost(written: Sequence[Mapping[str, Any]], asked: Sequence[Mapping[str, Any]]) -> int:
    """Count the questions none of whose articles is there."""
    known = {line["id"] for line in written}
    return sum(known.isdisjoint(line["articles"]) for line in asked)


def _slugs(written: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {line["id"]: f"article-{number}" for number, line in enumerate(written)}


def _near_of(written: Sequence[Mapping[str, Any]], asked: Sequence[Mapping[str, Any]]) -> NearOf:
    """Embed articles and questions; raises BadFile."""
    slugs = _slugs(written)
    lessons = [
        Lesson(
            slugs[line["id"]],
            line["title"],
            tuple(line.get("aliases", ())),
            tuple(line.get("example_questions", ())),
            split(line["body"]),
        )
        for line in written
    ]
    return meanings.meanings_of_the_operator().near(lessons, [line["text"] for line in asked])


def measured(
    written: Sequence[Mapping[str, Any]],
    asked: Sequence[Mapping[str, Any]],
    near_of: NearOf = meanings.no_meaning,
) -> list[Asked]:
    """Index the articles in a database of their own and ask each question once."""
    slugs = _slugs(written)
    with _knowledge_base() as session:
        for line in written:
            _add(session, slugs[line["id"]], line)
        tell(f"{len(written)} articles are indexed.")
        search(session, "The first question fills what is kept in memory.")
        found = []
        for number, line in enumerate(asked, start=1):
            found.append(_ask(session, line, {slugs[name] for name in line["articles"] if name in slugs}, near_of))
            if number % SHOWN_OFTEN == 0:
                tell(f"{number} of {len(asked)} questions are asked.")
    return found


@contextmanager
def _knowledge_base() -> Iterator[Session]:
    """Give a session on a new database that is gone afterwards; nothing in it is ever committed."""
    with TemporaryDirectory(prefix="desk-eval-") as folder:
        settings = Settings(
            mode="embedded",
            data_dir=Path(folder),
            database_url=f"sqlite:///{folder}/desk.sqlite3",
            secret_key=secrets.token_urlsafe(32),
        )
        schema.upgrade(settings)
        engine = create_engine(settings.sqlalchemy_url)
        with Session(engine) as session:
            yield session
        engine.dispose()


def _add(session: Session, slug: str, line: Mapping[str, Any]) -> None:
    article = Article(
        slug=slug,
        title=line["title"],
        body=line["body"],
        aliases=line.get("aliases", []),
        tags=[],
        language=line.get("language", "en"),
        is_published=True,
        example_questions=[ExampleQuestion(text=text) for text in line.get("example_questions", [])],
    )
    session.add(article)
    index_article(session, article)


def _ask(session: Session, line: Mapping[str, Any], right: set[str], near_of: NearOf) -> Asked:
    started = time.perf_counter()
    passages = find(shelf(session), ranker(session), line["text"], near=near_of(line["text"]))
    ms = (time.perf_counter() - started) * 1_000
    place = next((place for place, passage in enumerate(passages, start=1) if passage.slug in right), math.inf)
    return Asked(place, token_f1(passages[0].text, line["answer"]) if passages else 0.0, ms)


def token_f1(shown: str, expected: str) -> float:
    """Return the F1 of the words of two texts as bags, lower-cased, 0 to 1.

    As in Rajpurkar et al., "SQuAD: 100,000+ questions for machine comprehension of text" (2016), articles kept.
    """
    one, other = (Counter(_WORD.findall(text.lower())) for text in (shown, expected))
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


def figures(found: Sequence[Asked]) -> dict[str, Any]:
    """Return the figures of the questions with their 95 % intervals; `p95_ms` is of one search."""

    def mean(of: Callable[[Asked], float]) -> Callable[[Sequence[Asked]], float]:
        return lambda rows: sum(map(of, rows)) / len(rows)

    counted = {name: mean(of) for name, of in FIGURES.items()} | {"p95_ms": _p95_ms}
    return {
        **{name: figure(found) for name, figure in counted.items()},
        "intervals": {name: interval(found, figure) for name, figure in counted.items()},
    }


def _p95_ms(rows: Sequence[Asked]) -> float:
    return sorted(row.ms for row in rows)[math.ceil(0.95 * len(rows)) - 1]


def _headline(report: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for name in ("articles", "questions", "questions_without_article"):
        yield name, report[name]
    for name, (low, high) in report["intervals"].items():
        yield name, f"{report[name]:.3f} ({low:.3f} to {high:.3f})"
