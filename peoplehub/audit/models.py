"""The audit table. Database triggers refuse to change or delete a row."""
from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core import clock
from peoplehub.core.append_only import append_only
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.extensions import Model


class Record(Model):
    """`happened` is the event's name, `about` its fields: numbers and short codes only."""

    __tablename__ = "audit_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    happened: Mapped[str] = mapped_column(String(60), index=True)
    about: Mapped[dict] = mapped_column(JSON)


append_only(Record.__table__, years=5)
