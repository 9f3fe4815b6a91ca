"""Queries of topics: one for its page or for an action, and the lists of topics.

Statements are built once, and read columns only where a page is asked for often.
"""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    String,
    and_,
    bindparam,
    exists,
    false,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased, contains_eager, joinedload

from peoplehub.accounts.models import MUTED, Anonymous, Following, User
from peoplehub.core.column_queries import fetch_first, fetch_rows
from peoplehub.core.content_notes import marked, marked_column, merged
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.formatting import coming
from peoplehub.core.page_versions import SITE_VERSION, version_column
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import (
    Alias,
    Board,
    Post,
    ReadingMark,
    SummaryHtml,
    Topic,
    TopicUrls,
    may_be_indexed,
    post_address,
)
from peoplehub.forum.public_author import NEEDED, PublicAuthor, asker, named, of_row
from peoplehub.forum.reply_rules import RepliesRule, rules_of
from peoplehub.tags.models import SharedTag, Tagging
from peoplehub.tags.queries import pieces_with, tags_of_row

A_PAGE = 20  # topics of a board

VIEWER: BindParameter[int] = bindparam("viewer_id")
IS_MODERATOR = bindparam("is_moderator", type_=Boolean)
OF_ALL = Board.audience.in_([bindparam(f"reads_{number}") for number in range(3)])
OWN = bindparam("own_audiences", type_=String)  # with commas: a list would be built each time
OPEN_TO_VIEWER = or_(OF_ALL, OWN.contains("," + Board.audience + ","))
LISTED = Topic.listed == true()
# The same of few topics that the index of an author or a follower finds: no database goes through
# all that are listed then.
LISTED_OF_FEW = Topic.listed.is_not(false())
UNLISTED = Topic.listed == false()
NEWEST, STARTED = (Topic.last_reply_at.desc(), Topic.id.desc()), (Topic.started_at.desc(),)
BY_VIEWER = and_(Following.kind == Topic.kind, Following.user_id == VIEWER)
MUTED_BY_VIEWER = select(Following.place_id).where(
    Following.user_id == VIEWER, Following.level == MUTED)
TOPIC_NOT_MUTED = Topic.id.not_in(MUTED_BY_VIEWER.where(Following.kind == Topic.kind))
MutedTag, Tagged = aliased(Following), aliased(Tagging)
HAS_MUTED_TAG = exists().where(
    MutedTag.user_id == VIEWER, MutedTag.kind == SharedTag.kind, MutedTag.level == MUTED,
    Tagged.tag_id == MutedTag.place_id, Tagged.kind == Topic.kind, Tagged.piece_id == Topic.id)
NOT_MUTED = and_(TOPIC_NOT_MUTED, ~HAS_MUTED_TAG,
                 Topic.board_id.not_in(MUTED_BY_VIEWER.where(Following.kind == "board")))
TAGS = tags_of_row(Topic.kind, Topic.id).label("tags")
READ_BY_VIEWER = and_(ReadingMark.topic_id == Topic.id, ReadingMark.user_id == VIEWER)
# Who wrote the last post that shows; asked only where that is unnamed, of the viewer alone.
LAST_WRITER = (select(Post.author_id).where(Post.topic_id == Topic.id, Post.is_out())
               .order_by(Post.number.desc()).limit(1).scalar_subquery())
LAST_BY_OTHERS = and_(
    Topic.last_reply_by_id.is_distinct_from(VIEWER),
    or_(Topic.last_reply_by_id.is_not(None), LAST_WRITER.is_distinct_from(VIEWER)))
# Somebody else has replied since, or the viewer left before the end. Not a count: posts that are
# held or hidden have numbers too.
IS_NEW = and_(
    LAST_BY_OTHERS,
    or_(Topic.last_reply_at > ReadingMark.read_at,
        and_(ReadingMark.is_whole.is_(False), ReadingMark.number < Topic.last_number)),
)
OPEN_QUESTION = and_(LISTED, Topic.reply_count == 0, Topic.locked_at.is_(None))
AND_NAMED = and_(User.id == Topic.author_id, Topic.anonymous.is_(False))
TITLE_WITH_NOTE = marked_column(Topic.title, Topic.note, User.note_on_all)
HERE = Topic.board_id == bindparam("board_id")
FORUM_VERSION = version_column("forum", "forum_version")
GLOSSARY_VERSION = version_column("glossary", "glossary_version")
LastReplier, SummaryAuthor = aliased(User), aliased(User)

SHARED = (
    Topic.id, Topic.title, Topic.slug.label("topic_slug"), Topic.anonymous, Topic.listed,
    Topic.last_number, Topic.reply_count, Topic.last_reply_at, Topic.pinned_at, Topic.locked_at,
    Topic.summary_at, Topic.note, Board.slug.label("board_slug"), Board.name.label("board_name"),
    *NEEDED,
)  # fmt: skip
TOPIC = (
    select(
        *SHARED, Topic.board_id, Topic.author_id, Topic.taken_away_at, Topic.locked_reason,
        Topic.locked_until, Topic.approval_at, Topic.approval_until, Topic.approval_reason,
        Topic.slow_minutes, Topic.slow_until, Topic.slow_reason, Board.approval,
        Board.slow_minutes.label("board_slow_minutes"), Board.rules_reason,
        SITE_VERSION, FORUM_VERSION, GLOSSARY_VERSION, Topic.has_moves, Topic.summary_html,
        Topic.summary_by_id, Topic.version, Topic.changed_at, Topic.sheet_chosen_at, Topic.sheet_id,
        Board.audience, Board.indexing, Following.level,
        Alias.number.label("alias"), ReadingMark.number.label("read_number"),
        IS_NEW.label("is_new"), TAGS,
        *(getattr(SummaryAuthor, column.key).label(f"summary_{column.key}") for column in NEEDED),
    )
    .join(Topic.board)
    .outerjoin(Topic.author)
    .outerjoin(SummaryAuthor, SummaryAuthor.id == Topic.summary_by_id)
    .outerjoin(Following, and_(Following.place_id == Topic.id, BY_VIEWER))
    .outerjoin(Alias, and_(Alias.topic_id == Topic.id, Alias.user_id == VIEWER))
    .outerjoin(ReadingMark, READ_BY_VIEWER)
    .where(Topic.id == bindparam("topic_id"), OPEN_TO_VIEWER, Topic.merged_into_id.is_(None))
    .where(or_(LISTED, IS_MODERATOR,
               and_(Topic.author_id == VIEWER, Topic.taken_away_at.is_(None))))
)  # fmt: skip
TOPIC_VERSION = (  # of its page for visitors: with another row it is another page
    select(Topic.slug, Topic.version, Topic.changed_at, SITE_VERSION)
    .join(Topic.board)
    .where(Topic.id == bindparam("topic_id"), LISTED, Board.audience.in_(Anonymous.audiences))
)
OTHERS = (
    select(Topic.id, TITLE_WITH_NOTE.label("title"), Topic.slug)
    .join(Topic.board)
    .outerjoin(User, AND_NAMED)
    .where(HERE, LISTED, OPEN_TO_VIEWER)
    .order_by(*NEWEST)
    .limit(bindparam("limit"))
)


def topic_ids(*which: ColumnElement[bool], order: tuple = NEWEST) -> Select:
    """Of the topics of a list, found in an index before a row is read."""
    return select(Topic.id).join(Topic.board).where(OPEN_TO_VIEWER, *which).order_by(*order)


def lines_of(ids: Select | CompoundSelect, order: tuple = NEWEST,
             is_new: ColumnElement[bool] = IS_NEW) -> Select:
    """What the lines of these topics show."""
    return (
        select(*SHARED, Topic.started_at, LastReplier.pen_name.label("last_reply_by"),
               is_new.label("is_new"), TAGS)
        .join(Topic.board)
        .outerjoin(Topic.author)
        .outerjoin(LastReplier, LastReplier.id == Topic.last_reply_by_id)
        .outerjoin(ReadingMark, READ_BY_VIEWER)
        .where(Topic.id.in_(ids))
        .order_by(*order)
    )


def topic_list_statement(*which: ColumnElement[bool], order: tuple = NEWEST) -> Select:
    """The statement of a list: built once."""
    ids = topic_ids(*which, order=order).limit(bindparam("limit")).offset(bindparam("offset"))
    return lines_of(ids.correlate(None), order)


LATEST = topic_list_statement(LISTED)
UNANSWERED = topic_list_statement(OPEN_QUESTION, order=STARTED)
LATEST_NOT_MUTED = topic_list_statement(LISTED, NOT_MUTED)


@dataclass(slots=True)
class BoardOfTopic:
    """The board of a topic, as its page needs it."""

    id: int
    slug: str
    name: str
    audience: str
    address: str
    is_indexed: bool
    approval: str
    slow_minutes: int
    rules_reason: str


class TopicPage(TopicUrls, SummaryHtml):
    """A topic as its page shows it, and how the viewer stands to it: columns only."""

    id: int
    slug: str
    board_id: int
    author_id: int | None
    anonymous: bool
    listed: bool
    has_moves: bool
    merged_into_id: int | None = None  # it has no page then
    taken_away_at: datetime | None
    title: str
    locked_at: datetime | None
    locked_reason: str
    pinned_at: datetime | None
    reply_count: int
    last_reply_at: datetime
    summary_at: datetime | None
    note: str
    locked_until: datetime | None
    approval_at: datetime | None
    approval_until: datetime | None
    approval_reason: str
    slow_minutes: int
    slow_until: datetime | None
    slow_reason: str
    summary_html: str
    last_number: int
    sheet_chosen_at: datetime | None
    sheet_id: int | None
    version: int
    changed_at: datetime
    site_version: int | None
    forum_version: int | None
    glossary_version: int | None
    read_number: int | None  # how far the viewer has read; None when they have not been here
    is_new: bool | None  # something came since
    tags: str | None  # as `tags.queries.shown_tags` reads them

    def __init__(self, row: Row):
        self.__dict__.update(row._asdict())
        self.slug = row.topic_slug
        self.board = BoardOfTopic(
            id=row.board_id, slug=row.board_slug, name=row.board_name, audience=row.audience,
            address=f"/forum/{row.board_slug}",
            is_indexed=may_be_indexed(row.audience, row.indexing), approval=row.approval,
            slow_minutes=row.board_slow_minutes, rules_reason=row.rules_reason,
        )
        self.asker = asker(of_row(row), row.id, row.anonymous)
        self.asker_name = self.asker.pen_name if self.asker.address else ""
        self.summary_by = _summary_author(row)
        self.is_muted = row.level == MUTED
        self.is_following = row.level is not None and not self.is_muted
        self.was_unnamed = row.alias is not None  # the viewer has written here under an alias

    @property
    def content_note(self) -> str:
        return merged(self.note, self.asker.note)

    @property
    def rules(self) -> list[RepliesRule]:
        """What holds for a reply at this moment, as members read it."""
        return rules_of(self)

    @property
    def opens_words(self) -> str:
        """tomorrow at 9am: until when it is closed"""
        words = coming(self.locked_until) if self.locked_until else ""
        return words.removeprefix("on ").removeprefix("at ")

    @property
    def asked(self) -> tuple[Select, dict, tuple]:
        """What says whether a visitor's page of it has changed, and what it says now."""
        row = (self.slug, self.version, self.changed_at, self.site_version)
        return TOPIC_VERSION, {"topic_id": self.id}, row


class LineLook(NamedTuple):
    """What makes a line look other than the next: all that `forum/_line.html` decides by."""

    has_replies: bool
    has_last_replier: bool  # who did not write unnamed
    is_listed: bool
    is_pinned: bool
    is_locked: bool
    has_summary: bool
    is_new: bool  # since the viewer was there
    is_noted: bool
    has_tags: bool


@dataclass(slots=True)
class TopicListItem:
    """A topic as a line of a list, and its author as the world may know them."""

    id: int
    title: str
    address: str
    by: PublicAuthor
    board_name: str
    board_address: str
    started_at: datetime
    reply_count: int
    last_reply_at: datetime
    last_reply_by: str
    last_reply_address: str
    note: str
    tags: str | None
    look: "LineLook"

    @property
    def marked_title(self) -> str:
        """Where nothing but the title is shown."""
        return marked(self.title, self.note)


def topic_page_for(viewer: Viewer, topic_id: int) -> TopicPage:
    """The topic of that number, if the viewer may see it. Raises NotFound."""
    row = fetch_first(TOPIC, topic_id=topic_id, **as_viewer(viewer))
    if row is None:
        raise NotFound()
    return TopicPage(row)


def topic_for(viewer: Viewer, topic_id: int) -> Topic:
    """The same as a whole row. Raises NotFound."""
    topic = db.session.scalar(Topic.readable(viewer).where(Topic.id == topic_id))
    if topic is None:
        raise NotFound()
    return topic


def latest_for(viewer: Viewer, how_many: int = 5) -> list[TopicListItem]:
    """Topics with the newest activity, over all boards."""
    return topic_list(LATEST, viewer, how_many)


def latest_not_muted(viewer: Viewer, how_many: int) -> list[TopicListItem]:
    """The same without what the viewer muted."""
    return topic_list(LATEST_NOT_MUTED, viewer, how_many)


def unanswered_for(viewer: Viewer, how_many: int = 5) -> list[TopicListItem]:
    """Topics nobody has replied to, the newest first."""
    return topic_list(UNANSWERED, viewer, how_many)


def others_in(viewer: Viewer, topic: TopicPage, how_many: int = 4) -> list[tuple[str, str]]:
    """Title and address of other topics of the same board, the newest activity first."""
    newest = newest_in(topic.board_id, tuple(viewer.audiences), topic.forum_version, how_many + 1)
    others = [(title, address) for number, title, address in newest if number != topic.id]
    return others[:how_many]


@lru_cache(maxsize=512)
def newest_in(board_id: int, audiences: tuple[str, ...], _forum_version: int | None,
              limit: int) -> list[tuple[int, str, str]]:
    """Number, title and address of the topics of a board with the newest activity. They depend on
    the audiences of the viewer alone, and are kept until anything of the forum changes."""
    seen = fetch_rows(OTHERS, board_id=board_id, limit=limit, **as_reader(audiences))
    return [(row.id, row.title, f"/forum/topics/{row.id}-{row.slug}") for row in seen]


def started_for(viewer: Viewer, board: Board | None = None, tag_id: int | None = None,
                how_many: int = 20) -> list[Post]:
    """The newest questions with their words, for feeds: of one board or tag, or of all."""
    questions = (
        select(Post)
        .join(Post.topic)
        .join(Topic.board)
        .options(contains_eager(Post.topic).contains_eager(Topic.board), joinedload(Post.author))
        .where(LISTED, Board.audience.in_(viewer.audiences), Post.number == 1, Post.is_out())
        .order_by(*STARTED)
        .limit(how_many)
    )
    if board is not None:
        questions = questions.where(Topic.board_id == board.id)
    if tag_id is not None:
        questions = questions.where(Topic.id.in_(*pieces_with(Topic.kind, [tag_id])))
    return list(db.session.scalars(questions))


def topics_by(viewer: Viewer, person: User, how_many: int = 5) -> list[Topic]:
    """The newest topics somebody began under their name; what they asked unnamed never."""
    theirs = (
        select(Topic).join(Topic.board)
        .where(Topic.author_id == person.id, Topic.anonymous.is_(False), LISTED,
               Board.audience.in_(viewer.audiences))
        .order_by(*STARTED).limit(how_many)
    )
    return list(db.session.scalars(theirs))


def topic_list(
    listing: Select, viewer: Viewer, limit: int, offset: int = 0, **values: object
) -> list[TopicListItem]:
    """The lines of a list that this viewer may see."""
    said = as_viewer(viewer) | values
    return list_items(fetch_rows(listing, limit=limit, offset=offset, **said))


def list_items(seen: Iterable[Sequence]) -> list[TopicListItem]:
    """Of rows as `lines_of` asks for them."""
    return [_list_item(row) for row in seen]


def as_viewer(viewer: Viewer) -> dict:
    """The viewer, for the statements that ask for one."""
    return {"viewer_id": viewer.id or 0, "is_moderator": viewer.is_moderator,
            **as_reader(viewer.audiences)}


def as_reader(audiences: tuple[str, ...]) -> dict:
    """Somebody of these audiences, for the statements that ask for nothing else of them."""
    reads = (audiences * 3)[:3]  # as many as there are places in the statement
    return {"reads_0": reads[0], "reads_1": reads[1], "reads_2": reads[2],
            "own_audiences": f",{','.join(audiences)},"}


def _list_item(row: Sequence) -> TopicListItem:
    (topic_id, title, slug, anonymous, listed, last_number, reply_count, last_reply_at, pinned_at,
     locked_at, summary_at, note, board_slug, board_name, *needed, started_at, last_reply_by,
     is_new, tags) = row
    address, by = f"/forum/topics/{topic_id}-{slug}", asker(needed, topic_id, anonymous)
    return TopicListItem(
        id=topic_id,
        title=title,
        address=address,
        by=by,
        board_name=board_name,
        board_address=f"/forum/{board_slug}",
        started_at=started_at,
        reply_count=reply_count,
        last_reply_at=last_reply_at,
        last_reply_by=last_reply_by or "",
        last_reply_address=post_address(address, last_number),
        note=merged(note, by.note),
        tags=tags,
        look=LineLook(
            has_replies=reply_count > 0,
            has_last_replier=bool(last_reply_by),
            is_listed=listed,
            is_pinned=pinned_at is not None,
            is_locked=locked_at is not None,
            has_summary=summary_at is not None,
            is_new=bool(is_new),
            is_noted=bool(note or by.note),
            has_tags=bool(tags),
        ),
    )


def _summary_author(row: Row) -> PublicAuthor | None:
    """Who wrote the "In short"; nobody when that would name an unnamed asker."""
    if row.summary_slug is None or (row.anonymous and row.summary_by_id == row.author_id):
        return None
    return named(
        row.summary_pen_name,
        row.summary_slug,
        "",
        row.summary_role,
        row.summary_describes,
        row.summary_i_am,
    )
