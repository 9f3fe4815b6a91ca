"""An e-mail as bytes, read within bounds: whom it is to and from, and its text."""
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import default
from email.utils import getaddresses

from peoplehub.core import email_address
from peoplehub.email_replies.html_to_text import text_of

LARGEST = 1_000_000  # bytes that are read; of a bigger e-mail, the beginning
LARGEST_HEAD = 100_000  # bytes of all headers together
LONGEST_HEADER = 4_000
MOST_PARTS = 100
MOST_BOUNDARIES = 200
MOST_DASHES = 1_000  # lines that may divide parts: more take seconds to read
MOST_OPEN = 50  # "<" of HTML with no ">" between them: the library's parser is quadratic in them
LONGEST_TEXT = 200_000  # letters
RECIPIENTS = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "cc")
NO_FILES = {"application/pgp-signature", "application/pkcs7-signature",
            "application/x-pkcs7-signature", "application/pgp-keys"}
BROKEN = re.compile("\N{REPLACEMENT CHARACTER}|Ã[\x80-\xbf©¨¼¶¤Ÿ]|â€[™œ\x9d“”]")


STUB = re.compile(  # of programs that send their words in HTML only
    r"\b(?:view|see|open|read|display)\b[^.\n]{0,80}\bhtml\b|\bhtml[- ](?:e-?mail|message|format|"
    r"version|part)\b|\bdoes(?: not|n't) (?:support|display|show) html\b|"
    r"\bview (?:it|this (?:e-?mail|message)) in (?:your|a) (?:web )?browser\b", re.I)
LONGEST_STUB = 400  # letters of such a part
Text = tuple[str, bool, bool]  # the words; whether broken; whether they stand in several places


class Unreadable(Exception):
    """Not an e-mail, or one made to be hard to read."""


@dataclass(frozen=True)
class ReceivedEmail:
    """`sender`: its one sender, or nothing. `name`: what they call themselves there. `number`: the
    hash by which the same e-mail is known again."""

    recipients: list[str]
    sender: str
    name: str
    number: str
    is_automatic: bool
    text: str
    other_text: str  # the same words in HTML, where the e-mail has them twice
    has_files: bool
    is_broken: bool
    is_unsure: bool


def parse(raw: bytes) -> ReceivedEmail:
    """Raises Unreadable."""
    check_bounds(raw)
    try:
        return _read(BytesParser(policy=default).parsebytes(raw[:LARGEST]), raw)
    except Unreadable:
        raise
    except Exception as error:  # the library's parser raises of many kinds on hostile e-mails
        raise Unreadable(type(error).__name__) from error


def check_bounds(raw: bytes) -> None:
    head = re.split(rb"\r?\n\r?\n", raw[:LARGEST], maxsplit=1)[0]
    if not raw.strip() or len(head) > LARGEST_HEAD:
        raise Unreadable("headers")
    if len(re.findall(rb"(?i)boundary\s*=", raw[:LARGEST])) > MOST_BOUNDARIES:
        raise Unreadable("parts")
    if len(re.findall(rb"(?m)^--", raw[:LARGEST])) > MOST_DASHES:
        raise Unreadable("parts")
    for block in re.finditer(rb"(?im)^content-[a-z-]+:[^\n]*(?:\n[ \t][^\n]*)*", raw[:LARGEST]):
        if len(block[0]) > LONGEST_HEADER:
            raise Unreadable("header of a part")


def _read(message: EmailMessage, raw: bytes) -> ReceivedEmail:
    if not header(message, "from"):
        raise Unreadable("no sender")
    senders = getaddresses([str(one) for one in _all(message, "from")])
    sender = email_address.canonical(senders[0][1]) if len(senders) == 1 else ""
    (text, is_broken, is_unsure), other_text = _texts(message)
    return ReceivedEmail(
        recipients=[one for name in RECIPIENTS for one in _all(message, name)],
        sender=sender, name=senders[0][0] if sender else "",
        number=_number(message, raw), is_automatic=_is_automatic(message), text=text,
        other_text=other_text,
        has_files=len(raw) > LARGEST or any(_is_file(part) for part in _parts(message)),
        is_broken=is_broken or bool(BROKEN.search(text)), is_unsure=is_unsure)


def header(message: Message, name: str) -> str:
    """Nothing when it is missing, or longer than any that is meant well."""
    return next(iter(_all(message, name)), "")


def _all(message: Message, name: str) -> list[str]:
    raw = [str(value) for key, value in message.raw_items() if key.lower() == name][:20]
    if any(len(value) > LONGEST_HEADER for value in raw):
        return []
    return [str(value) for value in message.get_all(name, [])][:20]


def _number(message: Message, raw: bytes) -> str:
    said = header(message, "message-id").strip()
    return hashlib.sha256(said.encode(errors="replace") if said else raw).hexdigest()


def _is_automatic(message: Message) -> bool:
    """RFC 3834, and what programs did before it."""
    said = {name: header(message, name).strip().lower() for name in (
        "auto-submitted", "precedence", "return-path", "subject", "from")}
    if said["auto-submitted"] not in ("", "no") or said["return-path"] == "<>":
        return True
    if said["precedence"] in ("bulk", "junk", "list", "auto_reply"):
        return True
    if any(name in message for name in ("x-autoreply", "x-autorespond", "x-autoresponse", "list-id",
                                        "list-unsubscribe", "x-failed-recipients",
                                        "feedback-id", "x-mail-autoreply", "x-loop")):
        return True
    if message.get_content_type() == "multipart/report":
        return True
    if re.search(r"mailer-daemon@|postmaster@", said["from"]):
        return True
    return bool(re.match(r"(automatic reply|auto-?reply|auto:|out of office|abwesenheit"
                         r"|automatische antwort|réponse automatique)", said["subject"]))


def _parts(message: Message) -> Iterator[Message]:
    """What is no container. An e-mail inside the e-mail is one, and nobody's answer."""
    waiting: list = [message]
    seen = 0
    while waiting:
        part = waiting.pop(0)
        seen += 1
        if seen > MOST_PARTS:
            raise Unreadable("parts")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = part.get_payload()
        else:
            yield part


def _is_text(part: Message) -> bool:
    is_words = part.get_content_type() in ("text/plain", "text/html")
    return is_words and part.get_content_disposition() != "attachment" and not part.get_filename()


def _is_file(part: Message) -> bool:
    return not _is_text(part) and part.get_content_type() not in NO_FILES


def _texts(message: Message) -> tuple[Text, str]:
    """Its text, and what its HTML says where it has both. A plain part that only says to look at
    the HTML is none."""
    parts = [part for part in _parts(message) if _is_text(part)]
    plain, html = (_text(parts, kind) for kind in ("text/plain", "text/html"))
    if not plain[0].strip() or (html[0].strip() and _is_stub(plain[0])):
        return html, ""
    return plain, html[0]


def _text(parts: list[Message], kind: str) -> Text:
    """Of the first part of that kind, whether it is broken, and whether there are more."""
    found = [(part, *_decoded(part)) for part in parts if part.get_content_type() == kind]
    found = [one for one in found if one[1].strip()]
    if not found:
        return "", False, False
    part, text, is_broken = found[0]
    is_unsure = len(found) > 1 or len(text) > LONGEST_TEXT
    text = text[:LONGEST_TEXT]
    if kind == "text/plain":
        return _unflowed(part, text), is_broken, is_unsure
    _check_html(text)
    text, has_long_signature = text_of(text)
    return text, is_broken, is_unsure or has_long_signature


def _is_stub(plain: str) -> bool:
    return len(plain) < LONGEST_STUB and bool(STUB.search(plain))


def _check_html(html: str) -> None:
    if any(between.count("<") > MOST_OPEN for between in html.split(">")):
        raise Unreadable("html")


def _decoded(part: Message) -> tuple[str, bool]:
    raw = part.get_payload(decode=True)
    raw = raw if isinstance(raw, bytes) else b""
    charset = (part.get_content_charset() or "utf-8").lower()
    if charset in ("iso-8859-1", "latin-1", "latin1"):
        charset = "windows-1252"  # as every mail program reads it
    if charset in ("us-ascii", "ascii", "unknown-8bit"):
        charset = "utf-8"
    try:
        return raw.decode(charset), False
    except (LookupError, ValueError):
        try:
            return raw.decode("utf-8"), False
        except ValueError:
            return raw.decode("windows-1252", errors="replace"), True


def _unflowed(part: Message, text: str) -> str:
    """Paragraphs in one line again (RFC 3676)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    joint = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    lines: list[str] = []
    is_open = False
    for line in text.split("\n"):
        line = line[1:] if line.startswith(" ") else line
        is_soft = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if is_open and line != "-- " and not line.startswith(">"):
            lines[-1] += line.rstrip(" ") + (joint if is_soft else "")
        else:
            lines.append(line.rstrip(" ") + (joint if is_soft else "") if line != "-- " else line)
        is_open = is_soft
    return "\n".join(lines)
