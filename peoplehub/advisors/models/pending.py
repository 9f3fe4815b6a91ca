"""The table of requests for an advisor that visitors write before they join."""
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class PendingRequest(Model):
    """The words of a visitor between "Ask" and the confirmed email. Found by a random token only,
    of which the hash is stored; deleted once they are sent, or after a week."""

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    text: Mapped[str] = mapped_column(Text)
    chosen_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    urgent: Mapped[bool] = mapped_column(default=False)
    wants: Mapped[dict] = mapped_column(JSON, default=dict)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
