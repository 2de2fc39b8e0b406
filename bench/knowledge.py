"""`make bench-knowledge`: how long one message takes to be answered, and one article to be found anew.

The articles are the demo's, or those of a file, again and again with other words in them until there are enough. Each
message goes through the search and the offline decision, as in a bot turn, by words and again when the articles were
learned from their example questions; a new text of an article goes through the
index, and is timed until a search sees it. Lines tell medians and percentiles, the last one is JSON.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from desk import schema
from desk.bot.decision import Brief
from desk.bot.offline import decide
from desk.config import Settings
from desk.demo import content
from desk.evaluation.report import read_lines
from desk.knowledge.index import index_article
from desk.knowledge.lessons import Lesson
from desk.knowledge.models import Article, ExampleQuestion
from desk.knowledge.passages import Passage, split
from desk.knowledge.rankers import made
from desk.knowledge.search import find, search
from desk.knowledge.shelf import shelf

MESSAGES, CHANGES = 300, 50
# The share of words that a copy of an article does not have from it.
CHANGED = 0.25


@dataclass(frozen=True, slots=True)
class Original:
    """A text that copies are made from, and what customers asked to come to it."""

    title: str
    body: str
    questions: tuple[str, ...]


class Copier:
    """Makes articles that are like others and yet have words of their own."""

    def __init__(self, originals: Sequence[Original], dice: random.Random) -> None:
        self._originals = originals
        self._words = [word for original in originals for word in original.body.split()]
        self._dice = dice

    def copy(self, number: int) -> Article:
        """Return a published article; copies of one original differ in a quarter of their words."""
        original = self._originals[number % len(self._originals)]
        return Article(
            slug=f"article-{number}",
            title=f"{original.title} {self._dice.choice(self._words)}",
            body=self.changed(original.body),
            aliases=[],
            tags=[],
            is_published=True,
            example_questions=[ExampleQuestion(text=self.changed(text)) for text in original.questions],
        )

    def changed(self, text: str) -> str:
        """Return the text with a quarter of its words exchanged, its lines as they were."""
        return "\n".join(" ".join(map(self._other, line.split(" "))) for line in text.split("\n"))

    def _other(self, word: str) -> str:
        return self._dice.choice(self._words) if word and self._dice.random() < CHANGED else word


def main() -> None:
    """Measure, and write what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000, help="how many articles there are")
    parser.add_argument("--articles", type=Path, help='lines of {"title", "body"}, in place of the demo\'s articles')
    parser.add_argument("--questions", type=Path, help='lines of {"text"}: the messages')
    given = parser.parse_args()
    dice = random.Random(7)  # noqa: S311  the same articles each time
    originals = _from_file(given.articles) if given.articles else _from_demo()
    copier = Copier(originals, dice)
    asked = [line["text"] for line in read_lines(given.questions, "text")] if given.questions else _questions(originals)
    with _database() as session:
        filled = _timed(lambda: _fill(session, copier, given.count))
        loaded = _timed(lambda: search(session, "The first question fills what is kept in memory."))
        messages = [copier.changed(dice.choice(asked)) for _ in range(MESSAGES)]
        answered = [_timed(lambda text=text: _answer(session, text)) for text in messages]  # type: ignore[misc]
        learned = _learned(session, messages)
        renewed = [_timed(lambda: _change(session, copier, dice.randrange(given.count))) for _ in range(CHANGES)]
    _tell(given.count, filled, loaded, {"message": answered, "learned": learned, "reindex": renewed})


def _from_file(path: Path) -> list[Original]:
    return [Original(line["title"], line["body"], ()) for line in read_lines(path, "title", "body")]


def _from_demo() -> list[Original]:
    return [
        Original(article.title, article.body, tuple(row.text for row in article.example_questions))
        for article in content.articles()
    ]


def _questions(originals: Sequence[Original]) -> list[str]:
    return [text for original in originals for text in original.questions or (original.title,)]


@contextmanager
def _database() -> Iterator[Session]:
    with TemporaryDirectory(prefix="desk-bench-") as folder:
        url = f"sqlite:///{folder}/desk.sqlite3"
        schema.upgrade(Settings(mode="embedded", data_dir=Path(folder), database_url=url, secret_key="b" * 40))
        engine = create_engine(url)
        with Session(engine) as session:
            yield session
        engine.dispose()


def _fill(session: Session, copier: Copier, count: int) -> None:
    for number in range(count):
        article = copier.copy(number)
        session.add(article)
        index_article(session, article)
    session.commit()


def _learned(session: Session, messages: Sequence[str]) -> list[float]:
    """Return how long each message takes when every article was learned from its example questions."""
    rows = session.query(Article).order_by(Article.slug).all()
    built = made([_lesson(row) for row in rows])
    if built is None:
        return []
    known, (ranker, _) = shelf(session), built
    find(known, ranker, "The first question fills what is kept in memory.")
    return [_timed(lambda text=text: _decide(text, find(known, ranker, text))) for text in messages]  # type: ignore[misc]


def _lesson(row: Article) -> Lesson:
    return Lesson(row.slug, row.title, (), tuple(question.text for question in row.example_questions), split(row.body))


def _answer(session: Session, text: str) -> None:
    _decide(text, search(session, text))


def _decide(text: str, passages: tuple[Passage, ...]) -> None:
    brief = Brief(
        site="the desk",
        question=text,
        history=(),
        passages=passages,
        locale="en",
        page="",
        human_can_come=True,
        has_offered=False,
        turns_left=6,
    )
    decide(brief)


def _change(session: Session, copier: Copier, number: int) -> None:
    article = session.query(Article).filter_by(slug=f"article-{number}").one()
    article.body = copier.changed(article.body)
    index_article(session, article)
    session.commit()
    shelf(session)


def _timed(work: Callable[[], object]) -> float:
    """Return the milliseconds of a piece of work."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1_000


def _tell(count: int, filled: float, loaded: float, times: dict[str, list[float]]) -> None:
    report: dict[str, float] = {"articles": count, "fill_ms": round(filled), "load_ms": round(loaded)}
    sys.stdout.write(f"{count} articles written in {filled:.0f} ms, read into memory in {loaded:.0f} ms\n")
    for name, taken in times.items():
        if not taken:
            sys.stdout.write(f"{name:<8} the articles have too few example questions to learn from\n")
            continue
        ordered = sorted(taken)
        p50, p95 = statistics.median(ordered), ordered[math.ceil(0.95 * len(ordered)) - 1]
        report |= {f"{name}_p50_ms": round(p50, 2), f"{name}_p95_ms": round(p95, 2)}
        sys.stdout.write(f"{name:<8} p50 {p50:.1f} ms, p95 {p95:.1f} ms, most {ordered[-1]:.1f} ms of {len(ordered)}\n")
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    main()
