"""Documents of sheets that could not be checked for viruses when they came: nobody gets them until
the worker has had them checked."""
from peoplehub.core import antivirus, files, jobs
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import lock
from peoplehub.library import queries
from peoplehub.library.events import DocumentReleased, HarmfulDocumentRemoved
from peoplehub.library.models import Sheet
from peoplehub.library.original_reading import read_later


@jobs.every(minute="*")
def check_held() -> None:
    """Once a minute. While clamd is away all of them wait."""
    waiting = [(sheet.id, sheet.original_key) for sheet in queries.with_held_originals()]
    db.session.rollback()  # nobody waits for us while we wait for clamd
    jobs.each(_check, waiting)


def _check(waiting: tuple[int, str]) -> None:
    sheet_id, key = waiting
    try:
        is_clean = antivirus.is_clean(files.load(key))
    except Invalid:
        remove_harmful(sheet_id, key)
    else:
        if is_clean:
            release(sheet_id, key)


@act
def release(sheet_id: int, key: str) -> None:
    """The document is clean: readers get it."""
    sheet = _held(sheet_id, key)
    if sheet is not None:
        sheet.original_held_at = None
        announce(DocumentReleased(sheet.kind, sheet.id))
        read_later(sheet)


@act
def remove_harmful(sheet_id: int, key: str) -> None:
    """The document is harmful. Whoever looks after the sheet is told."""
    sheet = _held(sheet_id, key)
    if sheet is not None:
        sheet.forget_original()
        announce(HarmfulDocumentRemoved(sheet.kind, sheet.id))


def _held(sheet_id: int, key: str) -> Sheet | None:
    """The sheet, locked, while that document still waits."""
    sheet = db.session.get(Sheet, sheet_id)
    if sheet is None:
        return None
    lock(sheet)
    return sheet if sheet.original_held_at and sheet.original_key == key else None
