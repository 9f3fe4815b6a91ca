"""Commands of notifications."""
import time

import click
from flask.cli import AppGroup

from peoplehub.core import clock
from peoplehub.core.formatting import LONDON
from peoplehub.notifications.weekly import write_for

group = AppGroup("weekly", help="The weekly email.")


@group.command("write")
def write() -> None:
    """Write today's weekly emails now, and say how far it is. The worker does the same each
    morning; whoever has one of this week gets no second one."""
    began, written = time.monotonic(), 0
    for looked_at, written in write_for(clock.now().astimezone(LONDON).date()):
        click.echo(f"{written} written for {looked_at} people, {time.monotonic() - began:.0f} s")
    click.echo(f"Done: {written} emails in {time.monotonic() - began:.1f} s.")
