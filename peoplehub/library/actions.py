"""Actions on information sheets. Each is one transaction."""
from collections.abc import Collection
from dataclasses import dataclass, field, replace as with_fields
from datetime import date
from typing import Any

from sqlalchemy import update

from peoplehub.accounts.models import User
from peoplehub.core import clock, files, publications
from peoplehub.core.acts import act, announce, save
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
from peoplehub.editorial.checks import change_check, record_check
from peoplehub.editorial.easy_reads import (
    ask_for_easy_read,
    follow_easy_read,
    require_easy_read,
    resume_easy_read,
    soonest_promise,
)
from peoplehub.editorial.models import CAPTIONS, CHECK, EASY_READ, EASY_UPDATE, WORDS
from peoplehub.editorial.pending import (
    is_review_required,
    keep_change,
    keep_writer,
    require_approval,
)
from peoplehub.editorial.recording import record_version
from peoplehub.editorial.review import prerender_pending, put_out, send_for_review
from peoplehub.editorial.tasks import close_task
from peoplehub.editorial.translations import follow_translations
from peoplehub.library import easy_read, policy
from peoplehub.library.captions import follow_captions
from peoplehub.library.easy_pictures import MOST_PICTURES, EasyPicture
from peoplehub.library.events import SheetChecked, SheetReplaced
from peoplehub.library.models import Download, Sheet
from peoplehub.library.original_reading import read_later
from peoplehub.library.publication import make_files_later, require_something_to_read
from peoplehub.library.publication_facts import PublicationFacts
from peoplehub.tags.actions import tag_piece

NOT_YOURS = "You cannot change this sheet."
NOT_HERE = "You cannot write sheets for the library."
HERE_NOW = "There is an easy read of this sheet now. Please go back to the sheet and open it."
TOO_MANY_PICTURES = (
    f"This easy read has {MOST_PICTURES} pictures of your own, which is the most. Please delete "
    "one that you do not need. Your words are safe."
)
IS_SHOWN = (
    "This picture stands beside a sentence. Please choose another picture for that sentence and "
    "save, and then delete this one."
)
CHANGE_WAITS = (
    "A change of this sheet waits to be published. Please publish it or throw it away first."
)
DOCUMENT_CANNOT_WAIT = (
    "A document cannot wait together with the words. Please make the sheet a draft first, and then "
    "change its document. Your words are still in the form."
)
NOT_NEWER = "Please choose a sheet that is in the library and was not replaced itself."
RESERVED = {"manage", "new", "feed"}


@dataclass(frozen=True)
class SheetInput:
    """What somebody says a sheet is. `owner` is whoever writes it when nobody is named; an easy
    read of which nothing is said is promised in four weeks, None promises none."""

    title: str
    summary: str
    topic: str
    text: str = ""
    easy_text: str = ""
    for_whom: str = ""
    patch: str = "sheet"
    check_every_days: int = 365
    easy_promised_for: date | None = field(default_factory=soonest_promise)
    change_note: str = ""
    owner: User | None = None
    original: Original | None = field(default=None, repr=False)
    tags: Collection[str] | None = None  # their slugs; None leaves them as they are
    facts: PublicationFacts | None = None  # None leaves them as they are
    without_original: bool = False
    is_small: bool = False  # a correction of which followers are not told
    easy_still_right: bool = False  # although the sheet says something else

    @property
    def changes_document(self) -> bool:
        return self.original is not None or self.without_original


def store_original(*_who: object, original: Original | None = None, **_fields: object) -> None:
    """Before the act: a slow store keeps nobody else waiting. What is not used after all, because
    the act was refused, is forgotten at night. Raises Invalid while files cannot be kept."""
    if original is None:
        return
    try:
        files.store_as(original.key, original.data)
    except Unavailable as refusal:
        sentence = f"{refusal} You can save your words without the document."
        raise Invalid(sentence, "original") from refusal


@act
@deduplicated
@prepared_by(store_original)
@prerendered(Sheet)
def write_sheet(editor: User, and_publish: bool = False, slug: str = "", and_send: bool = False,
                **fields: Any) -> Sheet:
    """A new sheet of the fields of Words: a draft, unless it is published at once. It is sent for a
    second look with `and_send`."""
    require(policy.may_manage(editor), NOT_HERE)
    words = SheetInput(**fields)
    wanted = slug or slug_of(words.title, 64, "sheet")
    sheet = Sheet(slug=free_slug(Sheet.slug, wanted, reserved=RESERVED), author_id=editor.id,
                  edition=0)
    _take(editor, sheet, words)
    sheet.check_again(clock.now(), words.check_every_days)
    save(sheet)
    read_later(sheet)
    _tag(sheet, words)
    if and_publish:
        publish(editor, sheet)
    else:
        keep_writer(editor, sheet)
        publications.change(editor, sheet)
    if and_send:
        send_for_review(editor, sheet)
    return sheet


@act
@prepared_by(store_original)
@prerendered(Sheet)
def change(
    editor: User, sheet: Sheet, and_publish: bool = False, seen: str = "",
    for_later: bool = False, and_send: bool = False, **fields: Any
) -> Sheet:
    """Other words or facts for a sheet. One that is out shows them at once; other words are a new
    version, of which followers are told if a note says what is new. Words wait, and readers keep
    those they have, where a second person reads them first, `for_later`, or where some wait.

    `seen` is the mark of the words the editor began with, so nobody's change is lost unseen.
    """
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    words = SheetInput(**fields)
    edited, saved = sheet.as_edited, sheet.words
    new = {name: normalize(getattr(words, name)) for name in WORDS}
    refuse_conflict(seen, edited.words, new, edited.mark)
    if not sheet.is_draft and (for_later or is_review_required() or edited is not sheet):
        words = _let_wait(editor, sheet, edited, words)
    sheet.is_new_version = sheet.is_newly_replaced = False
    _take(editor, sheet, words)
    _tag(sheet, words)
    change_check(editor, sheet, words.check_every_days)
    read_later(sheet)
    if sheet.is_draft and (sheet.words != saved or words.changes_document):
        keep_writer(editor, sheet)
    if not sheet.is_draft:
        require_something_to_read(sheet)
        require_easy_read(sheet, is_new=False)
        follow_easy_read(editor, sheet, saved, words.easy_still_right)
        if sheet.words != saved or words.changes_document:
            sheet.edited_at = clock.now()
            record_version(editor, sheet, one_line(words.change_note), words.is_small)
            if not words.is_small:
                follow_translations(editor, sheet)
        make_files_later(sheet)
    publications.change(editor, sheet)
    if and_publish and sheet.is_draft:
        publish(editor, sheet)
    if and_send:
        send_for_review(editor, sheet)
    return sheet


@act
@prepared_by(prerender_pending)
def publish(editor: User, sheet: Sheet) -> Sheet:
    """Put the sheet where everybody can read it. Whoever publishes has read it: it is checked."""
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    require_something_to_read(sheet)
    if sheet.is_draft:
        require_approval(sheet)
        put_out(editor, sheet)
    return sheet


@act
def unpublish(editor: User, sheet: Sheet) -> Sheet:
    """Take the sheet back to being a draft. Its words and its address are kept. Raises Forbidden,
    and Invalid while a change of it waits."""
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    if not sheet.is_draft:
        if sheet.pending_change is not None:
            raise Invalid(CHANGE_WAITS)
        sheet.published_at = None
        _close_tasks(editor, sheet)
        publications.withdraw(editor, sheet)
    return sheet


@act
def mark_checked(editor: User, sheet: Sheet, note: str = "") -> Sheet:
    """Say that the sheet was read again today and is right. `note`: what was looked at."""
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    record_check(editor, sheet, one_line(note))
    announce(SheetChecked(sheet.id, editor.id))
    make_files_later(sheet)  # the day is printed on them
    return sheet


@act
def replace(editor: User, sheet: Sheet, newer: Sheet | None) -> Sheet:
    """Say that `newer` has taken the place of the sheet, whose page then leads there; None: it has
    its own place again. Raises Forbidden, or Invalid."""
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    if newer is not None and (newer.id == sheet.id or newer.replaced_by_id or not newer.is_shown):
        raise Invalid(NOT_NEWER, "newer")
    former = sheet.newest
    sheet.replaced_by, sheet.is_newly_replaced = newer, newer is not None
    sheet.is_new_version = False
    _close_tasks(editor, sheet)
    if newer is None and not sheet.is_draft:  # what was to be done for it is to be done again
        sheet.reminded_days = None
        resume_easy_read(sheet)
        follow_captions(editor, sheet)
    db.session.flush()
    announce(SheetReplaced(sheet.id, newer.id if newer else None, editor.id))
    for one in {sheet, *sheet.predecessors, former, sheet.newest}:  # found elsewhere from now on
        if one.published_at:
            publications.change(editor, one)
    make_files_later(sheet)
    return sheet


@act
def add_easy_picture(editor: User, sheet: Sheet, key: str, words: str,
                     size: tuple[int, int]) -> EasyPicture:
    """A picture of the store for the easy read; `words` say what is in it. Raises Invalid."""
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    if len(sheet.own_pictures) >= MOST_PICTURES:
        raise Invalid(TOO_MANY_PICTURES, "new_picture")
    added = sheet.add_picture(key, one_line(words), size)
    _change_quietly(editor, sheet)
    return added


@act
def remove_easy_picture(editor: User, sheet: Sheet, number: int) -> None:
    """Take one away that no sentence shows. Raises Invalid."""
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    shown = f"{sheet.easy_text}\n{sheet.as_edited.easy_text}"
    if f"own-{number}" in easy_read.pictures_in(shown):
        raise Invalid(IS_SHOWN, "new_picture")
    sheet.drop_picture(number)
    _change_quietly(editor, sheet)


@act
def ask_for_easy(sheet: Sheet) -> date:
    """A reader, who need not have an account, asks for an easy read; nobody keeps who. Returns the
    day by which it will be there. Raises Invalid when there is one."""
    lock(sheet)
    if not sheet.is_shown or sheet.has_easy:
        raise Invalid(HERE_NOW)
    return ask_for_easy_read(sheet)


@act
def count_download(sheet_id: int, name: str, day: date, number: int = 1) -> None:
    """`number` more of that format were taken home that day. Nobody asks by whom."""
    row = insert(Download).values(sheet_id=sheet_id, format=name, day=day, count=number)
    db.session.execute(row.on_conflict_do_update(
        index_elements=["sheet_id", "format", "day"], set_={"count": Download.count + number}
    ))
    total = {"downloads": Sheet.downloads + number}
    db.session.execute(update(Sheet).where(Sheet.id == sheet_id).values(total))


def _let_wait(editor: User, sheet: Sheet, edited: Sheet, words: SheetInput) -> SheetInput:
    """Keep the words beside those that are out. Returns the input with the words that are out: its
    facts are those of the sheet at once."""
    if words.changes_document:
        raise Invalid(DOCUMENT_CANNOT_WAIT, "original")
    new = {"title": one_line(words.title), "summary": one_line(words.summary),
           "text": normalize(words.text), "easy_text": normalize(words.easy_text)}
    if edited is not sheet or new != sheet.words:
        change = keep_change(editor, sheet, new, one_line(words.change_note), words.is_small,
                             words.easy_still_right)
        change.easy_promised_for = None if new["easy_text"] else words.easy_promised_for
    promised = words.easy_promised_for or sheet.easy_promised_for
    return with_fields(words, title=sheet.title, summary=sheet.summary, text=sheet.text,
                       easy_text=sheet.easy_text, easy_promised_for=promised)


def _take(editor: User, sheet: Sheet, words: SheetInput) -> None:
    is_same = (sheet.text, sheet.easy_text) == (
        normalize(words.text), normalize(words.easy_text))
    sheet.title, sheet.summary = one_line(words.title), one_line(words.summary)
    sheet.topic, sheet.for_whom, sheet.patch = words.topic, one_line(words.for_whom), words.patch
    if words.facts is not None:
        sheet.take_facts(words.facts)
    sheet.easy_text = normalize(words.easy_text)
    sheet.easy_promised_for = None if sheet.easy_text else words.easy_promised_for
    if sheet.is_draft:
        sheet.change_note = one_line(words.change_note)
    if not is_same:
        sheet.write(words.text)
    if words.owner is not None and policy.may_give_away(editor):
        sheet.author_id = words.owner.id
    _take_original(editor, sheet, words)


def _close_tasks(editor: User, sheet: Sheet) -> None:
    """Nothing is to be done for what is in no list."""
    for what in (CHECK, EASY_READ, EASY_UPDATE, CAPTIONS):
        close_task(editor, sheet, what)


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
        sheet.original_held_at = clock.now() if document.is_held else None
        sheet.forget_facts()
    elif words.without_original:
        sheet.forget_original()


def _change_quietly(editor: User, sheet: Sheet) -> None:
    """It says the same: nobody who follows it is told."""
    sheet.is_new_version = sheet.is_newly_replaced = False
    publications.change(editor, sheet)
