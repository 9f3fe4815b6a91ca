"""Tables of what a safeguarding case holds: its timeline, its evidence, and who looked at it."""
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.attached_files import AttachedFile
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.core.viewers import Viewer
from peoplehub.safeguarding.models.cases import LOOKED_FOR
from peoplehub.safeguarding.steps import step_words

BODIES = {  # who can be told
    "police": "Police", "social-care": "Social care (the council)", "health": "NHS or a doctor",
    "school": "School or college", "parent": "Parent or carer", "person": "The person themselves",
    "charity": "Another charity or helpline", "trustees": "Our trustees", "other": "Somebody else",
}
REOPEN = "reopen"
DECISIONS = {
    "support": "We support them here",
    "refer": "We tell an agency",
    "watch": "We keep watch and look again",
    "none": "Nothing more is needed",
    REOPEN: "Open this case again",
}
NAMES = BODIES | DECISIONS
WHAT = {  # of a line of the timeline, in words
    "opened": "Opened the case", "note": "Wrote a note", "told": "Told somebody",
    "decision": "Decided", "closed": "Closed the case", "step": "Did a step",
    "accepted": "Accepted the case", "taken": "Took the case over",
    "offered": "Offered the case to another lead", "kept": "Changed the day it is destroyed",
    "evidence": "Added evidence", "pdf": "Made a PDF to hand over",
}


class TimelineEntry(Model):
    """One line of a case, in order: a note, who was told, a decision, a step, a change of hands."""

    lock_rank = None  # its case is locked

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("safeguarding_case.id"), index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    what: Mapped[str] = mapped_column(String(10))  # a key of WHAT
    code: Mapped[str] = mapped_column(String(30), default="")  # of BODIES, DECISIONS or the steps
    told_on: Mapped[date | None]
    told_by: Mapped[str] = mapped_column(String(80), default="")
    text: Mapped[str] = mapped_column(Text, default="")

    author: Mapped[User | None] = relationship(foreign_keys=[author_id])

    @property
    def what_words(self) -> str:
        return WHAT[self.what]

    @property
    def code_words(self) -> str:
        return step_words(self.code) if self.what == "step" else NAMES.get(self.code, "")

    def is_fresh_pdf_of(self, lead: Viewer) -> bool:
        """Whether this lead may download the PDF of this line just now."""
        return (self.what == "pdf" and self.author_id == lead.id
                and self.at > clock.now() - LOOKED_FOR)

    @property
    def day_words(self) -> str:
        return formatting.calendar_day(self.told_on) if self.told_on else ""


class Evidence(AttachedFile, Model):
    """A copy of words, and the file beside them, as they were when they were added, whoever
    changes or deletes them later. Each opening needs a typed reason and is a row of
    `SafeguardingLook`."""

    lock_rank = None  # its case is locked

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("safeguarding_case.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    source: Mapped[str] = mapped_column(String(80))  # what it is, in words that tell nothing
    written_by: Mapped[str] = mapped_column(String(80), default="")  # a pen name at that time
    written_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    text: Mapped[str] = mapped_column(Text)

    added_by: Mapped[User | None] = relationship(foreign_keys=[added_by_id])


class SafeguardingLook(Model):
    """A lead looked at a piece of evidence, or at a whole case that another lead has, and why."""

    lock_rank = None  # its case is locked

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("safeguarding_case.id"), index=True)
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    reason: Mapped[str] = mapped_column(String(300))

    lead: Mapped[User] = relationship(foreign_keys=[lead_id])
