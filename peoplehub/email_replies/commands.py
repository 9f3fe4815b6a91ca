"""The command to which a mail server pipes e-mails. Its exit codes are those of sysexits.h, and it
prints nothing: a mail server would put it into a letter to the sender."""
import logging
import sys

import click
from flask.cli import AppGroup

from peoplehub.email_replies.parsing import LARGEST, Unreadable
from peoplehub.email_replies.receiving import receive

DONE, DATA_ERROR, TRY_AGAIN = 0, 65, 75

log = logging.getLogger(__name__)
group = AppGroup("mail", help="Answers by email.")


@group.command("receive")
@click.option("--recipient", default="", help="The envelope's recipient, if the mail server says.")
@click.option("--no-bounces", is_flag=True, help="Give 0, not 65, for what is no email.")
def receive_email(recipient: str, no_bounces: bool) -> None:
    """Read one email from standard input, as a mail server pipes it. Gives 0 when it was taken or
    dropped, 65 when it is no email (0 with --no-bounces), and 75 to be tried again, when nothing
    was done."""
    code = exit_code(_read(), recipient)
    sys.exit(DONE if no_bounces and code == DATA_ERROR else code)


def exit_code(raw: bytes, recipient: str = "") -> int:
    """Whatever goes wrong but in the e-mail itself is tried again, so that nothing is lost."""
    try:
        log.info("email received", extra={"outcome": receive(raw, recipient)})
        return DONE
    except Unreadable:
        log.warning("an email could not be read")
        return DATA_ERROR
    except Exception:
        log.exception("an email waits to be received again")
        return TRY_AGAIN


def _read() -> bytes:
    """One more than is looked at, to know that it was bigger. The rest is read and forgotten, as a
    mail server must not find its pipe closed."""
    stream = sys.stdin.buffer
    raw = stream.read(LARGEST + 1)
    while stream.read(65_536):
        pass
    return raw
