"""`desk prompts`: look at prompts, compare their versions, put one into use."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desk.cli.commands import bound_beside_up, refusals_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.bot.prompt_models import Label
    from desk.bot.prompt_source import Source

LABELS = ("draft", "staging", "production")

in_directory = click.option(
    "--directory",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="Where the files lie; without it, those that come with the desk.",
)


@click.group()
def group() -> None:
    """Look at prompts, compare their versions, put one into use."""


@group.command()
@in_directory
def lint(directory: Path | None) -> None:
    """Check every prompt; exit 1 with file, line and sentence for each fault."""
    from desk.bot.prompt_lint import lint
    from desk.bot.prompts import PROMPTS

    where, count, faulty = directory or PROMPTS, 0, 0
    for stem, faults in lint(where):
        count, faulty = count + 1, faulty + bool(faults)
        for fault in faults:
            click.echo(f"{where / stem}.prompt:{fault.line}: {fault.sentence}")
    if not count:
        click.echo(f"There are no prompts in {where}.", err=True)
    click.echo(f"{count} prompts, {faulty} with faults.", err=True)
    sys.exit(1 if faulty or not count else 0)


@group.command()
@click.argument("name")
@click.option("--version", default=None, help="A stored version: the beginning of its hash.")
@click.option("--label", type=click.Choice(LABELS), default=None, help="The version that this label is on.")
@click.option("--source", "is_source", is_flag=True, help="The file as it is written, with its partials.")
@in_directory
def show(name: str, version: str | None, label: str | None, is_source: bool, directory: Path | None) -> None:  # noqa: FBT001  click's flag
    """Show a prompt, rendered with its sample: the file, or a stored version.

    NAME is the name of a prompt, with its language for a variant: answer, or answer.de.
    """
    with faults_told():
        if version or label:
            bound_beside_up()
        found = _found(name, version, label, directory)
        click.echo(_written(found) if is_source else _rendered(found))
    click.echo(f"{found.stem} {found.version}", err=True)


@group.command()
@click.argument("first")
@click.argument("second")
@in_directory
def diff(first: str, second: str, directory: Path | None) -> None:
    """Show what changes from FIRST to SECOND.

    Each is a name (the file), or a name with a label or a version: answer@production, answer@1a2b3c.
    """
    with faults_told():
        if "@" in first + second:
            bound_beside_up()
        click.echo(_difference(_referred(first, directory), _referred(second, directory)), nl=False)


@group.command()
@click.argument("name")
@click.option("--to", type=click.Choice(LABELS), required=True, help="Production takes only what is in staging.")
@click.option("--version", default=None, help="A stored version; without it the file, for production what staging has.")
@click.option("--by", required=True, help="Who does this: kept with the move.")
@in_directory
def promote(name: str, to: str, version: str | None, by: str, directory: Path | None) -> None:
    """Put a label on a version of a prompt. What is in production is asked with by every worker within seconds."""
    from desk.bot.prompt_models import Label
    from desk.bot.prompt_store import labelled
    from desk.bot.prompt_store import promote as move

    label = Label(to)
    with faults_told():
        bound_beside_up()
        chosen = _to_promote(name, label, version, directory)
        _refuse_faults(chosen)
        before = labelled(chosen.name, chosen.language, label)
        move(chosen, to=label, by=by)
        compared = before or _shipped(chosen)
        click.echo(_difference(compared, chosen) if compared else "", nl=False)
    was = before.version if before else "nothing"
    click.echo(f"{chosen.stem}: {to} was {was}, is now {chosen.version}, moved by {by}.")


@group.command()
@click.argument("name")
@click.option("--label", type=click.Choice(LABELS), default="production", show_default=True)
@click.option("--by", required=True, help="Who does this: kept with the move.")
def withdraw(name: str, label: str, by: str) -> None:
    """Take a label off: without production, the file that comes with the desk is asked with again."""
    from desk.bot.prompt_models import Label
    from desk.bot.prompt_source import split_stem
    from desk.bot.prompt_store import withdraw as take_off

    with faults_told():
        bound_beside_up()
        base, language = split_stem(name)
        take_off(base, language, label=Label(label), by=by)
    click.echo(f"{name}: nothing is in {label} any more, taken off by {by}.")


@group.command()
@click.argument("name")
def history(name: str) -> None:
    """List every move of the labels of a prompt, the newest first."""
    from desk.bot.prompt_source import split_stem
    from desk.bot.prompt_store import moves

    with faults_told():
        bound_beside_up()
        for move in moves(*split_stem(name)):
            click.echo(
                f"{move.at:%Y-%m-%d %H:%M:%S} UTC  {move.label:<10}  {move.version or 'taken off':<12}  {move.by}"
            )


@contextmanager
def faults_told() -> Iterator[None]:
    """A prompt that is not as it must be, and what the desk refuses, are told in a sentence."""
    from desk.bot.prompts import PromptError

    try:
        with refusals_told():
            yield
    except PromptError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _referred(reference: str, directory: Path | None) -> Source:
    """Return what a name, name@label or name@version means."""
    name, _, which = reference.partition("@")
    label = which if which in LABELS else None
    return _found(name, None if label else which or None, label, directory)


def _found(name: str, version: str | None, label: str | None, directory: Path | None) -> Source:
    from desk.bot.prompt_models import Label
    from desk.bot.prompt_source import read, split_stem
    from desk.bot.prompt_store import stored
    from desk.bot.prompts import PROMPTS

    base, language = split_stem(name)
    if version:
        return stored(base, language, version=version)
    return _on(base, language, Label(label)) if label else read(base, language, directory or PROMPTS)


def _on(name: str, language: str, label: Label) -> Source:
    from desk.bot.prompt_source import stem_of
    from desk.bot.prompt_store import labelled
    from desk.errors import NotFound

    found = labelled(name, language, label)
    if found is None:
        stem = stem_of(name, language)
        raise NotFound(f"Nothing of {stem} is in {label}. First: desk prompts promote {stem} --to {label} --by YOU")
    return found


def _to_promote(name: str, label: Label, version: str | None, directory: Path | None) -> Source:
    """Return the version meant: for production what staging has, else the file, unless one is named."""
    from desk.bot.prompt_models import Label

    is_from_staging = label is Label.PRODUCTION and version is None
    return _found(name, version, Label.STAGING if is_from_staging else None, directory)


def _refuse_faults(source: Source) -> None:
    """Refuse what lint refuses, and what the code of this release was not written for."""
    from desk.bot.prompt_lint import faults_in
    from desk.bot.prompts import load

    faults = faults_in(source, load(source.name))
    for fault in faults:
        click.echo(f"{source.stem}:{fault.line}: {fault.sentence}", err=True)
    if faults:
        click.echo(f"{source.stem} {source.version} is not promoted: it has faults.", err=True)
        sys.exit(1)


def _shipped(source: Source) -> Source | None:
    """Return what comes with the desk in its place, if anything does."""
    from desk.bot.prompts import PromptError, load

    try:
        return load(source.name, language=source.language).source
    except PromptError:
        return None


def _rendered(source: Source) -> str:
    from desk.bot.prompts import parse

    prompt = parse(source)
    messages = [(message["role"], message["content"]) for message in prompt.render(**prompt.sample)]
    return "\n\n".join(f"--- {role} ---\n{text}" for role, text in [*messages, ("repair", prompt.repair())])


def _written(source: Source) -> str:
    partials = "".join(f"\n--- {name} ---\n{text}" for name, text in sorted(source.partials.items()))
    return source.text + partials


def _difference(before: Source, after: Source) -> str:
    from difflib import unified_diff

    old, new = ((_written(source) + "\n").splitlines(keepends=True) for source in (before, after))
    return "".join(unified_diff(old, new, f"{before.stem} {before.version}", f"{after.stem} {after.version}"))
