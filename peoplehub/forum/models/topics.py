"""Topics.

What lists need of a topic stands on the topic itself (`listed`, `reply_count`, `last_reply_at`),
so a list is as quick over 100,000 posts as over ten. `forum.counters` works it out again.
"""
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.core.slugs import slug_of
from peoplehub.folding.content_notes import HasNote
from peoplehub.forum.models.boards import Board
from peoplehub.forum.models.protocols import TopicColumns
from peoplehub.forum.models.reply_rules import TopicRules
from peoplehub.forum.models.topic_moderation import TopicModeration
from peoplehub.forum.models.topic_visibility import TopicVisibility

PAGE_SIZE = 20  # posts on a page: a post's number says its page, for ever


def page_of(number: int) -> int:
    return (number - 1) // PAGE_SIZE + 1


def post_address(topic_address: str, number: int) -> str:
    page = page_of(number)
    return f"{topic_address}{f'?page={page}' if page > 1 else ''}#post-{number}"


class TopicUrls:
    """The ways to a topic, for its row and for what its page reads of it."""

    @property
    def address(self: TopicColumns) -> str:
        return f"/forum/topics/{self.id}-{self.slug}"

    @property
    def acts(self: TopicColumns) -> str:
        """Where what can be done with it is sent."""
        return f"/forum/topics/{self.id}"

    @property
    def is_closed(self: TopicColumns) -> bool:
        """To replies, at this moment: with an end it opens by itself."""
        is_over = self.locked_until is not None and self.locked_until <= clock.now()
        return self.locked_at is not None and not is_over

    def address_of(self: TopicColumns, number: int) -> str:
        """The page and anchor of one of its posts."""
        return post_address(self.address, number)


class Topic(TopicUrls, TopicModeration, TopicRules, TopicVisibility, HasNote, Model):
    """A question or a subject, and the numbered posts under it."""

    on_public_pages = True
    kind = "topic"  # as what it is followed
    content_columns = ("title", "slug", "note", "summary_text", "summary_html")

    __table_args__ = (
        Index("ix_topic_in_board", "board_id", "listed", "last_reply_at", "id", "pinned_at"),
        Index("ix_topic_pinned", "board_id", "pinned_at"),
        Index("ix_topic_latest", "listed", "last_reply_at"),
        Index("ix_topic_newest", "listed", "started_at"),
        Index("ix_topic_unanswered", "listed", "reply_count", "started_at"),
        Index("ix_topic_of_author", "author_id", "listed", "started_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    title: Mapped[str] = mapped_column(String(140))
    slug: Mapped[str] = mapped_column(String(90))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    anonymous: Mapped[bool] = mapped_column(default=False)  # whether its author asked unnamed
    started_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    taken_away_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # by its author
    last_number: Mapped[int] = mapped_column(default=0)  # given to a post, never given again

    listed: Mapped[bool] = mapped_column(default=False)  # derived, see forum.counters
    is_shown = synonym("listed")  # as a published piece says it
    reply_count: Mapped[int] = mapped_column(default=0)  # shown ones; derived
    last_reply_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)  # derived
    last_reply_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # None: unnamed

    version: Mapped[int] = mapped_column(default=1)  # one more at each change anywhere in it
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    board: Mapped[Board] = relationship()
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])

    def name(self, title: str) -> None:
        self.title, self.slug = title, slug_of(title, 80, "topic")

    def touch(self) -> None:
        """Something in it changed: pages kept of it are old now."""
        self.version, self.changed_at = self.touched().values()

    def touched(self) -> dict[str, Any]:
        return {"version": self.version + 1, "changed_at": clock.now()}
