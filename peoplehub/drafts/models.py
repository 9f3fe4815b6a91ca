"""The table of drafts."""
from datetime import datetime, timedelta

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

KEPT_FOR = timedelta(days=90)  # after the last change
MOST = 100  # drafts of one person
LONGEST = 50_000  # characters of one draft, all fields together
LONGEST_PLACE = 100
WORDS = ("title", "text", "note_words")  # the fields that hold words; the others are ticks
NUMBERS = ("answers",)  # but for these
LISTS = ("tags",)  # and these, of which several are ticked: slugs, with spaces between


class Draft(Model):
    """The words of one form, as one browser window left them. Each window has a row of its own for
    a place, so that none can write over another's words. Only the writer ever reads it."""

    __table_args__ = (UniqueConstraint("user_id", "place", "writer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE))  # kind and key: "reply/7"
    writer: Mapped[str] = mapped_column(String(20))  # the window's own name, made up at random
    fields: Mapped[dict] = mapped_column(JSON)  # name of the field → what it held
    version: Mapped[int] = mapped_column(default=1)  # counts the changes
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)

    @property
    def words(self) -> str:
        """Everything that was written, the title first."""
        return "\n\n".join(self.fields[name] for name in WORDS if self.fields.get(name))

    @property
    def token(self) -> str:
        """Names the draft as it is now: after another change it is another."""
        return f"{self.id}.{self.version}"

    def to_json(self) -> dict:
        """As the page of its form tells the scripts. `age` is in seconds: clocks of devices may be
        wrong."""
        age = (clock.now() - self.changed_at).total_seconds()
        return {"writer": self.writer, "token": self.token, "age": max(0, round(age)),
                "fields": self.fields}
