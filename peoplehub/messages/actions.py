"""Actions on conversations. Each is one transaction."""
from dataclasses import asdict

from sqlalchemy import BindParameter, bindparam, case, select, update

from peoplehub.accounts.first_day import refuse_messages
from peoplehub.accounts.models import User
from peoplehub.accounts.policy import may_write
from peoplehub.core import clock, limits
from peoplehub.core.acts import act, announce, save
from peoplehub.core.attached_files import StoredFile
from peoplehub.core.column_queries import change, loaded_id
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import Forbidden, Invalid, found, require
from peoplehub.core.extensions import db
from peoplehub.core.preparation import prepared_by
from peoplehub.core.prerendering import prerendered
from peoplehub.core.publication_lookup import lock
from peoplehub.core.row_writes import insert_row, update_row
from peoplehub.core.text import normalize
from peoplehub.messages import attachments, policy, queries
from peoplehub.messages.events import (
    ConversationAccepted,
    ConversationDeclined,
    ConversationStarted,
    MessageDeleted,
    MessageDelivered,
    MessageEdited,
    MessageRead,
    MessageSent,
)
from peoplehub.messages.models import Conversation, Message, Participant
from peoplehub.text_checks import identity

CLOSED = policy.CLOSED
ONE_REQUEST = "You have sent your first message. You can write again when {} answers."
NO_LINKS = (
    "Please leave links out of your first message, and phone numbers and email addresses. You can "
    "send them once {} has answered. What you typed is safe."
)
TOO_LATE = (
    "You can edit and delete your own messages for one hour after you sent them. You can write "
    "another message that puts it right."
)
ONE_LINE = (
    "Your first message is one line, of up to {} letters. You can say more once {} has answered. "
    "What you typed is safe."
)
FULL = (
    "{} cannot take on more people just now. Please write to another peer advisor. What you typed "
    "is safe: you can copy it."
)


# Built once: every open page acknowledges every message. A number only ever grows.
_to: BindParameter[int] = bindparam("to")
_OWN = update(Participant).where(Participant.conversation_id == bindparam("talk"),
                                 Participant.user_id == bindparam("reader"))
DELIVERED = _OWN.where(Participant.delivered_number < _to).values(delivered_number=_to)
READ = _OWN.where(Participant.read_number < _to).values(
    read_number=_to,
    delivered_number=case((Participant.delivered_number < _to, _to),
                          else_=Participant.delivered_number),
)


def _refuse_what_is_no_request(author: User, other: User, text: str, *_more: object,
                               **_named: object) -> None:
    """Before the act, because it takes long to look: a first message to somebody who has not
    answered is one line without a phone number or an email address. Nothing in messages is ever
    held."""
    if policy.needs_no_request(author, other):
        return
    conversation = queries.conversation_with(author, other)
    if conversation is not None and not policy.is_first_of(author, conversation):
        return
    if "\n" in text.strip() or len(text) > policy.LONGEST_REQUEST:
        raise Invalid(ONE_LINE.format(policy.LONGEST_REQUEST, other.pen_name), "text")
    if any(one.kind in ("phone", "email") for one in identity.find(text)):
        raise Invalid(NO_LINKS.format(other.pen_name), "text")


@act
@prerendered(Message)
@prepared_by(_refuse_what_is_no_request)
def start(author: User, other: User, text: str, client_id: str, invited: bool = False) -> Message:
    """Write to someone for the first time, or go on where the two left off. Raises Invalid to an
    advisor who takes no first messages, unless `invited`: they said yes to this person."""
    _lock_people(author, other)
    conversation = queries.conversation_with(author, other)
    if first := _sent_before(author, client_id, conversation):
        return first
    if conversation is None:
        is_full = policy.meets_full_advisor(author, other)
        if is_full and not invited:
            raise Invalid(FULL.format(other.pen_name), "text")
        require(is_full or policy.may_start(author, other), CLOSED)
        if not policy.needs_no_request(author, other):
            refuse_messages(author)
        limits.ask("conversation", author.id)
        conversation = _open_between(author, other)
        announce(ConversationStarted(conversation.id, author.id))
    return send(author, conversation, text, client_id)


def _where(_author: User, conversation: Conversation, *_words: object, **_more: object) -> str:
    return f"conversation {loaded_id(conversation)}"


@act(turn=_where)
@prerendered(Message)
def send(author: User, conversation: Conversation, text: str, client_id: str,
         attached: StoredFile | None = None) -> Message:
    """Write in a conversation. The same `client_id` again returns the first message. Raises Invalid
    for a file that the other has not let in yet."""
    conversation = _locked(conversation)
    if first := _sent_before(author, client_id, conversation):
        return first
    _require_may_send(author, conversation)
    if attached:
        attachments.require_may_attach(author, conversation)
    limits.ask("message", author.id)
    message = _write(author, conversation, text, client_id, attached)
    announce(MessageSent(message.id, conversation.id, author.id))
    return message


@act
def take_away(author: User, message: Message) -> Message:
    """Remove one's own message. A line stays in its place, so that no number is missing."""
    lock(message)
    require(policy.may_take_away(author, message), TOO_LATE)
    message.deleted_at = clock.now()
    announce(MessageDeleted(message.id, message.conversation_id, author.id))
    return message


def _refuse_edit_of_request(author: User, message: Message, text: str) -> None:
    """An edited first message is still one."""
    other = message.conversation.other(author.id).user
    _refuse_what_is_no_request(author, other, text)


@act
@prerendered(Message)
@prepared_by(_refuse_edit_of_request)
def edit(author: User, message: Message, text: str) -> Message:
    """Put one's own message right. Its first words are kept, for whoever reports it."""
    lock(message)
    require(policy.may_edit(author, message), TOO_LATE)
    if normalize(text) == message.text:
        return message
    message.text_before = message.text_before or message.text
    message.write(text)
    if policy.is_first_of(author, message.conversation):
        _refuse_links(author, message.conversation, message)
    message.edited_at = clock.now()
    announce(MessageEdited(message.id, message.conversation_id, author.id))
    return message


@act
def mark_read(person: User, conversation: Conversation, number: int) -> None:
    """Note that the person has seen everything up to `number`."""
    conversation = queries.conversation_for(person, loaded_id(conversation))
    number = min(number, conversation.last_number)
    if change(READ, talk=conversation.id, reader=person.id, to=number):
        announce(MessageRead(conversation.id, person.id, number))


@act
def mark_delivered(person: User, conversation: Conversation, number: int) -> None:
    """Note that everything up to `number` has reached a browser of this person."""
    conversation = queries.conversation_for(person, loaded_id(conversation))
    number = min(number, conversation.last_number)
    if change(DELIVERED, talk=conversation.id, reader=person.id, to=number):
        announce(MessageDelivered(conversation.id, person.id, number))


@act
def accept(person: User, conversation: Conversation) -> None:
    """Accept a message request."""
    conversation = _locked(conversation)
    require(policy.may_answer(person, conversation) and may_write(person), CLOSED)
    _accept(person, conversation)


@act
def decline(person: User, conversation: Conversation) -> None:
    """Decline a message request. Its sender is not told, and sees what they saw before: neither
    that it was declined, nor, by a sign of it, that it was read."""
    conversation = _locked(conversation)
    require(policy.may_answer(person, conversation), CLOSED)
    found(conversation.participant(person.id)).declined_at = clock.now()
    announce(ConversationDeclined(conversation.id, person.id))


@act
def mute(person: User, conversation: Conversation, muted: bool) -> None:
    """Hear nothing of a conversation until one looks at it; or hear of it again."""
    _own_part(person, conversation).muted_at = clock.now() if muted else None


def _lock_people(author: User, other: User) -> None:
    """So that two first messages between the same two people make one conversation."""
    both = select(User.id).where(User.id.in_((author.id, other.id))).order_by(User.id)
    db.session.execute(both.with_for_update(key_share=True))


def _locked(conversation: Conversation) -> Conversation:
    """The conversation as it is under its row's lock, which the act took before it began: numbers
    are given out one at a time."""
    return queries.refreshed(loaded_id(conversation))


def _own_part(person: User, conversation: Conversation) -> Participant:
    key = (loaded_id(conversation), loaded_id(person))
    mine = FOR_NO_KEY_UPDATE | {"of": Participant}
    participant = db.session.get(Participant, key, with_for_update=mine)
    if participant is None:
        raise Forbidden(CLOSED)
    return participant


def _sent_before(author: User, client_id: str, conversation: Conversation | None) -> Message | None:
    first = queries.sent_before(author, client_id)
    if first is not None and (conversation is None or first.conversation_id != conversation.id):
        raise Invalid("This message was already sent to someone else. Please reload the page.")
    return first


def _require_may_send(author: User, conversation: Conversation) -> None:
    if policy.takes_part(author, conversation) and policy.must_wait(author, conversation):
        name = conversation.other(author.id).user.pen_name
        require(False, ONE_REQUEST.format(name))
    require(policy.may_send(author, conversation), CLOSED)


def _open_between(author: User, other: User) -> Conversation:
    now = clock.now()
    open_at_once = policy.needs_no_request(author, other)
    return save(Conversation(
        pair=queries.pair_of(author, other),
        started_by_id=author.id,
        accepted_at=now if open_at_once else None,
        participants=[Participant(user_id=author.id), Participant(user_id=other.id)],
    ))


def _write(author: User, conversation: Conversation, text: str, client_id: str,
           attached: StoredFile | None) -> Message:
    message = Message(conversation_id=conversation.id, author_id=author.id, client_id=client_id,
                      **(asdict(attached) if attached else {}))
    message.write(text)
    if conversation.is_request:
        _request_or_answer(author, conversation, message)
    message.number, message.published_at = conversation.last_number + 1, clock.now()
    update_row(conversation, last_number=message.number, last_message_at=message.published_at)
    part = found(conversation.participant(author.id))
    update_row(part, read_number=message.number, delivered_number=message.number)
    insert_row(message).is_new = True
    return message


def _request_or_answer(author: User, conversation: Conversation, message: Message) -> None:
    """An answer accepts the request. A request may carry no link: nobody asked for it."""
    if conversation.started_by_id != author.id:
        _accept(author, conversation)
    else:
        _refuse_links(author, conversation, message)


def _refuse_links(author: User, conversation: Conversation, message: Message) -> None:
    if "<a " in message.html:
        name = conversation.other(author.id).user.pen_name
        raise Invalid(NO_LINKS.format(name), "text")


def _accept(person: User, conversation: Conversation) -> None:
    conversation.accepted_at = clock.now()
    found(conversation.participant(person.id)).declined_at = None
    announce(ConversationAccepted(conversation.id, person.id))
