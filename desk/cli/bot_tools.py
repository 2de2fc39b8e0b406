"""`desk bot-tools`: look at the file of tools before the bot does."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.tool_file import Tool


@click.group()
def group() -> None:
    """Look at the requests that the bot may make, or prepare."""


@group.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--hosts", default=None, help="The hosts that may be reached, instead of DESK_BOT_TOOL_HOSTS.")
def check(file: Path | None, hosts: str | None) -> None:
    """Say what is wrong with FILE, or what each of its tools would send. Nothing is sent.

    Without FILE the one that DESK_BOT_TOOLS names is looked at. Exit 1 when something is wrong.
    """
    from desk.environment import beside_up
    from desk.tool_file import hosts_in, tools_in

    given = beside_up()
    path = file or Path(given.get("DESK_BOT_TOOLS", ""))
    if path == Path():
        raise click.UsageError("Name a file, or set DESK_BOT_TOOLS.")
    try:
        tools = tools_in(path, hosts_in(given.get("DESK_BOT_TOOL_HOSTS", "") if hosts is None else hosts))
    except ValueError as error:
        click.echo(f"{error}.", err=True)
        sys.exit(1)
    click.echo("\n\n".join("\n".join(_told(tool)) for tool in tools))
    click.echo(f"{len(tools)} {'tool' if len(tools) == 1 else 'tools'}, nothing wrong.", err=True)


VOUCHED_FOR = {"customer_email", "customer_external_id"}


def _told(tool: Tool) -> Iterator[str]:
    """Yield what a tool would send; of headers only the names, for their values may be secrets."""
    yield f"{tool.name}: {'waits for a person' if tool.writes else 'the bot may do it'}"
    yield f"  {tool.method} {tool.url}"
    for name in tool.headers:
        yield f"  header {name}"
    for name, parameter in tool.parameters.properties.items():
        needed = "" if name in tool.parameters.required else ", may be left out"
        yield f"  the model gives {name} ({parameter.type}{needed})"
    for name, source in tool.bind.items():
        only = "; offered only to whom the site vouches for" if source in VOUCHED_FOR else ""
        yield f"  the desk gives {name} = {source.replace('_', ' ')}{only}"
    shown = ", ".join(tool.result.pick) or "all of the answer"
    yield f"  the model is told {shown}, at most {tool.result.characters} letters"
