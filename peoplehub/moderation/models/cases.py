"""The table of cases: one row for everything that waits for the team, of whatever kind."""
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.moderation.models.reports import ALL_REASONS

GRAVE = 4  # below it: a life, a child or an intimate picture; never settled in bulk
CLAIMED_FOR = timedelta(minutes=20)
REPORT, HELD, APPEAL, LETTER, JOIN = "report", "held", "appeal", "letter", "join"
HANDED_OVER = "handed-over"  # outcome: only safeguarding leads read it from then on
REQUEST = "request"  # by a form of the Online Safety Act (`peoplehub/online_safety`)
OPENED_BY = {REPORT: "Reported", HELD: "Held", APPEAL: "Appeal", LETTER: "Letter to the team",
             JOIN: "Asks to join", REQUEST: "A request under the law"}
OTHER_TARGETS = {HELD: (5, 24), APPEAL: (6, 72), LETTER: (8, 72), JOIN: (8, 72)}  # severity, hours
IS_OPEN = text("settled_at IS NULL")


class Case(Model):
    """Something that waits for a decision: one piece or person (`kind`, `piece_id`), an appeal or
    a letter to the team. Open until `settled_at`; there is one open case for each."""

    __table_args__ = (
        Index("ix_case_open", "settled_at", "severity", "due_at"),
        Index("ix_case_one_open", "kind", "piece_id", unique=True,
              sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index("ix_case_about_id", "about_id", "opened_at"),
    )
    lock_rank = None  # after the piece, which the act locks first

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    about_id: Mapped[int | None] = mapped_column(  # whose it is
        ForeignKey("user.id", ondelete="SET NULL"))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id", ondelete="SET NULL"))
    opened_by: Mapped[str] = mapped_column(String(10))  # the first of what came
    reason: Mapped[str] = mapped_column(String(20), default="")  # of the gravest report
    severity: Mapped[int]
    heading: Mapped[str] = mapped_column(String(300))
    address: Mapped[str] = mapped_column(String(300), default="")
    unnamed: Mapped[bool] = mapped_column(default=False)  # written without a name
    for_leads: Mapped[bool] = mapped_column(default=False)  # not for every moderator
    snapshot: Mapped[str] = mapped_column(Text, default="")  # the words as they were then
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    claimed_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    waits_until: Mapped[datetime | None] = mapped_column(UTCDateTime)  # its author was asked
    changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # by its author, once asked
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    outcome: Mapped[str | None] = mapped_column(String(20))

    about: Mapped[User | None] = relationship(foreign_keys=[about_id])
    claimed_by: Mapped[User | None] = relationship(foreign_keys=[claimed_by_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])

    @property
    def words(self) -> str:
        """What is the matter, in a few words."""
        return ALL_REASONS[self.reason][0] if self.reason else OPENED_BY[self.opened_by]

    @property
    def is_open(self) -> bool:
        return self.settled_at is None

    @property
    def is_grave(self) -> bool:
        return self.severity < GRAVE

    @property
    def is_late(self) -> bool:
        return self.is_open and clock.now() > self.due_at

    @property
    def target_hours(self) -> int:
        """Within how many hours it is to be decided, from when the gravest of it came."""
        if self.opened_by == REQUEST:
            return round((self.due_at - self.opened_at) / timedelta(hours=1))
        if self.reason in ALL_REASONS:
            return targets(REPORT, self.reason)[1]
        return OTHER_TARGETS.get(self.opened_by, (0, 72))[1]

    @property
    def is_waiting_for_author(self) -> bool:
        return self.waits_until is not None and self.waits_until > clock.now()

    @property
    def claimant(self) -> User | None:
        """Who is looking at it at the moment."""
        if self.claimed_until is None or self.claimed_until <= clock.now():
            return None
        return self.claimed_by

    @property
    def is_at_hand(self) -> bool:
        """Whether it is about something that people can read, not a letter or an appeal."""
        return self.opened_by in (REPORT, HELD)


def targets(opened_by: str, reason: str = "") -> tuple[int, int]:
    """Severity (0 first), and the hours within which somebody looks."""
    if opened_by == REPORT:
        _words, severity, hours = ALL_REASONS[reason]
        return severity, hours
    return OTHER_TARGETS[opened_by]
