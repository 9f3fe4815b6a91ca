"""Where a notice leads."""
from peoplehub.accounts.models import User
from peoplehub.blogs.models import Comment
from peoplehub.core.publications import Publication
from peoplehub.forum.models import Post


def address_of(what: str, piece: Publication | User) -> str:
    """`what` the notice tells. Of replies and comments: to the first that its reader has not read,
    or else to the one that it names."""
    if what == "replied" and isinstance(piece, Post):
        return f"{piece.topic.acts}/unread?post={piece.number}"
    if what in ("published", "commented") and isinstance(piece, Comment):
        return f"/blogs/entries/{piece.entry_id}/unread?comment={piece.id}"
    return piece.address
