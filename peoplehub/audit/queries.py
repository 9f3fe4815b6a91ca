"""Queries of the audit record, newest first."""
from dataclasses import dataclass
from datetime import date, datetime, time

from flask import current_app
from sqlalchemy import select

from peoplehub.audit.models import Record, RecordPerson, RecordReason
from peoplehub.core.events import EVENTS
from peoplehub.core.extensions import db
from peoplehub.core.formatting import LONDON
from peoplehub.core.paging import Page, fetch_page

SIZE = 50


# Event → the names under which the same was kept in earlier releases: their lines stay.
FORMER_NAMES = {
    "Published": ("TopicStarted", "PostReplied", "EntryPublished", "CommentAdded",
                  "SheetPublished"),
    "Changed": ("PostEdited", "EntryEdited", "CommentEdited", "SheetChanged"),
    "Withdrawn": ("PostDeleted", "EntryUnpublished", "EntryDeleted", "CommentDeleted",
                  "SheetUnpublished"),
    "Moderated": ("PieceHeld", "PieceReleased", "PieceHidden", "PieceRestored"),
}


@dataclass(frozen=True)
class RecordFilter:
    """Which lines: of one event (also as it was named before), that name one person, and from the
    first to the last day in London."""

    happened: str = ""
    person_id: int | None = None
    first: date | None = None
    last: date | None = None


def records(page_number: int, asked: RecordFilter) -> tuple[list[Record], Page]:
    rows = select(Record)
    if asked.happened:
        names = [asked.happened, *FORMER_NAMES.get(asked.happened, ())]
        rows = rows.where(Record.happened.in_(names))
    if asked.person_id is not None:
        rows = rows.join(RecordPerson, RecordPerson.record_id == Record.id)
        rows = rows.where(RecordPerson.user_id == asked.person_id)
    if asked.first:
        rows = rows.where(Record.at >= datetime.combine(asked.first, time.min, LONDON))
    if asked.last:
        rows = rows.where(Record.at <= datetime.combine(asked.last, time.max, LONDON))
    return fetch_page(rows.order_by(Record.at.desc(), Record.id.desc()), page_number, SIZE)


def reasons(records: list[Record]) -> dict[int, str]:
    """The typed reasons beside these lines, by the line's number."""
    ids = [record.id for record in records]
    found = select(RecordReason).where(RecordReason.record_id.in_(ids))
    return {reason.record_id: reason.words for reason in db.session.scalars(found)}


def kinds() -> list[str]:
    """Everything that can be in it, whether or not it has happened yet."""
    unrecorded = {event.__name__ for event in current_app.extensions["acts"]["not_always"]}
    return sorted(EVENTS.keys() - unrecorded)


def name_today(happened: str) -> str:
    """The name of the event that was kept under this name, or under which it is kept today."""
    return next((today for today, names in FORMER_NAMES.items() if happened in names), happened)
