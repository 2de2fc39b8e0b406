"""The `desk` commands."""

from desk.cli.commands import desk, main

__all__ = ["desk", "main"]
