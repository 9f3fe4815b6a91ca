"""Queries of a member's home: of what is theirs and what they follow, what they have not read."""
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from peoplehub.accounts.models import MUTED, Following, User
from peoplehub.core import clock
from peoplehub.core.column_queries import fetch_rows
from peoplehub.forum.models import Post, PostLink, ReadingMark, Topic
from peoplehub.forum.queries.topics import (
    IS_NEW,
    LAST_BY_OTHERS,
    LATEST_NOT_MUTED,
    LISTED_OF_FEW,
    NEWEST,
    NOT_MUTED,
    OPEN_TO_VIEWER,
    READ_BY_VIEWER,
    TOPIC_NOT_MUTED,
    VIEWER,
    TopicListItem,
    as_viewer,
    lines_of,
    list_items,
    topic_list,
)
from peoplehub.tags.models import SharedTag, Tagging

LOOKS_BACK = timedelta(days=365)  # as long as it is known what somebody has read
LIMIT: BindParameter[int] = bindparam("limit")
NEVER_HERE = ReadingMark.topic_id.is_(None)
IS_MINE = Topic.author_id == VIEWER
NOT_READ = and_(Topic.last_reply_at > bindparam("since"), LAST_BY_OTHERS, or_(NEVER_HERE, IS_NEW))
FOLLOWED_TOPICS = select(Following.place_id).where(
    Following.kind == Topic.kind, Following.user_id == VIEWER, Following.level != MUTED)
Mine, Answer = aliased(Post), aliased(Post)
# Somebody quoted the viewer, after what they have read.
ANSWERS_VIEWER = exists().where(
    Mine.topic_id == Topic.id, Mine.author_id == VIEWER, PostLink.answers_id == Mine.id,
    Answer.id == PostLink.post_id, Answer.is_out(), Answer.author_id.is_distinct_from(VIEWER),
    or_(NEVER_HERE, Answer.number > ReadingMark.number))


def _unread(*which: ColumnElement[bool]) -> Select:
    return (select(Topic.id).join(Topic.board).outerjoin(ReadingMark, READ_BY_VIEWER)
            .where(OPEN_TO_VIEWER, NOT_READ, *which).order_by(*NEWEST).limit(LIMIT))


OWN = _unread(LISTED_OF_FEW, IS_MINE, Topic.reply_count > 0, TOPIC_NOT_MUTED)
FOLLOWED = _unread(LISTED_OF_FEW, Topic.id.in_(FOLLOWED_TOPICS), ~IS_MINE)
# Of a board or a tag that they follow: topics begun since, and which they have not opened.
BEGUN_SINCE = and_(Following.user_id == VIEWER, Following.level != MUTED,
                   Following.since <= Topic.started_at)
NOT_OPENED = and_(NEVER_HERE, Topic.author_id.is_distinct_from(VIEWER), NOT_MUTED)


def _begun_in(following: ColumnElement[bool], *joined: tuple) -> Select:
    """Found from what they follow: they follow few places, and there are many topics."""
    ids = select(Topic.id).join(Topic.board)
    for table, on in joined:
        ids = ids.join(table, on)
    return (ids.join(Following, and_(following, BEGUN_SINCE))
            .outerjoin(ReadingMark, READ_BY_VIEWER)
            .where(OPEN_TO_VIEWER, NOT_READ, LISTED_OF_FEW, NOT_OPENED)
            .order_by(*NEWEST).limit(LIMIT))


IN_BOARDS = _begun_in(and_(Following.kind == "board", Following.place_id == Topic.board_id))
WITH_TAG = _begun_in(
    and_(Following.kind == SharedTag.kind, Following.place_id == Tagging.tag_id),
    (Tagging, and_(Tagging.kind == Topic.kind, Tagging.piece_id == Topic.id)))
NEW_FOR_VIEWER = lines_of(
    union_all(*(select(ids.subquery().c.id) for ids in (OWN, FOLLOWED, IN_BOARDS, WITH_TAG))),
    is_new=Topic.reply_count > 0,
).add_columns(or_(IS_MINE, ANSWERS_VIEWER).label("is_answer"))


class NewForMember(NamedTuple):
    """Topics with something that the member has not read, the newest first."""

    answers: list[TopicListItem]  # to a topic of theirs, or to a post by quoting it
    followed: list[TopicListItem]


def new_for(person: User, how_many: int) -> NewForMember:
    """At most `how_many` of each."""
    rows = fetch_rows(NEW_FOR_VIEWER, limit=how_many, since=clock.now() - LOOKS_BACK,
                      **as_viewer(person))
    answers = [row[:-1] for row in rows if row.is_answer]
    followed = [row[:-1] for row in rows if not row.is_answer]
    return NewForMember(list_items(answers[:how_many]), list_items(followed[:how_many]))


def latest_not_muted(person: User, how_many: int) -> list[TopicListItem]:
    """Topics with the newest activity, over all boards, without what the member muted."""
    return topic_list(LATEST_NOT_MUTED, person, how_many)
