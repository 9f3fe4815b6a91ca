"""Actions on the film or sound of a sheet. Each is one transaction; bytes were stored before."""
from datetime import date

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, publications
from peoplehub.core.acts import act
from peoplehub.core.errors import Invalid, require
from peoplehub.core.publication_lookup import lock
from peoplehub.editorial.easy_reads import PAST
from peoplehub.editorial.pending import is_review_required
from peoplehub.library import policy
from peoplehub.library.actions import NOT_YOURS
from peoplehub.library.captions import follow_captions, require_words_of_media
from peoplehub.library.media import MAIN, SMALL, MediaFile
from peoplehub.library.models import Sheet
from peoplehub.library.publication import make_files_later

CANNOT_WAIT = (
    "Here somebody else reads everything before readers do, and a film or sound cannot wait beside "
    "the words. Please make the sheet a draft first, and then change its film or sound."
)
MAIN_FIRST = "Please add the film or sound first, and then the same with less data."
OTHER_KIND = (
    "One of the two is a film, and the other a sound. The one with less data must be of the same "
    "kind. Please choose another file."
)
NOT_SMALLER = "This file is not smaller than the one that is here. Please choose a smaller one."


@act
def add_media(editor: User, sheet: Sheet, added: MediaFile) -> Sheet:
    """A file of the store for the film or sound, in the place of another of its kind. Raises
    Forbidden, or Invalid."""
    _begin(editor, sheet)
    main = sheet.film_or_sound
    if added.role == SMALL:
        if main is None:
            raise Invalid(MAIN_FIRST, "media_file")
        _require_smaller(added, main)
    elif added.role == MAIN and sheet.small_media:
        _require_smaller(sheet.small_media, added)
    sheet.add_media_file(added)
    _finish(editor, sheet)
    return sheet


@act
def remove_media(editor: User, sheet: Sheet, name: str) -> Sheet:
    """Take a file away; without the film or sound itself there is none with less data either."""
    _begin(editor, sheet)
    gone = sheet.media_file(name)
    sheet.drop_media_file(name)
    if gone and gone.role == MAIN and sheet.small_media:
        sheet.drop_media_file(sheet.small_media.name)
    _finish(editor, sheet)
    return sheet


@act
def say_of_media(editor: User, sheet: Sheet, is_transcript: bool,
                 captions_promised_for: date | None) -> Sheet:
    """Whether the text has every word, and by when there are captions. Raises Invalid."""
    _begin(editor, sheet)
    today = formatting.local(clock.now()).date()
    is_new = captions_promised_for != sheet.captions_promised_for
    if captions_promised_for and is_new and captions_promised_for < today:
        raise Invalid(PAST, "captions_promised_for")
    sheet.is_transcript, sheet.captions_promised_for = is_transcript, captions_promised_for
    _finish(editor, sheet)
    return sheet


def _begin(editor: User, sheet: Sheet) -> None:
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    if is_review_required() and not sheet.is_draft:
        raise Invalid(CANNOT_WAIT)


def _finish(editor: User, sheet: Sheet) -> None:
    if not sheet.is_draft:
        require_words_of_media(sheet, sheet.text)
        follow_captions(editor, sheet)
        make_files_later(sheet)
    sheet.is_new_version = sheet.is_newly_replaced = False
    publications.change(editor, sheet)


def _require_smaller(small: MediaFile, main: MediaFile) -> None:
    if small.is_film is not main.is_film:
        raise Invalid(OTHER_KIND, "media_file")
    if small.size >= main.size:
        raise Invalid(NOT_SMALLER, "media_file")
