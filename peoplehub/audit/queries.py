"""How the record is read: by the site team, newest first."""
from flask import current_app
from sqlalchemy import func, select

from peoplehub.audit.models import Record
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page

SIZE = 50


def records(page_number: int, happened: str = "") -> tuple[list[Record], Page]:
    rows = select(Record)
    if happened:
        rows = rows.where(Record.happened == happened)
    total = db.session.scalar(select(func.count()).select_from(rows.subquery()))
    page = Page(page_number, SIZE, total).checked()
    newest = rows.order_by(Record.at.desc(), Record.id.desc()).offset(page.offset).limit(SIZE)
    return list(db.session.scalars(newest)), page


def kinds() -> list[str]:
    """Everything that can be in it, whether or not it has happened yet."""
    return sorted(event.__name__ for event in current_app.extensions["acts"]["during"])
