"""How long words are kept that nobody sees any more: those of a deleted message, and what one said
before it was edited. Reports and cases have copies of their own."""
from datetime import timedelta

from sqlalchemy import or_, update

from peoplehub.core import clock, jobs
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.messages.models import Message

ERASED = {"text": "", "html": "", "text_before": "", "file_key": "", "file_name": "",
          "file_alt": "", "file_size": 0}  # of a message

DAYS = 30  # for whoever wants to report it


@jobs.every(hour="3", minute="10")
def erase_unseen_words() -> None:
    """Each night."""
    erase_words()


@act
def erase_words() -> None:
    """One statement for each: a line without words stays, so that no number is missing. A file
    that no row names any more is removed in the same night (`core.files.forget_unused`)."""
    before = clock.now() - timedelta(days=DAYS)
    was_deleted = update(Message).where(
        Message.deleted_at < before,
        or_(Message.text != "", Message.text_before != "", Message.file_key != ""))
    was_edited = update(Message).where(Message.edited_at < before, Message.text_before != "")
    db.session.execute(was_deleted.values(**ERASED))
    db.session.execute(was_edited.values(text_before=""))
