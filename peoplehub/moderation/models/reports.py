"""Tables of moderation: reports, and the log of decisions."""
from datetime import datetime, timedelta

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.append_only import append_only
from peoplehub.core.attached_files import AttachedFile
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.core.mail import address_in
from peoplehub.core.piece_files import PieceFile
from peoplehub.core.publications import Publication

# Reason → (words for the person who reports, severity: 0 first, hours within which we decide).
# The order is that of the Online Safety Act and its illegal content codes (ICU C4, C5): a life,
# sexual abuse of a child, an intimate image (section 10(3A): 48 hours from receipt), a child.
REASONS = {
    "danger": ("Someone may be in danger", 0, 1),
    "csea": ("Sexual abuse of a child, or a sexual picture of a child", 1, 1),
    "intimate": ("A private or intimate picture of somebody", 2, 48),
    "child": ("A child may be at risk", 3, 1),
    "terror": ("It is by a terrorist group, or speaks up for one", 4, 24),
    "hate": ("It is hateful or threatens somebody", 4, 24),
    "personal-details": ("It gives away somebody's personal details", 5, 24),
    "unkind": ("It is unkind or bullying", 6, 48),
    "advert": ("It is an advert or a trick", 7, 48),
    "wrong": ("The information is wrong or out of date", 8, 72),
    "made-with-ai": ("It was made with AI, and does not say so", 8, 72),
    "other": ("Something else", 9, 72),
}
RULE_REASONS = {  # what only rules report: not offered to people
    "danger-plain": ("The writer or somebody else may be in danger", 0, 1),
    "danger-possible": ("Somebody may be in danger: the words are less plain", 4, 24),
}
ALL_REASONS = REASONS | RULE_REASONS

Reported = Publication | User  # what can be reported, and taken down


class Report(AttachedFile, Model):
    """Somebody says that a piece, or a person, needs looking at. Keeps what it said then, and the
    file that stood beside it. (Online
    Safety Act 2023, section 20: content reporting, by people without an account too.)"""

    __table_args__ = (Index("ix_report_open", "settled_at", "severity", "reported_at"),)
    lock_rank = None  # after the piece that it is about

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int] = mapped_column(index=True)
    reported_id: Mapped[int | None] = mapped_column(  # whose it is
        ForeignKey("user.id"), index=True)
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    contact: Mapped[str] = mapped_column(String(254), default="")  # of one without an account
    reason: Mapped[str] = mapped_column(String(20))
    severity: Mapped[int]
    details: Mapped[str] = mapped_column(Text, default="")
    heading: Mapped[str] = mapped_column(String(300))
    address: Mapped[str] = mapped_column(String(300))
    snapshot: Mapped[str] = mapped_column(Text)  # the words as they were when reported
    surroundings: Mapped[str] = mapped_column(Text, default="")  # sent along by the reporter
    was_shown: Mapped[bool] = mapped_column(default=True)  # to who reported it, at that moment
    reported_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    outcome: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text, default="")  # of the moderator, to the reporter
    wants_news: Mapped[bool] = mapped_column(default=True)  # of what became of it
    reference: Mapped[str] = mapped_column(String(9), default="")  # of the form it came by, if any

    # all files of the piece; the first is also in the columns of one file
    files: Mapped[list[PieceFile] | None] = mapped_column(JSON(none_as_null=True))

    reported: Mapped[User | None] = relationship(foreign_keys=[reported_id])
    reporter: Mapped[User | None] = relationship(foreign_keys=[reporter_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])

    @property
    def file_address(self) -> str:
        """Where whoever may see the report gets the file."""
        return f"/moderation/reports/{self.id}/file" if self.file_key else ""

    @property
    def more_files(self) -> list[tuple[str, PieceFile]]:
        """Those after the first, each with its address."""
        return [(f"/moderation/reports/{self.id}/files/{file['number']}", file)
                for file in (self.files or [])[1:]]

    @property
    def reason_words(self) -> str:
        return ALL_REASONS[self.reason][0]

    @property
    def number(self) -> str:
        """As its reporter was told it."""
        return self.reference or str(self.id)

    @property
    def is_by_rule(self) -> bool:
        return self.reason in RULE_REASONS

    @property
    def answered_at_address(self) -> str:
        """Of one without an account, if what they left is an e-mail address."""
        return "" if self.reporter_id else address_in(self.contact)

    @property
    def can_be_answered(self) -> bool:
        if self.reporter:
            return self.reporter.is_confirmed
        return bool(self.answered_at_address)

    @property
    def due_at(self) -> datetime:
        return self.reported_at + timedelta(hours=ALL_REASONS[self.reason][2])

    @property
    def is_late(self) -> bool:
        return self.settled_at is None and clock.now() > self.due_at


class Decision(Model):
    """The log: a moderator did this to that, for this reason."""

    __table_args__ = (
        Index("ix_decision_piece", "kind", "piece_id"),
        Index("ix_decision_about", "about_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    moderator_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # None: a rule
    verb: Mapped[str] = mapped_column(String(20))  # hid, hid-too, restored, held, settled, paused
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    about_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # whose piece it is
    unnamed: Mapped[bool] = mapped_column(default=False)  # written anonymously: whose is not told
    heading: Mapped[str] = mapped_column(String(300), default="")
    reason: Mapped[str] = mapped_column(String(500), default="")

    moderator: Mapped[User | None] = relationship(foreign_keys=[moderator_id])
    about: Mapped[User | None] = relationship(foreign_keys=[about_id])


append_only(Decision.__table__)
