"""How well the knowledge base of the demo is searched, on questions that no article holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from sqlalchemy.orm import Session

from desk.bot.offline import decide
from desk.demo import content
from desk.knowledge import rankers
from desk.knowledge.learned import Ranker
from desk.knowledge.lessons import Lesson
from desk.knowledge.passages import Passage, split
from desk.knowledge.search import find
from desk.knowledge.shelf import shelf
from desk.vocabulary import BotDecision
from tests.bot.briefs import brief
from tests.knowledge.shelves import knowledge_base


@dataclass(frozen=True)
class Question:
    """A held-out question and the article that answers it, if any."""

    text: str
    slug: str | None


QUESTIONS = [
    Question(row["question"], row["slug"])
    for row in yaml.safe_load((content.HERE / "eval_questions.yaml").read_text(encoding="utf-8"))
]
ANSWERABLE = [question for question in QUESTIONS if question.slug]
STRANGE = [question for question in QUESTIONS if not question.slug]


@dataclass(frozen=True)
class Demo:
    """The demo's articles, as they are searched at first, and when a ranker has learned from their questions."""

    session: Session
    learned: Ranker | None

    def search(self, question: str) -> tuple[Passage, ...]:
        return find(shelf(self.session), self.learned, question)

    def is_answered(self, question: Question) -> bool:
        return decide(brief(question.text, passages=self.search(question.text))).kind is BotDecision.ANSWER


@pytest.fixture(scope="module", params=["by words", "learned"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    path: Path = tmp_path_factory.mktemp("demo") / "desk.sqlite3"
    with knowledge_base(f"sqlite:///{path}") as session:
        content.load(session)
        session.commit()
        yield Demo(session, learned() if request.param == "learned" else None)


def learned() -> Ranker:
    made = rankers.made(
        [
            Lesson(a.slug, a.title, tuple(a.aliases), tuple(q.text for q in a.example_questions), split(a.body))
            for a in content.articles()
        ]
    )
    assert made is not None
    return made[0]


def test_questions_are_held_out() -> None:
    """None of the questions is an example question: the test would test itself."""
    examples = {row.text.casefold() for article in content.articles() for row in article.example_questions}

    assert not examples & {question.text.casefold() for question in QUESTIONS}


def test_right_article_is_first_or_among_three(demo: Demo) -> None:
    """At least 85 of 100 find their article first, 93 among the three that a customer may choose from."""
    found = {q: [passage.slug for passage in demo.search(q.text)] for q in ANSWERABLE}

    assert sum(slugs[:1] == [q.slug] for q, slugs in found.items()) / len(found) >= 0.85
    assert sum(q.slug in slugs[:3] for q, slugs in found.items()) / len(found) >= 0.93


def test_what_nothing_answers_is_not_answered(demo: Demo) -> None:
    """At least 8 of 10 questions without an article get no article for an answer."""
    assert sum(not demo.is_answered(question) for question in STRANGE) / len(STRANGE) >= 0.8


def test_what_is_answered_is_answered_rightly(demo: Demo) -> None:
    """More than half of all answerable questions are answered, nine in ten of those from the right article."""
    answered = [question for question in QUESTIONS if demo.is_answered(question)]
    right = [q for q in answered if demo.search(q.text)[0].slug == q.slug]

    assert len(answered) / len(ANSWERABLE) >= 0.5
    assert len(right) / len(answered) >= 0.9


def test_example_questions_find_their_article(demo: Demo) -> None:
    """What an article says it answers, it answers."""
    pairs = [(row.text, article.slug) for article in content.articles() for row in article.example_questions]
    hits = sum(demo.search(text)[0].slug == slug for text, slug in pairs)

    assert hits / len(pairs) >= 0.98
