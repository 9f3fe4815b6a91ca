"""Queries of the queue: every open case that its viewer may see, danger first, then the clock."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case as when, func, not_, or_, select
from sqlalchemy.orm import selectinload

from peoplehub.core import clock
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.publications import REPORTABLE
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Board
from peoplehub.moderation import policy
from peoplehub.moderation.models import APPEAL, GRAVE, HELD, Appeal, Case, DecisionNotice, Report
from peoplehub.moderation.queries.reports import held_by_of
from peoplehub.moderation.queries.routes import is_routed_to
from peoplehub.moderation.queries.wellbeing import is_kept_from, not_taken_in

SIZE = 30
AGES = {"late": "Overdue", "day": "Older than a day", "new": "Came today"}
ORDER = when((Case.severity < GRAVE, Case.severity), else_=GRAVE), Case.due_at, Case.id


@dataclass(frozen=True)
class Wanted:
    """What of the queue is asked for. Empty: all of it."""

    kind: str = ""  # how it came: a key of OPENED_BY
    reason: str = ""  # of a report: a key of REASONS
    board_id: int | None = None
    age: str = ""  # a key of AGES
    mine: bool = False  # what the viewer has claimed, or what is routed to them
    waiting: bool = False  # for their authors, who were asked to change them
    about_id: int | None = None


@dataclass(frozen=True)
class QueueItem:
    """A case in the queue."""

    case: Case
    report: Report | None = None  # the gravest, and then the oldest, that is open
    times: int = 1  # open reports in it
    for_the_lead: bool = False  # the safeguarding lead held it, and this viewer is none
    not_taken: tuple[str, ...] = ()  # the subjects of it that this viewer does not take

    @property
    def severity(self) -> int:
        return self.case.severity

    @property
    def is_late(self) -> bool:
        return self.case.is_late


def queue_for(
    viewer: Viewer, number: int = 1, wanted: Wanted | None = None
) -> tuple[list[QueueItem], Page]:
    """A page of everything that waits for a decision. Raises NotFound for who does not moderate."""
    if not policy.may_moderate(viewer):
        raise NotFound()
    which = [*_is_open_for(viewer), *_is_wanted(viewer, wanted or Wanted())]
    people = selectinload(Case.claimed_by), selectinload(Case.about)
    cases, page = fetch_page(select(Case).where(*which).order_by(*ORDER), number, SIZE, *people)
    return _items(viewer, cases), page


def waiting(viewer: Viewer) -> int:
    """How many cases wait, for the number beside the word Moderation. One question."""
    if not viewer.is_moderator:
        return 0
    which = [*_is_open_for(viewer), *_is_wanted(viewer, Wanted())]
    return db.session.scalar(select(func.count()).select_from(Case).where(*which)) or 0


def case_for(viewer: Viewer, case_id: int) -> Case:
    """A case that the viewer may see, open or settled. Raises NotFound."""
    case = db.session.get(Case, case_id)
    if case is None or not policy.may_see_case(viewer, case):
        raise NotFound()
    return case


def case_of(viewer: Viewer, report: Report) -> Case | None:
    """The case to which a report belongs; None where the viewer may not see it."""
    case = db.session.get(Case, report.case_id) if report.case_id else None
    return case if case is not None and policy.may_see_case(viewer, case) else None


def newest_case(viewer: Viewer, kind: str, piece_id: int) -> Case | None:
    """About that piece, open or settled. None where the viewer may not see it."""
    asked = select(Case).where(Case.kind == kind, Case.piece_id == piece_id)
    case = db.session.scalar(asked.order_by(Case.id.desc()).limit(1))
    return case if case is not None and policy.may_see_case(viewer, case) else None


def locked_case(case_id: int) -> Case:
    """For an act: the case as it is now, and nobody else's to change until the act is over. Its
    piece is locked before it. Raises NotFound."""
    asked = select(Case).where(Case.id == case_id).with_for_update(**FOR_NO_KEY_UPDATE)
    case = db.session.scalar(asked.execution_options(populate_existing=True))
    if case is None:
        raise NotFound()
    return case


def free_case_for(viewer: Viewer, skip: int | None = None, *, whatever: bool = False
                  ) -> Case | None:
    """For an act: the first case that nobody is looking at and that the viewer may decide, locked.
    What another locks at this moment is passed over. `whatever`: also what is kept from them, for
    they rest or do not take its subject."""
    asked = select(Case).where(*_is_free_for(viewer), Case.id.is_distinct_from(skip))
    if not whatever and (kept := is_kept_from(viewer)) is not None:
        asked = asked.where(not_(kept))
    first = ORDER[0], not_(is_routed_to(viewer)), *ORDER[1:]
    asked = asked.order_by(*first).limit(1).execution_options(populate_existing=True)
    return db.session.scalar(asked.with_for_update(skip_locked=True, of=Case, key_share=True))


def first_kept_from(viewer: Viewer) -> Case | None:
    """The first case that would be given to the viewer, did they not rest or not take its
    subject."""
    if (kept := is_kept_from(viewer)) is None:
        return None
    asked = select(Case).where(*_is_free_for(viewer), kept).order_by(*ORDER)
    return db.session.scalar(asked.limit(1))


def claimed_by(viewer: Viewer) -> Case | None:
    """The open case that the viewer is looking at, the one claimed last."""
    mine = select(Case).where(*_is_open_for(viewer), *_is_claimed_by(viewer))
    return db.session.scalar(mine.order_by(Case.claimed_until.desc(), Case.id).limit(1))


def piece_of_case(case: Case) -> Any:
    """What it is about, or None when it is gone or is a letter. The case opens it to whoever may
    see the case."""
    model = REPORTABLE.get(case.kind)
    return db.session.get(model, case.piece_id) if model else None


def reports_in(case: Case) -> list[Report]:
    theirs = select(Report).where(Report.case_id == case.id)
    return list(db.session.scalars(theirs.order_by(Report.reported_at, Report.id)))


def boards_waiting(viewer: Viewer) -> list[Board]:
    """Boards on which something waits."""
    with_cases = select(Case.board_id).where(*_is_open_for(viewer))
    return list(db.session.scalars(select(Board).where(Board.id.in_(with_cases)).order_by(
        Board.position, Board.id)))


def cases_about(person: Viewer) -> set[int]:
    """The numbers of the cases about somebody and what they wrote: never shown to them."""
    return set(db.session.scalars(select(Case.id).where(Case.about_id == person.id)))


def open_to(viewer: Viewer, wanted: Wanted | None = None) -> list[ColumnElement[bool]]:
    """Conditions of the cases that stand in the viewer's queue, or of those `wanted`."""
    return [*_is_open_for(viewer), *_is_wanted(viewer, wanted or Wanted())]


def _is_open_for(viewer: Viewer) -> list[ColumnElement[bool]]:
    which = [Case.settled_at.is_(None), Case.about_id.is_distinct_from(viewer.id)]
    return which if policy.is_for_leads(viewer) else [*which, Case.for_leads.is_(False)]


def _is_wanted(viewer: Viewer, wanted: Wanted) -> list[ColumnElement[bool]]:
    now = clock.now()
    waits = Case.waits_until > now
    which = [waits if wanted.waiting else or_(Case.waits_until.is_(None), not_(waits))]
    if wanted.kind:
        which.append(Case.opened_by == wanted.kind)
    if wanted.reason:
        which.append(Case.reason == wanted.reason)
    if wanted.board_id:
        which.append(Case.board_id == wanted.board_id)
    if wanted.about_id:
        which.append(Case.about_id == wanted.about_id)
    if wanted.mine:
        which.append(or_(and_(*_is_claimed_by(viewer)), is_routed_to(viewer)))
    ages = {"late": Case.due_at < now, "day": Case.opened_at < now - timedelta(days=1),
            "new": Case.opened_at >= now - timedelta(days=1)}
    return which + ([ages[wanted.age]] if wanted.age in ages else [])


def _is_free_for(viewer: Viewer) -> list[ColumnElement[bool]]:
    """Of the cases that the viewer may decide and that nobody is looking at."""
    return [*_is_open_for(viewer), *_is_wanted(viewer, Wanted()), _is_free(),
            _not_reported_by(viewer), _not_decided_by(viewer)]


def _is_claimed_by(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    return Case.claimed_by_id == viewer.id, Case.claimed_until > clock.now()


def _is_free() -> ColumnElement[bool]:
    return or_(Case.claimed_until.is_(None), Case.claimed_until <= clock.now())


def _not_decided_by(viewer: Viewer) -> ColumnElement[bool]:
    """Nobody is given an appeal against their own decision. Where nobody else can decide it, they
    find it in the list."""
    own = select(Appeal.id).join(Appeal.notice).where(Appeal.id == Case.piece_id,
                                                      DecisionNotice.decided_by_id == viewer.id)
    return or_(Case.kind != APPEAL, ~own.exists())


def _not_reported_by(viewer: Viewer) -> ColumnElement[bool]:
    """Nobody is given what they reported themselves."""
    mine = select(Report.id).where(Report.reporter_id == viewer.id, Report.kind == Case.kind,
                                   Report.piece_id == Case.piece_id)
    return ~mine.exists()


def _items(viewer: Viewer, cases: Sequence[Case]) -> list[QueueItem]:
    """What stands on a page of the queue, with one question for each kind of thing on it."""
    reports = _open_reports({case.id for case in cases})
    held = [] if viewer.is_safeguarding else [case for case in cases if case.opened_by == HELD]
    by = held_by_of({(case.kind, case.piece_id) for case in held})
    not_taken = not_taken_in(viewer, cases)
    return [
        QueueItem(case, min(reports.get(case.id, ()), key=lambda one: one.severity, default=None),
                  len(reports.get(case.id, ())) or 1,
                  policy.is_lead(by.get((case.kind, case.piece_id))),
                  tuple(not_taken.get(case.id, ())))
        for case in cases
    ]


def _open_reports(case_ids: set[int]) -> dict[int, list[Report]]:
    found: dict[int, list[Report]] = {}
    asked = select(Report).where(Report.case_id.in_(case_ids), Report.settled_at.is_(None))
    for report in db.session.scalars(asked.order_by(Report.reported_at, Report.id)):
        found.setdefault(report.case_id or 0, []).append(report)
    return found
