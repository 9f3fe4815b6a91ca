"""The e-mail outbox: an e-mail is a row first, written in the transaction that causes it, and sent
afterwards, so a mail server that is down delays an e-mail and loses none.

A link or a code that lets its reader in is not in the row: it is made when the email is sent, and
what stays of it is a hash. An email that could not be sent in time is not sent at all.
"""
import hmac
import logging
import re
import smtplib
import ssl
from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app, render_template
from sqlalchemy import Select, String, Text, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock, column_queries, email_address, idempotency, jobs
from peoplehub.core.acts import act, on_commit, save
from peoplehub.core.circuit_breaker import CircuitOpen, breaker
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model, db
from peoplehub.core.text import one_line

NO_ANSWER = (TimeoutError, smtplib.SMTPServerDisconnected)  # it hangs, which costs the worker time

log = logging.getLogger(__name__)

TIMEOUT = 10  # seconds for one conversation with the mail server
MOST_AT_ONCE = 50
GIVE_UP_AFTER = 12  # attempts, each twice as long after the one before
KEPT_FOR = timedelta(days=7)  # once sent, or too old to be sent
LATE_AFTER = timedelta(minutes=3)  # the worker looks each minute
SENT_WITHIN = timedelta(days=1)  # after that nobody waits for it, and its link would surprise
SENT_LATER = {  # still worth knowing some days later
    "alarm": timedelta(days=2), "something-new": timedelta(days=3), "weekly": timedelta(days=2),
    "something-decided": timedelta(days=7),
    "password-changed": timedelta(days=7),
    "second-step-on": timedelta(days=7), "second-step-off": timedelta(days=7),
    "second-step-reset": timedelta(days=7), "recovery-code-used": timedelta(days=7),
    "second-step-asked": timedelta(days=7), "recovery-codes-renewed": timedelta(days=7),
    "email-changed": timedelta(days=7), "email-asked": timedelta(days=3),
    "report-answered": timedelta(days=7), "enquiry-answered": timedelta(days=7),
    "request-received": timedelta(days=7), "request-answered": timedelta(days=7),
    "reply-held": timedelta(days=7), "reply-not-kept": timedelta(days=7),
    "decision": timedelta(days=7), "review-due": timedelta(days=7),
    "join-request": timedelta(days=7), "advisor-needed": timedelta(days=2),
    "answer-waits": timedelta(days=2), "cover-asked": timedelta(days=2),
    "cover-needed": timedelta(days=2), "check-due": timedelta(days=7),
    "easy-read-outdated": timedelta(days=7),
}  # fmt: skip
SECRETS = {"link": "{link}", "code": "{code}"}  # what stands in the row instead of them
HIDDEN = {"link": "(a private link)", "code": "(a private code)"}
ENHANCED = re.compile(r"5\.\d{1,3}\.\d{1,3}\b", re.ASCII)
WRONG_ADDRESS = ("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4")
JOINED = "something-new"  # the purpose of those that wait and then go as one
IN_EASY_WORDS = ("something-new", "something-decided")  # templates/emails/easy/PURPOSE.txt
MOST_JOINED = 2000  # readers at once
ABOUT_MESSAGES = re.compile(r"\d+ (?:conversation|messages) \d+")  # of `Email.about`
ABOUT_BOTH = re.compile(r"\d+ both \d+")  # messages, and other things
MOST_SHOWN = 1000  # emails of one process on somebody's own machine

TOO_OLD = "It was too old to send."
NOT_NEEDED = "Its link was not needed any more."
NOT_WANTED = "Its reader has stopped emails of its kind."
WENT_TOGETHER = "It went together with another, after a time its reader chose."
ADDRESS_RESTS = "Emails to this address come back, so it rests."
ADDRESS, MAILBOX, SPAM = "address", "mailbox", "spam"  # why one came back, or was complained of


class Email(Model):
    """One e-mail of the outbox: waiting until `sent_at`, retried from `next_try_at`, never after
    `send_by`.

    `purpose` is the name of its template; `verification_id` the id of the verification (`accounts`)
    whose link and code are made when it is sent.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[str] = mapped_column(String(254), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    verification_id: Mapped[int | None]
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)  # with {link} and {code} where they will stand
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    next_try_at: Mapped[datetime | None] = mapped_column(UTCDateTime, default=clock.now, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    send_by: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    failed_because: Mapped[str | None] = mapped_column(String(200))
    about: Mapped[str | None] = mapped_column(String(80), index=True)  # whose, and what
    put_off_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # to a time its reader chose
    returned_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    returned_because: Mapped[str | None] = mapped_column(String(20))  # ADDRESS, MAILBOX or SPAM

    def words(self, secrets: dict[str, str]) -> str:
        """What its reader gets. `secrets`: the link's token and the code."""
        body = self.body
        for name, mark in SECRETS.items():
            body = body.replace(mark, secrets.get(name, HIDDEN[name]))
        return body


_UNTRIED = (Email.tries == 0, Email.sent_at.is_(None))
# Built once: every message and every acknowledgement withdraws what they answer.
WITHDRAW = delete(Email).where(Email.about.in_(bindparam("about", expanding=True)), *_UNTRIED)


class Reply(NamedTuple):
    """Where an email that leaves can be answered, and its words, which say so."""

    address: str
    words: str


class Leaving(NamedTuple):
    """What becomes of an email when it is its turn: why it does not leave, or when it may, at the
    earliest; and in which form."""

    why_not: str = ""
    not_before: datetime | None = None
    large_print: bool = False
    easy: bool = False


def init_app(app: Flask, secrets_for: Callable[[int], dict[str, str] | None],
             reply_for: Callable[[Email], Reply | None],
             leaving_of: Callable[[Email], Leaving],
             list_headers: Callable[[Email], dict[str, str]],
             note_returned: Callable[[Email, str], None]) -> None:
    """`secrets_for` makes a verification's link and code again, within an act, and gives them back
    once; nothing when the verification is of no use any more. `reply_for` makes, within an act, the
    address at which an email can be answered, if it can be. `leaving_of`: what becomes of
    it by what its reader has chosen; it is asked when the email leaves. `list_headers` say how to
    stop it.
    `note_returned` is called, within the act, for each email that came back or was complained of.
    """
    app.extensions["mail"] = {"secrets for": secrets_for, "reply for": reply_for,
                              "leaving of": leaving_of, "list headers": list_headers,
                              "note returned": note_returned, "shown": OrderedDict()}


def queue_email(
    to: str, subject: str, purpose: str, verification_id: int | None = None, **context: Any
) -> Email:
    """Put an email in the outbox. Only within an act. Its words: templates/emails/PURPOSE.txt."""
    return save(Email(**_to(to, None), **_alike(subject, purpose, verification_id, **context)))


def write_to_all(readers: Collection[tuple[str, str]], subject: str, purpose: str, *,
                 wait: timedelta, **context: Any) -> None:
    """Put the same email for each of `readers` (an address, and what it is about) in the outbox:
    rendered once and written in one statement, however many they are. Only within an act.

    It leaves after `wait`, unless what it is about is withdrawn until then.
    """
    if readers:
        alike = _alike(subject, purpose, None, wait, **context)
        db.session.execute(insert(Email), [_to(*reader) | alike for reader in readers])


def write_each(readers: Collection[tuple[str, str, str]], subject: str, purpose: str) -> None:
    """Put an email of its own for each of `readers` (an address, what it is about, and its words)
    in the outbox: in one statement, however many they are. Only within an act."""
    if readers:
        alike = _headed(subject, purpose, None, timedelta())
        db.session.execute(insert(Email), [
            _to(address, about) | alike | {"body": body} for address, about, body in readers])


def _to(address: str, about: str | None) -> dict:
    return {"to": _line(address), "about": about, "message_id": make_msgid(domain=_domain())}


def _domain() -> str:
    return urlsplit(current_app.config["BASE_URL"]).hostname or "localhost"


def _alike(subject: str, purpose: str, verification_id: int | None, wait: timedelta = timedelta(),
           **context: Any) -> dict:
    """What is the same for each of its readers."""
    body = words_of(purpose, **context)
    return _headed(subject, purpose, verification_id, wait) | {"body": body}


def words_of(purpose: str, **context: Any) -> str:
    """The words of an email, of its template."""
    return render_template(
        f"emails/{purpose}.txt",
        base_url=current_app.config["BASE_URL"].rstrip("/"),
        site_name=current_app.config["SITE_NAME"],
        **SECRETS | context,
    )


def _headed(subject: str, purpose: str, verification_id: int | None, wait: timedelta) -> dict:
    on_commit(wake_worker)
    return {
        "purpose": purpose,
        "verification_id": verification_id,
        "subject": _line(subject),
        "next_try_at": clock.now() + wait,
        "send_by": clock.now() + SENT_LATER.get(purpose, SENT_WITHIN),
    }


def waiting_about(beginning: str) -> set[str]:
    """What emails that nobody has tried to send yet are about, if it begins so."""
    abouts = select(Email.about).where(Email.about.startswith(beginning), *_UNTRIED)
    return set(db.session.scalars(abouts))


def late(beginning: str) -> Counter[str]:
    """Of what emails are about, if it begins so: how many should have gone by now and have not,
    because the mail server does not take them. None where the outbox is where emails are read."""
    if is_read_here():
        return Counter()
    is_due = Email.next_try_at.is_(None) | (Email.tries > 0) | (
        Email.written_at <= clock.now() - LATE_AFTER)
    found = select(Email.about, func.count()).where(
        Email.about.startswith(beginning), Email.sent_at.is_(None), is_due).group_by(Email.about)
    return Counter({str(about): number for about, number in db.session.execute(found)})


def withdraw(about: Collection[str]) -> None:
    """Take such emails out of the outbox: their reader knows already. Only within an act."""
    if about:
        column_queries.change(WITHDRAW, about=list(about))


def address_in(said: str) -> str:
    """The e-mail address that somebody left as a way to reach them, or nothing: a phone number,
    several, or words."""
    return email_address.canonical(said)


def shown(email: Email) -> str:
    """Its words as the site team may read them. Only within an act.

    Without its secrets; but where no email can leave somebody's own machine, it is read there and
    nowhere else, so there they are made and shown: the same ones each time.
    """
    if not is_read_here() or email.verification_id is None:
        return email.words({})
    kept = current_app.extensions["mail"]["shown"]
    if email.message_id not in kept:
        kept[email.message_id] = _secrets(email) or {}
        while len(kept) > MOST_SHOWN:
            kept.popitem(last=False)
    return email.words(kept[email.message_id])


def is_read_here() -> bool:
    """Whether the outbox is where emails are read, links and all: never on a real site."""
    return current_app.config["PLACE"] != "production" and not current_app.config["MAIL_URL"]


def _secrets(email: Email) -> dict[str, str] | None:
    if email.verification_id is None:
        return {}
    return current_app.extensions["mail"]["secrets for"](email.verification_id)


def wake_worker() -> None:
    """Start delivery of the outbox now."""
    jobs.soon(deliver_outbox)


@jobs.job
@jobs.every(minute="*")
def deliver_outbox() -> None:
    """Job: send what waits, at once after a commit and every minute for what had to wait."""
    send_waiting()


@jobs.every(hour="4", minute="30")
@act
def forget_old() -> None:
    """Once a night: emails that went, or could not go, a week ago, and old keys of forms."""
    idempotency.forget_old()
    before = clock.now() - KEPT_FOR
    db.session.execute(delete(Email).where(Email.sent_at < before))
    db.session.execute(delete(Email).where(Email.send_by < before))


def _line(words: str) -> str:
    """One line of an e-mail header, without header injection: Python decodes "=?utf-8?q?…?=", and
    an encoded line break would begin another header."""
    return one_line(words).replace("=?", "= ?")


def send_waiting() -> int:
    """Send what is due. Without a mail server the outbox is where emails are read. One that does
    not answer is asked for one email, not for each of them: the worker has other things to do. An
    email that fails for whatever reason is tried again later and stops none of the others."""
    if not current_app.config["MAIL_URL"]:
        return 0
    _expire_overdue()
    _join_put_off()
    due = select(Email.id).where(Email.next_try_at <= clock.now()).order_by(Email.id)
    sent = 0
    try:
        for email_id in db.session.scalars(due.limit(MOST_AT_ONCE)).all():
            sent += _try_to_deliver(email_id)
    except CircuitOpen:
        log.info("emails wait: the mail server rests")
    return sent


def _try_to_deliver(email_id: int) -> bool:
    try:
        return _deliver(email_id)
    except CircuitOpen:
        raise
    except Exception as error:
        log.exception("email %s failed", email_id)
        _put_back(email_id, type(error).__name__)
        return False


def _deliver(email_id: int) -> bool:
    circuit = breaker("the mail server")
    circuit.check()
    claimed = _claim(email_id)
    if claimed is None:
        return False
    try:
        with circuit.calling(*NO_ANSWER):
            _post(*claimed)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        _refused(email_id, error)
        return False
    except (OSError, smtplib.SMTPException) as error:
        _put_back(email_id, type(error).__name__)
        return False
    _mark_sent(email_id)
    return True


@act
def _expire_overdue() -> None:
    """What should have gone by now stays here: a server set up late sends no expired codes."""
    old = Email.next_try_at.is_not(None) & (Email.send_by <= clock.now())
    db.session.execute(update(Email).where(old).values(next_try_at=None, failed_because=TOO_OLD))


def _join_put_off() -> None:
    """What waited for the time that its reader chose goes as one email to each."""
    several = _put_off_and_due(select(Email.to)).group_by(Email.to).having(func.count() > 1)
    for address in db.session.scalars(several.limit(MOST_JOINED)).all():
        try:
            _join(address)
        except Exception:
            log.exception("the emails of one reader were not joined")


@act
def _join(address: str) -> None:
    """Those that may leave now for one reader; what was stopped meanwhile says nothing of them."""
    due = _put_off_and_due(select(Email)).where(Email.to == address).order_by(Email.id)
    waited = db.session.scalars(due.with_for_update(skip_locked=True)).all()
    ready = [email for email in waited if _may_leave(email)]
    if len(ready) < 2:
        return
    first, *others = ready
    if any(other.body != first.body for other in others):  # of messages, and of other things
        first.body = words_of(JOINED, path="/")
    if any(other.about != first.about for other in others):
        first.about = _about_all(ready)
    for other in others:
        other.next_try_at, other.failed_because = None, WENT_TOGETHER


def _put_off_and_due(emails: Select) -> Select:
    return emails.where(Email.next_try_at <= clock.now(), Email.put_off_at.is_not(None),
                        Email.purpose == JOINED, *_UNTRIED)


def _may_leave(email: Email) -> bool:
    leaving = current_app.extensions["mail"]["leaving of"](email)
    return not leaving.why_not and leaving.not_before is None


def _about_all(emails: Sequence[Email]) -> str | None:
    """Of whom they are and no more: "12 waited 7", "12 messages 7" of private messages alone, or
    "12 both 7". It names no conversation and no topic: an answer could go to the wrong one."""
    first = emails[0]
    of_messages = [bool(ABOUT_MESSAGES.fullmatch(email.about or "")) for email in emails]
    kind = "messages" if all(of_messages) else "both" if any(of_messages) else "waited"
    return first.about and f"{first.about.partition(' ')[0]} {kind} {first.id}"


@act
def _claim(email_id: int) -> tuple[Email, str, str, bool] | None:
    """Take an email for as long as sending may last, so that no other worker sends it too; with
    the words that leave, which hold a link nobody has seen before, where it is answered, and
    whether it is in large print."""
    email = db.session.scalar(
        select(Email).where(Email.id == email_id).with_for_update(skip_locked=True)
    )
    if email is None or email.next_try_at is None or email.next_try_at > clock.now():
        return None
    leaving = current_app.extensions["mail"]["leaving of"](email)
    if leaving.why_not:
        email.next_try_at, email.failed_because = None, leaving.why_not
        return None
    if leaving.not_before:
        _put_off(email, leaving.not_before)
        return None
    if leaving.easy and email.purpose in IN_EASY_WORDS:
        email.body = _in_easy_words(email)
    secrets = _secrets(email)
    if secrets is None:
        email.next_try_at, email.failed_because = None, NOT_NEEDED
        return None
    _count_try(email)
    reply = current_app.extensions["mail"]["reply for"](email)
    words, answered_at = (reply.words, reply.address) if reply else (email.words(secrets), "")
    return email, words, answered_at, leaving.large_print


def _count_try(email: Email) -> None:
    email.tries += 1
    email.next_try_at = clock.now() + timedelta(minutes=2 ** min(email.tries, 10))


def _put_off(email: Email, until: datetime) -> None:
    """What helpers are asked is of no use after a long pause, and is then too old to be sent."""
    waits = until - clock.now()
    email.next_try_at, email.put_off_at = until, clock.now()
    if waits <= SENT_WITHIN or email.purpose == JOINED:
        email.send_by += waits


def _in_easy_words(email: Email) -> str:
    """With its first link: where its reader finds what it is about. As it is where it has none, as
    when the site has had another address since it was written."""
    base = current_app.config["BASE_URL"].rstrip("/")
    link = next((line for line in email.body.splitlines() if line.startswith(base)), None)
    return words_of(f"easy/{email.purpose}", link=link) if link else email.body


@act
def _mark_sent(email_id: int) -> None:
    email = db.session.get_one(Email, email_id)
    email.sent_at, email.next_try_at, email.failed_because = clock.now(), None, None


@act
def _put_back(email_id: int, why: str) -> None:
    """Try it again later; also one that failed before its try was counted, or is gone by now."""
    email = db.session.get(Email, email_id)
    if email is None:
        return
    if email.next_try_at is not None and email.next_try_at <= clock.now():
        _count_try(email)
    email.failed_because = why
    if email.tries >= GIVE_UP_AFTER:
        email.next_try_at = None
    log.warning("email %s was not sent: %s", email_id, why)


def _refused(email_id: int, error: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> None:
    """A refusal for good (5xx, RFC 5321, section 4.2.1) is not tried again; any other is."""
    said: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    else:
        code, said = error.smtp_code, error.smtp_error
    if code < 500:
        return _put_back(email_id, type(error).__name__)
    status = ENHANCED.match(said.decode(errors="replace") if isinstance(said, bytes) else str(said))
    at_fault = isinstance(error, smtplib.SMTPRecipientsRefused)
    mark_returned(email_id, reason_of(status[0]) if status else ADDRESS if at_fault else MAILBOX)


def reason_of(status: str) -> str:
    """Why an email came back, of an enhanced status code (RFC 3463): its address is wrong, or its
    mailbox or mail server did not take it."""
    return ADDRESS if status in WRONG_ADDRESS else MAILBOX


@act
def mark_returned(email_id: int, why: str) -> bool:
    """It came back for good, or its reader complained of it (`why`: ADDRESS, MAILBOX or SPAM);
    whether that is news. Nobody tries it again."""
    email = db.session.get_one(Email, email_id)
    if email.returned_because is not None and (why != SPAM or email.returned_because == SPAM):
        return False
    current_app.extensions["mail"]["note returned"](email, why)  # which locks its reader first
    email.returned_at, email.returned_because, email.next_try_at = clock.now(), why, None
    return True


def _thread_headers(email: Email) -> dict[str, str]:
    """Emails of one topic or conversation to one reader stand together in their mail program: all
    answer one that was never sent. Its Message-ID is a keyed hash, which tells nothing."""
    if email.about is None:
        return {}
    key = current_app.config["SECRET_KEY"].encode()
    told = f"thread {email.to} {email.about}".encode()
    first = f"<{hmac.new(key, told, 'sha256').hexdigest()[:32]}@{_domain()}>"
    return {"In-Reply-To": first, "References": first}


def _post(email: Email, words: str, reply_to: str, large_print: bool = False) -> None:
    """Hand it to the mail server. What goes wrong once the server has taken it is no failure."""
    message = EmailMessage()
    message["From"] = current_app.config["MAIL_SENDER"]
    message["To"], message["Subject"] = email.to, email.subject
    message["Message-ID"] = email.message_id
    message["Auto-Submitted"] = "auto-generated"
    listed = current_app.extensions["mail"]["list headers"](email)
    for name, said in (_thread_headers(email) | listed).items():
        message[name] = said
    if reply_to:
        message["Reply-To"] = reply_to
    message.set_content(words)
    if large_print:
        html = render_template("layout/large-print-email.html", lines=words.splitlines(),
                               base_url=current_app.config["BASE_URL"].rstrip("/"))
        message.add_alternative(html, subtype="html")
    taken = False
    try:
        with _mail_server() as server:
            server.send_message(message, to_addrs=[email.to])
            taken = True
    except (OSError, smtplib.SMTPException):
        if not taken:
            raise


def check() -> str:
    """What keeps the mail server from taking an email, or nothing."""
    try:
        with _mail_server() as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        return type(error).__name__
    return ""


def _mail_server() -> smtplib.SMTP:
    """smtp://user:password@host:port (STARTTLS off this machine) or smtps://…"""
    url = urlsplit(current_app.config["MAIL_URL"])
    checked = ssl.create_default_context()  # a certificate that is not theirs ends it
    server: smtplib.SMTP
    if url.scheme == "smtps":
        server = smtplib.SMTP_SSL(url.hostname, url.port or 0, timeout=TIMEOUT, context=checked)
    else:
        server = smtplib.SMTP(url.hostname, url.port or 0, timeout=TIMEOUT)
    if url.scheme == "smtp" and url.hostname not in ("localhost", "127.0.0.1", "::1"):
        server.starttls(context=checked)
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server
