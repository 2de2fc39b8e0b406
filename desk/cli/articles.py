"""`desk kb`: the knowledge base from the command line."""

from __future__ import annotations

import click


@click.group()
def group() -> None:
    """Bring articles into the knowledge base, and look at what is in it."""
