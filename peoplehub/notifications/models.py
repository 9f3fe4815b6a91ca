"""The table of notifications. Derived from events: hiding a piece deletes its notifications."""
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


def own_card(context: Any) -> str:
    """The card of a notice that stands with none of another kind."""
    row = context.get_current_parameters()
    return f"{row['what']} {row['thread']}"


class Notification(Model):
    """`what` happened to a piece (`kind`, `piece_id`) in a `thread`, `times` times since read, for
    the first time to `first_piece_id`. All notices of one `card` are shown as one."""

    __table_args__ = (
        Index("ix_notification_unread", "user_id", "read_at", "card"),
        Index("ix_notification_card", "user_id", "card", "at", "id"),
        Index("ix_notification_newest", "user_id", "at", "id"),
        Index("ix_notification_piece", "kind", "piece_id"),
        Index("ix_notification_thread", "user_id", "thread"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    what: Mapped[str] = mapped_column(String(20))
    thread: Mapped[str] = mapped_column(String(40))  # "topic 7": told once until it is read
    card: Mapped[str] = mapped_column(String(64), default=own_card)  # "topic 7": what it stands in
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    first_piece_id: Mapped[int | None]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    words: Mapped[str] = mapped_column(String(600), default="")  # a moderator's, to this person
    times: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    actor: Mapped[User | None] = relationship(foreign_keys=[actor_id])


class Mention(Model):
    """A person whom a piece calls by @name, and the slug to which its HTML leads them now."""

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    piece_id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    slug: Mapped[str] = mapped_column(String(60))
