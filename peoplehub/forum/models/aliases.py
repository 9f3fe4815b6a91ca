"""Aliases of anonymous authors."""
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.extensions import Model


class Alias(Model):
    """All anonymous posts of one person in one topic are by the same "Anonymous 2"."""

    __table_args__ = (UniqueConstraint("topic_id", "number"),)

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    number: Mapped[int]  # 1 is whoever asked, when they asked unnamed


def alias_words(number: int, unnamed_asker: bool) -> str:
    """An alias as people read it. `unnamed_asker`: whether the topic was asked unnamed."""
    return "Anonymous, who asked" if unnamed_asker and number == 1 else f"Anonymous {number}"
