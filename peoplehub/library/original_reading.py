"""The worker reads the documents of sheets: once for each document, outside any transaction."""
import hashlib

from peoplehub.core import files, jobs
from peoplehub.core.acts import act, announce, on_commit
from peoplehub.core.documents.extraction.process import Extraction, NotExtracted, extract
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import lock
from peoplehub.library import queries
from peoplehub.library.events import DocumentRead
from peoplehub.library.models import Sheet

NOT_READ = Extraction(findings={"not-read": 1})


def read_later(sheet: Sheet) -> None:
    """Have the worker read its document, once the act is committed."""
    if not needs_reading(sheet):
        return
    sheet_id = sheet.id
    on_commit(lambda: jobs.later(read_original, sheet_id))


def needs_reading(sheet: Sheet) -> bool:
    """What could not be read is tried again at night, and whenever the sheet is saved."""
    facts = sheet.facts_now
    return sheet.has_original and (facts is None or "not-read" in facts["findings"])


@jobs.job
def read_original(sheet_id: int) -> None:
    """Read the document of one sheet, if it was not read yet and nobody must wait for it."""
    sheet = db.session.get(Sheet, sheet_id)
    if sheet is None or not needs_reading(sheet):
        return
    key, kind = sheet.original_key, sheet.original_type
    try:
        data = files.load(key)
    except FileNotFoundError:
        return
    db.session.rollback()  # nobody waits for us while we read
    try:
        found = extract(data, kind)
    except NotExtracted:
        found = NOT_READ
    picture = f"{hashlib.sha256(found.picture).hexdigest()[:40]}.webp" if found.picture else ""
    if picture:
        files.store_as(picture, found.picture)
    keep_reading(sheet_id, key, found, picture)


@jobs.job
@jobs.every(hour="3", minute="35")
def read_all() -> None:
    """Once a night: whatever a lost job left undone."""
    jobs.each(read_original, queries.ids_with_originals())


@act
def keep_reading(sheet_id: int, key: str, found: Extraction, picture: str) -> None:
    """Keep what was found in the document `key`, unless the sheet has another by now. `picture`:
    the key of the picture of its first page, "" for none."""
    sheet = db.session.get(Sheet, sheet_id)
    if sheet is None:
        return
    lock(sheet)
    if sheet.original_key != key:
        return
    sheet.original_text = found.words
    sheet.original_facts = {
        "of": sheet.reading_mark, "findings": found.findings,
        "picture": [picture, found.width, found.height] if picture else None,
    }
    announce(DocumentRead(sheet.kind, sheet.id))
