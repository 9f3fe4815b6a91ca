"""Command line of the audit record."""
from typing import TextIO

import click
from flask.cli import AppGroup

from peoplehub.audit import hash_chain, verification
from peoplehub.core import clock

group = AppGroup("record", help="The audit record and its hash chain.")


@group.command("verify")
@click.option("--head", default="", help="A digest that you noted or exported earlier.")
def verify(head: str) -> None:
    """Compute the hash chain anew, and say what was changed or removed."""
    hash_chain.link_new_lines()
    result = verification.verify(head.strip().lower())
    for problem in result.problems:
        click.echo(problem)
    if result.problems:
        raise click.exceptions.Exit(1)
    click.echo(f"{result.lines} lines, and none was changed or removed.")
    click.echo(f"Head: {result.digest}")


@group.command("export")
@click.argument("file", type=click.File("w", encoding="utf-8"))
def export(file: TextIO) -> None:
    """Write the record to FILE as lines of JSON, and print the head to keep somewhere else."""
    hash_chain.link_new_lines()
    result = verification.export(file)
    click.echo(f"{result.lines} lines. Keep this head away from this machine:\n{result.digest}")


@group.command("seal")
def seal() -> None:
    """Delete the lines that are old enough, and keep the digest of the last of them."""
    hash_chain.link_new_lines()
    hash_chain.seal(clock.now() - hash_chain.KEPT_FOR)
    position, digest = hash_chain.head()
    click.echo(f"The chain now ends at line {position}: {digest}")
