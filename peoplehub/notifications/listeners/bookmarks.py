"""Reminding somebody of what they saved for later."""
from peoplehub.bookmarks.events import ReminderDue
from peoplehub.bookmarks.models import Bookmark
from peoplehub.core.extensions import db
from peoplehub.notifications.notify import notify


def tell_of_reminder(event: ReminderDue) -> None:
    """Listener: a notice, and an email for those who choose them; neither holds the note."""
    saved = db.session.get_one(Bookmark, event.bookmark_id)
    notify([saved.user_id], "reminder", f"saved {saved.id}", saved.kind, saved.piece_id)
