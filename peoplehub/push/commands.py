"""Commands of web push."""
import click
from flask.cli import AppGroup

from peoplehub.push import encryption

group = AppGroup("push", help="Alarms on phones and computers, by the browsers' push services.")


@group.command("key")
def key() -> None:
    """Make a new key, as the line of the settings. Whoever switched alarms on under another key
    has to do it again."""
    click.echo(f"PEOPLEHUB_PUSH_KEY={encryption.new_private_key()}")
