"""The words that editors say mean the same."""
from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

FEWEST, MOST = 2, 12  # phrases of a group
LONGEST = 80  # letters of a phrase


class SynonymGroup(Model):
    """Phrases that mean the same, one on each line. Who changed it stands in the record."""

    id: Mapped[int] = mapped_column(primary_key=True)
    phrases: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    @property
    def each(self) -> list[str]:
        return self.phrases.splitlines()
