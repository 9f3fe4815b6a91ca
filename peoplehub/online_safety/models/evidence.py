"""Tables of evidence of sexual abuse of a child: what was frozen, apart and encrypted, and the
steps taken about it (Online Safety Act 2023, section 66; SI 2026/268, regulation 8: what was
reported is kept for one year after the report, the NCA's reference for five years)."""
from datetime import datetime, timedelta

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

KEPT_FOR = timedelta(days=365)  # evidence and the data of the account
REFERENCE_KEPT_FOR = timedelta(days=365 * 5)
STEPS = {  # what the NCA and the law ask for, in order; each is ticked once, and logged
    "advice": ("Get legal advice first", "Ask a lawyer or your insurer today. The law here is "
               "strict, also for people who mean well."),
    "danger": ("Is a child in danger now?", "If so, call 999 at once. Do not wait for anything "
               "else on this list."),
    "nobody-copies": ("Make sure that nobody copies it", "Nobody saves, prints, photographs or "
                      "sends it. Not to a lawyer, not to the police."),
    "registered": ("Sign in to the NCA's reporting portal", "The charity registers with the NCA's "
                   "CSEA Industry Reporting Portal once. Do that before the first report."),
    "facts": ("Write down what the NCA asks for", "Who reports, how it was found, when it was put "
              "up, where it stood, and what is known of the account. It is all on this page."),
    "reported": ("Send the report to the NCA", "At once if a child's life may be in danger, and "
                 "without delay in any case. Then write its number here."),
    "account": ("Decide about the account with the police", "Do not warn or tell the person. Ask "
                "the police before you close their account."),
    "care": ("Look after each other", "Ask whoever saw it how they are, today and next week."),
}


class FrozenContent(Model):
    """What was frozen. `content` (the words, and who wrote them, encrypted) and the files stay
    until `kept_until`; the NCA's reference until `reference_until`."""

    lock_rank = None  # after the piece

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    content: Mapped[str] = mapped_column(Text, default="")
    file_keys: Mapped[list[str]] = mapped_column(JSON, default=list)
    frozen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reported_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # to the NCA
    reference: Mapped[str] = mapped_column(String(80), default="")  # the NCA's
    kept_until: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    reference_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    destroyed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    put_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    put_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    frozen_by: Mapped[User | None] = relationship(foreign_keys=[frozen_by_id])

    @property
    def is_kept(self) -> bool:
        """Whether there is still something to read and to report."""
        return self.destroyed_at is None and self.put_back_at is None


class FrozenContentStep(Model):
    """A step of the list was done, or somebody read the evidence ("opened")."""

    __table_args__ = (UniqueConstraint("frozen_id", "step", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    frozen_id: Mapped[int] = mapped_column(
        ForeignKey("frozen_content.id", ondelete="CASCADE"), index=True)
    step: Mapped[str] = mapped_column(String(15))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(String(300), default="")
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    by: Mapped[User | None] = relationship()
