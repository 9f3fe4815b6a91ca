"""Actions on blog entries and comments. Each is one transaction."""
import random
from collections.abc import Collection
from typing import Any

from sqlalchemy import null

from peoplehub.accounts.models import Anonymous, User
from peoplehub.accounts.queries import slugs_mentioned
from peoplehub.artwork import PICTURES
from peoplehub.blogs import policy
from peoplehub.blogs.counters import recount
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core import clock, limits, publications
from peoplehub.core.acts import act
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import Invalid, require
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.piece_files import Files
from peoplehub.core.prerendering import prerendered
from peoplehub.core.publication_lookup import lock
from peoplehub.core.slugs import free_slug, slug_of
from peoplehub.core.text import has_content, normalize
from peoplehub.folding.content_notes import fields_of
from peoplehub.folding.team_notes import own_note
from peoplehub.revisions.recording import keep_revision
from peoplehub.tags.actions import tag_piece

CANNOT_WRITE = (
    "You cannot write a blog at the moment. If you have just joined, please confirm your email "
    "address first."
)
NOT_YOURS = "Only the person who wrote this can change it."
CLOSED = "This is not open for comments now."
WORDS = ("title", "text", "short", "teller", "place")  # of an entry, that people type
VISITORS_WAIT = "A visitor wrote it."


@act
@deduplicated
@prerendered(Entry, slugs_mentioned)
def save_entry(author: User, entry: Entry | None = None, *, text: str,
               version: int | None = None, remove_old: bool = False,
               tags: Collection[str] | None = None, files: Files | None = None,
               **fields: Any) -> Entry:
    """Write a new draft, or change an entry. `version` is the one that the author had open;
    `remove_old`: what it said before is not even kept for moderators; `tags`: their slugs; None
    leaves them as they are, and so does `files`."""
    require(policy.may_start(author), author.standing_words or CANNOT_WRITE)
    if entry is None:
        entry = _begun(author)
    else:
        lock(entry)
    require(policy.may_change(author, entry), NOT_YOURS)
    if not entry.is_draft:
        limits.ask("change", author.id)
    if version is not None:
        saved = {name: getattr(entry, name) for name in WORDS}
        refuse_conflict(
            str(version), saved, {**fields, "text": normalize(text)}, str(entry.version)
        )
    before = entry.all_words
    if files is not None:
        entry.keep_files(files)
    _fill(entry, text, fields)
    if entry.id:
        if remove_old:
            entry.cover_seed = ""  # made of the address, which is made of an older title
            _give_address(entry)
        keep_revision(author, entry, before, remove_old)
    publications.change(author, entry)
    if tags is not None:
        tag_piece(Entry.kind, entry.id, tags)
    return entry


@act
@deduplicated
@prerendered(Entry, slugs_mentioned)
def save_and_publish(author: User, entry: Entry | None = None, **fields: Any) -> Entry:
    return publish(author, save_entry(author, entry, **fields))


@act
@prerendered(Entry)
def publish(author: User, entry: Entry) -> Entry:
    """Show it to its readers. What was out before keeps its first date and its address. Raises
    Invalid without a title or words."""
    lock(entry)
    require(policy.may_change(author, entry), NOT_YOURS)
    if not (entry.title and has_content(entry.text)):
        raise Invalid("Give it a title and some words first. Then you can publish it.")
    if entry.is_draft:
        entry.first_published_at = entry.first_published_at or clock.now()
        entry.published_at = entry.first_published_at
        publications.publish(author, entry)
    return entry


@act
def unpublish(author: User, entry: Entry) -> Entry:
    """Make an entry a draft again: only its author reads it. Raises Forbidden."""
    lock(entry)
    require(policy.may_change(author, entry), NOT_YOURS)
    if not entry.is_draft:
        entry.published_at = None
        publications.withdraw(author, entry)
    return entry


@act
def delete(author: User, entry: Entry) -> None:
    """Take an entry away with its comments. Raises Forbidden."""
    lock(entry)
    require(policy.may_change(author, entry), NOT_YOURS)
    entry.deleted_at = clock.now()
    tag_piece(Entry.kind, entry.id, ())
    publications.withdraw(author, entry)


@act
@deduplicated
@prerendered(Comment, slugs_mentioned)
def comment(author: User | None, entry: Entry, text: str, visitor_name: str = "",
            doubt: str = "", made_with_ai: bool = False, note: str = "",
            files: Files = ()) -> Comment:
    """Say something below an entry. Without an author it is a visitor's, and waits."""
    lock(entry)
    require(policy.may_comment(author or Anonymous(), entry), CLOSED,
            None if entry.comments_open else "text")
    piece = Comment(entry_id=entry.id, author_id=author and author.id, made_with_ai=made_with_ai,
                    note=note)
    piece.write(text, slugs_mentioned(text))
    piece.keep_files(files)
    if author:
        limits.ask("comment", author.id)
    else:
        piece.visitor_name = visitor_name
        piece.held_at, piece.held_reason = clock.now(), doubt or VISITORS_WAIT
    publications.publish(author, piece)
    recount(entry.id)
    return piece


def words_of_comment(comment: Comment) -> dict[str, str | bool]:
    """What its author can change, as the form names it."""
    return {"text": comment.text, "made_with_ai": comment.made_with_ai,
            **fields_of(own_note(comment))}


@act
@prerendered(Comment, slugs_mentioned)
def edit_comment(author: User, comment: Comment, text: str, seen: str = "",
                 made_with_ai: bool | None = None, remove_old: bool = False,
                 note: str | None = None, files: Files | None = None) -> Comment:
    """Other words for a comment of one's own; `made_with_ai`, `note` and `files` None leave them
    as they are. Raises Forbidden, TooMany, or EditConflict when others were saved meanwhile."""
    lock(comment)
    require(policy.may_change_comment(author, comment), NOT_YOURS)
    refuse_conflict(seen, words_of_comment(comment), {"text": normalize(text)})
    limits.ask("change", author.id)
    before = comment.all_words
    comment.write(text, slugs_mentioned(text))
    comment.made_with_ai = comment.made_with_ai if made_with_ai is None else made_with_ai
    if note is not None:
        comment.put_note(note)
    if files is not None:
        comment.keep_files(files)
    comment.edited_at = clock.now()
    keep_revision(author, comment, before, remove_old)
    publications.change(author, comment)
    recount(comment.entry_id)
    return comment


@act
def delete_comment(author: User, comment: Comment) -> None:
    """Take a comment of one's own away. Raises Forbidden."""
    lock(comment)
    require(policy.may_change_comment(author, comment), NOT_YOURS)
    comment.deleted_at = clock.now()
    publications.withdraw(author, comment)
    recount(comment.entry_id)


def _begun(author: User) -> Entry:
    limits.ask("entry", author.id)
    return Entry(author_id=author.id, author=author, published_at=null(), version=0)


def _fill(entry: Entry, text: str, fields: dict) -> None:
    before = entry.title, entry.text
    note = fields.pop("note", None)
    for name, value in fields.items():
        setattr(entry, name, value)
    if note is not None:
        entry.put_note(note)
    entry.write(text, slugs_mentioned(text))
    entry.version += 1
    if entry.first_published_at is None:
        _give_address(entry)
    elif not entry.is_draft and before != (entry.title, entry.text):
        entry.edited_at = clock.now()


def _give_address(entry: Entry) -> None:
    """From its title, until it is published."""
    entry.slug = free_slug(
        Entry.slug, slug_of(entry.title or "", 70, "entry"),
        Entry.author_id == entry.author_id, Entry.id.is_distinct_from(entry.id),
    )  # fmt: skip
    entry.cover_seed = entry.cover_seed or f"{entry.author.slug} {entry.slug}"
    if not (entry.cover_kind or entry.cover_key):
        entry.cover_kind = random.Random(entry.cover_seed).choice(PICTURES)
