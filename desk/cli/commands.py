"""The `desk` commands. Each imports what it needs, so that light ones stay light."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desk.config import Settings
    from desk.embedded.children import Command


def main() -> None:
    """Run one command; a setting that is not right is told in a sentence."""
    desk()


class Lazy(click.Group):
    """A group whose parts are imported when one of them is named: what trains a ranker is large."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command, or a group from the module of its name."""
        if name not in GROUPS:
            return super().get_command(context, name)
        group: click.Command = import_module(f"desk.cli.{GROUPS[name]}").group
        return group

    def list_commands(self, context: click.Context) -> list[str]:
        """Return all names, for the help."""
        return sorted([*super().list_commands(context), *GROUPS])


GROUPS = {
    "bot-tools": "bot_tools",
    "eval": "evaluate",
    "kb": "articles",
    "prompts": "prompts",
    "simulate": "simulate",
}


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
def desk() -> None:
    """The desk: customer support by live chat."""


BESIDE = (
    "To work on a desk that `make run` or `desk up` serves, run this in the folder it was started in, "
    "or name its data with DESK_DATA_DIR."
)


def settings_or_exit(source: Mapping[str, str] | None = None, *, advice: str = "") -> Settings:
    from desk.config import ConfigError, load

    try:
        return load(source)
    except ConfigError as error:
        click.echo("\n".join(filter(None, ("The desk cannot start.", str(error), advice))), err=True)
        sys.exit(2)


def bound_beside_up() -> Settings:
    """Open the database of the desk that runs here, or of the one that the environment names."""
    from desk import composition
    from desk.environment import beside_up

    settings = settings_or_exit(beside_up(), advice=BESIDE)
    composition.bind(settings)
    return settings


@desk.command()
@click.option("--port", default=8000, show_default=True, help="Where to serve.")
@click.option("--host", default="127.0.0.1", show_default=True, help="On which address.")
def up(port: int, host: str) -> None:
    """Serve the whole desk on this machine: web, worker and a private Redis."""
    from desk.environment import for_embedded
    from desk.supervisor import run

    given = for_embedded()
    data_dir = Path(given.get("DESK_DATA_DIR", "data"))
    sys.exit(run(port=port, host=host, data_dir=data_dir, environ=given))


@desk.command()
def prepare() -> None:
    """Bring the database up to date and, at the first embedded start, fill in the demo."""
    from desk import composition, schema
    from desk.demo.seed import seed
    from desk.staff.logins import is_anybody_known

    settings = settings_or_exit()
    schema.upgrade(settings)
    if settings.demo:
        composition.bind(settings)
        if not is_anybody_known():
            click.echo("First start: filling in the demo shop.")
            seed(settings.data_dir, capacity=settings.agent_capacity)


@desk.command()
@click.option("--to", "revision", default="head", show_default=True, help="The revision to reach.")
def migrate(revision: str) -> None:
    """Bring the database up to date."""
    from desk import schema

    schema.upgrade(settings_or_exit(), revision)


@desk.command()
@click.option("--to", "revision", required=True, help="The revision to go back to, or `base`.")
def downgrade(revision: str) -> None:
    """Take the database back to an earlier revision."""
    from desk import schema

    schema.downgrade(settings_or_exit(), revision)


@desk.command()
@click.argument("message")
def revision(message: str) -> None:
    """Write a migration with what the tables have that the database has not (for developers)."""
    from desk import schema

    schema.new_revision(settings_or_exit(), message)


@desk.command()
@click.option("--port", default=8000, show_default=True, help="Where to serve.")
@click.option("--host", default="127.0.0.1", show_default=True, help="On which address.")
def web(port: int, host: str) -> None:
    """Serve pages and sockets: one web process, of which there may be several behind a balancer."""
    from desk.embedded import commands
    from desk.environment import environment

    settings_or_exit()
    _become(commands.web(environment(), host=host, port=port))


@desk.command()
@click.option("--queues", default=None, help="Only this work: bot, assignment, upkeep, with commas between them.")
def worker(queues: str | None) -> None:
    """Do the background work: a Celery worker beside a Redis, else sweeps of the database."""
    from desk.embedded import commands
    from desk.environment import environment

    given = environment() | ({"DESK_WORKER_QUEUES": queues} if queues else {})
    settings_or_exit(given)
    _become(commands.worker(given))


@desk.command()
def beat() -> None:
    """Say when upkeep is due, to the workers of its queue. One is enough; without it they look themselves."""
    from desk.embedded import commands
    from desk.environment import environment

    if not settings_or_exit().redis_url:
        click.echo("Beat needs DESK_REDIS_URL. Without Redis workers look for upkeep themselves: desk worker", err=True)
        sys.exit(2)
    _become(commands.beat(environment()))


def _become(command: Command) -> None:
    """Go on as another program, so that signals reach it and nothing waits beside it."""
    import os

    os.execve(command.arguments[0], command.arguments, dict(command.environment))  # noqa: S606  our own command


@desk.command()
@click.argument("what", type=click.Choice(["web", "worker"]), default="web")
@click.option("--port", default=8000, show_default=True, help="Where the web process serves.")
def healthcheck(what: str, port: int) -> None:
    """Say by the exit code whether the web process, or the worker, of this machine is well."""
    from desk.embedded.health import is_healthy

    is_well = is_healthy(port, "/healthz") if what == "web" else _is_worker_well()
    click.echo("well" if is_well else f"The {what} does not answer. Its log says why.")
    sys.exit(0 if is_well else 1)


def _is_worker_well() -> bool:
    import socket

    from desk import composition
    from desk.admin.beats import is_heard_of
    from desk.errors import DeskError

    composition.bind(settings_or_exit())
    try:
        return is_heard_of(f"{socket.gethostname()}:")
    except DeskError:  # the database is away: restarting the worker would not bring it back
        return True


@desk.command("make-secrets")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--database", default="postgres:5432", show_default=True, help="Where PostgreSQL will answer.")
@click.option("--redis", default="redis:6379", show_default=True, help="Where Redis will answer.")
def make_secrets(directory: Path, database: str, redis: str) -> None:
    """Write the secrets of a new installation into a directory; those that are there stay as they are."""
    from desk import keyring

    written = keyring.make_secrets(directory, database=database, redis=redis)
    click.echo(f"Made {', '.join(written)}." if written else "All secrets are there already.")


@desk.command("create-admin")
@click.option("--email", prompt=True)
@click.option("--name", prompt=True)
@click.password_option()
def create_admin(email: str, name: str, password: str) -> None:
    """Make the first login of a desk that starts empty."""
    from desk.actors import Role
    from desk.staff.actions import add_agent, checked_password
    from desk.vocabulary import Availability

    settings = bound_beside_up()
    with refusals_told():
        add_agent(
            email=email,
            name=name,
            role=Role.ADMIN,
            password_hash=checked_password(password),
            capacity=settings.agent_capacity,
            availability=Availability.ONLINE,
        )
    click.echo(f"{email} can log in at {settings.public_url}/dashboard/")


@desk.command("create-inbox")
@click.option("--key", prompt=True, help="The public key of the script tag, for example `shop`.")
@click.option("--name", prompt=True, help="The name that customers read.")
@click.option("--origin", "origins", multiple=True, help="A site that may frame the widget.")
def create_inbox(key: str, name: str, origins: tuple[str, ...]) -> None:
    """Make a place for a widget, and print its script tag."""
    from desk.customers.actions import add_inbox

    settings = bound_beside_up()
    with refusals_told():
        add_inbox(key=key, name=name, allowed_origins=list(origins))
    click.echo(f'<script async src="{settings.public_url}/widget.js" data-key="{key}"></script>')


@desk.command("identity-secret")
@click.argument("key")
@click.option("--renew", is_flag=True, help="Make another one; what was signed with this one counts no more.")
def identity_secret(key: str, *, renew: bool) -> None:
    """Print the secret with which a site's server signs who its customers are.

    It belongs on the site's server only: whoever has it can speak as any customer of the inbox KEY. How to sign is
    told in docs/identity.md.
    """
    from desk.customers.actions import inbox_of, renew_identity_secret
    from desk.customers.identity import IdentityTokens
    from desk.errors import NotFound

    settings = bound_beside_up()
    try:
        inbox = renew_identity_secret(key) if renew else inbox_of(key)
    except NotFound:
        click.echo(f"There is no inbox with the key {key}. Make one with: desk create-inbox --key {key}", err=True)
        sys.exit(2)
    click.echo(IdentityTokens(settings.secret_key.get_secret_value()).secret(inbox))


@contextmanager
def refusals_told() -> Iterator[None]:
    """What the desk refuses is told in a sentence, and the command has failed."""
    from desk.errors import DeskError

    try:
        yield
    except DeskError as error:
        click.echo(error.message, err=True)
        sys.exit(2)
