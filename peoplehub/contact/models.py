"""The table of enquiries to the team."""
import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.core.mail import address_in

ABOUT = {
    "question": "A question",
    "broken": "Something on the site does not work",
    "accessibility": "Something on the site is hard for me to use",
    "data": "A complaint about how you use my information",
    "complaint": "A complaint about something else",
    "other": "Something else",
}
COMPLAINT = "complaint"  # for the safeguarding lead and the site team alone
READABLE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without those that look alike


def new_reference() -> str:
    """Eight characters that can be read out on the phone, and that nobody guesses."""
    signs = "".join(secrets.choice(READABLE_SIGNS) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


class Enquiry(Model):
    """One letter to the team: open until `closed_at`. Private: only the team reads it, and a
    complaint only the safeguarding lead and the site team."""

    kind = "enquiry"  # of its case

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(9), unique=True, default=new_reference)
    about: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60), default="")
    contact: Mapped[str] = mapped_column(String(254), default="")  # how to answer, as they said it
    text: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    doubt: Mapped[str] = mapped_column(String(200), default="")  # why it may be from a program
    danger: Mapped[str] = mapped_column(String(10), default="")  # how plain words of danger are
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answer: Mapped[str] = mapped_column(Text, default="")  # what was said, and how
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    handed_over_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # to safeguarding leads

    person: Mapped[User | None] = relationship(foreign_keys=[person_id])
    claimed_by: Mapped[User | None] = relationship(foreign_keys=[claimed_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])

    @property
    def about_words(self) -> str:
        return ABOUT[self.about]

    @property
    def is_complaint(self) -> bool:
        return self.about == COMPLAINT

    @property
    def email(self) -> str:
        """Where the answer is sent to, if what they left is an e-mail address."""
        return address_in(self.contact)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def from_words(self) -> str:
        if self.person:
            return self.person.pen_name
        return self.name or "Someone who gave no name"
