"""Actions on information sheets. Each is one transaction."""
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import update

from peoplehub.accounts.models import User
from peoplehub.core import clock, files, jobs, publications
from peoplehub.core.acts import act, announce, on_commit, save
from peoplehub.core.database import insert
from peoplehub.core.documents import Original
from peoplehub.core.edit_conflicts import refuse_conflict
from peoplehub.core.errors import Invalid, Unavailable, require
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import deduplicated
from peoplehub.core.preparation import prepared_by
from peoplehub.core.prerendering import prerendered
from peoplehub.core.publication_lookup import lock
from peoplehub.core.slugs import free_slug, slug_of
from peoplehub.core.text import normalize, one_line
from peoplehub.library import policy
from peoplehub.library.events import SheetChecked
from peoplehub.library.models import Download, Sheet
from peoplehub.library.pdf_files import make_files
from peoplehub.tags.actions import tag_piece

NOT_YOURS = "You cannot change this sheet."
NOT_HERE = "You cannot write sheets for the library."
NOTHING_TO_READ = "Please write the sheet, or add a document, before you publish it."
RESERVED = {"manage", "new", "feed"}


@dataclass(frozen=True)
class SheetInput:
    """What somebody says a sheet is. `owner` is whoever writes it when nobody is named."""

    title: str
    summary: str
    topic: str
    text: str = ""
    easy_text: str = ""
    for_whom: str = ""
    patch: str = "sheet"
    check_every_days: int = 365
    easy_promised_for: date | None = None
    change_note: str = ""
    owner: User | None = None
    original: Original | None = field(default=None, repr=False)
    tags: Collection[str] | None = None  # their slugs; None leaves them as they are
    without_original: bool = False


def _store_original(*_who: object, original: Original | None = None, **_fields: object) -> None:
    """Before the act: a slow store keeps nobody else waiting. What is not used after all, because
    the act was refused, is forgotten at night."""
    if original is None:
        return
    try:
        files.store_as(original.key, original.data)
    except Unavailable as refusal:
        sentence = f"{refusal} You can save your words without the document."
        raise Invalid(sentence, "original") from refusal


@act
@deduplicated
@prepared_by(_store_original)
@prerendered(Sheet)
def write_sheet(editor: User, and_publish: bool = False, slug: str = "", **fields: Any) -> Sheet:
    """A new sheet of the fields of Words: a draft, unless it is published at once."""
    require(policy.may_manage(editor), NOT_HERE)
    words = SheetInput(**fields)
    wanted = slug or slug_of(words.title, 64, "sheet")
    sheet = Sheet(slug=free_slug(Sheet.slug, wanted, reserved=RESERVED), author_id=editor.id,
                  edition=0)
    _take(editor, sheet, words)
    sheet.check_again(clock.now(), words.check_every_days)
    save(sheet)
    _tag(sheet, words)
    if and_publish:
        publish(editor, sheet)
    else:
        publications.change(editor, sheet)
    return sheet


@act
@prepared_by(_store_original)
@prerendered(Sheet)
def change(
    editor: User, sheet: Sheet, and_publish: bool = False, seen: str = "", **fields: Any
) -> Sheet:
    """Other words or facts for a sheet. One that is out shows them at once, as a new edition.

    `seen` is the mark of the words the editor began with, so nobody's change is lost unseen.
    """
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    words = SheetInput(**fields)
    saved = {name: getattr(sheet, name) for name in ("title", "summary", "text", "easy_text")}
    new = {name: normalize(getattr(words, name)) for name in saved}
    refuse_conflict(seen, saved, new, sheet.mark)
    _take(editor, sheet, words)
    _tag(sheet, words)
    sheet.check_again(sheet.checked_at, words.check_every_days)
    if not sheet.is_draft:
        _require_something_to_read(sheet)
        sheet.edited_at, sheet.edition = clock.now(), sheet.edition + 1
        _make_files_later(sheet)
    publications.change(editor, sheet)
    if and_publish and sheet.is_draft:
        publish(editor, sheet)
    return sheet


@act
def publish(editor: User, sheet: Sheet) -> Sheet:
    """Put the sheet where everybody can read it. Whoever publishes has read it: it is checked."""
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    _require_something_to_read(sheet)
    if sheet.is_draft:
        sheet.published_at, sheet.edition = clock.now(), sheet.edition + 1
        sheet.check_again(clock.now(), sheet.check_every_days)
        publications.publish(editor, sheet)
        _make_files_later(sheet)
    return sheet


@act
def unpublish(editor: User, sheet: Sheet) -> Sheet:
    """Take the sheet back to being a draft. Its words and its address are kept."""
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    if not sheet.is_draft:
        sheet.published_at = None
        publications.withdraw(editor, sheet)
    return sheet


@act
def mark_checked(editor: User, sheet: Sheet) -> Sheet:
    """Say that the sheet was read again today and is right."""
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    sheet.check_again(clock.now(), sheet.check_every_days)
    announce(SheetChecked(sheet.id, editor.id))
    _make_files_later(sheet)  # the day is printed on them
    return sheet


@act
def count_download(sheet_id: int, name: str, day: date, number: int = 1) -> None:
    """`number` more of that format were taken home that day. Nobody asks by whom."""
    row = insert(Download).values(sheet_id=sheet_id, format=name, day=day, count=number)
    db.session.execute(row.on_conflict_do_update(
        index_elements=["sheet_id", "format", "day"], set_={"count": Download.count + number}
    ))
    total = {"downloads": Sheet.downloads + number}
    db.session.execute(update(Sheet).where(Sheet.id == sheet_id).values(total))


def _take(editor: User, sheet: Sheet, words: SheetInput) -> None:
    sheet.title, sheet.summary = one_line(words.title), one_line(words.summary)
    sheet.topic, sheet.for_whom, sheet.patch = words.topic, one_line(words.for_whom), words.patch
    sheet.easy_text = normalize(words.easy_text)
    sheet.easy_promised_for = None if sheet.easy_text else words.easy_promised_for
    sheet.change_note = one_line(words.change_note)
    sheet.write(words.text)
    if words.owner is not None and policy.may_give_away(editor):
        sheet.author_id = words.owner.id
    _take_original(editor, sheet, words)


def _tag(sheet: Sheet, words: SheetInput) -> None:
    if words.tags is not None:
        tag_piece(Sheet.kind, sheet.id, words.tags)


def _take_original(editor: User, sheet: Sheet, words: SheetInput) -> None:
    """Keep the document that was brought, or let go of the one there is."""
    document = words.original
    if document is not None:
        sheet.original_key = document.key
        sheet.original_name, sheet.original_type = document.name, document.kind
        sheet.original_size, sheet.original_pages = len(document.data), document.pages
    elif words.without_original:
        sheet.original_key = sheet.original_name = sheet.original_type = ""
        sheet.original_size = sheet.original_pages = 0


def _make_files_later(sheet: Sheet) -> None:
    """Have the worker make its papers, once the act is committed."""
    sheet_id = sheet.id
    on_commit(lambda: jobs.later(make_files, sheet_id))


def _require_something_to_read(sheet: Sheet) -> None:
    if not (sheet.has_words or sheet.has_original):
        raise Invalid(NOTHING_TO_READ, "text")
