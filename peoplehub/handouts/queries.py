"""Queries of handouts. Each sheet is fetched as its viewer."""
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import and_, select

from peoplehub.core import clock
from peoplehub.core.errors import found
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.handouts.models import KEPT_FOR, MOST_POINTS, MOST_SHEETS, Pack, SheetGlance
from peoplehub.library.models import Sheet, SheetFile
from peoplehub.library.topics import PDF, TOPICS

NEXT_STEP = "Read the whole sheet. Then ask a peer advisor, or other families in the forum."


def glance_of(sheet: Sheet) -> SheetGlance | None:
    return db.session.get(SheetGlance, sheet.id)


def points_of(sheet: Sheet, glance: SheetGlance | None) -> list[str]:
    """What an editor wrote, else the first headings."""
    if glance and glance.points:
        return list(glance.points)
    return [words for _, words in sheet.sections][:MOST_POINTS]


def next_step_of(glance: SheetGlance | None) -> str:
    return (glance.next_step if glance else "") or NEXT_STEP


def sheet_of_number(viewer: Viewer, sheet_id: int) -> Sheet:
    """Raises NotFound."""
    return found(db.session.scalar(Sheet.readable(viewer).where(Sheet.id == sheet_id)))


class Choice(NamedTuple):
    """A sheet that can be put into a pack, without its words. `pages`: of its PDF, if it is made.
    """

    id: int
    slug: str
    title: str
    topic: str
    has_easy: bool
    pages: int | None


def sheets_by_topic(viewer: Viewer) -> list[tuple[str, list[Choice]]]:
    """All that can be put into a pack, by their topics."""
    sheets = _for_packs(viewer)
    return [(words, those) for topic, words in TOPICS.items()
            if (those := [sheet for sheet in sheets if sheet.topic == topic])]


def sheets_of_slugs(viewer: Viewer, slugs: Iterable[str]) -> list[Choice]:
    """Those of them that the viewer may read, in the order of the list."""
    wanted = {slug[:80] for slug in slugs}
    return [sheet for _, sheets in sheets_by_topic(viewer) for sheet in sheets
            if sheet.slug in wanted]


def sheets_of_pack(pack: Pack) -> list[Sheet]:
    """Those that are still out, in the order of the pack. For the worker, without a viewer."""
    rows = select(Sheet).where(Sheet.id.in_(pack.sheet_ids[:MOST_SHEETS]), Sheet.is_out())
    known = {sheet.id: sheet for sheet in db.session.scalars(rows)}
    return [known[sheet_id] for sheet_id in pack.sheet_ids if sheet_id in known]


def pack_of_token(token: str) -> Pack:
    """One that has not expired, by the words of its address. Raises NotFound."""
    rows = select(Pack).where(Pack.token == token.replace("\x00", "")[:32],
                              Pack.asked_at > clock.now() - KEPT_FOR)
    return found(db.session.scalar(rows))


def waiting_packs() -> list[int]:
    """Their ids, for the worker: those that should have been made a minute ago."""
    rows = select(Pack.id).where(Pack.key == "", Pack.failed_at.is_(None),
                                 Pack.asked_at < clock.now() - timedelta(minutes=1))
    return list(db.session.scalars(rows.order_by(Pack.id).limit(100)))


def files_in_use() -> set[str]:
    """The keys of all packs, for internal use."""
    return set(db.session.scalars(select(Pack.key).where(Pack.key != "")))


def _for_packs(viewer: Viewer) -> list[Choice]:
    made = and_(SheetFile.sheet_id == Sheet.id, SheetFile.format == PDF)
    rows = Sheet.readable(viewer).where(Sheet.is_out(), Sheet.is_in_its_place(), Sheet.text != "")
    shown = rows.outerjoin(SheetFile, made).with_only_columns(
        Sheet.id, Sheet.slug, Sheet.title, Sheet.topic, Sheet.easy_text != "", SheetFile.pages)
    return [Choice(*row) for row in db.session.execute(shown.order_by(Sheet.title, Sheet.id))]
