"""Backups from the command line."""
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import AppGroup

from peoplehub.backups import actions, archives, restoring
from peoplehub.core.formatting import day, size, time_of_day

group = AppGroup("backup", help="Backups: made, checked, rehearsed, restored.")
NEWEST = click.argument("name", default="newest")


@contextmanager
def refused() -> Iterator[None]:
    """What goes wrong is one sentence."""
    try:
        yield
    except (*actions.FAILURES, restoring.NotEmpty) as error:
        raise click.ClickException(str(error)) from error


@group.command("key")
def key() -> None:
    """Make a new key, as the line of the settings. Keep a copy of it apart from the backups."""
    click.echo(f"PEOPLEHUB_BACKUP_KEY={secrets.token_urlsafe(32)}")


@group.command("create")
def create() -> None:
    """Make a backup now. People can go on writing meanwhile."""
    with refused():
        made = actions.make_backup()
        click.echo(f"{made.name}, {size(made.size)} and the files beside it.")


@group.command("list")
def list_backups() -> None:
    """What backups there are, the newest first."""
    with refused():
        for one in archives.backups():
            when = f"{day(one.made_at)}, {time_of_day(one.made_at)}"
            click.echo(f"{one.name}  {when}  {size(one.size)}")


@group.command("verify")
@NEWEST
def verify(name: str) -> None:
    """Open all of a backup and of its files: the NEWEST, or one by NAME."""
    with refused():
        inside = archives.verify(archives.named(name))
        rows = sum(inside.manifest["rows"].values())
        click.echo(f"It is whole: {rows} rows and {len(inside.files)} files.")


@group.command("rehearse")
@NEWEST
def rehearse(name: str) -> None:
    """Restore a backup to a place beside, and see whether everything is there."""
    with refused():
        click.echo(f"It can be restored: {actions.rehearse(archives.named(name))}.")


@group.command("restore")
@NEWEST
@click.option("--replace", is_flag=True, help="Also where there are people already: they go.")
def restore(name: str, replace: bool) -> None:
    """Put a backup in the place of what is there. Stop the site first."""
    with refused():
        restoring.restore(archives.named(name), replace, click.echo)
        click.echo("Everything is back. You can start the site.")
