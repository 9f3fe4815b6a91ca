"""The table of requests that the law gives a form and a clock: intimate image content reports
(Online Safety Act 2023, section 20A), the expedited complaint of who made one (section 21(2A)), and
complaints under section 21."""
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.contact.models import new_reference
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.core.mail import address_in
from peoplehub.moderation.models import Report

INTIMATE, EXPEDITED, COMPLAINT = "intimate", "expedited", "complaint"
KINDS = {  # kind → (words, severity as of reports, hours from receipt, for leads only)
    INTIMATE: ("A private picture", 2, 48, False),
    EXPEDITED: ("A complaint about a private picture", 2, 24, True),
    COMPLAINT: ("A complaint about how we keep people safe", 5, 168, True),
}
SUBJECTS = {  # what a complaint under section 21(4) may be about
    "illegal": "Something on this site is against the law",
    "duty": "You do not keep people safe, or it is hard to report something",
    "rights": "You do not look after free speech or my privacy",
    "taken-down": "You took down or held back what I wrote",
    "account": "You warned me, or paused or closed my account",
    "tools": "A rule or a program stopped something of mine",
}
OUTCOMES = {  # what the person is told
    "put-right": "You were right, and we have put it right.",
    "stands": "We looked at it again, and we leave it as it was decided.",
    "answered": "Our answer is below.",
    "not-found": "We could not find the picture.",
    "not-intimate": "We looked at it. It is not a private or intimate picture.",
    "not-theirs": "We could not see that you are the person in it, or that you speak for them.",
}


class SafetyRequest(Model):
    """One request. It stands in the queue by its own case, or, once the picture is found, by the
    report `report` about the piece that it is in."""

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(9), unique=True, default=new_reference)
    kind: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(20), default="")  # a key of SUBJECTS; of an
    # intimate picture: "me" or "other", whose it is
    where: Mapped[str] = mapped_column(Text, default="")  # as they said it
    text: Mapped[str] = mapped_column(Text, default="")
    name: Mapped[str] = mapped_column(String(60), default="")
    contact: Mapped[str] = mapped_column(String(254))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    is_child: Mapped[bool] = mapped_column(default=False)  # in the picture, or may be
    declared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # all of section 20A(2)
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("safety_request.id"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    outcome: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(Text, default="")  # of the answer

    report: Mapped[Report | None] = relationship()
    person: Mapped[User | None] = relationship(foreign_keys=[person_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def kind_words(self) -> str:
        return KINDS[self.kind][0]

    @property
    def subject_words(self) -> str:
        return SUBJECTS.get(self.subject, "")

    @property
    def email(self) -> str:
        """Where the answer is sent, if what they left is an e-mail address."""
        return address_in(self.contact)

    @property
    def settled_at(self) -> datetime | None:
        """When it was decided, here or by the report about the piece."""
        return self.decided_at or (self.report.settled_at if self.report else None)

    @property
    def is_late(self) -> bool:
        return (self.settled_at or clock.now()) > self.due_at
