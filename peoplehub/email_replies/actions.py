"""Actions on replies by e-mail: sending one as a message, or holding it for its writer to check."""
from datetime import timedelta

from peoplehub.accounts.models import User
from peoplehub.core import clock, locks
from peoplehub.core.acts import act, save
from peoplehub.core.errors import Forbidden, NotFound
from peoplehub.core.extensions import db
from peoplehub.core.mail import queue_email, write_to_all
from peoplehub.core.prerendering import prerendered
from peoplehub.email_replies import queries
from peoplehub.email_replies.models import HeldReply, ReplyAddress
from peoplehub.messages import actions as messages
from peoplehub.messages.models import Conversation, Message

LONGEST_HELD = 20_000  # letters of one that is held; a message has at most 10,000
SUBJECT = "Your answer has not been sent"
NOT_SENT = "This answer was not sent."


@act
@prerendered(Message)
def send_reply(author: User, conversation: Conversation, address: ReplyAddress, text: str,
               email_hash: str) -> Message | None:
    """Send what somebody wrote to their reply address, once; nothing for an e-mail that was taken
    before. Raises Forbidden when the address was used or is too old, and what `messages.send`
    raises, which asks again who may write."""
    if is_taken(address, email_hash):
        return None
    _require_own(author, conversation, address)
    if not address.is_open:
        raise Forbidden(NOT_SENT)
    address.used_at, address.email_hash = clock.now(), email_hash
    return messages.send(author, conversation, text, client_id_of(email_hash))


@act
def hold_reply(author: User, conversation: Conversation, address: ReplyAddress, text: str,
               email_hash: str, reason: str) -> HeldReply | None:
    """Keep it for its writer alone, who is written to. Nothing when it was taken before. When too
    many wait already its writer is told that it was not kept, once a day."""
    if is_taken(address, email_hash) or queries.is_held(author.id, email_hash):
        return None
    _require_own(author, conversation, address)
    address.used_at, address.email_hash = address.used_at or clock.now(), email_hash
    if queries.count_held(author.id) >= queries.MOST_HELD:
        tell_of_too_many(author, queries.MOST_HELD, "/messages/held")
        return None
    held = save(HeldReply(user_id=author.id, conversation_id=conversation.id, reason=reason,
                          email_hash=email_hash, text=text[:LONGEST_HELD]))
    queue_email(author.email, SUBJECT, "reply-held", why=held.why, path=held.address)
    return held


@act
def tell_of_other_sender(person: User, address: ReplyAddress) -> None:
    """Once for each reply address: an answer came from an e-mail address that is not theirs."""
    if address.other_sender_at is None:
        address.other_sender_at = clock.now()
        queue_email(person.email, SUBJECT, "reply-held", path="/messages",
                    why="It came from another email address than the one of your account.")


@act
@prerendered(Message)
def send_held(author: User, held_id: int, text: str) -> Message:
    """Send what was held, as its writer has put it right. Raises NotFound when it is not theirs,
    or is gone by now, and what `messages.send` raises."""
    held = _locked(author, held_id)
    conversation, client_id = held.conversation, client_id_of(held.email_hash)
    db.session.delete(held)  # nothing is read of it from here on
    return messages.send(author, conversation, text, client_id)


@act
def delete_held(author: User, held_id: int) -> None:
    """Its words are gone at once. Raises NotFound when it is not theirs, or is gone by now."""
    db.session.delete(_locked(author, held_id))


def tell_of_too_many(author: User, most: int, path: str) -> None:
    """Once a day: what they answered could not be kept beside what waits at `path`."""
    about = f"too many held {author.id}"
    if not queries.was_written_about(about):
        write_to_all([(author.email, about)], SUBJECT, "reply-not-kept", wait=timedelta(),
                     path=path, most=most)


def _locked(author: User, held_id: int) -> HeldReply:
    held = queries.held_reply_for(author, held_id)
    locks.lock([held.conversation, held])
    return held


def is_taken(address: ReplyAddress, email_hash: str) -> bool:
    return address.email_hash == email_hash


def client_id_of(email_hash: str) -> str:
    return f"mail-{email_hash[:48]}"


def _require_own(author: User, conversation: Conversation, address: ReplyAddress) -> None:
    if (address.user_id, address.conversation_id) != (author.id, conversation.id):
        raise NotFound()
