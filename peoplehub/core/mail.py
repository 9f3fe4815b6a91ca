"""Letters that leave the house. Each is a row first, written in the act that causes it, and sent
afterwards, so a mail server that is down delays a letter and loses none."""
import logging
import smtplib
import ssl
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from urllib.parse import unquote, urlsplit

from flask import current_app, render_template
from sqlalchemy import String, Text, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock, jobs, once
from peoplehub.core.acts import act, afterwards, save
from peoplehub.core.columns import Moment
from peoplehub.core.extensions import db
from peoplehub.core.text import one_line

log = logging.getLogger(__name__)

TIMEOUT = 10  # seconds for one conversation with the mail server
MOST_AT_ONCE = 50
GIVE_UP_AFTER = 12  # attempts, each twice as long after the one before
KEPT_FOR = timedelta(days=7)  # once sent


class Letter(db.Model):
    """One e-mail: waiting until `sent_at`, tried again from `next_try_at`."""

    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    written_at: Mapped[datetime] = mapped_column(Moment, default=clock.now, index=True)
    next_try_at: Mapped[datetime | None] = mapped_column(Moment, default=clock.now, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    failed_because: Mapped[str | None] = mapped_column(String(200))


def write(to: str, subject: str, template: str, **context) -> Letter:
    """Put a letter in the outbox. Only within an act. Its words are templates/letters/NAME.txt."""
    body = render_template(
        f"letters/{template}.txt",
        base_url=current_app.config["BASE_URL"].rstrip("/"),
        site_name=current_app.config["SITE_NAME"],
        **context,
    )
    domain = urlsplit(current_app.config["BASE_URL"]).hostname or "localhost"
    afterwards(wake)
    return save(Letter(to=_line(to), subject=_line(subject), body=body,
                       message_id=make_msgid(domain=domain)))


def wake() -> None:
    """Have what waits in the outbox sent."""
    jobs.soon(post_letters)


@jobs.job
@jobs.every(minute="*")
def post_letters() -> None:
    """When a letter was written, and every minute for those that had to wait."""
    send_waiting()


@jobs.every(hour="4", minute="30")
@act
def forget_old() -> None:
    """Once a night: letters that went a week ago, and keys of forms that nobody sends again."""
    once.forget_old()
    db.session.execute(delete(Letter).where(Letter.sent_at < clock.now() - KEPT_FOR))


def _line(words: str) -> str:
    """One line of a letter's head. Python undoes "=?utf-8?q?…?=", and a line break said in that way
    would begin a line of its own, such as another reader."""
    return one_line(words).replace("=?", "= ?")


def send_waiting() -> int:
    """Send what is due. Without a mail server the outbox is where letters are read."""
    if not current_app.config["MAIL_URL"]:
        return 0
    due = select(Letter.id).where(Letter.next_try_at <= clock.now()).order_by(Letter.id)
    ids = db.session.scalars(due.limit(MOST_AT_ONCE)).all()
    return sum(_deliver(letter_id) for letter_id in ids)


def _deliver(letter_id: int) -> bool:
    letter = _claim(letter_id)
    if letter is None:
        return False
    try:
        _post(letter)
    except (OSError, smtplib.SMTPException) as error:
        _put_back(letter_id, type(error).__name__)
        return False
    _mark_sent(letter_id)
    return True


@act
def _claim(letter_id: int) -> Letter | None:
    """Take a letter for as long as sending may last, so that no other worker sends it too."""
    letter = db.session.scalar(
        select(Letter).where(Letter.id == letter_id).with_for_update(skip_locked=True)
    )
    if letter is None or letter.next_try_at is None or letter.next_try_at > clock.now():
        return None
    letter.tries += 1
    letter.next_try_at = clock.now() + timedelta(minutes=2 ** min(letter.tries, 10))
    return letter


@act
def _mark_sent(letter_id: int) -> None:
    letter = db.session.get(Letter, letter_id)
    letter.sent_at, letter.next_try_at, letter.failed_because = clock.now(), None, None


@act
def _put_back(letter_id: int, why: str) -> None:
    letter = db.session.get(Letter, letter_id)
    letter.failed_because = why
    if letter.tries >= GIVE_UP_AFTER:
        letter.next_try_at = None
    log.warning("letter %s was not sent: %s", letter_id, why)


def _post(letter: Letter) -> None:
    message = EmailMessage()
    message["From"] = current_app.config["MAIL_SENDER"]
    message["To"], message["Subject"] = letter.to, letter.subject
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    with _mail_server() as server:
        server.send_message(message, to_addrs=[letter.to])


def _mail_server() -> smtplib.SMTP:
    """smtp://user:password@host:port (STARTTLS off this machine) or smtps://…"""
    url = urlsplit(current_app.config["MAIL_URL"])
    checked = ssl.create_default_context()  # a certificate that is not theirs ends it
    if url.scheme == "smtps":
        server = smtplib.SMTP_SSL(url.hostname, url.port or 0, timeout=TIMEOUT, context=checked)
    else:
        server = smtplib.SMTP(url.hostname, url.port or 0, timeout=TIMEOUT)
    if url.scheme == "smtp" and url.hostname not in ("localhost", "127.0.0.1", "::1"):
        server.starttls(context=checked)
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server
