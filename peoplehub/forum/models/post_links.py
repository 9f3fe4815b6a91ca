"""The table of answers: which post answers which."""
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.extensions import Model


class PostLink(Model):
    """A post quotes another one of its topic, and so answers it. Derived from its text."""

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    answers_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True, index=True)
