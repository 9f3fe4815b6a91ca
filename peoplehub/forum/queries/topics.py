"""How topics are read: one, and the lists of them."""
from dataclasses import dataclass

from sqlalchemy import and_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page
from peoplehub.forum.bylines import NEEDED
from peoplehub.forum.models import Alias, Board, Following, Post, Topic
from peoplehub.forum.queries.lines import Line, lines

NEWEST = Topic.last_reply_at.desc(), Topic.id.desc()
ITS_AUTHOR = joinedload(Topic.author).load_only(*NEEDED)
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Place:
    """A topic and how the viewer stands to it."""

    topic: Topic
    is_following: bool = False
    was_unnamed: bool = False  # the viewer has written here under an alias


def topic_for(viewer, topic_id: int) -> Topic:
    """The topic of that number, if the viewer may see it. Raises NotFound."""
    found = Topic.readable(viewer).where(Topic.id == _possible(topic_id))
    topic = db.session.scalar(found.options(ITS_AUTHOR))
    if topic is None:
        raise NotFound()
    return topic


def place_in(viewer, topic_id: int) -> Place:
    """The same with the viewer's following and alias, in one query. Raises NotFound."""
    if viewer.id is None:
        return Place(topic_for(viewer, topic_id))
    mine = and_(Following.topic_id == Topic.id, Following.user_id == viewer.id)
    alias = and_(Alias.topic_id == Topic.id, Alias.user_id == viewer.id)
    found = (
        Topic.readable(viewer)
        .add_columns(Following.since, Alias.number)
        .outerjoin(Following, mine)
        .outerjoin(Alias, alias)
        .where(Topic.id == _possible(topic_id))
        .options(ITS_AUTHOR)
    )
    row = db.session.execute(found).first()
    if row is None:
        raise NotFound()
    return Place(row.Topic, is_following=row.since is not None, was_unnamed=row.number is not None)


def topics_for(viewer, board: Board, number: int = 1) -> tuple[Page, list[Line]]:
    """One page of a board: pinned topics first, then the newest activity. Raises NotFound."""
    page = Page(number, 20, board.topic_count).checked()
    here = Topic.board_id == board.id, _listed_for(viewer)
    pinned = lines(*here, Topic.pinned_at.is_not(None), order=NEWEST, limit=100)
    on_top = pinned[page.offset : page.last]
    rest = lines(
        *here,
        Topic.pinned_at.is_(None),
        order=NEWEST,
        limit=page.size - len(on_top),
        offset=max(0, page.offset - len(pinned)),
    )
    return page, on_top + rest


def waiting_for(viewer, board: Board) -> list[Line]:
    """Topics of a board that are not listed, but which this viewer may see all the same."""
    if viewer.id is None:
        return []
    mine = Topic.board_id == board.id, Topic.listed != true(), Topic.taken_away_at.is_(None)
    whose = true() if viewer.is_moderator else Topic.author_id == viewer.id
    here = Board.audience.in_(viewer.audiences)
    return lines(*mine, whose, here, order=(Topic.started_at.desc(),), limit=20)


def latest_for(viewer, how_many: int = 5) -> list[Line]:
    """Topics with the newest activity, over all boards."""
    return lines(_listed_for(viewer), order=NEWEST, limit=how_many)


def unanswered_for(viewer, how_many: int = 5) -> list[Line]:
    """Topics nobody has replied to, the newest first."""
    alone = Topic.reply_count == 0, Topic.locked_at.is_(None)
    return lines(_listed_for(viewer), *alone, order=(Topic.started_at.desc(),), limit=how_many)


def others_in(viewer, topic: Topic, how_many: int = 4) -> list[tuple[str, str]]:
    """Title and address of other topics of the same board, the newest activity first."""
    others = (
        select(Topic.id, Topic.title, Topic.slug)
        .join(Topic.board)
        .where(Topic.board_id == topic.board_id, _listed_for(viewer))
        .order_by(*NEWEST)
        .limit(how_many + 1)
    )
    found = [row for row in db.session.execute(others) if row.id != topic.id]
    return [(row.title, f"/forum/topics/{row.id}-{row.slug}") for row in found[:how_many]]


def followed_by(viewer, how_many: int = 50) -> list[Line]:
    """Topics the viewer follows, the newest activity first."""
    mine = select(Following.topic_id).where(Following.user_id == viewer.id)
    return lines(_listed_for(viewer), Topic.id.in_(mine), order=NEWEST, limit=how_many)


def started_for(viewer, board: Board | None = None, how_many: int = 20) -> list[Post]:
    """The newest questions with their words, for feeds: of one board, or of all."""
    questions = (
        select(Post)
        .join(Post.topic)
        .join(Topic.board)
        .options(contains_eager(Post.topic).contains_eager(Topic.board), joinedload(Post.author))
        .where(_listed_for(viewer), Post.number == 1, Post.is_out())
        .order_by(Topic.started_at.desc())
        .limit(how_many)
    )
    if board is not None:
        questions = questions.where(Topic.board_id == board.id)
    return list(db.session.scalars(questions))


def _listed_for(viewer):
    """Listed, in a board this viewer may enter (the board must be joined)."""
    return and_(Topic.listed == true(), Board.audience.in_(viewer.audiences))


def _possible(topic_id: int) -> int:
    if not 0 < topic_id <= LARGEST_ID:
        raise NotFound()
    return topic_id
