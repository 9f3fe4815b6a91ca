"""Command line: `flask demo load`."""
import click
from flask import current_app
from flask.cli import AppGroup

from peoplehub.core import clock
from peoplehub.demo import content, loading

group = AppGroup("demo", help="The demonstration community.")

SIGN_INS = ["amina", "gareth", "maya", "joan", "priya", "mod", "lead", "admin"]


@group.command("load")
def load() -> None:
    """Load the demonstration community into an empty database. Never on a real site."""
    if current_app.config["PLACE"] == "production":
        raise click.ClickException(
            "This is a real site (production), so the demonstration community stays out of it."
        )
    try:
        loading.load(content.read(), clock.now().replace(second=0, microsecond=0))
    except loading.AlreadyHere as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo("The demonstration community is loaded. Sign in as:")
    for name in SIGN_INS:
        click.echo(f"  {name}@demo.example   password: {loading.PASSWORD}")
