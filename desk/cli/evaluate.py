"""`desk eval`: how well the bot decides, measured on files; progress on stderr, one line of JSON last on stdout."""

from __future__ import annotations

from importlib import import_module

import click

# Each suite is a module with a click command `command`, imported when it is named.
SUITES = {
    "intents": "intents",
    "articles": "articles",
    "handoff": "handoff",
    "conversations": "conversations",
    "injections": "injections",
    "prompts": "prompts",
}


class Suites(click.Group):
    """The suites, each imported when it is named."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return the command of a suite."""
        if name not in SUITES:
            return super().get_command(context, name)
        command: click.Command = import_module(f"desk.evaluation.{SUITES[name]}").command
        return command

    def list_commands(self, context: click.Context) -> list[str]:
        """Return all names, for the help."""
        return sorted([*super().list_commands(context), *SUITES])


@click.group(cls=Suites)
def group() -> None:
    """Measure the bot: on your own files, or on the suites that come with the desk."""
