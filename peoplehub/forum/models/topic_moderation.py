"""What moderators and helpers set on a topic: pinned, locked, moved, the sheet that holds now, and
its "In short"."""
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from peoplehub.accounts.models import User
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.rerender import OTHER_RENDERED_COLUMNS
from peoplehub.core.text import known_safe
from peoplehub.forum.models.protocols import TopicColumns

SHEET, NO_SHEET, BY_TAGS = "sheet", "none", "tags"  # what says which sheet holds now


class SummaryHtml:
    """The "In short" as it is shown, of a topic's row and of what its page reads of it."""

    @property
    def safe_summary(self: TopicColumns) -> Markup:
        return known_safe(self.summary_html)


class TopicModeration(SummaryHtml):
    """A mixin of `Topic`."""

    pinned_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    pinned_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    locked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    locked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    locked_reason: Mapped[str] = mapped_column(String(500), default="")

    has_moves: Mapped[bool] = mapped_column(default=False)  # posts came from, or went to, another
    # all its posts went there, and so does whoever comes here
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"), index=True)

    # By hand: this sheet holds now, or no sheet does; None: the tags say which.
    sheet_chosen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("sheet.id"), index=True)

    summary_text: Mapped[str] = mapped_column(Text, default="")
    summary_html: Mapped[str] = mapped_column(Text, default="")
    summary_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    summary_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        OTHER_RENDERED_COLUMNS.append((cls, "summary_text", "summary_html"))

    @declared_attr
    def summary_by(cls: Any) -> Mapped[User | None]:
        return relationship(foreign_keys=[cls.summary_by_id])
