"""Tables of boards that ask first: who is in, and who asks to be let in."""
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text, case, or_, select, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.core import clock
from peoplehub.core.audiences import OF_BOARD
from peoplehub.core.columns import UTCDateTime, joined_by_comma
from peoplehub.core.extensions import Model
from peoplehub.forum.models.board_notes import BoardNote
from peoplehub.forum.models.boards import Board

ACCEPTED, DECLINED = "accepted", "declined"
ANSWERED_IN, AGAIN_AFTER = timedelta(days=3), timedelta(days=30)
ASKED_FOR = timedelta(days=14)  # how long an answer to a question of the team is waited for
KEPT_FOR = timedelta(days=365)  # after the decision
IS_OPEN = text("decided_at IS NULL")


class BoardMember(Model):
    """Somebody whom the team let into a board that asks first."""

    board_id: Mapped[int] = mapped_column(
        ForeignKey("board.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    let_in_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    is_shown: Mapped[bool] = mapped_column(default=False)  # to the others in it, if they wish

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    let_in_by: Mapped[User | None] = relationship(foreign_keys=[let_in_by_id])


class BoardRequest(Model):
    """Somebody asks to be let into a board, with a sentence why. One is open at a time."""

    __table_args__ = (
        Index("ix_board_request_one_open", "board_id", "user_id", unique=True,
              sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )
    kind = "board-request"
    lock_rank = None  # after its person, whom every act about it locks first

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(String(200))  # as it was when they answered it
    why: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    outcome: Mapped[str | None] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(20), default="")  # of a refusal
    words: Mapped[str] = mapped_column(String(500), default="")  # of the team, to who asked
    again_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # from when they may ask again

    board: Mapped[Board] = relationship()
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    notes: Mapped[list[BoardNote]] = relationship(order_by=BoardNote.id, passive_deletes="all")

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    @property
    def is_late(self) -> bool:
        return self.is_open and clock.now() > self.due_at

    @property
    def waits_for_answer(self) -> bool:
        """Whether the last word is a question of the team."""
        return self.is_open and bool(self.notes) and self.notes[-1].by_team

    @property
    def answer_by(self) -> datetime:
        """Until when the team waits for an answer to its question."""
        return self.due_at - ANSWERED_IN

    @property
    def may_ask_again(self) -> bool:
        return not self.is_open and (self.again_at is None or self.again_at <= clock.now())


_own = select(joined_by_comma(Board.audience)).where(Board.audience.startswith(OF_BOARD))
_let_in = _own.join(BoardMember, BoardMember.board_id == Board.id).where(
    BoardMember.user_id == User.id)
# The team looks after every board; everybody else is in those that they were let into.
setattr(User, "own_audiences", column_property(  # noqa: B010  declared there, mapped here
    case((or_(*(User.role == role for role in STAFF_ROLES)),
          _own.correlate(None).scalar_subquery()),
         else_=_let_in.correlate(User).scalar_subquery()),
    deferred=True))
