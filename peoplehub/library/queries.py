"""Queries of the library. Every query that shows something takes the viewer first."""
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased, joinedload, load_only, selectinload
from werkzeug.datastructures import MultiDict

from peoplehub.accounts.models import ADVISOR, COORDINATOR, EDITOR, STAFF_ROLES, User
from peoplehub.core import clock
from peoplehub.core.column_queries import fetch_first
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.viewers import Viewer
from peoplehub.editorial.models import EditorialTask
from peoplehub.editorial.queries import open_tasks
from peoplehub.library import policy
from peoplehub.library.filters import (
    FACETS,
    USED,
    Counts,
    SheetFilter,
    conditions,
    count_each,
    once,
)
from peoplehub.library.folder_models import FolderUpload
from peoplehub.library.media import MediaFile
from peoplehub.library.models import Download, Sheet, SheetFile
from peoplehub.library.publication_facts import MOST_IN_SERIES
from peoplehub.tags.models import SharedTag, Tagging
from peoplehub.tags.queries import pieces_with
from peoplehub.tags.vocabulary import SITUATION

SHEETS_A_PAGE = 10
MANAGED_A_PAGE = 50
EVERYTHING = SheetFilter()
IN_SERIES = (Sheet.series_number.is_(None), Sheet.series_number, Sheet.title, Sheet.id)
Its = aliased(Tagging)  # the tags of the piece itself
LIKE = (
    select(Sheet.title, Sheet.slug)
    .join(Tagging, and_(Tagging.kind == Sheet.kind, Tagging.piece_id == Sheet.id))
    .join(Its, and_(Its.tag_id == Tagging.tag_id, Its.kind == bindparam("kind"),
                    Its.piece_id == bindparam("piece_id")))
    .join(SharedTag, SharedTag.id == Its.tag_id)
    .where(Sheet.is_out(), Sheet.is_in_its_place(), Sheet.translation_of_id.is_(None))
    .group_by(Sheet.id, Sheet.title, Sheet.slug, Sheet.checked_at)
    .having(func.sum(case((SharedTag.family == SITUATION, 1), else_=0)) > 0)
    .order_by(func.count().desc(), Sheet.checked_at.desc(), Sheet.id).limit(1)
)
OUT = select(Sheet.title, Sheet.slug).where(
    Sheet.id == bindparam("sheet_id"), Sheet.is_out(), Sheet.is_in_its_place())
ORDER = {
    "used": (Sheet.downloads.desc(), Sheet.title, Sheet.id),
    "new": (Sheet.published_at.desc(), Sheet.id.desc()),
    "title": (func.lower(Sheet.title), Sheet.id),
}


class SheetTitle(NamedTuple):
    """A sheet without its words. `shelf`: a key of `TOPICS`."""

    title: str
    slug: str
    shelf: str

    @property
    def address(self) -> str:
        return f"/library/{self.slug}"


def sheets_for(viewer: Viewer, wanted: SheetFilter, number: int = 1) -> tuple[Page, list[Sheet]]:
    """One page of the sheets that are out and fit what is wanted."""
    is_series = wanted.series and wanted.sort == USED
    order = IN_SERIES if is_series else ORDER[wanted.sort]
    fitting = once(_out(viewer), wanted).order_by(*order)
    sheets, page = fetch_page(fitting, number, SHEETS_A_PAGE, selectinload(Sheet.files))
    return page, sheets


def counts_for(viewer: Viewer, wanted: SheetFilter = EVERYTHING) -> Counts:
    """How many sheets each answer of each facet would leave, beside the other facets."""
    counts: Counts = {facet.name: {} for facet in FACETS}
    for facet, answer, number in db.session.execute(count_each(_out(viewer), wanted)):
        counts[facet][answer] = number
    return counts


def ids_with_originals() -> list[int]:
    """Of sheets with a document, without a viewer: for the worker."""
    return list(db.session.scalars(select(Sheet.id).where(Sheet.original_key != "")))


def with_held_originals() -> list[Sheet]:
    """Sheets whose document waits to be checked for viruses, without a viewer: for the worker."""
    held = select(Sheet).where(Sheet.original_held_at.is_not(None))
    return list(db.session.scalars(held.order_by(Sheet.original_held_at)))


def sheet_to_translate(viewer: Viewer, sheet_id: int) -> Sheet:
    """The sheet of that number, for whoever writes sheets. Raises NotFound."""
    if not policy.may_manage(viewer):
        raise NotFound()
    return _one(Sheet.readable(viewer).where(Sheet.id == sheet_id))


def original_for(viewer: Viewer, translation: Sheet) -> Sheet:
    """What the translation says again, if the viewer may read it. Raises NotFound."""
    return _one(Sheet.readable(viewer).where(Sheet.id == translation.translation_of_id))


def languages_taken(sheet: Sheet) -> set[str]:
    """Those in which the sheet is there, or is begun: drafts of others count, and nothing else of
    them is told."""
    same = or_(Sheet.id == sheet.id, Sheet.translation_of_id == sheet.id)
    return set(db.session.scalars(select(Sheet.language).where(same)))


def family_to_edit(viewer: Viewer, sheet: Sheet) -> list[Sheet]:
    """The sheet and those that say the same in other languages, drafts that the viewer may read
    too; the original first."""
    root = sheet.translation_of_id or sheet.id
    rows = Sheet.readable(viewer).where(or_(Sheet.id == root, Sheet.translation_of_id == root))
    return list(db.session.scalars(rows.order_by(
        Sheet.translation_of_id.is_not(None), Sheet.language, Sheet.id)))


def sheet_for(viewer: Viewer, slug: str) -> Sheet:
    """The sheet of that address, if the viewer may read it. Raises NotFound."""
    return _one(Sheet.readable(viewer).where(Sheet.slug == slug[:80]))


def related_for(viewer: Viewer, sheet: Sheet, most: int = 4) -> list[Sheet]:
    """Other sheets of the same topic, most used first."""
    root = sheet.translation_of_id or sheet.id
    others = _once(_out(viewer).where(Sheet.topic == sheet.topic)).where(
        Sheet.id.not_in((sheet.id, root)))
    return list(db.session.scalars(others.order_by(*ORDER["used"]).limit(most)))


def series_for(viewer: Viewer, sheet: Sheet) -> list[Sheet]:
    """All of its series by their numbers, itself among them; none for a sheet of no series."""
    if not sheet.series:
        return []
    rows = once(_out(viewer), SheetFilter(series=sheet.series))
    few = load_only(Sheet.title, Sheet.slug, Sheet.language, Sheet.series_number)
    return list(db.session.scalars(
        rows.options(few).order_by(*IN_SERIES).limit(MOST_IN_SERIES)))


def tagged_for(viewer: Viewer, tag_ids: Collection[int], most: int = 4) -> list[Sheet]:
    """Sheets that have all of these tags, most used first."""
    those = [Sheet.id.in_(ids) for ids in pieces_with(Sheet.kind, tag_ids)]
    rows = _once(_out(viewer).where(*those)).options(selectinload(Sheet.files))
    return list(db.session.scalars(rows.order_by(*ORDER["used"]).limit(most)))


def starters_for(viewer: Viewer, most: int = 4) -> list[Sheet]:
    """Sheets for somebody who has just come: about getting started first, then most used."""
    first = case((Sheet.topic == "getting-started", 0), else_=1)
    rows = _once(_out(viewer)).options(selectinload(Sheet.files)).order_by(first, *ORDER["used"])
    return list(db.session.scalars(rows.limit(most)))


def titles_for(viewer: Viewer) -> list[SheetTitle]:
    """Of all sheets that are out, by their titles."""
    rows = _out(viewer).with_only_columns(Sheet.title, Sheet.slug, Sheet.topic)
    ordered = rows.order_by(*ORDER["title"])
    return [SheetTitle(*row) for row in db.session.execute(ordered)]


def newest_for(viewer: Viewer, most: int = 20) -> list[Sheet]:
    """Newest first, for the feed."""
    rows = _out(viewer).options(joinedload(Sheet.author)).order_by(*ORDER["new"])
    return list(db.session.scalars(rows.limit(most)))


def managed_for(viewer: Viewer, number: int = 1) -> tuple[Page, list[Sheet]]:
    """Sheets the viewer may edit: out of date first, then drafts, then what is checked next."""
    turn = case((_is_overdue(), 0), (Sheet.published_at.is_(None), 1), else_=2)
    theirs = _managed(viewer).order_by(turn, Sheet.next_check_at, Sheet.id)
    sheets, page = fetch_page(theirs, number, MANAGED_A_PAGE, joinedload(Sheet.author))
    return page, sheets


def tasks_for(viewer: Viewer) -> list[tuple[EditorialTask, Sheet]]:
    """What is to be done for the sheets that the viewer may edit, with what is due first on top."""
    theirs = _managed(viewer)
    tasks = open_tasks(Sheet.kind, theirs.with_only_columns(Sheet.id))
    wanted = theirs.where(Sheet.id.in_([task.piece_id for task in tasks]))
    rows = db.session.scalars(wanted.options(joinedload(Sheet.author)))
    sheets = {sheet.id: sheet for sheet in rows}
    return [(task, sheets[task.piece_id]) for task in tasks]


def sheet_to_edit(viewer: Viewer, sheet_id: int) -> Sheet:
    """The sheet of that number, if the viewer may edit it. Raises NotFound."""
    return _one(_managed(viewer).where(Sheet.id == sheet_id))


def newer_for(viewer: Viewer, sheet: Sheet, slug: str) -> Sheet:
    """The sheet of that address, which shall take the place of another. Raises NotFound."""
    return _one(_out(viewer).where(Sheet.slug == slug[:80], Sheet.id != sheet.id))


def owners_for(viewer: Viewer) -> list[User]:
    """Who can be the owner of a sheet, as far as this viewer may choose."""
    if not policy.may_give_away(viewer):
        return [cast(User, viewer)]  # nobody else comes here
    fit = User.role.in_((ADVISOR, COORDINATOR, EDITOR, *STAFF_ROLES)) & User.suspended_at.is_(None)
    return list(db.session.scalars(User.readable(viewer).where(fit).order_by(User.pen_name)))


def downloads_since(sheets: Iterable[Sheet], days: int = 30) -> dict[int, int]:
    """How often each sheet was taken home in the last days."""
    since: date = clock.now().date() - timedelta(days=days)
    rows = (
        select(Download.sheet_id, func.sum(Download.count))
        .where(Download.sheet_id.in_([sheet.id for sheet in sheets]), Download.day >= since)
        .group_by(Download.sheet_id)
    )
    return {sheet_id: int(number) for sheet_id, number in db.session.execute(rows)}


def published_ids() -> list[int]:
    """Every sheet that is out, for the PDF compiler."""
    return list(db.session.scalars(select(Sheet.id).where(Sheet.is_out()).order_by(Sheet.id)))


def _out(viewer: Viewer) -> Select:
    """Lists hold what is out, for everyone alike: what is hidden is gone from them at once, and
    what another sheet has replaced is read at its own address only."""
    return Sheet.readable(viewer).where(Sheet.is_out(), Sheet.is_in_its_place())


def _once(rows: Select) -> Select:
    """Of those in several languages only one: no translation whose original is among them."""
    those = rows.with_only_columns(Sheet.id).correlate(None)
    return rows.where(or_(Sheet.translation_of_id.is_(None), Sheet.translation_of_id.not_in(those)))


def _managed(viewer: Viewer) -> Select:
    if not policy.may_manage(viewer):
        return select(Sheet).where(Sheet.id.is_(None))
    alive = select(Sheet).where(Sheet.deleted_at.is_(None))
    return alive if policy.looks_after_all(viewer) else alive.where(Sheet.author_id == viewer.id)


def _is_overdue() -> ColumnElement[bool]:
    return Sheet.is_out() & Sheet.is_in_its_place() & (Sheet.next_check_at <= clock.now())


def sheet_like(kind: str, piece_id: int) -> tuple[str, str] | None:
    """Title and address of the sheet that is out and has the most tags, of a situation at least
    one, in common with a piece; of the newest words. None where none has."""
    row = fetch_first(LIKE, kind=kind, piece_id=piece_id)
    return (row.title, f"/library/{row.slug}") if row else None


def sheet_out(sheet_id: int | None) -> tuple[str, str] | None:
    """Title and address of that sheet, if it is out and was not replaced."""
    row = fetch_first(OUT, sheet_id=sheet_id)
    return (row.title, f"/library/{row.slug}") if row else None


def sheets_with(viewer: Viewer, words: str, most: int) -> list[tuple[int, str]]:
    """Numbers and titles of sheets that are out and have all these words, the most used first."""
    wanted = SheetFilter.from_args(MultiDict({"q": words}))
    rows = _out(viewer).with_only_columns(Sheet.id, Sheet.title).where(*conditions(wanted))
    return [(row.id, row.title)
            for row in db.session.execute(rows.order_by(*ORDER["used"]).limit(most))]


def exported_slugs(viewer: Viewer) -> list[str]:
    """Of all sheets in the library that this viewer reads in lists, translations too, by title."""
    rows = _out(viewer).with_only_columns(Sheet.slug).order_by(Sheet.title, Sheet.id)
    return list(db.session.scalars(rows))


def upload_for(viewer: Viewer, upload_id: int) -> FolderUpload:
    """Documents that this person sent at once. Raises NotFound."""
    mine = select(FolderUpload).where(FolderUpload.id == upload_id,
                                      FolderUpload.person_id == viewer.id)
    return found(db.session.scalar(mine))


def files_in_use() -> set[str]:
    """The keys of all papers, originals and files that wait to be taken, without a viewer: for
    internal use."""
    papers = db.session.scalars(select(SheetFile.key))
    with_own = select(Sheet.easy_pictures).where(Sheet.easy_pictures.is_not(None))
    pictures = {row[1] for rows in db.session.scalars(with_own) for row in rows}
    with_media = select(Sheet.media).where(Sheet.media.is_not(None))
    pictures |= {MediaFile(*row).key for rows in db.session.scalars(with_media) for row in rows}
    facts = db.session.scalars(select(Sheet.original_facts).where(
        Sheet.original_facts.is_not(None)))
    pictures |= {found["picture"][0] for found in facts if found["picture"]}
    sent = {key for kept in db.session.scalars(select(FolderUpload.files)) for _path, key in kept}
    return {*papers, *pictures, *sent, *db.session.scalars(select(Sheet.original_key))}


def _one(rows: Select) -> Sheet:
    wide = rows.options(joinedload(Sheet.author), selectinload(Sheet.files))
    sheet = db.session.scalar(wide)
    if sheet is None:
        raise NotFound()
    return sheet
