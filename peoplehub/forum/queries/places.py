"""A topic as its page reads it: what the page shows of it, and how the viewer stands to it.

One question, columns only. Acts want the whole row, and fetch it with `topic_for`.
"""
from types import SimpleNamespace

from sqlalchemy import Boolean, and_, bindparam, or_, select, true
from sqlalchemy.orm import aliased

from peoplehub.accounts.models import User
from peoplehub.core.errors import NotFound
from peoplehub.core.rows import first
from peoplehub.forum.bylines import NEEDED, asker, named
from peoplehub.forum.models import Alias, Board, Following, Topic, TopicWays, may_be_indexed
from peoplehub.forum.queries.lines import OPEN_TO_VIEWER

LARGEST_ID = 2**31 - 1
VIEWER = bindparam("viewer_id")
IS_MODERATOR = bindparam("is_moderator", type_=Boolean)
Shortener = aliased(User)

PLACE = (
    select(
        Topic.id, Topic.board_id, Topic.title, Topic.slug.label("topic_slug"), Topic.author_id,
        Topic.anonymous, Topic.listed, Topic.taken_away_at, Topic.last_number, Topic.reply_count,
        Topic.last_reply_at, Topic.pinned_at, Topic.locked_at, Topic.locked_reason,
        Topic.short_html, Topic.short_at, Topic.short_by_id, Topic.version, Topic.changed_at,
        Board.slug.label("board_slug"), Board.name.label("board_name"), Board.audience,
        Board.indexing,
        *NEEDED, Shortener.pen_name.label("short_name"), Shortener.slug.label("short_slug"),
        Shortener.role.label("short_role"), Shortener.describes.label("short_describes"),
        Shortener.i_am.label("short_i_am"),
        Following.since, Alias.number.label("alias"),
    )
    .join(Topic.board)
    .outerjoin(Topic.author)
    .outerjoin(Shortener, Shortener.id == Topic.short_by_id)
    .outerjoin(Following, and_(Following.topic_id == Topic.id, Following.user_id == VIEWER))
    .outerjoin(Alias, and_(Alias.topic_id == Topic.id, Alias.user_id == VIEWER))
    .where(Topic.id == bindparam("topic_id"), OPEN_TO_VIEWER)
    .where(
        or_(
            Topic.listed == true(),
            IS_MODERATOR,
            and_(Topic.author_id == VIEWER, Topic.taken_away_at.is_(None)),
        )
    )
)  # fmt: skip


class Place(TopicWays):
    """Answers what the page and the policies ask of a topic."""

    def __init__(self, row):
        self.id, self.slug = row.id, row.topic_slug
        self.title, self.version, self.changed_at = row.title, row.version, row.changed_at
        self.author_id, self.anonymous = row.author_id, row.anonymous
        self.listed, self.taken_away_at = row.listed, row.taken_away_at
        self.last_number, self.reply_count = row.last_number, row.reply_count
        self.last_reply_at, self.pinned_at = row.last_reply_at, row.pinned_at
        self.locked_at, self.locked_reason = row.locked_at, row.locked_reason
        self.short_html, self.short_at = row.short_html, row.short_at
        self.board_id = row.board_id
        self.board = SimpleNamespace(
            id=row.board_id, slug=row.board_slug, name=row.board_name, audience=row.audience,
            address=f"/forum/{row.board_slug}",
            is_indexed=may_be_indexed(row.audience, row.indexing),
        )
        self.asker = asker(row, row.id, row.anonymous)
        self.short_by = _shortener(row)
        self.is_following = row.since is not None
        self.was_unnamed = row.alias is not None  # the viewer has written here under an alias


def place_in(viewer, topic_id: int) -> Place:
    """The topic of that number, if the viewer may see it. Raises NotFound."""
    row = first(PLACE, topic_id=possible(topic_id), **as_viewer(viewer))
    if row is None:
        raise NotFound()
    return Place(row)


def as_viewer(viewer) -> dict:
    """The viewer, for the statements that ask for one."""
    return {"viewer_id": viewer.id or 0, "is_moderator": viewer.is_moderator,
            "audiences": viewer.audiences}


def possible(number: int) -> int:
    """A number a row may have, or NotFound: larger ones are no numbers to a database."""
    if not 0 < number <= LARGEST_ID:
        raise NotFound()
    return number


def _shortener(row):
    """Who wrote the "In short"; nobody when that would name an unnamed asker."""
    if row.short_slug is None or (row.anonymous and row.short_by_id == row.author_id):
        return None
    return named(row.short_name, row.short_slug, "", row.short_role, row.short_describes,
                 row.short_i_am)
