"""Queries of moderation: the queue, the log, and the pieces that a report opens to a moderator."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import joinedload, selectinload

from peoplehub.accounts.models import User
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page
from peoplehub.core.publications import KINDS, REPORTABLE, Publication
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import policy
from peoplehub.moderation.models import WAITING_HELD, Decision, Report, Reported

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
SIZE = 30


@dataclass(frozen=True)
class QueueItem:
    """Something in the queue: a report, or a piece that is held."""

    severity: int
    since: datetime
    report: Report | None = None  # the gravest, and then the oldest, about one piece
    piece: object = None
    times: int = 1  # open reports about it
    for_the_lead: bool = False  # the safeguarding lead held it, and this viewer is none

    @property
    def is_late(self) -> bool:
        return self.report is not None and self.report.is_late


def queue_for(viewer: Viewer, number: int = 1) -> tuple[list[QueueItem], Page]:
    """A page of everything that waits for a decision, gravest first, then oldest."""
    if not policy.may_moderate(viewer):
        raise NotFound()
    page = Page(number, SIZE, waiting(viewer)).checked()
    rows = _reported_pieces(viewer).union_all(*map(_held_pieces, KINDS.values())).subquery()
    first = rows.c.severity, rows.c.since, rows.c.kind, rows.c.piece_id
    found = db.session.execute(
        select(rows).order_by(*first).offset(page.offset).limit(page.size)).all()
    return _items(viewer, found), page


def waiting(viewer: Viewer) -> int:
    """How many things wait, for the number beside the word Moderation. One question."""
    if not viewer.is_moderator:
        return 0
    pieces = select(Report.kind, Report.piece_id).where(*_is_open_for(viewer)).distinct()
    reports = select(literal(1)).select_from(pieces.subquery())
    held = [select(literal(1)).select_from(model).where(*_is_waiting(model))
            for model in KINDS.values()]
    waiting = union_all(reports, *held).subquery()
    return db.session.scalar(select(func.count()).select_from(waiting)) or 0


def report_for(viewer: Viewer, report_id: int) -> Report:
    report = db.session.get(Report, report_id)
    if report is None or not policy.may_see_report(viewer, report):
        raise NotFound()
    return report


def reports_for(viewer: Viewer, piece: Reported) -> list[Report]:
    """The reports about a piece that the viewer may see."""
    about = reports_about(piece.kind, piece.id)
    return [report for report in about if policy.may_see_report(viewer, report)]


def open_with(report: Report) -> list[Report]:
    """The open reports that a decision about this one settles."""
    about = reports_about(report.kind, report.piece_id)
    return [one for one in about if one.settled_at is None]


def reporters_of(kind: str, piece_id: int) -> set[int]:
    """Everybody with an account who ever reported it."""
    theirs = select(Report.reporter_id).where(Report.kind == kind, Report.piece_id == piece_id)
    return set(db.session.scalars(theirs.where(Report.reporter_id.is_not(None))))


def complaints_about(person: Viewer) -> set[int]:
    """The numbers of the reports about somebody and what they wrote: never shown to them."""
    return set(db.session.scalars(select(Report.id).where(Report.reported_id == person.id)))


def reports_about(kind: str, piece_id: int, for_update: bool = False) -> list[Report]:
    about = select(Report).where(Report.kind == kind, Report.piece_id == piece_id)
    about = about.order_by(Report.reported_at, Report.id)
    if for_update:
        about = about.with_for_update(**FOR_NO_KEY_UPDATE).execution_options(populate_existing=True)
    return list(db.session.scalars(about))


def open_report_by(reporter_id: int | None, kind: str, piece_id: int) -> Report | None:
    if reporter_id is None:
        return None
    return db.session.scalar(
        select(Report).where(
            Report.kind == kind, Report.piece_id == piece_id, Report.settled_at.is_(None),
            Report.reporter_id == reporter_id,
        )
    )


def reported_piece(report: Report) -> Publication | User | None:
    """What was reported. The report opens it to a moderator, even a private message."""
    return db.session.get(REPORTABLE[report.kind], report.piece_id)


def decisions_for(viewer: Viewer, page_number: int) -> tuple[list[Decision], Page]:
    """The log, newest first."""
    total = db.session.scalar(select(func.count()).select_from(Decision).where(_told(viewer))) or 0
    page = Page(page_number, SIZE, total).checked()
    rows = _log().where(_told(viewer)).offset(page.offset).limit(SIZE)
    return list(db.session.scalars(rows)), page


def decisions_about(viewer: Viewer, person: User) -> list[Decision]:
    """What was decided about what somebody wrote under their own name."""
    named = Decision.about_id == person.id, Decision.unnamed.is_(False)
    theirs = _log().where(*named, _told(viewer))
    return list(db.session.scalars(theirs.limit(SIZE)))


def _log() -> Select:
    rows = select(Decision).options(joinedload(Decision.moderator), joinedload(Decision.about))
    return rows.order_by(Decision.at.desc(), Decision.id.desc())


def _told(viewer: Viewer) -> ColumnElement[bool]:
    """Nobody learns from the log that somebody complained about them."""
    return or_(Decision.verb != "settled", Decision.about_id.is_distinct_from(viewer.id))


def _is_open_for(viewer: Viewer) -> tuple:
    return Report.settled_at.is_(None), Report.reported_id.is_distinct_from(viewer.id)


def _reported_pieces(viewer: Viewer) -> Select:
    """One row for each piece with open reports: its gravest, and then oldest, report."""
    its_own: dict[str, Any] = {"partition_by": [Report.kind, Report.piece_id]}
    order = [Report.severity, Report.reported_at, Report.id]
    rows = select(
        Report.severity, Report.reported_at.label("since"), Report.kind, Report.piece_id,
        Report.id.label("report_id"), func.count().over(**its_own).label("times"),
        func.row_number().over(**its_own, order_by=order).label("place"),
    ).where(*_is_open_for(viewer)).subquery()  # fmt: skip
    return select(rows.c.severity, rows.c.since, rows.c.kind, rows.c.piece_id, rows.c.report_id,
                  rows.c.times).where(rows.c.place == 1)


def _held_pieces(model: type[Publication]) -> Select:
    """One row, of the same columns, for each piece of that kind that is held."""
    return select(
        literal(WAITING_HELD), model.held_at, literal(model.kind), model.id, cast(null(), Integer),
        literal(1),
    ).where(*_is_waiting(model))


def _items(viewer: Viewer, rows: Sequence[Row]) -> list[QueueItem]:
    """What stands on a page of the queue, with a question for each kind of thing on it."""
    people = selectinload(Report.reported), selectinload(Report.reporter)
    reports = _by_id(select(Report).options(*people), Report, [row.report_id for row in rows])
    held: dict[tuple[str, int], Publication] = {}
    for kind, model in KINDS.items():
        ids = [row.piece_id for row in rows if row.report_id is None and row.kind == kind]
        asked = select(model).options(selectinload(model.author), *model.with_heading())
        held |= {(kind, id): piece for id, piece in _by_id(asked, model, ids).items()}
    by = held_by_of(list(held.values()))
    return [
        QueueItem(row.severity, row.since, report=reports.get(row.report_id),
                  piece=held.get((row.kind, row.piece_id)) if row.report_id is None else None,
                  times=row.times, for_the_lead=not viewer.is_safeguarding
                  and row.report_id is None and policy.is_lead(by.get((row.kind, row.piece_id))))
        for row in rows
    ]  # fmt: skip


def _by_id(asked: Select, model: type[Any], ids: list[int | None]) -> dict:
    wanted = [id for id in ids if id]
    if not wanted:
        return {}
    return {row.id: row for row in db.session.scalars(asked.where(model.id.in_(wanted))).unique()}


def held_by(piece: Reported) -> User | None:
    """Who holds it now, if it is not a rule."""
    return held_by_of([piece]).get((piece.kind, piece.id))


def held_by_of(pieces: Sequence[Reported]) -> dict[tuple[str, int], User | None]:
    """By kind and number; as the log, which nobody can change, says last. One question."""
    if not pieces:
        return {}
    these = tuple_(Decision.kind, Decision.piece_id).in_(
        [(piece.kind, piece.id) for piece in pieces])
    rows = select(Decision).where(Decision.verb.in_(("held", "released")), these)
    last = db.session.scalars(rows.order_by(Decision.id).options(joinedload(Decision.moderator)))
    return {(one.kind, one.piece_id): one.moderator if one.verb == "held" else None
            for one in last}


def _is_waiting(model: type[Publication]) -> tuple:
    """It is held, said so that an index finds it, and nothing else was decided about it."""
    return model.held_at > EARLIEST, model.deleted_at.is_(None), model.hidden_at.is_(None)
