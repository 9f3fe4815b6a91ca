"""The table of reading marks: how far somebody has read a topic."""
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.extensions import Model
from peoplehub.core.reading_marks import ReadTo


class ReadingMark(ReadTo, Model):
    """`number`: the highest of the posts of the topic that they have seen."""

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id", ondelete="CASCADE"),
                                          primary_key=True, index=True)
    is_whole: Mapped[bool]  # nothing followed at that time
