"""Queries of topics by their tags."""
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from peoplehub.core.column_queries import fetch_first
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Topic
from peoplehub.forum.queries.topics import (
    A_PAGE,
    LISTED_OF_FEW,
    OPEN_TO_VIEWER,
    TopicListItem,
    as_viewer,
    topic_list,
    topic_list_statement,
)
from peoplehub.tags.models import Tagging

COUNTS = (
    select(Tagging.tag_id, func.count())
    .join(Topic, Topic.id == Tagging.piece_id).join(Topic.board)
    .where(Tagging.kind == Topic.kind, LISTED_OF_FEW, OPEN_TO_VIEWER)
    .group_by(Tagging.tag_id)
)


def topics_by_tag(viewer: Viewer) -> dict[int, int]:
    """How many topics that others see have each tag, of those that the viewer may read."""
    return {tag_id: number for tag_id, number in db.session.execute(COUNTS, as_viewer(viewer))}


def tagged_topics(viewer: Viewer, tag_ids: list[int],
                  number: int = 1) -> tuple[Page, list[TopicListItem]]:
    """A page of the topics that have all of these tags, the newest activity first. Raises NotFound
    where there is no such page."""
    asked = {f"tag_{at}": tag_id for at, tag_id in enumerate(tag_ids)}
    counting, listing = _statements(len(tag_ids))
    found = fetch_first(counting, **as_viewer(viewer), **asked)
    page = Page(number, A_PAGE, found[0] if found else 0).checked()
    return page, topic_list(listing, viewer, A_PAGE, offset=page.offset, **asked)


def unanswered_tagged(viewer: Viewer, tag_ids: list[int], how_many: int) -> list[TopicListItem]:
    """Of them, those that nobody has answered and that are open."""
    asked = {f"tag_{at}": tag_id for at, tag_id in enumerate(tag_ids)}
    return topic_list(_unanswered(len(tag_ids)), viewer, how_many, **asked)


@cache
def _statements(tags: int) -> tuple[Select, Select]:
    which = LISTED_OF_FEW, *_having(tags)
    counting = select(func.count()).select_from(Topic).join(Topic.board).where(
        OPEN_TO_VIEWER, *which)
    return counting, topic_list_statement(*which)


@cache
def _unanswered(tags: int) -> Select:
    return topic_list_statement(LISTED_OF_FEW, Topic.reply_count == 0, Topic.locked_at.is_(None),
                                *_having(tags))


def _having(tags: int) -> list[ColumnElement[bool]]:
    return [Topic.id.in_(select(Tagging.piece_id).where(
        Tagging.tag_id == bindparam(f"tag_{at}"), Tagging.kind == Topic.kind))
        for at in range(tags)]
