"""Blogs and their entries as places that can be followed."""
from collections.abc import Collection

from sqlalchemy import select

from peoplehub.accounts.followed_places import News, Place, PlaceKind, of_pieces
from peoplehub.accounts.following import NEW
from peoplehub.accounts.models import User
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer


def find_blogs(_viewer: Viewer, ids: Collection[int]) -> dict[int, Place]:
    """Whose blog is there, everybody may know."""
    rows = db.session.scalars(
        select(User).where(User.id.in_(ids), User.confirmed_at.is_not(None)))
    return {one.id: Place(f"{one.pen_name}’s blog", f"/blogs/{one.slug}") for one in rows}


def entries_of(author_id: int) -> News:
    return News(Entry, Entry.author_id == author_id, Entry.published_at, NEW)


def comments_on(entry_id: int) -> News:
    return News(Comment, Comment.entry_id == entry_id, Comment.published_at, "commented")


FOLLOWED_PLACES = {
    "blog": PlaceKind("Blog", "Everything that they publish", find_blogs, entries_of),
    "entry": of_pieces("entry", "Blog entry", comments_on, "Every comment"),
}
