"""Tables of decisions as they are told to those whom they are about, and of their appeals."""
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model
from peoplehub.core.promise import RULES

UNDOABLE_FOR = timedelta(days=7)  # a removed account and all it wrote
SCREEN = "screen"
# Step → (what a moderator reads, what whoever wrote it reads). In the order of their weight.
STEPS = {
    "left": ("Leave it as it is", ""),
    "approve": ("Approve it", ""),
    "nudge": ("Leave it, and send a private note", "We have a small request."),
    "ask": ("Ask its author to change it", "Please change what you wrote. Until then only you and "
            "our moderators can see it. Save your change, and we look at it again."),
    "hold": ("Hold it back until tomorrow", "We hold back what you wrote until we have talked "
             "about it. Only you and our moderators can see it."),
    "hide": ("Take it down", "We took down what you wrote. You can still see it, others cannot."),
    SCREEN: ("Leave it, and look first at what its author writes",
             "For some time a moderator looks at what you write before others see it."),
    "pause": ("Take it down, and pause its author",
              "We took down what you wrote, and your account is paused. You can read, but not "
              "write."),
    "ban": ("Take it down, and close the account",
            "We took down what you wrote and closed your account. Nobody can sign in with it."),
    "remove": ("Remove the account and everything it wrote",
               "We closed your account and took down everything you wrote."),
}
QUIET = ("left", "approve")  # nothing to tell and nothing to appeal against
OF_PERSON = (SCREEN, "pause", "ban", "remove")
UPHELD, OVERTURNED = "upheld", "overturned"


class DecisionNotice(Model):
    """What was decided about a piece or a person, as its author is told it: which rule, which
    words, why, how to put it right, and how to appeal."""

    __table_args__ = (
        Index("ix_decision_notice_piece", "kind", "piece_id"),
        Index("ix_decision_notice_person", "person_id", "decided_at"),
    )
    lock_rank = None

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    piece_id: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    step: Mapped[str] = mapped_column(String(10))
    rule: Mapped[str] = mapped_column(String(20))
    quote: Mapped[str] = mapped_column(String(300), default="")  # the words it is about
    reason: Mapped[str] = mapped_column(String(500))
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    person: Mapped[User | None] = relationship(foreign_keys=[person_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def rule_words(self) -> str:
        return RULES[self.rule][0]

    @property
    def right_words(self) -> str:
        """How its author puts it right."""
        return RULES[self.rule][1]

    @property
    def step_words(self) -> str:
        return STEPS[self.step][1]

    @property
    def is_undoable(self) -> bool:
        return self.undone_at is None and clock.now() < self.decided_at + UNDOABLE_FOR


class RemovedPiece(Model):
    """A piece that was taken down together with its author's account, so that it can be put back
    where it was."""

    notice_id: Mapped[int] = mapped_column(ForeignKey("decision_notice.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    piece_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Appeal(Model):
    """Somebody asks the team to look again at a decision: once for each."""

    lock_rank = None

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("decision_notice.id"), unique=True)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    outcome: Mapped[str | None] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(500), default="")

    notice: Mapped[DecisionNotice] = relationship()


class CaseNote(Model):
    """Something said about a case: a note among the team, a question to the author, an answer."""

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))  # None: who appeals
    is_for_author: Mapped[bool] = mapped_column(default=False)  # a question or an answer
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
