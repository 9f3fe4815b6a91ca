"""What mail servers say of e-mails that we sent: one came back (RFC 3464), or its reader called it
spam (RFC 5965). A report counts only with the Message-ID of an e-mail of ours, which nobody but its
reader and the mail servers on its way has seen."""
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import NamedTuple

from sqlalchemy import select

from peoplehub.core import mail
from peoplehub.core.extensions import db
from peoplehub.email_replies.parsing import LARGEST, Unreadable, check_bounds, header

REPORT = re.compile(rb"(?im)^content-type:\s*multipart/report")
MESSAGE_ID = re.compile(r"<[^<>\s]{3,198}>")
COMPLAINTS = ("abuse", "fraud", "other")  # Feedback-Type, RFC 5965, section 7.3
MOST_PARTS = 20


class DeliveryReport(NamedTuple):
    message_id: str  # of the e-mail that it is about; empty: it does not say
    why: str  # ADDRESS, MAILBOX or SPAM of `core.mail`; empty: nothing is wrong for good


def report_in(raw: bytes) -> DeliveryReport | None:
    """What a report says; None for any other e-mail. Raises Unreadable."""
    if not REPORT.search(re.split(rb"\r?\n\r?\n", raw[:LARGEST], maxsplit=1)[0]):
        return None
    check_bounds(raw)
    try:
        parts = list(_parts(BytesParser(policy=compat32).parsebytes(raw[:LARGEST])))
        return DeliveryReport(_message_id(parts), _why(parts))
    except Exception as error:  # the library's parser raises of many kinds on hostile e-mails
        raise Unreadable(type(error).__name__) from error


def take(report: DeliveryReport) -> str:
    """Mark the e-mail that it is about: "returned", or "dropped" when it is none of ours, is marked
    already, or is only late."""
    sent = select(mail.Email.id).where(
        mail.Email.message_id == report.message_id, mail.Email.tries > 0)
    email_id = db.session.scalar(sent) if report.why and report.message_id else None
    if email_id is None:
        return "dropped"
    return "returned" if mail.mark_returned(email_id, report.why) else "dropped"


def _parts(message: Message) -> Iterator[Message]:
    inside = message.get_payload()
    return iter(inside[:MOST_PARTS] if isinstance(inside, list) else [])


def _why(parts: list[Message]) -> str:
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/feedback-report":
            said = [header(block, "feedback-type").strip().lower() for block in _blocks(part)]
            return mail.SPAM if set(said) & {*COMPLAINTS} else ""
        if kind in ("message/delivery-status", "message/global-delivery-status"):
            return _why_returned(part)
    return ""


def _why_returned(part: Message) -> str:
    """Of its one recipient: each e-mail of ours has one. What is only late, or was delivered, is
    nothing; what failed for good has a status that begins with 5 (RFC 3463)."""
    for block in _blocks(part):
        status = header(block, "status").strip().split(" ")[0]
        if header(block, "action").strip().lower() == "failed":
            return mail.reason_of(status) if status.startswith("5.") else mail.MAILBOX
    return ""


def _blocks(part: Message) -> list[Message]:
    """The groups of fields of a report; some mail servers send them as plain text."""
    inside = part.get_payload()
    if isinstance(inside, list):
        return [block for block in inside if isinstance(block, Message)]
    raw = _bytes_of(part)
    return [BytesParser(policy=compat32).parsebytes(one, headersonly=True)
            for one in re.split(rb"\r?\n\r?\n", raw)[:MOST_PARTS]]


def _message_id(parts: list[Message]) -> str:
    """Of the e-mail itself, or of its headers, which a report brings along."""
    for part in parts:
        kind, inside = part.get_content_type(), part.get_payload()
        if kind in ("message/rfc822", "message/global") and isinstance(inside, list):
            said = next((header(one, "message-id") for one in _blocks(part)), "")
        elif kind in ("text/rfc822-headers", "message/global-headers", "text/rfc822"):
            said = _header_of_text(part)
        else:
            continue
        if found := MESSAGE_ID.search(said):
            return found[0]
    return ""


def _header_of_text(part: Message) -> str:
    if isinstance(part.get_payload(), list):
        return next((header(one, "message-id") for one in _blocks(part)), "")
    original = BytesParser(policy=compat32).parsebytes(_bytes_of(part), headersonly=True)
    return header(original, "message-id")


def _bytes_of(part: Message) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""
