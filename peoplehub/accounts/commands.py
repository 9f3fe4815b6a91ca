"""Command line: adding people, giving roles, password links, signing out."""
import click
from flask import current_app
from flask.cli import AppGroup

from peoplehub.accounts import actions, names, queries
from peoplehub.accounts.choices import I_AM
from peoplehub.accounts.models import MEMBER, ROLES
from peoplehub.accounts.names.checks import IS_RESERVED
from peoplehub.accounts.tokens import new_token
from peoplehub.core.email_address import NOT_EMAIL, canonical
from peoplehub.core.errors import Refused

NO_ACCOUNT = "There is no account with that email."

group = AppGroup("people", help="Add people, give them roles and links.")


@group.command("add")
@click.argument("email")
@click.option("--pen-name", required=True, help="The name others see.")
@click.option("--role", default=MEMBER, type=click.Choice(list(ROLES)), show_default=True)
@click.option("--i-am", default="", type=click.Choice(["", *I_AM]), help="Who they are, if known.")
def add(email: str, pen_name: str, role: str, i_am: str) -> None:
    """Add a person, and print the link by which they choose a password."""
    email, pen_name, token = canonical(email), names.clean(pen_name), new_token()
    if not email:
        raise click.ClickException(NOT_EMAIL)
    refusal = names.refusal_for(pen_name)
    if refusal and not (refusal == IS_RESERVED and role != MEMBER):  # "Helpdesk" may be staff
        raise click.ClickException(refusal)
    try:
        person = actions.add_person(email, pen_name, role, token, i_am)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{person.pen_name} is added as: {ROLES[person.role]}.")
    click.echo("They choose a password here. The link works once, for 24 hours:")
    click.echo(whole(f"/forgotten-password/{token}"))


@group.command("link")
@click.argument("email")
def link(email: str) -> None:
    """Print a fresh one-time link to set a password, for somebody who has lost theirs."""
    email, token = canonical(email), new_token()
    if person := queries.person_with_email(email):
        actions.make_link(person, token)
        click.echo(f"{person.pen_name} chooses a new password here. Older links stop working.")
        click.echo("The link works once, for one hour:")
        click.echo(whole(f"/forgotten-password/{token}"))
    elif person := queries.person_joining(email):
        actions.make_join_link(person, email, token)
        click.echo(f"{person.pen_name} has not confirmed this email yet, and does it here.")
        click.echo("The link works once, for 24 hours:")
        click.echo(whole(f"/join/confirm/{token}"))
    else:
        raise click.ClickException(NO_ACCOUNT)


@group.command("sign-out")
@click.argument("email", required=False)
@click.option("--everybody", is_flag=True, help="End every session of everybody.")
def sign_out(email: str | None, everybody: bool) -> None:
    """Sign a person out on every device, or everybody."""
    if bool(email) == everybody:
        raise click.UsageError("Give an email, or --everybody.")
    if everybody:
        actions.end_everybodys_sessions(None)
        click.echo("Everybody is signed out, on every device.")
        return
    person = queries.person_with_email(canonical(email or ""))
    if person is None:
        raise click.ClickException(NO_ACCOUNT)
    actions.end_all_sessions(None, person)
    click.echo(f"{person.pen_name} is signed out, on every device.")


def whole(path: str) -> str:
    return current_app.config["BASE_URL"].rstrip("/") + path


@group.command("reset-second-step")
@click.argument("email")
def reset_second_step(email: str) -> None:
    """Take the second step at sign-in away from somebody who has lost phone and recovery codes."""
    person = queries.person_with_email(canonical(email))
    if person is None:
        raise click.ClickException(NO_ACCOUNT)
    actions.reset_second_step(None, person)
    click.echo(f"{person.pen_name} signs in with the password alone, and sets it up again.")


@group.command("role")
@click.argument("email")
@click.argument("role", type=click.Choice(list(ROLES)))
def role(email: str, role: str) -> None:
    """Give a person another role."""
    person = queries.person_with_email(canonical(email))
    if person is None:
        raise click.ClickException(NO_ACCOUNT)
    actions.appoint(person, role)
    click.echo(f"{person.pen_name} is now: {ROLES[role]}.")
