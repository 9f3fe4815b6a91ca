"""Reading marks: how far somebody has read what stands in one place, written when they leave it, on
whichever device, and kept for a year. A package has a table of its own for its places."""
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, case, delete
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import Insert

from peoplehub.core import clock, jobs
from peoplehub.core.acts import act
from peoplehub.core.columns import UTCDateTime
from peoplehub.core.database import for_each_database
from peoplehub.core.extensions import db

KEPT_FOR = timedelta(days=365)  # since they last read there; parents come back after months
MARKS: list[Any] = []  # the tables


class ReadTo:
    """A mixin of the tables. `number` says the last piece that was on a screen of this person; it
    only goes up."""

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"),
                                         primary_key=True)
    number: Mapped[int]
    read_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        MARKS.append(cls)


def moving_on(mark: Any, place: str) -> dict[str, Insert]:
    """For each database what writes the mark of a person in a `place`, or moves it on. It never
    goes back: of two devices the one that is further counts."""

    def build(insert: Callable) -> Insert:
        new = insert(mark)
        is_further = new.excluded.number >= mark.number
        moved = [column for column in mark.__table__.columns if not column.primary_key]
        return new.on_conflict_do_update(
            index_elements=["user_id", place],
            set_={column.name: case((is_further, new.excluded[column.name]), else_=column)
                  for column in moved})

    return for_each_database(build)


@jobs.every(hour="4", minute="40")
def forget_old_marks() -> None:
    """Each night."""
    delete_old_marks()


@act
def delete_old_marks() -> None:
    for mark in MARKS:
        db.session.execute(delete(mark).where(mark.read_at < clock.now() - KEPT_FOR))
