"""Starting a topic, replying, changing and taking away one's own words."""
from sqlalchemy import func, select

from peoplehub.accounts.models import User
from peoplehub.accounts.queries import slugs_known
from peoplehub.core import clock, limits, publications
from peoplehub.core.acts import act, save
from peoplehub.core.column_queries import loaded_id
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.publications import prerendered
from peoplehub.core.text import has_content, mentioned, normalize, one_line
from peoplehub.forum import policy
from peoplehub.forum.actions.following import start_following
from peoplehub.forum.counters import count_in, locked, locked_for, recount
from peoplehub.forum.models import Alias, Board, Post, Topic

CANNOT_WRITE = "This is not open to you for writing just now."
LOCKED = "This topic is closed, so no more replies can be added. You can start a new topic."
NOT_YOURS = "Only the person who wrote this can change it."


def names_in(text: str) -> set[str]:
    """The people a text may call, who become links in it."""
    return slugs_known(mentioned(text))


@act
@deduplicated
@prerendered(Post, names_in)
def start_topic(author: User, board: Board, title: str, text: str, anonymous: bool = False) -> Post:
    """Gives back the first post."""
    require(policy.may_start(author, board), CANNOT_WRITE)
    _ask_limit(author, "topic")
    topic = Topic(board_id=board.id, author_id=author.id, anonymous=anonymous)
    topic.name(_title(title))
    topic.started_at = topic.last_reply_at = clock.now()
    save(topic)
    post = save(_write(author, topic, text, anonymous))
    recount(topic)
    start_following(author, topic)
    return publications.publish(author, post)


@act(turn=lambda _author, topic, *_words, **_more: f"topic {loaded_id(topic)}")
@deduplicated
@prerendered(Post, names_in)
def reply(author: User, topic: Topic, text: str, anonymous: bool = False) -> Post:
    topic, is_following = locked_for(author, loaded_id(topic))
    require(policy.may_reply(author, topic), LOCKED if topic.locked_at else CANNOT_WRITE)
    _ask_limit(author, "reply")
    post = _write(author, topic, text, anonymous)
    if not is_following:
        start_following(author, topic)
    count_in(topic, post)
    return publications.publish(author, post)


@act
@prerendered(Post, names_in)
def edit(author: User, post: Post, text: str, title: str | None = None, seen: str = "") -> Post:
    """The old words are gone for good: people edit to take details out. `seen` is the mark of the
    words that the author began with."""
    topic = locked(post.topic_id)
    require(policy.may_edit(author, post), NOT_YOURS)
    limits.ask("change", author.id)
    refuse_conflict(seen, post.editable, {"text": normalize(text), "title": title})
    if post.is_question and title is not None:
        topic.name(_title(title))
    post.write(_words(text), names_in(text))
    post.edited_at = clock.now()
    topic.touch()
    return publications.change(author, post)


@act
def delete(author: User, post: Post) -> Post:
    """A placeholder keeps the place, so that the numbers of the others stay."""
    topic = locked(post.topic_id)
    require(policy.may_delete(author, post), NOT_YOURS)
    post.deleted_at = clock.now()
    if post.is_question:
        topic.taken_away_at = post.deleted_at
    recount(topic)
    return publications.withdraw(author, post)


def _write(author: User, topic: Topic, text: str, anonymous: bool) -> Post:
    topic.last_number += 1
    post = Post(topic=topic, number=topic.last_number, author_id=author.id)
    post.published_at = clock.now()
    post.alias = _alias(author, topic) if anonymous else None
    post.write(_words(text), names_in(text))
    return post


def _alias(author: User, topic: Topic) -> int:
    """The number under which this person writes unnamed here: the same one each time."""
    kept = db.session.get(Alias, (topic.id, author.id))
    return kept.number if kept else save(_next_alias(author, topic)).number


def _next_alias(author: User, topic: Topic) -> Alias:
    last = db.session.scalar(select(func.max(Alias.number)).where(Alias.topic_id == topic.id))
    return Alias(topic_id=topic.id, user_id=author.id, number=(last or 0) + 1)


def _ask_limit(author: User, what: str) -> None:
    limits.ask(f"newcomer {what}" if author.is_newcomer else what, author.id)


def _title(title: str) -> str:
    title = one_line(title)[:140]
    return title if has_content(title) else _refuse("Give your topic a title.", "title")


def _words(text: str) -> str:
    return text if has_content(text) else _refuse("Write a few words first.", "text")


def _refuse(sentence: str, field: str):
    raise Invalid(sentence, field)
