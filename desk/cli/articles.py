"""`desk kb`: the knowledge base from the command line."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk.cli.commands import bound_beside_up, refusals_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from desk.config import Settings
    from desk.knowledge.import_sources import Entry
    from desk.knowledge.importing import Fate


@click.group()
def group() -> None:
    """Bring articles into the knowledge base, and look at what is in it."""


@group.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--publish", is_flag=True, help="Put what comes in into use at once, instead of leaving drafts to review."
)
@click.option("--language", default=None, help="The language (for example de) of what does not name its own.")
@click.option("--dry-run", is_flag=True, help="Only say what would come in.")
def bring_in(source: Path, *, publish: bool, language: str | None, dry_run: bool) -> None:
    """Bring in SOURCE: a folder of Markdown, one .md file, a .csv with a header, or a .txt list of addresses of pages.

    What comes in is a draft that a supervisor reviews and publishes. The same source again changes only what it says
    differently; what it does not say (tags, example questions) stays. One bad entry does not stop the rest.
    """
    from desk.knowledge.import_guard import Fetcher
    from desk.knowledge.import_sources import entries_of

    settings = bound_beside_up()
    with refusals_told(), Fetcher() as fetcher:
        entries = entries_of(source, fetcher)
        fates = _taken(entries, _taker(publish=publish, dry_run=dry_run), language)
    click.echo(_told(fates, settings.public_url, publish=publish, dry_run=dry_run))
    sys.exit(1 if fates["failed"] or not entries else 0)


def _taker(*, publish: bool, dry_run: bool) -> Callable[[str, dict[str, object], str], Fate]:
    """Return what is done with each entry."""
    from desk.actors import SystemActor
    from desk.knowledge import importing

    actor = SystemActor("desk kb import")
    if dry_run:
        return lambda slug, given, _: importing.foreseen(slug, given)
    take = importing.bring_in_published if publish else importing.bring_in
    return lambda slug, given, source: take(actor, slug, given, source=source)


def _taken(
    entries: Sequence[Entry], take: Callable[[str, dict[str, object], str], Fate], language: str | None
) -> Counter[str]:
    """Take one entry after the other and tell of each on stderr."""
    from desk.errors import DeskError

    fates: Counter[str] = Counter()
    seen: dict[str, str] = {}
    for number, entry in enumerate(entries, start=1):
        try:
            slug, given = entry.read()
            if slug in seen:
                raise _same_slug(slug, seen[slug])
            seen[slug] = entry.name
            fate = str(take(slug, ({"language": language} if language else {}) | given, entry.name))
            line = f"{fate}: {slug}"
        except (DeskError, OSError) as error:
            fate, line = "failed", f"failed: {error}"
        fates[fate] += 1
        click.echo(f"[{number}/{len(entries)}] {entry.name} {line}", err=True)
    return fates


def _same_slug(slug: str, name: str) -> Exception:
    from desk.errors import Conflict

    return Conflict(f"{name} has the slug {slug}, too. Give one of them a slug of its own.")


def _told(fates: Counter[str], url: str, *, publish: bool, dry_run: bool) -> str:
    """Return the last line: what happened, and what to do next."""
    if not fates:
        return "Nothing to import was found there."
    counts = ", ".join(f"{number} {fate}" for fate, number in sorted(fates.items()))
    if dry_run:
        return f"Would be: {counts}. Nothing was stored. Run the same without --dry-run."
    if fates["failed"]:
        return f"{counts}. Mend what failed (see above) and run the same again: what is in is skipped."
    if publish:
        return f"{counts}. The bot finds them from now on. Try questions at {url}/admin/articles"
    return f"{counts}. Review the drafts and publish them at {url}/admin/articles?state=draft"


@group.command()
def check() -> None:
    """Find what keeps the bot from answering well; the exit code is 1 if anything must be mended."""
    from desk.knowledge.check import findings

    settings = bound_beside_up()
    found = findings().findings
    for finding in found:
        click.echo(f"{'error' if finding.is_error else 'advice'}: {finding.slug}: {finding.text}")
    for line in _meanings(settings):
        click.echo(line)
    errors = sum(finding.is_error for finding in found)
    todo = f" Mend them at {settings.public_url}/admin/articles/check" if found else ""
    click.echo(f"{errors} errors, {len(found) - errors} pieces of advice.{todo}")
    sys.exit(1 if errors else 0)


def _meanings(settings: Settings) -> Iterator[str]:
    """Say how far each model of the embeddings endpoint is; nothing where no endpoint is set."""
    from desk.knowledge.embedding import standings

    if not settings.is_embedding_configured:
        return
    found = standings()
    if not found:
        yield f"meaning: nothing is embedded with {settings.embeddings_model} yet; a worker does it by itself."
    for model in found:
        size = f", {model.dimensions} dimensions" if model.dimensions else ""
        state = "in use" if model.is_in_use else "not in use yet"
        failed = f" The last try failed ({model.error}); it is tried again by itself." if model.error else ""
        yield f"meaning: {model.embedded} of {model.texts} texts are embedded with {model.name}{size}; {state}.{failed}"


@group.command("list")
def listed() -> None:
    """List all articles: state, language, slug, title."""
    from desk.knowledge.articles import articles

    bound_beside_up()
    page, pages = 1, 1
    while page <= pages:
        found = articles(page=page)
        for row in found.articles:
            click.echo(f"{row.state:<9}  {row.language:<5}  {row.slug}  {row.title}")
        page, pages = page + 1, found.pages


@group.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
def export(directory: Path) -> None:
    """Write the newest version of each article into DIRECTORY as Markdown that `desk kb import` reads."""
    from desk.knowledge.export import documents

    bound_beside_up()
    directory.mkdir(parents=True, exist_ok=True)
    written = documents()
    for slug, document in written:
        (directory / f"{slug}.md").write_text(document, encoding="utf-8")
    click.echo(f"{len(written)} articles are in {directory}. Bring them in elsewhere with: desk kb import {directory}")
