"""People from the command line: adding the first ones, giving roles."""
import click
from flask import current_app
from flask.cli import AppGroup

from peoplehub.accounts import actions, names, queries
from peoplehub.accounts.choices import I_AM
from peoplehub.accounts.forms import EMAIL, NOT_EMAIL
from peoplehub.accounts.models import MEMBER, ROLES
from peoplehub.accounts.tokens import new_token
from peoplehub.core.errors import Refused

group = AppGroup("people", help="Add people and give them roles.")


@group.command("add")
@click.argument("email")
@click.option("--pen-name", required=True, help="The name others see.")
@click.option("--role", default=MEMBER, type=click.Choice(list(ROLES)), show_default=True)
@click.option("--i-am", default="", type=click.Choice(["", *I_AM]), help="Who they are, if known.")
def add(email: str, pen_name: str, role: str, i_am: str) -> None:
    """Add a person, and print the link by which they choose a password."""
    email, pen_name, token = email.strip().lower(), names.clean(pen_name), new_token()
    if not EMAIL.fullmatch(email):
        raise click.ClickException(NOT_EMAIL)
    refusal = names.refusal_for(pen_name)
    if refusal and not (refusal == names.IS_RESERVED and role != MEMBER):  # "Helpdesk" may be staff
        raise click.ClickException(refusal)
    try:
        person = actions.add_person(email, pen_name, role, token, i_am)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    base = current_app.config["BASE_URL"].rstrip("/")
    click.echo(f"{person.pen_name} is added as: {ROLES[person.role]}.")
    click.echo("They choose a password here. The link works once, for 24 hours:")
    click.echo(f"{base}/forgotten-password/{token}")


@group.command("role")
@click.argument("email")
@click.argument("role", type=click.Choice(list(ROLES)))
def role(email: str, role: str) -> None:
    """Give a person another role."""
    person = queries.person_with_email(email)
    if person is None:
        raise click.ClickException("There is no account with that e-mail.")
    actions.appoint(person, role)
    click.echo(f"{person.pen_name} is now: {ROLES[role]}.")
