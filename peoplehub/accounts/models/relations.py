"""Tables beside `User`: tags, consents, blocks, former names."""
from datetime import datetime

from sqlalchemy import ColumnElement, CompoundSelect, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.accounts.choices import TAG_AUDIENCES
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class Tag(Model):
    """One thing a person has lived with, and who may see that they have."""

    on_public_pages = True

    __table_args__ = (UniqueConstraint("user_id", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    words: Mapped[str] = mapped_column(String(60))
    audience: Mapped[str] = mapped_column(String(10), default="me")  # me, advisors, members, anyone

    @property
    def audience_words(self) -> str:
        return TAG_AUDIENCES[self.audience]


class Consent(Model):
    """A sentence that somebody said yes to: its words and version as they were on that day."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))  # adult, health
    wording: Mapped[str] = mapped_column(String(500))
    version: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


class Block(Model):
    """`blocker` wants nothing to do with `blocked`: works both ways, and silently."""

    blocker_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    blocked_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    blocked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


def blocked_either_way(user_id: int | ColumnElement[int]) -> CompoundSelect:
    """The ids of people whom this person blocks or who block this person, as a subquery."""
    mine = select(Block.blocked_id).where(Block.blocker_id == user_id)
    theirs = select(Block.blocker_id).where(Block.blocked_id == user_id)
    return mine.union_all(theirs)


class FormerName(Model):
    """A name somebody gave up: for a while nobody else may have it, and its address leads on."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    slug: Mapped[str] = mapped_column(String(60), index=True)
    skeleton: Mapped[str] = mapped_column(String(120), index=True)
    left_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
