"""Grants: what somebody may do for a time beside their role, who gave it and why."""
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model

ORGANISER, AREA_EDITOR, HELPER = "organiser", "area-editor", "helper"
GRANTS = {  # kind → its name, and what it means
    ORGANISER: ("Organiser", "Puts meetings and events on the site."),
    AREA_EDITOR: ("Area editor", "Looks after the page of one local area."),
    HELPER: ("Helper", "Releases what a rule calls safe while nobody of the team is there. Never "
                       "sees what is marked as danger, a child or somebody’s identity."),
}  # fmt: skip


class RoleGrant(Model):
    """Whether it holds is computed from the clock, never written by a job."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    since: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    until: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    reason: Mapped[str] = mapped_column(String(300))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # taken before its time
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    @property
    def is_current(self) -> bool:
        return self.ended_at is None and self.since <= clock.now() < self.until

    @property
    def words(self) -> str:
        return GRANTS[self.kind][0]
