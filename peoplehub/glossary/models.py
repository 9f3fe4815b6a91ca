"""The table of the glossary."""
from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

LONGEST_NAME, LONGEST_ABBREVIATION, LONGEST_OTHERS, LONGEST_MEANING = 80, 20, 200, 300
LONGEST_SOURCE, LONGEST_ADDRESS, LONGEST_DATE = 160, 300, 40  # characters


class GlossaryTerm(Model):
    """A hard word, what it means in one sentence, and who says so. Its address is given once, by
    its first name."""

    on_public_pages = True

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    abbreviation: Mapped[str] = mapped_column(String(LONGEST_ABBREVIATION), default="")
    # other words for the same, with semicolons between them
    also: Mapped[str] = mapped_column(String(LONGEST_OTHERS), default="")
    meaning: Mapped[str] = mapped_column(String(LONGEST_MEANING))
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    source_address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    source_date: Mapped[str] = mapped_column(String(LONGEST_DATE), default="")  # in words: May 2026
    checked_on: Mapped[date | None]  # when somebody last compared the meaning with the source
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    retired_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def address(self) -> str:
        return f"/words#{self.slug}"

    @property
    def letter(self) -> str:
        """Under which it stands in the list."""
        first = self.name[:1].upper()
        return first if "A" <= first <= "Z" else "0–9"

    @property
    def title(self) -> str:
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name

    @property
    def written_as(self) -> list[str]:
        """Every way in which people write it."""
        others = (one.strip() for one in self.also.split(";"))
        return [one for one in (self.name, self.abbreviation, *others) if one]
