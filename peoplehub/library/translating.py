"""Actions on sheets in other languages. Each is one transaction."""
from sqlalchemy import Select, select

from peoplehub.accounts.models import User
from peoplehub.core import publications
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.core.preparation import prepared_by
from peoplehub.core.prerendering import prerender
from peoplehub.core.publication_lookup import lock
from peoplehub.core.text import one_line
from peoplehub.editorial.languages import LANGUAGES
from peoplehub.editorial.translations import is_up_to_date
from peoplehub.library import policy
from peoplehub.library.actions import NOT_HERE, NOT_YOURS, write_sheet
from peoplehub.library.events import SheetLanguageSet, TranslationStarted
from peoplehub.library.models import Sheet
from peoplehub.tags.queries import slugs_of

NOT_AN_ORIGINAL = (
    "Only a sheet that is in the library, and is no translation itself, can be translated."
)
SAME_LANGUAGE = "The sheet is in this language already. Please choose another one."
STARTED = (
    "Somebody has begun this language already. Please ask the team, or choose another language."
)
HAS_OTHERS = "This sheet belongs to one in another language, so its language stays as it is."
NO_TRANSLATION = "This sheet is no translation."


def _prerender_original(_editor: object, original: Sheet, *_more: object) -> None:
    prerender(original, original.words)


@act
@prepared_by(_prerender_original)
def start_translation(editor: User, original: Sheet, language: str,
                      translated_by: str = "") -> Sheet:
    """A draft in that language (a key of `LANGUAGES`), which has the words of the original until
    somebody writes others; the editor is its owner. Raises Forbidden and Invalid."""
    require(policy.may_manage(editor), NOT_HERE)
    if original.translation_of_id is not None or not original.is_shown:
        raise Invalid(NOT_AN_ORIGINAL, "language")
    if language == original.language or language not in LANGUAGES:
        raise Invalid(SAME_LANGUAGE, "language")
    if db.session.scalar(_translations(original).where(Sheet.language == language)):
        raise Invalid(STARTED, "language")
    sheet = write_sheet(
        editor, slug=f"{original.slug[:70]}-{language}", **original.words, topic=original.topic,
        for_whom=original.for_whom, patch=original.patch,
        check_every_days=original.check_every_days, tags=slugs_of(Sheet.kind, original.id),
        facts=original.facts)
    sheet.easy_pictures = original.easy_pictures
    sheet.write(original.text)
    sheet.language, sheet.translation_of_id = language, original.id
    sheet.translated_by = one_line(translated_by)
    db.session.flush()
    announce(TranslationStarted(sheet.id, original.id, language, editor.id))
    return sheet


@act
def name_translator(editor: User, sheet: Sheet, translated_by: str) -> None:
    """Who translated it, as readers see it; "": a volunteer. Raises Forbidden and Invalid."""
    _require_translation(editor, sheet)
    sheet.translated_by = one_line(translated_by)
    publications.change(editor, sheet)


@act
def translation_is_right(editor: User, sheet: Sheet) -> None:
    """It says what its original says now. Raises Forbidden and Invalid."""
    _require_translation(editor, sheet)
    is_up_to_date(editor, sheet)
    publications.change(editor, sheet)


@act
def set_language(editor: User, sheet: Sheet, language: str) -> None:
    """The language in which a sheet was written first. Raises Forbidden and Invalid."""
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    if sheet.translation_of_id is not None or db.session.scalar(_translations(sheet)):
        raise Invalid(HAS_OTHERS, "language")
    sheet.language = language
    announce(SheetLanguageSet(sheet.id, language, editor.id))
    sheet.is_new_version = sheet.is_newly_replaced = False
    publications.change(editor, sheet)


def _require_translation(editor: User, sheet: Sheet) -> None:
    lock(sheet)
    require(policy.may_edit(editor, sheet), NOT_YOURS)
    if sheet.translation_of_id is None:
        raise Invalid(NO_TRANSLATION)
    sheet.is_new_version = sheet.is_newly_replaced = False


def _translations(original: Sheet) -> Select:
    return select(Sheet.id).where(Sheet.translation_of_id == original.id,
                                  Sheet.deleted_at.is_(None))
