"""Queries of reports and of the log, and the pieces that a report opens to a moderator."""
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, select, tuple_
from sqlalchemy.orm import aliased, joinedload

from peoplehub.accounts.models import User
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import NotFound, found
from peoplehub.core.extensions import db
from peoplehub.core.paging import Page, fetch_page
from peoplehub.core.publications import REPORTABLE, Publication
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import policy
from peoplehub.moderation.models import Decision, Report, Reported

SIZE = 30


def report_for(viewer: Viewer, report_id: int) -> Report:
    """The report of that id, if `viewer` may see it. Raises NotFound."""
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


def files_in_use() -> set[str]:
    """The keys of files that reports keep, without a viewer: for internal use."""
    kept = select(Report.file_key, Report.files).where(Report.file_key != "")
    return {key for first, files in db.session.execute(kept)
            for key in (first, *(file["key"] for file in files or []))}


def reporters_of(kind: str, piece_id: int) -> set[int]:
    """Everybody with an account who ever reported it."""
    theirs = select(Report.reporter_id).where(Report.kind == kind, Report.piece_id == piece_id)
    return set(db.session.scalars(theirs.where(Report.reporter_id.is_not(None))))


def complaints_about(person: Viewer) -> set[int]:
    """The numbers of the reports about somebody and what they wrote: never shown to them."""
    return set(db.session.scalars(select(Report.id).where(Report.reported_id == person.id)))


def reports_about(kind: str, piece_id: int, for_update: bool = False) -> list[Report]:
    """Every report about a piece, the oldest first; locked until the act is over when asked
    `for_update`."""
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


def open_report_by_rule(kind: str, piece_id: int, reason: str) -> Report | None:
    open_one = Report.settled_at.is_(None), Report.reporter_id.is_(None)
    about = select(Report).filter_by(kind=kind, piece_id=piece_id, reason=reason)
    return db.session.scalar(about.where(*open_one))


def reported_piece(report: Report) -> Publication | User | None:
    """What was reported. The report opens it to a moderator, even a private message."""
    return db.session.get(REPORTABLE[report.kind], report.piece_id)


def decisions_for(viewer: Viewer, page_number: int) -> tuple[list[Decision], Page]:
    """The log, newest first."""
    return fetch_page(_log().where(_told(viewer)), page_number, SIZE)


def decisions_about(viewer: Viewer, person: User) -> list[Decision]:
    """What was decided about what somebody wrote under their own name."""
    named = Decision.about_id == person.id, Decision.unnamed.is_(False)
    theirs = _log().where(*named, _told(viewer))
    return list(db.session.scalars(theirs.limit(SIZE)))


def reports_by(person: Viewer, page_number: int) -> tuple[list[Report], Page]:
    """A page of what this person reported, newest first."""
    mine = select(Report).where(Report.reporter_id == person.id)
    newest = mine.order_by(Report.reported_at.desc(), Report.id.desc())
    return fetch_page(newest, page_number, SIZE)


def own_report(person: Viewer, report_id: int) -> Report:
    """A report of this person's own. Raises NotFound."""
    report = db.session.get(Report, report_id)
    if report is None or report.reporter_id is None or report.reporter_id != person.id:
        raise NotFound()
    return report


def told_log(viewer: Viewer) -> Select:
    """The lines of the log that the viewer may see, newest first."""
    return _log().where(_told(viewer))


def _log() -> Select:
    rows = select(Decision).options(joinedload(Decision.moderator), joinedload(Decision.about))
    return rows.order_by(Decision.at.desc(), Decision.id.desc())


def _told(viewer: Viewer) -> ColumnElement[bool]:
    """Nobody learns from the log that somebody complained about them, nor how a piece was called
    that was frozen later."""
    complained = and_(Decision.verb == "settled", Decision.about_id == viewer.id)
    froze, back = aliased(Decision), aliased(Decision)
    same = froze.kind == Decision.kind, froze.piece_id == Decision.piece_id
    undone = exists().where(back.kind == Decision.kind, back.piece_id == Decision.piece_id,
                            back.verb == "unfroze", back.id > froze.id)
    frozen = exists().where(*same, froze.verb == "froze", froze.id > Decision.id, ~undone)
    return and_(~complained, ~frozen)


def shown_before_hold(piece: Publication) -> tuple[datetime, datetime]:
    """From when until when others could read a piece before it was held the last time, as the log
    says. Of one that a rule held as it was published: no longer than that took."""
    log = select(Decision.verb, Decision.at).where(
        Decision.kind == piece.kind, Decision.piece_id == piece.id,
        Decision.verb.in_(("held", "released"))).order_by(Decision.id)
    start: datetime | None = piece.published_at
    span = found(start), found(start)
    for verb, at in db.session.execute(log):
        if verb == "released":
            start = at
        elif start is not None:  # what is held once more is out of sight already
            span, start = (start, at), None
    return span


def held_by(piece: Reported) -> User | None:
    """Who holds it now, if it is not a rule."""
    return held_by_of({(piece.kind, piece.id)}).get((piece.kind, piece.id))


def held_by_of(pieces: set[tuple[str, int]]) -> dict[tuple[str, int], User | None]:
    """Of each kind and number, as the log, which nobody can change, says last. One question."""
    if not pieces:
        return {}
    these = tuple_(Decision.kind, Decision.piece_id).in_(sorted(pieces))
    rows = select(Decision).where(Decision.verb.in_(("held", "released")), these)
    last = db.session.scalars(rows.order_by(Decision.id).options(joinedload(Decision.moderator)))
    return {(one.kind, one.piece_id): one.moderator if one.verb == "held" else None
            for one in last}
