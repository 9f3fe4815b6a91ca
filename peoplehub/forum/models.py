"""Boards, topics, posts, the aliases of anonymous posts, and followings.

What lists need of a topic stands on the topic itself (`listed`, `reply_count`, `last_reply_at`),
so a list is as quick over 100,000 posts as over ten. `forum.counters` works it out again.
"""
from datetime import datetime

from slugify import slugify
from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.audiences import ANYONE
from peoplehub.core.columns import Moment
from peoplehub.core.extensions import db
from peoplehub.core.publications import Findable, Publication
from peoplehub.core.text import LONGEST, excerpt, known_safe

PAGE_SIZE = 20  # posts on a page: a post's number says its page, for ever
MEMBERS_WRITE, MODERATORS_WRITE = "members", "moderators"


def page_of(number: int) -> int:
    return (number - 1) // PAGE_SIZE + 1


def slug_of(title: str) -> str:
    return slugify(title, max_length=80, word_boundary=True) or "topic"


class Board(db.Model):
    """A place for one subject, and who may read and begin topics there."""

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[int] = mapped_column(default=0)
    audience: Mapped[str] = mapped_column(String(10), default=ANYONE)
    writers: Mapped[str] = mapped_column(String(12), default=MEMBERS_WRITE)
    patch: Mapped[str] = mapped_column(String(20), default="talk")  # its picture in the quilt
    topic_count: Mapped[int] = mapped_column(default=0)  # listed ones; derived

    @property
    def address(self) -> str:
        return f"/forum/{self.slug}"


class TopicWays:
    """The ways to a topic, for its row and for what its page reads of it."""

    @property
    def address(self) -> str:
        return f"/forum/topics/{self.id}-{self.slug}"

    @property
    def acts(self) -> str:
        """Where what can be done with it is sent."""
        return f"/forum/topics/{self.id}"

    @property
    def safe_short(self):
        return known_safe(self.short_html)

    def address_of(self, number: int) -> str:
        """The page and anchor of one of its posts."""
        page = page_of(number)
        return f"{self.address}{f'?page={page}' if page > 1 else ''}#post-{number}"


class Topic(TopicWays, db.Model):
    """A question or a subject, and the numbered posts under it."""

    __table_args__ = (
        Index("ix_topic_in_board", "board_id", "listed", "last_reply_at", "id", "pinned_at"),
        Index("ix_topic_pinned", "board_id", "pinned_at"),
        Index("ix_topic_latest", "listed", "last_reply_at"),
        Index("ix_topic_unanswered", "listed", "reply_count", "started_at"),
        Index("ix_topic_of_author", "author_id", "listed", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    title: Mapped[str] = mapped_column(String(140))
    slug: Mapped[str] = mapped_column(String(90))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    anonymous: Mapped[bool] = mapped_column(default=False)  # whether its author asked unnamed
    started_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    taken_away_at: Mapped[datetime | None] = mapped_column(Moment)  # its author took the question
    last_number: Mapped[int] = mapped_column(default=0)  # given to a post, never given again

    listed: Mapped[bool] = mapped_column(default=False)  # derived, see forum.counters
    reply_count: Mapped[int] = mapped_column(default=0)  # shown ones; derived
    last_reply_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)  # derived
    last_reply_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # None: unnamed

    pinned_at: Mapped[datetime | None] = mapped_column(Moment)
    pinned_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    locked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    locked_reason: Mapped[str] = mapped_column(String(500), default="")

    short_text: Mapped[str] = mapped_column(Text, default="")
    short_html: Mapped[str] = mapped_column(Text, default="")
    short_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    short_at: Mapped[datetime | None] = mapped_column(Moment)

    version: Mapped[int] = mapped_column(default=1)  # one more at each change anywhere in it
    changed_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)

    board: Mapped[Board] = relationship()
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
    short_by: Mapped[User | None] = relationship(foreign_keys=[short_by_id])

    def name(self, title: str) -> None:
        self.title, self.slug = title, slug_of(title)

    def touch(self) -> None:
        """Something in it changed: pages kept of it are old now."""
        self.version += 1
        self.changed_at = clock.now()

    @classmethod
    def shown_to(cls, viewer) -> ColumnElement[bool]:
        """By the topic's own state; its board's audience is asked elsewhere."""
        if viewer.id is None:
            return cls.listed.is_(True)
        if viewer.is_moderator:
            return cls.id.is_not(None)
        own = and_(cls.author_id == viewer.id, cls.taken_away_at.is_(None))
        return or_(cls.listed.is_(True), own)

    @classmethod
    def readable(cls, viewer) -> Select:
        """Topics this viewer may read, with their boards."""
        return (
            select(cls)
            .join(cls.board)
            .options(contains_eager(cls.board))
            .where(Board.audience.in_(viewer.audiences), cls.shown_to(viewer))
        )


class Post(Publication, db.Model):
    """One person's words in a topic. Number 1 is the question; numbers are never reused."""

    kind = "post"
    __table_args__ = (UniqueConstraint("topic_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    number: Mapped[int]
    alias: Mapped[int | None]  # the number of the alias it was written under

    topic: Mapped[Topic] = relationship()

    @property
    def anonymous(self) -> bool:
        return self.alias is not None

    @property
    def is_question(self) -> bool:
        return self.number == 1

    @property
    def address(self) -> str:
        return self.topic.address_of(self.number)

    @property
    def heading(self) -> str:
        title = self.topic.title
        return title if self.is_question else f"Reply {self.number - 1} in “{title}”"

    def search_words(self) -> Findable:
        """The title goes with every reply: what people look for is often said in both together."""
        topic = self.topic
        return Findable("topic", f"topic {topic.id}", topic.title, excerpt(self.text, LONGEST),
                        topic.board.audience, self.is_question)

    @classmethod
    def readable(cls, viewer) -> Select:
        return cls._in_sight_of(viewer).where(Topic.shown_to(viewer), cls.shown_to(viewer))

    @classmethod
    def own(cls, viewer) -> Select:
        """What the viewer wrote, whatever became of it, where they may still go."""
        return cls._in_sight_of(viewer).where(cls.author_id == viewer.id)

    @classmethod
    def _in_sight_of(cls, viewer) -> Select:
        return (
            select(cls)
            .join(cls.topic)
            .join(Topic.board)
            .options(contains_eager(cls.topic).contains_eager(Topic.board))
            .where(Board.audience.in_(viewer.audiences))
        )


class Alias(db.Model):
    """All anonymous posts of one person in one topic are by the same "Anonymous 2"."""

    __table_args__ = (UniqueConstraint("topic_id", "number"),)

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    number: Mapped[int]  # 1 is whoever asked, when they asked unnamed


class Reveal(db.Model):
    """A moderator was told who wrote an anonymous post: who asked, when and why."""

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    moderator_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(String(500))
    revealed_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)


class Following(db.Model):
    """Someone wants to hear of new replies in a topic."""

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(Moment, default=clock.now)
