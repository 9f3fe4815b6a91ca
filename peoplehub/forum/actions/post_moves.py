"""Moving posts to another topic: some of them to a new one or to one that is there, or all."""
from collections.abc import Collection, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, and_, delete, func, literal, or_, select, update
from sqlalchemy.orm import aliased

from peoplehub.accounts.models import Following, User
from peoplehub.core.acts import act, announce, save
from peoplehub.core.audiences import is_within
from peoplehub.core.database import FOR_NO_KEY_UPDATE, insert
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.text import has_content, one_line
from peoplehub.drafts.moving import move_drafts
from peoplehub.forum import policy
from peoplehub.forum.actions.aliases import free_number
from peoplehub.forum.actions.topic_moderation import NOT_OPEN, ordered
from peoplehub.forum.answers import renumber_quotations, renumbered
from peoplehub.forum.counters import recount_board, recount_posts
from peoplehub.forum.events import PostsMoved
from peoplehub.forum.models import (
    Alias,
    Board,
    MovedPost,
    Post,
    PostLink,
    PostMove,
    ReadingMark,
    Topic,
)
from peoplehub.forum.queries.post_moves import numbers_after_merge
from peoplehub.tags.actions import tag_piece
from peoplehub.tags.queries import slugs_of

MOST = 500  # posts in one move
NONE = "Tick the posts that you want to move. Perhaps somebody else has moved them just now."
FIRST_STAYS = (
    "The first post stays, because the topic begins with it. To move all of it, use “Join with "
    "another topic”."
)
TOO_MANY = f"That is more than {MOST} posts, which is too many for one move. Please move fewer."
NOT_SHOWN = "The first of the posts is hidden. A new topic must begin with one that others can see."
SAME = "That is the topic in which they are now. Choose another one."
CLOSED_TO_MOST = "The topic that you chose is not shown to others. Choose another one."
NOT_AGREED = (
    "Other people can read the new place. Read what is written beside the tick box, and tick it if "
    "it is so."
)


@act
def split(moderator: User, topic: Topic, numbers: Collection[int], title: str, board: Board,
          reason: str, agreed: bool = False) -> Topic:
    """Begin a new topic with these posts of another one, which keep their order. Raises Forbidden,
    and Invalid where not all of them can go there; `agreed`: see `_refuse_readers`."""
    topic = ordered(moderator, topic)
    require(policy.may_enter(moderator, board), NOT_OPEN)
    posts = _posts(topic, numbers)
    if posts[0].held_at or posts[0].hidden_at or posts[0].deleted_at:
        raise Invalid(NOT_SHOWN, "posts")
    new = Topic(board_id=board.id, author_id=posts[0].author_id, anonymous=posts[0].anonymous,
                started_at=posts[0].published_at, last_reply_at=posts[0].published_at)
    new.name(one_line(title)[:140])
    if not has_content(new.title):
        raise Invalid("Give the new topic a title.", "title")
    save(new)
    tag_piece(Topic.kind, new.id, slugs_of(Topic.kind, topic.id))
    _move(moderator, topic, new, posts, reason, agreed)
    return new


@act
def move_posts(moderator: User, topic: Topic, target: Topic, numbers: Collection[int],
               reason: str, agreed: bool = False) -> Topic:
    """Put these posts of a topic at the end of another one. Raises as `split` does."""
    topic, target = _two(moderator, topic, target)
    _move(moderator, topic, target, _posts(topic, numbers), reason, agreed)
    return target


@act
def merge(moderator: User, topic: Topic, target: Topic, reason: str, agreed: bool = False) -> Topic:
    """Put all posts of a topic at the end of another one, to which its address leads from then on.
    Raises as `split` does."""
    topic, target = _two(moderator, topic, target)
    posts = _locked(select(Post).where(Post.topic_id == topic.id))
    topic.merged_into_id = target.id
    db.session.execute(update(Topic).where(Topic.merged_into_id == topic.id)
                       .values(merged_into_id=target.id))
    _keep_summary(topic, target)
    if not slugs_of(Topic.kind, target.id):
        tag_piece(Topic.kind, target.id, slugs_of(Topic.kind, topic.id))
    _move(moderator, topic, target, posts, reason, agreed)
    if is_within(target.board.audience, topic.board.audience):
        move_drafts(f"reply/{topic.id}", f"reply/{target.id}",
                    partial(_renumbered, numbers_after_merge(topic.id)))
    return target


def _renumbered(numbers: dict[int, int], fields: dict) -> dict:
    """A draft whose answer and quotations are of the posts as they are numbered now."""
    answered = fields.get("answers") or ""
    now = numbers.get(int(answered)) if answered.isdecimal() else None
    return fields | {"answers": f"{now or ''}", "text": renumbered(fields.get("text", ""), numbers)}


def _two(moderator: User, topic: Topic, target: Topic) -> tuple[Topic, Topic]:
    """Both locked, in the order of their numbers."""
    if topic.id == target.id:
        raise Invalid(SAME, "topic")
    for one in sorted((topic, target), key=attrgetter("id")):
        ordered(moderator, one)
    if not target.listed:
        raise Invalid(CLOSED_TO_MOST, "topic")
    return topic, target


def _posts(topic: Topic, numbers: Collection[int]) -> Sequence[Post]:
    wanted = set(numbers)
    if 1 in wanted:
        raise Invalid(FIRST_STAYS, "posts")
    if len(wanted) > MOST:
        raise Invalid(TOO_MANY, "posts")
    posts = _locked(select(Post).where(Post.topic_id == topic.id, Post.number.in_(wanted)))
    if len(posts) < len(wanted) or not posts:
        raise Invalid(NONE, "posts")
    return posts


def _locked(posts: Select) -> Sequence[Post]:
    """At most one more than may be moved, by their numbers."""
    rows = db.session.scalars(posts.order_by(Post.id).limit(MOST + 1).with_for_update(
        of=Post, **FOR_NO_KEY_UPDATE).execution_options(populate_existing=True)).all()
    if len(rows) > MOST:
        raise Invalid(TOO_MANY, "topic")
    return sorted(rows, key=lambda post: post.number)


def _move(moderator: User, topic: Topic, target: Topic, posts: Sequence[Post], reason: str,
          agreed: bool) -> None:
    """Only within an act, under the locks of both topics and of the posts."""
    last = target.last_number
    move = save(PostMove(from_topic_id=topic.id, to_topic_id=target.id, posts=len(posts),
                         moderator_id=moderator.id))
    _renumber(topic, target, posts, move)
    _unlink(posts, target)
    topic.has_moves = target.has_moves = True
    db.session.flush()
    _follow_along(topic, target)
    _mark_read(move, target, last)
    for one in (topic, target):
        recount_posts(one)
    db.session.flush()
    for board_id in sorted({topic.board_id, target.board_id}):
        recount_board(board_id)
    _refuse_readers(topic.board, target.board, agreed)
    announce(PostsMoved(moderator.id, move.id, topic.id, target.id, one_line(reason)))


def _refuse_readers(board: Board, other: Board, agreed: bool) -> None:
    """Words go to other readers only where the moderator was asked and said so: to more of them
    only if their writers agreed, and to fewer of them knowing it. Raises Invalid."""
    if board.audience != other.audience and not agreed:
        raise Invalid(NOT_AGREED, "agreed")


def _renumber(topic: Topic, target: Topic, posts: Sequence[Post], move: PostMove) -> None:
    """Give each the next number there, and note where it stood."""
    aliases, numbers = _earlier_aliases(target, posts), {}
    for post in posts:
        db.session.add(MovedPost(topic_id=topic.id, number=post.number, post_id=post.id,
                                 move_id=move.id, alias=post.alias))
        if post.alias is not None:
            if post.alias not in aliases:
                aliases[post.alias] = _new_alias(target, post, aliases)
            post.alias = aliases[post.alias]
        target.last_number += 1
        numbers[post.number] = target.last_number
        post.topic, post.number = target, target.last_number
    for post in posts:
        renumber_quotations(post, numbers)
    db.session.flush()


def _earlier_aliases(target: Topic, posts: Sequence[Post]) -> dict[int, int]:
    """Of posts that come back: the alias that each had there, by the one that it has now."""
    rows = select(MovedPost.post_id, MovedPost.alias).where(
        MovedPost.topic_id == target.id, MovedPost.post_id.in_([post.id for post in posts]))
    known = {post_id: alias for post_id, alias in db.session.execute(rows)}
    earlier = ((post.alias, known.get(post.id)) for post in posts)
    return {alias: before for alias, before in earlier if alias and before}


def _new_alias(target: Topic, post: Post, given: dict[int, int]) -> int:
    """A number that nobody has in the topic. The writer keeps it there, unless they have written
    there unnamed before: nobody learns that the two are one person."""
    number = max([free_number(target), *(alias + 1 for alias in given.values())])
    if post.author_id and db.session.get(Alias, (target.id, post.author_id)) is None:
        save(Alias(topic_id=target.id, user_id=post.author_id, number=number))
    return number


def _unlink(posts: Sequence[Post], target: Topic) -> None:
    """A post answers others of its own topic only: those of another one are perhaps for others."""
    ids, there = [post.id for post in posts], select(Post.id).where(Post.topic_id == target.id)
    db.session.execute(delete(PostLink).where(or_(
        and_(PostLink.post_id.in_(ids), PostLink.answers_id.not_in(there)),
        and_(PostLink.answers_id.in_(ids), PostLink.post_id.not_in(there)),
    )).execution_options(synchronize_session=False))
    db.session.execute(update(Post).where(or_(
        and_(Post.id.in_(ids), Post.reply_to_id.not_in(there)),
        and_(Post.reply_to_id.in_(ids), Post.topic_id != target.id),
    )).values(reply_to_id=None).execution_options(synchronize_session=False))


def _keep_summary(topic: Topic, target: Topic) -> None:
    """The "In short" goes along, where there is none and it says nothing of who asked unnamed."""
    is_unnamed = topic.anonymous and topic.summary_by_id == topic.author_id
    if topic.summary_at and not target.summary_at and not is_unnamed:
        target.summary_text, target.summary_html = topic.summary_text, topic.summary_html
        target.summary_by_id, target.summary_at = topic.summary_by_id, topic.summary_at


def _follow_along(topic: Topic, target: Topic) -> None:
    """Whoever follows the one follows the other as much, unless they said already how much."""
    rows = select(
        Following.kind, literal(target.id), Following.user_id, Following.level, Following.told_at,
        Following.since,
    ).where(Following.kind == Topic.kind, Following.place_id == topic.id)
    names = ["kind", "place_id", "user_id", "level", "told_at", "since"]
    _insert_missing(insert(Following.__table__).from_select(names, rows))


def _mark_read(move: PostMove, target: Topic, last: int) -> None:
    """What somebody has read stays read: in a new topic as far as they read those posts, in an old
    one that they had read to the end. To others it is new there."""
    Mark = aliased(ReadingMark)
    read = select(func.count()).where(
        MovedPost.move_id == move.id, MovedPost.number <= Mark.number).scalar_subquery()
    if last == 0:
        rows = select(
            Mark.user_id, literal(target.id), read, read == move.posts, Mark.read_at,
        ).where(Mark.topic_id == move.from_topic_id, read > 0)
        names = ["user_id", "topic_id", "number", "is_whole", "read_at"]
        _insert_missing(insert(ReadingMark.__table__).from_select(names, rows))
        return
    all_read = select(Mark.user_id).where(Mark.topic_id == move.from_topic_id, read == move.posts)
    here = update(ReadingMark).where(ReadingMark.topic_id == target.id).execution_options(
        synchronize_session=False)
    at_end = ReadingMark.is_whole.is_(True), ReadingMark.number >= last
    db.session.execute(here.where(*at_end, ReadingMark.user_id.in_(all_read)).values(
        number=target.last_number))
    db.session.execute(here.where(ReadingMark.number < target.last_number).values(is_whole=False))


def _insert_missing(rows: Any) -> None:
    db.session.execute(rows.on_conflict_do_nothing())
