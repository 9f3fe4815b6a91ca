"""What is said to which open browsers. Who hears it is asked for at the moment of saying it, so
there is nothing to leave, forge or replay."""
from peoplehub.accounts import queries as people
from peoplehub.core import counts
from peoplehub.core.channels import send_to
from peoplehub.core.extensions import db
from peoplehub.forum import policy as forum_policy
from peoplehub.forum import queries as forum
from peoplehub.forum.events import PostDeleted, PostEdited, PostReplied
from peoplehub.forum.models import Post
from peoplehub.messages import queries as messages
from peoplehub.messages.events import (
    ConversationAccepted,
    MessageDeleted,
    MessageDelivered,
    MessageRead,
    MessageSent,
)
from peoplehub.messages.models import Conversation, Message
from peoplehub.messages.policy import both_switched_on
from peoplehub.realtime import presence


def show_message(event: MessageSent) -> None:
    """To both people of the conversation: each is told what they may read."""
    message = messages.message(event.message_id)
    for reader in _readers_of(message):
        send_to([reader.id], "messages:sent", message.told_to(reader))


def show_changed_message(event: MessageDeleted) -> None:
    """A message was taken away: open pages change it at once."""
    tell_changed(messages.message(event.message_id))


def tell_changed(message: Message) -> None:
    for reader in _readers_of(message):
        send_to([reader.id], "messages:changed", message.told_to(reader))


def show_accepted(event: ConversationAccepted) -> None:
    """To the one who knocked: they may write. That a door stays shut is never told."""
    conversation = messages.conversation(event.conversation_id)
    payload = {"conversation_id": conversation.id}
    send_to([conversation.other(event.user_id).user_id], "messages:accepted", payload)


def show_delivered(event: MessageDelivered) -> None:
    conversation = messages.conversation(event.conversation_id)
    send_to([conversation.other(event.user_id).user_id], "messages:delivered", _how_far(event))


def show_read(event: MessageRead) -> None:
    """To the writer, as "read" only where both want that, otherwise as "delivered"; and to the
    reader's own other browsers, which count anew."""
    conversation = messages.conversation(event.conversation_id)
    name = "read" if both_switched_on("read_signs", conversation) else "delivered"
    other = conversation.other(event.user_id)
    send_to([other.user_id], f"messages:{name}", _how_far(event))
    counts.tell([event.user_id])


def show_typing(person, conversation: Conversation) -> None:
    payload = {"conversation_id": conversation.id, "author": person.slug}
    send_to([conversation.other(person.id).user_id], "messages:typing", payload)


def show_counts_of_talk(event) -> None:
    """After anything in a conversation that changes what waits for the other person."""
    conversation = messages.conversation(event.conversation_id)
    counts.tell([conversation.other(event.author_id).user_id])


def show_counts(event) -> None:
    """After anything that changes what waits for `event.user_id`."""
    counts.tell([event.user_id])


def show_post(event: PostReplied) -> None:
    """To everyone who follows the topic or is looking at it, if they may see it."""
    post = db.session.get(Post, event.post_id)
    if post is not None and post.is_shown:
        payload = {"topic_id": post.topic_id, "number": post.number}
        send_to(_onlookers(post), "forum:replied", payload)


def show_changed_post(event: PostEdited | PostDeleted) -> None:
    """A post was changed or taken away: open pages fetch it anew."""
    tell_changed_post(db.session.get(Post, event.post_id))


def tell_changed_post(post: Post) -> None:
    payload = {"topic_id": post.topic_id, "number": post.number}
    send_to(_onlookers(post), "forum:changed", payload)


def show_moderated(event) -> None:
    """A piece was held, released, hidden or restored: it goes from, or comes to, open pages."""
    told = {Message.kind: (Message, tell_changed), Post.kind: (Post, tell_changed_post)}
    if event.kind in told:
        model, tell = told[event.kind]
        tell(db.session.get(model, event.piece_id))


def _onlookers(post: Post) -> set[int]:
    """Blocks count only where the writer is named: silence would tell who it is."""
    named = not post.anonymous
    followers = forum.followers_of(post.topic_id, post.author_id, named)
    lookers = people.people_of(presence.looking_at(post.topic_id))
    apart = people.blocked_ids(post.author) if post.author and named else set()
    apart.add(post.author_id)
    return {
        person.id for person in [*followers, *lookers]
        if person.id not in apart and forum_policy.may_see(person, post.topic)
    }


def _readers_of(message: Message) -> list:
    return [one.user for one in message.conversation.participants]


def _how_far(event) -> dict:
    return {"conversation_id": event.conversation_id, "number": event.number}
