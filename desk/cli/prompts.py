"""`desk prompts`: look at prompts, compare their versions, put one into use."""

from __future__ import annotations

import click


@click.group()
def group() -> None:
    """Look at prompts, compare their versions, put one into use."""
