"""How a sheet, and a change of one that is out, is published. Only within an act, under the lock of
the sheet."""
from flask import url_for

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs, publications
from peoplehub.core.acts import on_commit
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.editorial.checks import record_check
from peoplehub.editorial.easy_reads import NO_EASY_READ, follow_easy_read, require_easy_read
from peoplehub.editorial.edited_kinds import EditedKind, edited_as
from peoplehub.editorial.models import PieceVersion
from peoplehub.editorial.pending_models import PendingVersion
from peoplehub.editorial.recording import record_version
from peoplehub.editorial.translations import follow_translations, tell_of_translation
from peoplehub.library import policy
from peoplehub.library.captions import follow_captions, require_words_of_media
from peoplehub.library.models import Sheet
from peoplehub.library.pdf_files import make_files

NOTHING_TO_READ = "Please write the sheet, or add a document, before you publish it."
HELD = (
    "The document of this sheet is still being checked for viruses, and there is nothing else to "
    "read in it. Please save the sheet as a draft, and publish it later."
)


def require_ready(sheet: Sheet, change: PendingVersion | None) -> None:
    """Raises Invalid while there is nothing to read, or no easy read and no day for it."""
    if change is None:
        require_something_to_read(sheet)
        require_easy_read(sheet, is_new=True)
    elif not change.text:
        require_words_of_media(sheet, change.text)
        _require_document(sheet)
    elif not (change.easy_text or change.easy_promised_for):
        raise Invalid(NO_EASY_READ, "easy_promised_for")


def require_something_to_read(sheet: Sheet) -> None:
    require_words_of_media(sheet, sheet.text)
    if not sheet.has_words:
        _require_document(sheet)


def _require_document(sheet: Sheet) -> None:
    if sheet.original_held_at:
        raise Invalid(HELD, "original")
    if not sheet.has_original:
        raise Invalid(NOTHING_TO_READ, "text")


def put_out_draft(editor: User, sheet: Sheet) -> None:
    """Where everybody can read it. Whoever publishes has read it: it is checked."""
    sheet.published_at = clock.now()
    _record_if_new(editor, sheet)
    record_check(editor, sheet)
    follow_easy_read(editor, sheet)
    follow_captions(editor, sheet)
    publications.publish(editor, sheet)
    tell_of_translation(editor, sheet)
    make_files_later(sheet)


def put_out_change(editor: User, sheet: Sheet, change: PendingVersion) -> None:
    """Words that waited are those of the sheet from now on; they are a new version."""
    before = sheet.words
    sheet.is_new_version = sheet.is_newly_replaced = False
    sheet.title, sheet.summary, sheet.easy_text = change.title, change.summary, change.easy_text
    sheet.write(change.text)
    sheet.easy_promised_for = None if sheet.has_easy else change.easy_promised_for
    follow_easy_read(editor, sheet, before, change.easy_still_right)
    if sheet.words != before:
        sheet.edited_at = clock.now()
        record_version(editor, sheet, change.change_note, change.is_small)
        if not change.is_small:
            follow_translations(editor, sheet)
    publications.change(editor, sheet)
    make_files_later(sheet)


def make_files_later(sheet: Sheet) -> None:
    """Have the worker make its papers, once the act is committed."""
    sheet_id = sheet.id
    on_commit(lambda: jobs.later(make_files, sheet_id))


def _record_if_new(editor: User, sheet: Sheet) -> None:
    """A sheet that was out before, and says the same again, is no other version."""
    newest = sheet.versions.where(PieceVersion.number == sheet.edition)
    before = db.session.scalar(newest)
    if before is None or before.words != sheet.words:
        record_version(editor, sheet, sheet.change_note if sheet.edition else "")


edited_as(Sheet.kind, EditedKind(
    may_edit=policy.may_edit, require_ready=require_ready, publish=put_out_draft,
    change=put_out_change, overview=("Manage the sheets", "/library/manage"),
    edit_address=lambda sheet: url_for("library.change", sheet_id=sheet.id)))
