"""Tables of the compliance register. Nothing in it is overwritten once it is adopted."""
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from peoplehub.compliance.decisions import SUBJECTS
from peoplehub.compliance.documents import DOCUMENTS, Part, parts_of
from peoplehub.compliance.review_dates import Reviewed, today
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class Recorded:
    """A mixin: who wrote a row, and when."""

    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    @declared_attr
    def recorded_by_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


class AccountablePerson(Recorded, Model):
    """Who answers for the duties of the law, by their own name. The newest row counts; the others
    say who did before."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    position: Mapped[str] = mapped_column(String(120))  # in the charity
    email: Mapped[str] = mapped_column(String(254))
    since: Mapped[date]


class DocumentVersion(Recorded, Reviewed, Model):
    """A version of a document: a draft until `adopted_on`, and never changed from then on."""

    __table_args__ = (UniqueConstraint("document", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(String(30))  # a key of DOCUMENTS
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    adopted_on: Mapped[date | None]
    adopted_by: Mapped[str] = mapped_column(String(120), default="")  # a person or a board
    note: Mapped[str] = mapped_column(String(500), default="")  # what is new in it
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def title(self) -> str:
        return DOCUMENTS[self.document].title

    @property
    def address(self) -> str:
        return f"/admin/register/documents/{self.document}"

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.text)

    @property
    def gaps(self) -> int:
        """How many places are left for the charity to fill in."""
        return sum(part.gaps for part in self.parts)

    @property
    def dated_on(self) -> date | None:
        return self.adopted_on


class Measure(Recorded, Model):
    """What is done to keep people safe, from which day, and until which when it was ended."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(30), default="")  # of one that the software brings
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text, default="")
    effective_on: Mapped[date]
    ended_on: Mapped[date | None]

    @property
    def is_over(self) -> bool:
        return self.ended_on is not None and self.ended_on < today()


class RegisteredDecision(Recorded, Reviewed, Model):
    """A decision with its reason. The newest of a subject counts."""

    __table_args__ = (Index("ix_registered_decision_subject", "subject", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(30))  # a key of SUBJECTS
    choice: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[date]
    decided_by: Mapped[str] = mapped_column(String(120))
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def title(self) -> str:
        return SUBJECTS[self.subject].title

    @property
    def words(self) -> str:
        """What was decided."""
        return SUBJECTS[self.subject].choices[self.choice]

    @property
    def address(self) -> str:
        return f"/admin/register/decisions/{self.subject}"

    @property
    def dated_on(self) -> date | None:
        return self.decided_on
