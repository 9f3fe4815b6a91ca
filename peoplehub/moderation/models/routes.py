"""The table of routes: which cases somebody of the team looks after."""
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core.extensions import Model
from peoplehub.forum.models import Board


class CaseRoute(Model):
    """Cases that came that way, for that reason, on that board or about that person are looked
    after by one of the team. What is empty or None holds for all. Others may still take them."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    opened_by: Mapped[str] = mapped_column(String(10), default="")  # a key of OPENED_BY
    reason: Mapped[str] = mapped_column(String(20), default="")  # of a report: a key of REASONS
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id", ondelete="CASCADE"))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    board: Mapped[Board | None] = relationship()
    about: Mapped[User | None] = relationship(foreign_keys=[about_id])
