"""A moderator takes details out of somebody's words; and how long revisions are kept."""
from sqlalchemy import delete

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs, publications
from peoplehub.core.acts import act
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.piece_files import HasFiles
from peoplehub.core.prerendering import prerendered
from peoplehub.core.publications import Publication
from peoplehub.core.text import has_content
from peoplehub.revisions import policy
from peoplehub.revisions.models import KEPT_FOR, Revision
from peoplehub.revisions.recording import keep_revision

MODERATORS_ONLY = "Only moderators can do this, and not with words of their own."


@act
@prerendered(Publication)
def remove_details(moderator: User, piece: Publication, text: str, reason: str,
                   note_words: str = "") -> None:
    """Give a piece these words, and these in its content note, which lack the details, and remove
    what it said before everywhere. Its pictures and papers go too. Raises Forbidden, and Invalid
    without words."""
    require(policy.may_remove_details(moderator, piece), MODERATORS_ONLY)
    if not has_content(text):
        raise Invalid("Leave a few words, or take all of it down instead.", "text")
    before = piece.all_words
    piece.write(text)
    piece.put_note_sentence(note_words)
    if isinstance(piece, HasFiles):
        piece.keep_files([])
    piece.edited_at = clock.now()
    keep_revision(moderator, piece, before, remove_old=True, reason=reason)
    publications.change(moderator, piece)


@jobs.every(hour="3", minute="25")
def forget_old_revisions() -> None:
    """Each night."""
    delete_old_revisions()


@act
def delete_old_revisions() -> None:
    """One statement, over the index of the days."""
    db.session.execute(delete(Revision).where(Revision.changed_at < clock.now() - KEPT_FOR))
