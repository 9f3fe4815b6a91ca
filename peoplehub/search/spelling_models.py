"""The words of public pieces as people write them, for the spelling that search offers."""
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.extensions import Model


class SpellingWord(Model):
    """A word that stood in pieces for everybody when they were last counted, and in how many. Says
    nothing about who may read it now: that is asked each time before it is offered."""

    word: Mapped[str] = mapped_column(String(24), primary_key=True)
    pieces: Mapped[int]
    counted_to: Mapped[int]  # the highest number in the index that had been counted when it was
