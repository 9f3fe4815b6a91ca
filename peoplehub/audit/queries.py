"""Queries of the audit record, newest first."""
from flask import current_app
from sqlalchemy import func, select

from peoplehub.audit.models import Record
from peoplehub.core.events import EVENTS
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page

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


def records(page_number: int, happened: str = "") -> tuple[list[Record], Page]:
    """All of them, or those of one event, also as it was named before."""
    rows = select(Record)
    if happened:
        rows = rows.where(Record.happened.in_([happened, *FORMER_NAMES.get(happened, ())]))
    total = db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0
    page = Page(page_number, SIZE, total).checked()
    newest = rows.order_by(Record.at.desc(), Record.id.desc()).offset(page.offset).limit(SIZE)
    return list(db.session.scalars(newest)), page


def kinds() -> list[str]:
    """Everything that can be in it, whether or not it has happened yet."""
    unrecorded = {event.__name__ for event in current_app.extensions["acts"]["not_always"]}
    return sorted(EVENTS.keys() - unrecorded)


def name_today(happened: str) -> str:
    """The name of the event that was kept under this name, or under which it is kept today."""
    return next((today for today, names in FORMER_NAMES.items() if happened in names), happened)
