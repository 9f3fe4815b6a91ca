"""Where a notice leads."""
from peoplehub.accounts.models import User
from peoplehub.blogs.models import Comment
from peoplehub.core.publications import Publication
from peoplehub.forum.models import Post

BEFORE_IT_IS_PUBLISHED = {"to-review", "change-wanted", "not-published"}


def address_of(what: str, piece: Publication | User) -> str:
    """`what` the notice tells. Of replies and comments: to the first that its reader has not read,
    or else to the one that it names."""
    if what == "replied" and isinstance(piece, Post):
        return f"{piece.topic.acts}/unread?post={piece.number}"
    if what in ("published", "commented") and isinstance(piece, Comment):
        return f"/blogs/entries/{piece.entry_id}/unread?comment={piece.id}"
    if what in BEFORE_IT_IS_PUBLISHED and not isinstance(piece, User):
        return f"/publishing/{piece.kind}/{piece.id}"
    return piece.address
