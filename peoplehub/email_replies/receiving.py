"""One e-mail that a mail server hands over: dropped, sent as a message, posted in a topic, or kept
for its writer to check."""
from email.utils import parseaddr

from flask import current_app

from peoplehub.accounts.models import User
from peoplehub.core import text
from peoplehub.core.email_address import canonical
from peoplehub.core.errors import Refused, Unavailable
from peoplehub.core.extensions import db
from peoplehub.email_replies import actions, queries, topic_replies
from peoplehub.email_replies.addresses import tokens_in
from peoplehub.email_replies.comparing import say_the_same
from peoplehub.email_replies.cutting import Cut, Known, cut
from peoplehub.email_replies.delivery_reports import report_in, take
from peoplehub.email_replies.models import ReplyAddress
from peoplehub.email_replies.parsing import ReceivedEmail, parse
from peoplehub.messages.forms import LONGEST


def receive(raw: bytes, recipient: str = "") -> str:
    """What was done with it: "dropped", "sent" or "held"; "returned" for a report that an email of
    ours came back or is called spam. `recipient`: the envelope's, where the
    mail server tells it. Raises Unreadable, and whatever a database that is away raises."""
    report = report_in(raw)
    if report is not None:
        return take(report)
    email = parse(raw)
    if not current_app.config["REPLY_DOMAIN"] or email.is_automatic:
        return "dropped"
    tokens = tokens_in([recipient] if recipient else email.recipients)
    address = queries.reply_address_of(tokens[0]) if tokens else None
    if address is None or actions.is_taken(address, email.number):
        return "dropped"
    person = db.session.get_one(User, address.user_id)
    if email.sender != canonical(person.email):
        actions.tell_of_other_sender(person, address)
        return "dropped"
    return _take(email, address, person)


def _take(email: ReceivedEmail, address: ReplyAddress, person: User) -> str:
    """Who may write here is asked by `messages.send` or `forum.reply`, now."""
    known = known_of(address, person, email.name)
    found = cut(email.text, known)
    doubt = _doubt(email, address, found)
    if not doubt and not say_the_same(found, email.other_text, known):
        doubt = "parts"
    take = _take_in_topic if address.topic_id else _take_in_conversation
    return take(person, address, found.words, email.number, doubt)


def _take_in_conversation(person: User, address: ReplyAddress, words: str, number: str,
                          doubt: str) -> str:
    conversation = queries.conversation_of(address)
    if not doubt:
        try:
            actions.send_reply(person, conversation, address, words, number)
            return "sent"
        except Unavailable:
            raise
        except Refused:
            doubt = "closed"
    held = actions.hold_reply(person, conversation, address, words, number, doubt)
    return "held" if held else "dropped"


def _take_in_topic(person: User, address: ReplyAddress, words: str, number: str,
                   doubt: str) -> str:
    if not doubt and len(queries.ways_of_writing(person, address.topic_id or 0)) > 1:
        doubt = "named"
    if not doubt:
        try:
            return "sent" if topic_replies.post_reply(person, address, words, number) else "dropped"
        except Unavailable:
            raise
        except Refused:
            doubt = "closed"
    kept = topic_replies.keep_as_draft(person, address, words, number, doubt)
    return "held" if kept else "dropped"


def _doubt(email: ReceivedEmail, address: ReplyAddress, found: Cut) -> str:
    if address.used_at is not None:
        return "used"
    if not address.is_open:
        return "old"
    if email.has_files:
        return "file"
    if email.is_broken and found.words:
        return "letters"
    if len(found.words) > (text.LONGEST if address.topic_id else LONGEST):
        return "long"
    return "unsure" if email.is_unsure else found.doubt


def known_of(address: ReplyAddress, person: User, name: str) -> Known:
    site, sender = parseaddr(current_app.config["MAIL_SENDER"])
    ours = {current_app.config["SITE_NAME"], site, sender} - {""}
    return Known(letter=address.letter, ours=frozenset(one.lower() for one in ours),
                 own=canonical(person.email), names=name, pen_name=person.pen_name)


