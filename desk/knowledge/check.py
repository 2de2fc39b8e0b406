"""What keeps the knowledge base from answering well: found in the newest version of each article."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from desk import clock
from desk.knowledge.articles import NEWEST
from desk.knowledge.languages import is_known
from desk.knowledge.markdown import links, pieces
from desk.knowledge.models import Article, ArticleVersion, Readers
from desk.knowledge.shapes import Finding, FindingKind, Findings
from desk.knowledge.terms import words
from desk.unit_of_work import current, query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# From so many wordings on the search has seen most of how customers ask.
ENOUGH_QUESTIONS = 5
# Words that are read at one go; more need headings to be found in.
LONGEST_WITHOUT_HEADINGS = 400
LONGEST_DRAFT = timedelta(days=30)
HELP = "/help/"
ERRORS = frozenset({FindingKind.EMPTY, FindingKind.DEAD_LINK, FindingKind.UNKNOWN_LANGUAGE})


class _Checked(NamedTuple):
    article: Article
    newest: ArticleVersion


@query
def findings() -> Findings:
    """Return all findings, errors first, then by title.

    Errors are what would mislead customers or cannot work: no text, a link that leads nowhere, a language nobody
    knows. The rest makes answers worse: under five example questions, the same question or title in two articles,
    more than 400 words without a heading, a draft that has waited for more than 30 days.
    """
    statement = select(Article, ArticleVersion).join(ArticleVersion, NEWEST)
    rows = [_Checked(*row) for row in current().execute(statement)]
    public = {row.article.slug for row in rows if row.article.is_published}
    found = [finding for row in rows for finding in _own(row, public)] + list(_doubles(rows))
    return Findings(findings=tuple(sorted(found, key=lambda each: (not each.is_error, each.title.lower(), each.kind))))


def _finding(row: _Checked, kind: FindingKind, text: str) -> Finding:
    return Finding(
        article_id=row.article.id,
        slug=row.article.slug,
        title=row.newest.title,
        kind=kind,
        text=text,
        is_error=kind in ERRORS,
    )


def _own(row: _Checked, public: set[str]) -> Iterator[Finding]:
    """Find what is wrong with one article; `public` are the slugs that customers can read."""
    newest = row.newest
    length = len(newest.body.split())
    if not length:
        yield _finding(row, FindingKind.EMPTY, "It has no text.")
    for address in _dead(newest.body, public):
        yield _finding(row, FindingKind.DEAD_LINK, f"It links to {address}, which customers cannot open.")
    if not is_known(newest.language):
        text = f"“{newest.language}” is no language that is known. Write for example en, de or pt-BR."
        yield _finding(row, FindingKind.UNKNOWN_LANGUAGE, text)
    asked = len(newest.example_questions)
    if newest.audience is Readers.PUBLIC and asked < ENOUGH_QUESTIONS:
        text = f"It has {asked} example questions. Give it {ENOUGH_QUESTIONS}, in the words of customers."
        yield _finding(row, FindingKind.FEW_QUESTIONS, text)
    if length > LONGEST_WITHOUT_HEADINGS and not any(piece.is_heading for piece in pieces(newest.body)):
        text = f"It has {length} words and no heading. Cut it with headings, so that the part that answers is found."
        yield _finding(row, FindingKind.NO_HEADINGS, text)
    if row.article.published_version != newest.number and clock.now() - newest.at > LONGEST_DRAFT:
        text = f"Version {newest.number} has waited to be published since {newest.at:%d %B %Y}. Publish or delete it."
        yield _finding(row, FindingKind.LONG_UNPUBLISHED, text)


def _dead(body: str, public: set[str]) -> Iterator[str]:
    """Yield links into the help pages that lead nowhere, and links between files, which no page has."""
    if HELP not in body and ".m" not in body:
        return  # most articles need not be parsed, which takes longer than all the rest
    for address in links(body):
        path = address.partition("#")[0].partition("?")[0]
        if path.startswith(HELP):
            is_dead = path.removeprefix(HELP).rstrip("/") not in public | {""}
        else:
            is_dead = ":" not in path and path.endswith((".md", ".markdown"))
        if is_dead:
            yield address


def _doubles(rows: Sequence[_Checked]) -> Iterator[Finding]:
    """Find what two articles for the public both claim; case and punctuation aside, for the search sees none."""
    public = [row for row in rows if row.newest.audience is Readers.PUBLIC]
    titles = ((row, row.newest.title) for row in public)
    questions = ((row, question) for row in public for question in row.newest.example_questions)
    for kind, claims in ((FindingKind.SAME_TITLE, titles), (FindingKind.SAME_QUESTION, questions)):
        for claimed, by in _claimed(claims):
            for row in by if len(by) > 1 else ():
                others = ", ".join(sorted(other.article.slug for other in by if other is not row))
                what = "title" if kind is FindingKind.SAME_TITLE else "example question"
                yield _finding(row, kind, f"The {what} “{claimed}” is that of {others}, too. Keep it in one of them.")


def _claimed(claims: Iterable[tuple[_Checked, str]]) -> Iterator[tuple[str, list[_Checked]]]:
    """Yield each text, as the first article words it, with the articles of one language that have it."""
    found: dict[tuple[str, str], tuple[str, list[_Checked]]] = {}
    for row, text in claims:
        _, holders = found.setdefault((row.newest.language, " ".join(words(text))), (text, []))
        if row not in holders:
            holders.append(row)
    yield from found.values()
