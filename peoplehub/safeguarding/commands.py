"""Command-line verbs of safeguarding."""
import click
from flask.cli import AppGroup

from peoplehub.safeguarding import queries
from peoplehub.text_checks.measuring import HALVES, IDENTITY_HALVES, danger_table, identity_table

group = AppGroup("safeguarding", help="Words of danger and what gives away who somebody is.")


@group.command("measure")
@click.option("--built-in", is_flag=True, help="Without what leads have added.")
def measure(built_in: bool) -> None:
    """How the rules for words of danger do on the measured texts, half by half."""
    additions = "" if built_in else queries.additions_in_force()
    click.echo("\n".join(danger_table(half, additions) for half in HALVES))


@group.command("measure-identity")
def measure_identity() -> None:
    """What the identity guard points at in the measured texts, half by half."""
    click.echo("\n".join(identity_table(half) for half in IDENTITY_HALVES))
