"""The help of every command."""

from __future__ import annotations

from collections.abc import Iterator

import click

from desk.cli import desk


def commands(group: click.Group, path: str = "desk") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def test_help_says_what_each_command_is_for_and_shows_no_marks_of_its_making() -> None:
    told = {path: command.get_help(click.Context(command, info_name=path)) for path, command in commands(desk)}

    assert {path for path, command in commands(desk) if not command.help} == set()
    assert {path for path, help_ in told.items() if "\\" in help_} == set()
    assert "desk simulate" in told
