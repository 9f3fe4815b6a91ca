"""Comment counters of entries. Derived from the comments, and can be computed again."""
from sqlalchemy import func, select, true, update

from peoplehub.blogs.models import Comment, Entry
from peoplehub.blogs.reading import make_new
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.events import Moderated
from peoplehub.core.extensions import db


def recount_comments_of(event: Moderated) -> None:
    """A listener: a piece was hidden, restored, held or released."""
    if event.kind == Comment.kind:
        comment = db.session.get_one(Comment, event.piece_id)
        recount(comment.entry_id)
        if event.outcome == "released":
            make_new(comment)


def recount(*entry_ids: int) -> None:
    """Of the entries named, or of all. Only within an act."""
    db.session.flush()
    named = Entry.id.in_(entry_ids) if entry_ids else true()
    db.session.execute(select(Entry.id).where(named).with_for_update(**FOR_NO_KEY_UPDATE))
    of_entry = select(func.count(Comment.id)).where(Comment.entry_id == Entry.id, Comment.is_out())
    change = update(Entry).where(named).values(comment_count=of_entry.scalar_subquery())
    db.session.execute(change, execution_options={"synchronize_session": "fetch"})
