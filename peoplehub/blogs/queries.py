"""Queries of blogs. Every query that shows something takes the viewer first."""
from collections.abc import Callable, Collection
from typing import cast

from sqlalchemy import ColumnElement, Select, bindparam, case, false, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from peoplehub.accounts.following import without_muting
from peoplehub.accounts.models import MUTED, Anonymous, Following, User
from peoplehub.blogs.models import COMMENTS_A_PAGE, UNTITLED, Comment, Entry
from peoplehub.core.column_queries import as_viewer, built_for, fetch_rows
from peoplehub.core.content_notes import marked, merged
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.recipients import Recipients
from peoplehub.core.viewers import Viewer
from peoplehub.tags.queries import pieces_with

A_PAGE = 12
IN_A_FEED = 20
MOST_NAMES = 300
NEWEST_FIRST = (Entry.published_at.desc(), Entry.id.desc())


def entry_for(viewer: Viewer, author_slug: str, slug: str) -> Entry:
    """The entry at that address, if the viewer may read it. Raises NotFound."""
    return _one(Entry.readable(viewer).join(Entry.author).where(
        User.slug == author_slug[:60], Entry.slug == slug[:80]))


def entry_numbered(viewer: Viewer, entry_id: int) -> Entry:
    return _one(Entry.readable(viewer).join(Entry.author).where(Entry.id == entry_id))


def own_entry(viewer: Viewer, entry_id: int, even_gone: bool = False) -> Entry:
    """An entry of the viewer's own, draft or not, or NotFound."""
    own = select(Entry).join(Entry.author).where(
        Entry.id == entry_id, Entry.author_id == viewer.id)
    return _one(own if even_gone else own.where(Entry.deleted_at.is_(None)))


def entries_for(viewer: Viewer, number: int = 1) -> tuple[list[Entry], Page]:
    """A page of everybody's entries, newest first."""
    return _page(viewer, _listed, number)


def entries_of(viewer: Viewer, author: User, number: int = 1) -> tuple[list[Entry], Page]:
    return _page(viewer, _listed_of_author, number, author_id=author.id)


def entries_by(viewer: Viewer, author: User, how_many: int = 5) -> list[Entry]:
    """Somebody's newest entries, stories among them."""
    return _entries(viewer, _listed_of_author, limit=how_many, author_id=author.id)


def stories_for(viewer: Viewer, number: int = 1) -> tuple[list[Entry], Page]:
    return _page(viewer, _listed_stories, number)


def latest_for(viewer: Viewer, how_many: int, stories: bool = False) -> list[Entry]:
    """The newest few, for a front page."""
    return _entries(viewer, _listed_stories if stories else _listed, limit=how_many)


def titles_of_stories(viewer: Viewer, how_many: int) -> list[tuple[str, str]]:
    """Heading and address of the newest stories that the viewer has not muted."""
    titles: Callable = _titles_of_stories
    rows = fetch_rows(built_for(viewer, titles), **as_viewer(viewer), limit=how_many, offset=0)
    return [(marked(title or UNTITLED, merged(*notes)), f"/blogs/{author}/{slug}")
            for title, slug, author, *notes in rows]


def tagged_for(viewer: Viewer, tag_ids: Collection[int], most: int = 4) -> list[Entry]:
    """The newest entries and stories that have all of these tags."""
    those = [Entry.id.in_(ids) for ids in pieces_with(Entry.kind, tag_ids)]
    rows = Entry.readable(viewer).where(Entry.is_out(), *those).order_by(*NEWEST_FIRST)
    return list(db.session.scalars(rows.limit(most).options(joinedload(Entry.author))))


def more_of(viewer: Viewer, entry: Entry) -> list[Entry]:
    """A few others by the same person."""
    theirs = _entries(viewer, _listed_of_author, limit=4, author_id=entry.author_id)
    return [other for other in theirs if other.id != entry.id][:3]


def feed(stories: bool = False) -> list[Entry]:
    """What a feed tells the world: only what a visitor may read, whoever asks."""
    newest = Entry.readable(Anonymous()).where(Entry.is_out()).order_by(*NEWEST_FIRST)
    chosen = newest.where(Entry.is_story) if stories else newest
    return list(db.session.scalars(chosen.limit(IN_A_FEED).options(joinedload(Entry.author))))


def drafts_of(viewer: Viewer) -> list[Entry]:
    mine = Entry.readable(viewer).where(Entry.author_id == viewer.id, Entry.published_at.is_(None))
    rows = mine.order_by(Entry.id.desc()).options(joinedload(Entry.author))
    return list(db.session.scalars(rows))


def blogger(slug: str) -> User:
    """Whose blog it is. A blog is public, so a block does not hide whose it is. Raises NotFound."""
    author = db.session.scalar(
        select(User).where(User.slug == slug[:60], User.confirmed_at.is_not(None)))
    if author is None:
        raise NotFound()
    return author


def entry_with_cover(viewer: Viewer, key: str) -> Entry:
    return _one(Entry.readable(viewer).join(Entry.author).where(Entry.cover_key == key[:60]))


def comments_for(viewer: Viewer, entry: Entry, number: int = 1) -> tuple[list[Comment], Page]:
    """A page of comments, oldest first."""
    shown = _below(viewer, entry).order_by(Comment.id)
    return fetch_page(shown, number, COMMENTS_A_PAGE, joinedload(Comment.author))


def names_in(viewer: Viewer, entry: Entry) -> list[User]:
    """Whom the viewer may call by name below an entry: its author, then who commented."""
    said = select(Comment.author_id).where(Comment.entry_id == entry.id, Comment.is_out())
    is_authors = User.id == entry.author_id
    people = User.readable(viewer).where(or_(is_authors, User.id.in_(said)), User.id != viewer.id)
    return list(db.session.scalars(people.order_by(is_authors.desc(), User.slug).limit(MOST_NAMES)))


def comment_for(viewer: Viewer, comment_id: int) -> Comment:
    """The comment of that id, if `viewer` may read it. Raises NotFound."""
    comment = db.session.scalar(
        Comment.readable(viewer).where(Comment.id == comment_id)
        .options(contains_eager(Comment.entry).joinedload(Entry.author))
    )
    if comment is None:
        raise NotFound()
    return comment


def own_comment(viewer: Viewer, comment_id: int, even_gone: bool = False) -> Comment:
    """A comment of the viewer's own, below an entry they may still read, or NotFound."""
    own = select(Comment).join(Comment.entry).options(contains_eager(Comment.entry)).where(
        Comment.id == comment_id, Comment.author_id == viewer.id, Entry.open_to(viewer))
    comment = db.session.scalar(own) if viewer.id is not None else None
    if comment is None or (comment.deleted_at and not even_gone):
        raise NotFound()
    return comment


def author_of_entry(comment: Comment, is_new: bool) -> list[Recipients]:
    """Whose entry it is hears of a new comment."""
    if not is_new:
        return []
    people = without_muting({found(comment.entry.author_id)}, comment)
    return [Recipients(people, "commented", f"entry {comment.entry_id}")]


def page_of(viewer: Viewer, comment: Comment) -> int:
    """On which page of its entry's comments this one stands for the viewer."""
    before = _below(viewer, comment.entry).where(Comment.id < comment.id)
    return db.session.scalar(_counted(before)) // COMMENTS_A_PAGE + 1


def comment_of_receipt(comment_id: int) -> Comment:
    """For whoever holds the signed receipt: their own words, while the entry can be read. Raises
    NotFound."""
    found = select(Comment).join(Comment.entry).where(
        Comment.id == comment_id, Comment.deleted_at.is_(None), Entry.open_to(Anonymous()))
    comment = db.session.scalar(found)
    if comment is None:
        raise NotFound()
    return comment


def files_in_use() -> set[str]:
    """The keys of all uploaded covers, without a viewer: for internal use."""
    return set(db.session.scalars(select(Entry.cover_key).where(Entry.cover_key.is_not(None))))


def _published(viewer: Viewer) -> Select:
    return Entry.readable(viewer).where(
        Entry.published_at.is_not(None), Entry.deleted_at.is_(None))


def _published_stories(viewer: Viewer) -> Select:
    return _published(viewer).where(Entry.is_story)


def _published_of_author(viewer: Viewer) -> Select:
    return _published(viewer).where(Entry.author_id == bindparam("author_id"))


def _in_order(viewer: Viewer) -> Select:
    """What is published and readable, for a list. Who may read is asked as one value (CASE): as
    plain conditions, SQLite finds all entries by their audiences and then puts them in order,
    where it should go along the newest and stop at the end of the page."""
    readable = cast(ColumnElement, Entry.readable(viewer).whereclause)
    return select(Entry).where(case((readable, true()), else_=false()),
                               Entry.published_at.is_not(None), Entry.deleted_at.is_(None))


def _below(viewer: Viewer, entry: Entry) -> Select:
    return Comment.readable(viewer).where(
        Comment.entry_id == entry.id, Comment.deleted_at.is_(None))


def _listed(viewer: Viewer) -> Select:
    """A list as cards show it. Built once for each kind of viewer (`core/column_queries.py`)."""
    newest = _in_order(viewer).order_by(*NEWEST_FIRST).options(joinedload(Entry.author))
    return newest.limit(bindparam("limit")).offset(bindparam("offset"))


def _listed_stories(viewer: Viewer) -> Select:
    return _listed(viewer).where(Entry.is_story)


def _titles_of_stories(viewer: Viewer) -> Select:
    """For a member's home: without what they muted."""
    muted = select(Following.place_id).where(
        Following.user_id == viewer.id, Following.level == MUTED)
    newest = _in_order(viewer).join(Entry.author).where(
        Entry.is_story, Entry.author_id.not_in(muted.where(Following.kind == "blog")),
        Entry.id.not_in(muted.where(Following.kind == Entry.kind))).order_by(*NEWEST_FIRST)
    newest = newest.limit(bindparam("limit")).offset(bindparam("offset"))
    return newest.with_only_columns(
        Entry.title, Entry.slug, User.slug, Entry.note, User.note_on_all)


def _listed_of_author(viewer: Viewer) -> Select:
    return _listed(viewer).where(Entry.author_id == bindparam("author_id"))


COUNTED: dict[Callable, Callable] = {  # a list → all of it, for its pager
    _listed: _published, _listed_stories: _published_stories,
    _listed_of_author: _published_of_author}


def _entries(
    viewer: Viewer, listed: Callable, limit: int, offset: int = 0, **values: object
) -> list[Entry]:
    asked = {**as_viewer(viewer), **values, "limit": limit, "offset": offset}
    return list(db.session.scalars(built_for(viewer, listed), asked))


def _page(viewer: Viewer, listed: Callable, number: int,
          **values: object) -> tuple[list[Entry], Page]:
    every = built_for(viewer, COUNTED[listed])
    total = db.session.scalar(_counted(every), {**as_viewer(viewer), **values})
    page = Page(number, A_PAGE, total).checked()
    return _entries(viewer, listed, page.size, page.offset, **values), page


def _counted(chosen: Select) -> Select:
    return chosen.with_only_columns(func.count(), maintain_column_froms=True)


def _one(chosen: Select) -> Entry:
    entry = db.session.scalar(chosen.options(contains_eager(Entry.author)))
    if entry is None:
        raise NotFound()
    return entry
