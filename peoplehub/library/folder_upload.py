"""Drafts made of a folder of documents. Each file is an act of its own: what is refused leaves
nothing, and uploading the same folder again changes nothing."""
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, select

from peoplehub.accounts.models import User
from peoplehub.core import clock, documents, files, jobs, text
from peoplehub.core.acts import act, announce, on_commit, save
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import Invalid, Refused, require
from peoplehub.core.extensions import db
from peoplehub.core.formatting import count
from peoplehub.core.preparation import prepared_by
from peoplehub.core.prerendering import prerendered
from peoplehub.library import easy_read, policy
from peoplehub.library.actions import NOT_HERE, change, store_original, write_sheet
from peoplehub.library.events import FolderSent
from peoplehub.library.folder_entries import LIST, Entry, clean_path, entries_of
from peoplehub.library.folder_models import KEPT_FOR, FolderUpload, SheetSource
from peoplehub.library.models import Sheet

NEW, SAME, CHANGED, REFUSED = "new", "same", "changed", "refused"
SENTENCES = {
    NEW: "A new draft.",
    SAME: "The same as before. Nothing was changed.",
    CHANGED: "The draft has what is in the file now.",
}
IS_OUT = (
    "This one is in the library now, so a folder does not change it. Please change it on its own "
    "page."
)
IS_GONE = "The file could not be read any more. Please choose it again."
NOT_WORDS = "We could not read the words of {}. Please save it as plain text, in UTF-8."
TOO_LONG = "{} is longer than {} letters. Please make two sheets of it."
MOST_FILES = 150  # on the page, in a request of at most config.MAX_FORM_PARTS parts
TOO_MANY = f"Please choose at most {MOST_FILES} files at once. You can send the others after that."
NO_FILES = "Please choose the files, or a folder."
EMPTY = "There is no document in this folder."
KEPT = ("patch", "check_every_days", "easy_promised_for", "change_note")  # by a file that changed
Read = Callable[[str], bytes]


class Result(NamedTuple):
    path: str
    outcome: str
    sentence: str
    sheet_id: int | None = None


def results_of(editor: User, paths: Sequence[str], read: Read, topic: str,
               is_dry: bool = False) -> Iterator[Result]:
    """Take each file of a folder in its turn, and say what came of it. Nothing is changed where it
    `is_dry`. Raises Invalid for a list that cannot be read."""
    for entry in entries_of(paths, read, topic):
        yield result_of(editor, entry, read, is_dry=is_dry)


def result_of(editor: User, entry: Entry, read: Read, upload: FolderUpload | None = None,
              is_dry: bool = False) -> Result:
    """What became, or would become, of one entry."""
    try:
        if entry.refusal:
            raise Invalid(entry.refusal)
        digest, fields = said_in(entry, read)
        place = place_of(editor, entry.path)
        if is_dry:
            return Result(entry.path, outcome := foreseen(place, digest), SENTENCES[outcome])
        outcome, sheet_id = take(editor, upload, entry.path, place, digest, **fields)
        return Result(entry.path, outcome, SENTENCES[outcome], sheet_id)
    except (Refused, FileNotFoundError) as refusal:
        db.session.rollback()
        told = str(refusal) if isinstance(refusal, Refused) else IS_GONE
        return Result(entry.path, REFUSED, told)


def said_in(entry: Entry, read: Read) -> tuple[str, dict[str, Any]]:
    """The hash of all that an entry says, and the fields of its sheet. Raises Refused."""
    data = read(entry.document) if entry.document else b""
    words = {name: _words_in(path, read) for name, path in (
        ("text", entry.text), ("easy_text", entry.easy_text)) if path}
    facts = {"title": entry.title, "summary": entry.summary, "topic": entry.topic,
             "for_whom": entry.for_whom, "text": "", "easy_text": "", **words}
    if unknown := easy_read.unknown_pictures(facts["easy_text"]):
        raise Invalid(f"We have no picture called {unknown[0]}. Please choose another one.")
    said = json.dumps([facts, entry.document, hashlib.sha256(data).hexdigest()], sort_keys=True)
    digest = hashlib.sha256(said.encode()).hexdigest()
    original = documents.checked_or_drawn(data, entry.document) if entry.document else None
    if not facts["summary"]:
        facts["summary"] = _summary_of(original, facts["text"])
    return digest, {**facts, "original": original}


def place_of(editor: User, path: str) -> str:
    return hashlib.sha256(f"{editor.id}\n{path}".encode()).hexdigest()


def foreseen(place: str, digest: str) -> str:
    """What `take` would do. Raises Invalid where it would refuse."""
    source = db.session.get(SheetSource, place)
    if source is None:
        return NEW
    if source.digest == digest:
        return SAME
    sheet = db.session.get_one(Sheet, source.sheet_id)
    if not sheet.is_draft:
        raise Invalid(IS_OUT)
    return CHANGED


@act
@prepared_by(store_original)
@prerendered(Sheet)
def take(editor: User, upload: FolderUpload | None, path: str, place: str, digest: str,
         **fields: Any) -> tuple[str, int]:
    """A draft of the fields, or the fields for the draft that came from there before. What came of
    it is kept with the upload, if there is one."""
    source = db.session.get(SheetSource, place, with_for_update=FOR_NO_KEY_UPDATE,
                            populate_existing=True)
    outcome = foreseen(place, digest)
    if source is None:
        sheet = write_sheet(editor, **fields)
        source = save(SheetSource(place=place, sheet_id=sheet.id, digest=digest))
    elif outcome == CHANGED:
        sheet = db.session.get_one(Sheet, source.sheet_id)
        change(editor, sheet, **{name: getattr(sheet, name) for name in KEPT} | fields)
        source.digest = digest
    if upload is not None:
        _note(upload, Result(path, outcome, SENTENCES[outcome], source.sheet_id))
    return outcome, source.sheet_id


def stored(chosen: Iterable[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """Keep files until the worker has taken them: the path and the key of each."""
    return [(clean_path(name), files.store(data, ".bin")) for name, data in chosen]


@act
def send_folder(editor: User, topic: str, kept: Sequence[tuple[str, str]]) -> FolderUpload:
    """Have the worker make drafts of these files. Raises Invalid."""
    require(policy.may_manage(editor), NOT_HERE)
    if not kept:
        raise Invalid(NO_FILES, "files")
    if len(kept) > MOST_FILES:
        raise Invalid(TOO_MANY, "files")
    upload = save(FolderUpload(person_id=editor.id, topic=topic, total=len(kept),
                               files=[list(one) for one in kept], results=[]))
    announce(FolderSent(upload.id, editor.id))
    upload_id = upload.id
    on_commit(lambda: jobs.later(take_folder, upload_id))
    return upload


@jobs.job
def take_folder(upload_id: int) -> None:
    """Take what is not done yet. A lost job is made up for by the next round."""
    upload = db.session.get(FolderUpload, upload_id)
    editor = db.session.get(User, upload.person_id) if upload else None
    if upload is None or editor is None or upload.finished_at:
        return
    keys = {path: key for path, key in upload.files}
    try:
        entries = entries_of(list(keys), lambda path: files.load(keys[path]), upload.topic)
    except (Invalid, FileNotFoundError) as refusal:
        told = str(refusal) if isinstance(refusal, Invalid) else IS_GONE
        return finish(upload, [Result(LIST, REFUSED, told)])
    begin(upload, len(entries))
    done = {path for path, *_rest in upload.results}
    for entry in entries:
        if entry.path in done:
            continue
        result = result_of(editor, entry, lambda path: files.load(keys[path]), upload)
        if result.outcome == REFUSED:
            note(upload, result)
    finish(upload, [])


@act
def begin(upload: FolderUpload, total: int) -> None:
    upload.total = total


@act
def note(upload: FolderUpload, result: Result) -> None:
    """What came of one file."""
    _note(upload, result)


@act
def finish(upload: FolderUpload, results: Sequence[Result]) -> None:
    """Nothing is left to do; its files are not kept any longer."""
    for result in results:
        _note(upload, result)
    upload.finished_at, upload.files = clock.now(), []


@jobs.every(minute="*/5")
def look_after_folders() -> None:
    """Take what a lost job left, and forget what is old."""
    forget_old_folders()
    waiting = select(FolderUpload.id).where(
        FolderUpload.finished_at.is_(None),
        FolderUpload.asked_at < clock.now() - timedelta(minutes=5))
    jobs.each(take_folder, list(db.session.scalars(waiting.order_by(FolderUpload.id))))


@act
def forget_old_folders() -> None:
    db.session.execute(delete(FolderUpload).where(FolderUpload.asked_at < clock.now() - KEPT_FOR))


def _note(upload: FolderUpload, result: Result) -> None:
    if result.path not in [path for path, *_rest in upload.results]:
        upload.results = [*upload.results, list(result)]


def _words_in(path: str, read: Read) -> str:
    try:
        words = read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(NOT_WORDS.format(path)) from error
    words = text.normalize(words.replace("\x00", ""))
    if len(words) > text.LONGEST:
        raise Invalid(TOO_LONG.format(path, text.LONGEST))
    return words


def _summary_of(original: documents.Original | None, words: str) -> str:
    """What is true of it, until somebody says it better."""
    if original is None:
        return text.plain(text.render(words, top=3)).strip().partition("\n")[0][:300]
    pages = f" with {count(original.pages, 'page')}" if original.pages else ""
    return f"{documents.KIND_WORDS[original.kind]}{pages}."
