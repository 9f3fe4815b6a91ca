"""How topics are read: a whole one for acts, and the lists of them."""
from sqlalchemy import bindparam, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page
from peoplehub.core.rows import rows
from peoplehub.forum.models import Board, Following, Post, Topic
from peoplehub.forum.queries.lines import LISTED, NEWEST, OPEN_TO_VIEWER, Line, lines, listing
from peoplehub.forum.queries.places import IS_MODERATOR, VIEWER, as_viewer, possible

HERE = Topic.board_id == bindparam("board_id")
STARTED = (Topic.started_at.desc(),)

PINNED = listing(HERE, LISTED, Topic.pinned_at.is_not(None))
UNPINNED = listing(HERE, LISTED, Topic.pinned_at.is_(None))
WAITING = listing(
    HERE, Topic.listed != true(), Topic.taken_away_at.is_(None),
    or_(IS_MODERATOR, Topic.author_id == VIEWER), order=STARTED,
)  # fmt: skip
LATEST = listing(LISTED)
UNANSWERED = listing(LISTED, Topic.reply_count == 0, Topic.locked_at.is_(None), order=STARTED)
FOLLOWED = listing(
    LISTED, Topic.id.in_(select(Following.topic_id).where(Following.user_id == VIEWER))
)
FOLLOWED_OF_OTHERS = listing(
    LISTED, Topic.author_id.is_distinct_from(VIEWER),
    Topic.id.in_(select(Following.topic_id).where(Following.user_id == VIEWER)),
)
ANSWERED = listing(
    LISTED, Topic.author_id == VIEWER, Topic.reply_count > 0,
    Topic.last_reply_by_id.is_distinct_from(VIEWER),
)
UNANSWERED_OF_OTHERS = listing(
    LISTED, Topic.reply_count == 0, Topic.locked_at.is_(None),
    Topic.author_id.is_distinct_from(VIEWER), order=STARTED,
)
OTHERS = (
    select(Topic.id, Topic.title, Topic.slug)
    .join(Topic.board)
    .where(HERE, LISTED, OPEN_TO_VIEWER)
    .order_by(*NEWEST)
    .limit(bindparam("limit"))
)


def topic_for(viewer, topic_id: int) -> Topic:
    """The topic of that number, if the viewer may see it. Raises NotFound."""
    topic = db.session.scalar(Topic.readable(viewer).where(Topic.id == possible(topic_id)))
    if topic is None:
        raise NotFound()
    return topic


def topics_for(viewer, board: Board, number: int = 1) -> tuple[Page, list[Line]]:
    """One page of a board: pinned topics first, then the newest activity. Raises NotFound."""
    page = Page(number, 20, board.topic_count).checked()
    pinned = lines(PINNED, viewer, limit=100, board_id=board.id)
    on_top = pinned[page.offset : page.last]
    rest = lines(
        UNPINNED,
        viewer,
        limit=page.size - len(on_top),
        offset=max(0, page.offset - len(pinned)),
        board_id=board.id,
    )
    return page, on_top + rest


def waiting_for(viewer, board: Board) -> list[Line]:
    """Topics of a board that are not listed, but which this viewer may see all the same."""
    if viewer.id is None:
        return []
    who = as_viewer(viewer)
    who.pop("audiences")
    return lines(WAITING, viewer, limit=20, board_id=board.id, **who)


def latest_for(viewer, how_many: int = 5) -> list[Line]:
    """Topics with the newest activity, over all boards."""
    return lines(LATEST, viewer, limit=how_many)


def unanswered_for(viewer, how_many: int = 5) -> list[Line]:
    """Topics nobody has replied to, the newest first."""
    return lines(UNANSWERED, viewer, limit=how_many)


def followed_by(viewer, how_many: int = 50) -> list[Line]:
    """Topics the viewer follows, the newest activity first."""
    return lines(FOLLOWED, viewer, limit=how_many, viewer_id=viewer.id)


def answers_to(viewer, how_many: int) -> list[Line]:
    """Topics that the viewer asked and that somebody else answered last."""
    return lines(ANSWERED, viewer, limit=how_many, viewer_id=viewer.id)


def followed_of_others(viewer, how_many: int) -> list[Line]:
    return lines(FOLLOWED_OF_OTHERS, viewer, limit=how_many, viewer_id=viewer.id)


def to_answer_for(viewer, how_many: int) -> list[Line]:
    """Questions of others that nobody has answered, the newest first."""
    return lines(UNANSWERED_OF_OTHERS, viewer, limit=how_many, viewer_id=viewer.id)


def others_in(viewer, topic, how_many: int = 4) -> list[tuple[str, str]]:
    """Title and address of other topics of the same board, the newest activity first."""
    seen = rows(OTHERS, board_id=topic.board_id, audiences=viewer.audiences, limit=how_many + 1)
    others = [(row.title, f"/forum/topics/{row.id}-{row.slug}") for row in seen
              if row.id != topic.id]
    return others[:how_many]


def started_for(viewer, board: Board | None = None, how_many: int = 20) -> list[Post]:
    """The newest questions with their words, for feeds: of one board, or of all."""
    questions = (
        select(Post)
        .join(Post.topic)
        .join(Topic.board)
        .options(contains_eager(Post.topic).contains_eager(Topic.board), joinedload(Post.author))
        .where(LISTED, Board.audience.in_(viewer.audiences), Post.number == 1, Post.is_out())
        .order_by(Topic.started_at.desc())
        .limit(how_many)
    )
    if board is not None:
        questions = questions.where(Topic.board_id == board.id)
    return list(db.session.scalars(questions))


def topics_by(viewer, person, how_many: int = 5) -> list[Topic]:
    """The newest topics somebody began under their name; what they asked unnamed never."""
    theirs = (
        select(Topic).join(Topic.board)
        .where(Topic.author_id == person.id, Topic.anonymous.is_(False), LISTED,
               Board.audience.in_(viewer.audiences))
        .order_by(Topic.started_at.desc()).limit(how_many)
    )
    return list(db.session.scalars(theirs))
