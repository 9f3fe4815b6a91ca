"""Queries of topics by their tags."""
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from peoplehub.core.column_queries import fetch_first
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Topic
from peoplehub.forum.queries.topics import (
    A_PAGE,
    LISTED,
    LISTED_OF_FEW,
    NEWEST,
    OPEN_QUESTION,
    OPEN_TO_VIEWER,
    STARTED,
    TopicListItem,
    as_viewer,
    topic_list,
    topic_list_statement,
)
from peoplehub.tags.models import Tagging

MOST_SORTED = 1_000  # topics that are put in order for one page; beyond, an index is followed
KEY = re.compile(r"([0-9]{1,17})-([0-9]{1,9})", re.ASCII)
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
AT = bindparam("at", type_=UTCDateTime)
IS_OLDER = and_(Topic.last_reply_at <= AT,
                or_(Topic.last_reply_at < AT, Topic.id < bindparam("topic_id")))
COUNTS = (
    select(Tagging.tag_id, func.count())
    .join(Topic, Topic.id == Tagging.piece_id).join(Topic.board)
    .where(Tagging.kind == Topic.kind, LISTED_OF_FEW, OPEN_TO_VIEWER)
    .group_by(Tagging.tag_id)
)


class Key(NamedTuple):
    """The place of a topic in a list: what comes after it is older."""

    at: datetime
    topic_id: int

    @classmethod
    def of(cls, said: str) -> "Key":
        """As an address says it. Raises NotFound."""
        found = KEY.fullmatch(said)
        if not found:
            raise NotFound()
        return cls(EPOCH + int(found[1]) * MICROSECOND, int(found[2]))

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}-{self.topic_id}"


BEFORE_ALL = Key(datetime(9999, 1, 1, tzinfo=UTC), 0)


class TaggedTopics(NamedTuple):
    """A page of topics, and what the next one begins after, where there is one."""

    lines: list[TopicListItem]
    older: Key | None


def topics_by_tag(viewer: Viewer) -> dict[int, int]:
    """How many topics that others see have each tag, of those that the viewer may read."""
    return {tag_id: number for tag_id, number in db.session.execute(COUNTS, as_viewer(viewer))}


def tagged_topics(viewer: Viewer, tag_ids: list[int], after: Key = BEFORE_ALL) -> TaggedTopics:
    """A page of the topics that have all of these tags, the newest activity first."""
    asked = _asked(tag_ids)
    listing = _listing(len(tag_ids), _is_common(asked))
    lines = topic_list(listing, viewer, A_PAGE + 1, at=after.at, topic_id=after.topic_id, **asked)
    if len(lines) <= A_PAGE:
        return TaggedTopics(lines, None)
    last = lines[A_PAGE - 1]
    return TaggedTopics(lines[:A_PAGE], Key(last.last_reply_at, last.id))


def unanswered_tagged(viewer: Viewer, tag_ids: list[int], how_many: int) -> list[TopicListItem]:
    """Of them, those that nobody has answered and that are open."""
    asked = _asked(tag_ids)
    return topic_list(_unanswered(len(tag_ids), _is_common(asked)), viewer, how_many, **asked)


def _asked(tag_ids: list[int]) -> dict[str, int]:
    return {f"tag_{at}": tag_id for at, tag_id in enumerate(tag_ids)}


def _is_common(asked: dict[str, int]) -> bool:
    """Whether more topics have all of these tags than can be put in order for one page."""
    found = fetch_first(_counting(len(asked)), **asked)
    return bool(found and found[0] > MOST_SORTED)


@cache
def _counting(tags: int) -> Select:
    first, *others = [aliased(Tagging) for _ in range(tags)]
    rows = select(literal(1)).select_from(first).where(*_is_of(first, 0), *(
        exists().where(*_is_of(other, at), other.piece_id == first.piece_id)
        for at, other in enumerate(others, 1)))
    return select(func.count()).select_from(rows.limit(MOST_SORTED + 1).subquery())


@cache
def _listing(tags: int, is_common: bool) -> Select:
    """Few topics are found by their tags; of many, the newest are looked at one by one."""
    if is_common:
        return topic_list_statement(LISTED, IS_OLDER, *_each_having(tags))
    return topic_list_statement(LISTED_OF_FEW, IS_OLDER, *_having(tags))


@cache
def _unanswered(tags: int, is_common: bool) -> Select:
    if is_common:
        return topic_list_statement(OPEN_QUESTION, *_each_having(tags), order=STARTED)
    return topic_list_statement(LISTED_OF_FEW, Topic.reply_count == 0, Topic.locked_at.is_(None),
                                *_having(tags), order=NEWEST)


def _having(tags: int) -> list[ColumnElement[bool]]:
    return [Topic.id.in_(select(Tagging.piece_id).where(*_is_of(Tagging, at)))
            for at in range(tags)]


def _each_having(tags: int) -> list[ColumnElement[bool]]:
    each = [aliased(Tagging) for _ in range(tags)]
    return [exists().where(*_is_of(one, at), one.piece_id == Topic.id)
            for at, one in enumerate(each)]


def _is_of(tagging: type[Tagging], at: int) -> tuple[ColumnElement[bool], ...]:
    return tagging.tag_id == bindparam(f"tag_{at}"), tagging.kind == Topic.kind
