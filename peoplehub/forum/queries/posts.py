"""Queries of posts. A page is a range of post numbers, so the last page is as quick as the first.
"""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, not_, or_, select
from sqlalchemy.orm import aliased, joinedload

from peoplehub.accounts.models import Block, User
from peoplehub.core.column_queries import fetch_rows
from peoplehub.core.content_notes import merged
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page
from peoplehub.core.piece_files import PieceFile
from peoplehub.core.viewers import Viewer
from peoplehub.forum import policy
from peoplehub.forum.models import PAGE_SIZE, Board, Post, PostLink, Topic
from peoplehub.forum.models.protocols import TopicColumns
from peoplehub.forum.public_author import NEEDED, PublicAuthor, public_author
from peoplehub.forum.queries.topics import IS_MODERATOR, VIEWER
from peoplehub.reactions.queries import given_column, helped_column

MOST_STATES = 500
MOST_TO_TICK = 50
MOST_NAMES = 300
LATELY = 2000  # posts

AnsweringPost = aliased(Post)
AnsweredPost, AnsweredAuthor = aliased(Post), aliased(User)
NUMBER_OF_ANSWERS = (
    select(func.count()).select_from(PostLink)
    .join(AnsweringPost, AnsweringPost.id == PostLink.post_id)
    .where(PostLink.answers_id == Post.id, AnsweringPost.is_out())
    .correlate(Post).scalar_subquery()
)
POST_COLUMNS = (
    Post.id, Post.number, Post.html, Post.alias, Post.author_id, Post.published_at, Post.edited_at,
    Post.deleted_at, Post.held_at, Post.hidden_at, Post.hidden_reason, Post.made_with_ai,
    Post.note,
    *NEEDED, Block.blocked_id, given_column(Post.kind, Post.id, VIEWER),
    helped_column(Post.kind, Post.id), NUMBER_OF_ANSWERS, Post.files,
    AnsweredPost.number, AnsweredPost.alias, AnsweredPost.published_at, AnsweredAuthor.pen_name,
)  # fmt: skip



def _seen(post: Any) -> ColumnElement[bool]:
    """Ones taken away too: they keep their place."""
    return or_(
        and_(post.held_at.is_(None), post.hidden_at.is_(None), post.published_at.is_not(None)),
        post.author_id == VIEWER,
        IS_MODERATOR,
    )


SEEN = _seen(Post)
IN_RANGE = and_(Post.topic_id == bindparam("topic_id"),
                Post.number.between(bindparam("first"), bindparam("last")))



def with_authors(statement: Select) -> Select:
    """Joined to what `POST_COLUMNS` says of who wrote each, and of what it answers: nothing of a
    post that the viewer does not see, and no name of somebody they blocked."""
    return statement.outerjoin(User, User.id == Post.author_id).outerjoin(
        Block, and_(Block.blocker_id == VIEWER, Block.blocked_id == Post.author_id)
    ).outerjoin(AnsweredPost, and_(
        AnsweredPost.id == Post.reply_to_id, AnsweredPost.topic_id == Post.topic_id,
        AnsweredPost.deleted_at.is_(None), _seen(AnsweredPost),
    )).outerjoin(AnsweredAuthor, and_(
        AnsweredAuthor.id == AnsweredPost.author_id, AnsweredPost.alias.is_(None),
        AnsweredAuthor.id.not_in(select(Block.blocked_id).where(
            Block.blocker_id == VIEWER, not_(IS_MODERATOR))),
    ))


POSTS = with_authors(select(*POST_COLUMNS)).where(IN_RANGE, SEEN).order_by(Post.number)
STATES = select(
    Post.number, Post.edited_at, Post.deleted_at.is_not(None).label("is_gone"),
    Post.held_at.is_not(None).label("is_held"), Post.hidden_at.is_not(None).label("is_hidden"),
    (Post.note != "").label("is_noted"),
).where(IN_RANGE, SEEN).order_by(Post.number)
FIRST_UNREAD = select(Post.number).where(
    Post.topic_id == bindparam("topic_id"), Post.number > bindparam("read"), SEEN,
    Post.deleted_at.is_(None), Post.author_id.is_distinct_from(VIEWER),
).order_by(Post.number).limit(1)


class Look(NamedTuple):
    """What makes a post look other than the next: all that `forum/_post.html` decides by."""

    is_question: bool
    is_mine: bool
    is_named: bool  # its byline leads to a person
    is_anonymous: bool
    is_edited: bool
    is_made_with_ai: bool
    is_gone: bool
    is_folded: bool  # the viewer blocked whoever wrote it under their name
    is_held: bool
    is_hidden: bool
    has_reason: bool
    takes_reactions: bool  # of the viewer
    takes_helped: bool  # and they asked
    is_helped: bool
    is_answered: bool
    is_answer: bool  # to one post
    is_noted: bool  # by its writer or a moderator


class Answered(NamedTuple):
    """The post that another one answers."""

    number: int
    alias: int | None
    published_at: datetime | None
    pen_name: str | None  # none of whoever left, or is blocked by the viewer


@dataclass(slots=True)
class Shown:
    """A post as a page shows it. Whose it is, is said by its byline only."""

    id: int
    number: int
    by: PublicAuthor
    html: str
    published_at: datetime
    edited_at: datetime | None
    hidden_reason: str | None
    look: Look
    given: str  # reactions of the viewer, joined by commas
    answers: int  # shown posts that answer it
    answered: Answered | None  # what it answers
    files: list[PieceFile] | None  # beside its words
    note: str  # behind which both are folded

    @property
    def state(self) -> str:
        return _state(self.edited_at, self.look)


def posts_for(viewer: Viewer, topic: TopicColumns, number: int = 1) -> tuple[Page, list[Shown]]:
    """One page of a topic. Raises NotFound when there is no such page."""
    page = Page(number, PAGE_SIZE, topic.last_number).checked()
    return page, _shown(viewer, topic, page.first, page.last)


def posts_since(viewer: Viewer, topic: TopicColumns, number: int, most: int = 50) -> list[Shown]:
    """Of the `most` posts after `number`, those that this viewer may see."""
    number = min(number, topic.last_number)  # there are none after it, whatever number was asked
    return _shown(viewer, topic, number + 1, number + most)


def first_unread(viewer: Viewer, topic: TopicColumns, read: int) -> int | None:
    """The number of the first post after `read` that the viewer may see and did not write."""
    found = fetch_rows(FIRST_UNREAD, topic_id=topic.id, read=read, viewer_id=viewer.id or 0,
                       is_moderator=viewer.is_moderator)
    return found[0].number if found else None


def states_of(viewer: Viewer, topic: TopicColumns, first: int, last: int) -> dict[int, str]:
    """Of the posts from `first` to `last` that this viewer may see: a short word for each, another
    one whenever the post is changed. A browser compares it with what it shows."""
    seen = fetch_rows(STATES, topic_id=topic.id, first=first, last=min(last, first + MOST_STATES),
                      viewer_id=viewer.id or 0, is_moderator=viewer.is_moderator)
    return {row.number: _state(row.edited_at, row) for row in seen}


def post_for(viewer: Viewer, post_id: int) -> Post:
    """The post of that number, if the viewer may read it. Raises NotFound."""
    post = db.session.scalar(Post.readable(viewer).where(Post.id == post_id))
    if post is None:
        raise NotFound()
    return post


def post_at(viewer: Viewer, topic: TopicColumns, number: int) -> Post:
    """The shown post of that number in a topic. Raises NotFound."""
    if number > topic.last_number:
        raise NotFound()
    here = Post.topic_id == topic.id, Post.number == number, Post.deleted_at.is_(None)
    post = db.session.scalar(Post.readable(viewer).where(*here).options(joinedload(Post.author)))
    if post is None:
        raise NotFound()
    return post


def own_post_for(viewer: Viewer, post_id: int) -> Post:
    """The viewer's own post, even when they have taken it away. Raises NotFound."""
    mine = Post.own(viewer).where(Post.id == post_id)
    post = db.session.scalar(mine) if viewer.id is not None else None
    if post is None:
        raise NotFound()
    return post


def _shown(viewer: Viewer, topic: TopicColumns, first: int, last: int) -> list[Shown]:
    seen = fetch_rows(POSTS, topic_id=topic.id, first=first, last=last, viewer_id=viewer.id or 0,
                      is_moderator=viewer.is_moderator)
    return shown_posts(viewer, topic, seen)


def shown_posts(viewer: Viewer, topic: TopicColumns, seen: Sequence[Row]) -> list[Shown]:
    """Rows of `POST_COLUMNS` as pages show them to this viewer."""
    may_react = policy.may_react(viewer, topic)
    return [_as_shown(row, viewer, topic, may_react) for row in seen]


def _state(edited_at: datetime | None, look: Look | Row) -> str:
    """Nothing for a post that is as it was written."""
    edited = f"{edited_at.timestamp():.6f}" if edited_at else ""
    return edited + "d" * look.is_gone + "w" * look.is_held + "h" * look.is_hidden + (
        "n" * look.is_noted)


def _as_shown(row: Row, viewer: Viewer, topic: TopicColumns, may_react: bool) -> Shown:
    (post_id, number, html, alias, author_id, published_at, edited_at, deleted_at, held_at,
     hidden_at, hidden_reason, made_with_ai, note, *needed, blocked_id, given, is_helped,
     answers, files, at_number, at_alias, at_time, at_name) = row  # POST_COLUMNS, by their order
    by = public_author(needed, topic.id, alias, topic.anonymous)
    is_mine = viewer.id is not None and author_id == viewer.id
    takes_reactions = (may_react and author_id is not None and not is_mine
                       and deleted_at is None and held_at is None and hidden_at is None)
    look = Look(
        is_question=number == 1,
        is_mine=is_mine,
        is_named=by.address != "",
        is_anonymous=alias is not None,
        is_edited=edited_at is not None,
        is_made_with_ai=made_with_ai,
        is_gone=deleted_at is not None,
        is_folded=blocked_id is not None and alias is None and not viewer.is_moderator,
        is_held=held_at is not None,
        is_hidden=hidden_at is not None,
        has_reason=bool(hidden_reason),
        takes_reactions=takes_reactions,
        takes_helped=takes_reactions and policy.is_askers(viewer, topic),
        is_helped=is_helped,
        is_answered=answers > 0,
        is_answer=at_number is not None,
        is_noted=note != "",
    )
    shown_html = "" if look.is_gone else html
    answered = Answered(at_number, at_alias, at_time, at_name) if look.is_answer else None
    return Shown(post_id, number, by, shown_html, published_at, edited_at, hidden_reason, look,
                 given or "", answers, answered, None if look.is_gone else files,
                 merged(note, by.note))


def posts_to_move(viewer: Viewer, topic: TopicColumns, number: int) -> tuple[Page, list[Post]]:
    """One page of the posts of a topic for moderators, without the first. Raises NotFound when
    there is no such page."""
    page = Page(number, MOST_TO_TICK, topic.last_number).checked()
    posts = Post.readable(viewer).where(
        Post.topic_id == topic.id, Post.number > 1, Post.number.between(page.first, page.last))
    return page, list(db.session.scalars(
        posts.order_by(Post.number).options(joinedload(Post.author))))


def names_in(viewer: Viewer, topic: TopicColumns, how_many: int = MOST_NAMES) -> list[User]:
    """Whom the viewer may call by name in a topic: those who write there under their own."""
    named = select(Post.author_id).where(
        Post.topic_id == topic.id, Post.alias.is_(None), Post.is_out()
    )
    return _to_call(viewer, named, how_many)


def names_for(viewer: Viewer) -> list[User]:
    """Whom the viewer may call by name anywhere: those who wrote under their own name lately where
    the viewer may read."""
    here = Topic.board_id.in_(select(Board.id).where(Board.audience.in_(viewer.audiences)))
    named = select(Post.author_id).join(Post.topic).where(
        here, Topic.listed, Post.alias.is_(None), Post.is_out()
    ).order_by(Post.id.desc()).limit(LATELY).subquery()
    return _to_call(viewer, select(named.c.author_id), MOST_NAMES)


def _to_call(viewer: Viewer, ids: Select, how_many: int) -> list[User]:
    people = User.readable(viewer).where(User.id.in_(ids), User.id != viewer.id)
    return list(db.session.scalars(people.order_by(User.slug).limit(how_many)))
