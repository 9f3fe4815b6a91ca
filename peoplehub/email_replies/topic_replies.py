"""What somebody writes by e-mail in answer to a topic: posted, or kept among their drafts."""
from peoplehub.accounts.models import User
from peoplehub.accounts.queries import slugs_mentioned
from peoplehub.core import clock
from peoplehub.core.acts import act
from peoplehub.core.errors import Forbidden, Refused, found, require
from peoplehub.core.idempotency import repeatable
from peoplehub.core.mail import queue_email
from peoplehub.core.prerendering import prerendered
from peoplehub.drafts import actions as drafts
from peoplehub.drafts.tokens import Tokens
from peoplehub.email_replies import queries
from peoplehub.email_replies.actions import NOT_SENT, SUBJECT, tell_of_too_many
from peoplehub.email_replies.models import ANSWERS_TOPICS, REASONS, ReplyAddress
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Post

LONGEST_KEPT = drafts.LONGEST - 10  # characters: a draft holds what is ticked, too
WHY = REASONS | {
    "file": "Your email had a file or a picture with it. Files cannot come by email. You can add "
            "it below your reply on the site.",
    "long": "It is longer than a post can be.",
}
IN_DRAFTS = "Your words wait for you among your drafts. Nobody else can read them."


@act
@prerendered(Post, slugs_mentioned)
def post_reply(author: User, address: ReplyAddress, text: str, email_hash: str) -> Post | None:
    """Reply to the topic of that address, once, unnamed where they have written unnamed in it.
    Nothing for an e-mail that was taken before. Raises Forbidden when the address was used or is
    too old, or answering is switched off by now, and what `forum.reply` raises, which asks again
    who may write."""
    if address.email_hash == email_hash:
        return None
    if not address.is_open or address.topic_id is None:
        raise Forbidden(NOT_SENT)
    require(bool(author.preferences.get(ANSWERS_TOPICS)), NOT_SENT)
    address.used_at, address.email_hash = clock.now(), email_hash
    unnamed = queries.ways_of_writing(author, address.topic_id) == {True}
    return forum.reply(author, address.topic_id, text, unnamed)


@act
def keep_as_draft(author: User, address: ReplyAddress, text: str, email_hash: str,
                  reason: str) -> bool:
    """Keep it among their drafts, for the box of that topic, and write to them. Whether it was
    kept: not twice, and not when they have too many drafts, of which they are told."""
    if address.email_hash == email_hash:
        return False
    address.used_at, address.email_hash = address.used_at or clock.now(), email_hash
    topic_id = found(address.topic_id)
    place = queries.topic_of_draft(topic_id)
    unnamed = any(True in queries.ways_of_writing(author, one) for one in {topic_id, place})
    fields = {"text": text[:LONGEST_KEPT], "anonymous": "y" * unnamed, "made_with_ai": ""}
    try:
        drafts.save_draft(author, f"reply/{place}", f"mail{email_hash[:12]}", fields,
                          Tokens([], []))
    except Refused:
        tell_of_too_many(author, drafts.MOST, "/drafts")
        return False
    queue_email(author.email, SUBJECT, "reply-held", why=f"{WHY[reason]} {IN_DRAFTS}",
                path="/drafts")
    return True


@act
@repeatable
def choose_answers(person: User, is_on: bool) -> None:
    """Whether emails about topics name the topic and can be answered."""
    person.preferences = {**person.preferences, ANSWERS_TOPICS: is_on}
