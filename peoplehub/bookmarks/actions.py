"""Saving for later, changing the note and the reminder, and taking it off the list."""
from datetime import date

from sqlalchemy import bindparam, delete, select

from peoplehub.accounts.models import User
from peoplehub.bookmarks import queries
from peoplehub.bookmarks.events import ReminderDue
from peoplehub.bookmarks.models import Bookmark
from peoplehub.core import clock, jobs, limits
from peoplehub.core.acts import act, announce
from peoplehub.core.column_queries import change
from peoplehub.core.database import for_each_database
from peoplehub.core.extensions import db
from peoplehub.core.formatting import local
from peoplehub.core.idempotency import repeatable

SAVE = for_each_database(lambda insert: insert(Bookmark).on_conflict_do_nothing())
THIS = (Bookmark.user_id == bindparam("user_id"), Bookmark.kind == bindparam("kind"),
        Bookmark.piece_id == bindparam("piece_id"))


@act
@repeatable
def save_for_later(person: User, kind: str, piece_id: int) -> Bookmark:
    """Once: a second time changes nothing. Raises TooMany over the limit."""
    limits.ask("bookmark", person.id)
    which = {"user_id": person.id, "kind": kind, "piece_id": piece_id}
    change(SAVE[db.engine.dialect.name], **which)
    return db.session.scalars(select(Bookmark).where(*THIS), which).one()


@act
@repeatable
def change_bookmark(person: User, bookmark_id: int, note: str, remind_on: date | None) -> Bookmark:
    """Raises NotFound when it was taken off the list meanwhile."""
    bookmark = queries.bookmark_for(person, bookmark_id)
    bookmark.note, bookmark.remind_on = note, remind_on
    return bookmark


@act
@repeatable
def remove_bookmark(person: User, bookmark_id: int) -> None:
    """What is not there any more is removed without a word."""
    db.session.execute(
        delete(Bookmark).where(Bookmark.id == bookmark_id, Bookmark.user_id == person.id))


@jobs.every(hour="8", minute="5")
def send_reminders() -> None:
    """Each morning. Each on its own."""
    jobs.each(remind, queries.due_reminders())


@act
def remind(bookmark_id: int) -> None:
    """Once, unless the day was changed or another worker came first."""
    bookmark = db.session.get(Bookmark, bookmark_id, with_for_update=True, populate_existing=True)
    if bookmark is None or not bookmark.remind_on:
        return
    if bookmark.remind_on > local(clock.now()).date():
        return
    bookmark.remind_on = None
    announce(ReminderDue(bookmark.id))
