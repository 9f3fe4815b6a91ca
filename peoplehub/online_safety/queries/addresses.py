"""Which piece an address of this site is about, as people copy it."""
import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select

from peoplehub.accounts.models import User
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import find_reportable, is_public
from peoplehub.core.publications import REPORTABLE
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Post

MOST_LOOKED_AT = 2_000  # characters
MOST = 2**31 - 1  # of a number in the database


def piece_at(viewer: Viewer, words: str) -> Any:
    """The first piece or person whose address stands in `words`, or None. A private message is
    found only by those who were in the conversation; everything else moderators can read."""
    for pattern, ask in ADDRESSES:
        for match in re.finditer(pattern, words[:MOST_LOOKED_AT]):
            piece = db.session.scalar(ask(*match.groups()))
            if piece is not None and getattr(piece, "published_at", True):
                return piece
    if found := re.search(r"/report/([a-z]{1,20})/(\d{1,9})\b", words[:MOST_LOOKED_AT]):
        return piece_numbered(viewer, found[1], int(found[2]))
    return None


def piece_numbered(viewer: Viewer, kind: str, piece_id: int) -> Any:
    """The same, for a kind and a number; None where there is none."""
    try:
        return find_reportable(kind, viewer, piece_id)
    except NotFound:
        is_open = kind == User.kind or is_public(kind)
        return db.session.get(REPORTABLE[kind], min(piece_id, MOST)) if is_open else None


def _post(topic_id: str, number: str | None) -> Select:
    return select(Post).where(Post.topic_id == int(topic_id), Post.number == int(number or 1))


def _entry(author: str, slug: str) -> Select:
    theirs = select(User.id).where(User.slug == author)
    return select(Entry).where(Entry.author_id.in_(theirs), Entry.slug == slug)


ADDRESSES: list[tuple[str, Callable[..., Select]]] = [
    (r"/forum/topics/(\d{1,9})(?:-[\w-]*)?(?:\?page=\d+)?(?:#post-(\d{1,9}))?", _post),
    (r"/blogs/covers/([0-9a-f]+\.\w{1,5})",
     lambda key: select(Entry).where(Entry.cover_key == key)),
    (r"/blogs/comments/(\d{1,9})",
     lambda number: select(Comment).where(Comment.id == int(number))),
    (r"/blogs/([\w-]+)/([\w-]+)", _entry),
    (r"/people/([\w-]+)", lambda slug: select(User).where(User.slug == slug)),
]
