"""Opens, changes and closes cases as things happen. Only within an act, once the piece is locked.

Everything that comes to the team about one piece is one case. It is closed by the decision about
the last thing that was open in it.
"""
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from peoplehub.contact.models import Enquiry
from peoplehub.core import clock
from peoplehub.core.acts import announce, save
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.events import Moderated, Withdrawn
from peoplehub.core.extensions import db
from peoplehub.core.publications import piece_of
from peoplehub.forum.events import PostsMoved, TopicMoved
from peoplehub.forum.models import MovedPost, Post
from peoplehub.moderation.events import CaseOpened, CaseSettled
from peoplehub.moderation.models import (
    APPEAL,
    HELD,
    REPORT,
    REQUEST,
    Appeal,
    Case,
    CaseSubject,
    Report,
    targets,
)
from peoplehub.moderation.subjects import subjects_of

LETTER_KIND = Enquiry.kind


def open_case_of(kind: str, piece_id: int) -> Case | None:
    """The open case about that piece, locked and read again."""
    asked = select(Case).where(Case.kind == kind, Case.piece_id == piece_id,
                               Case.settled_at.is_(None))
    asked = asked.with_for_update(**FOR_NO_KEY_UPDATE)
    return db.session.scalar(asked.execution_options(populate_existing=True))


def add_report(report: Report, piece: Any) -> Case:
    """A report came, or says more than it did. The gravest of all gives the case its clock."""
    severity, hours = targets(REPORT, report.reason)
    case = open_case_of(report.kind, report.piece_id) or _about_piece(piece, REPORT, report.reason)
    if not case.reason or severity < case.severity:
        case.reason, case.severity = report.reason, min(severity, case.severity)
    case.due_at = min(case.due_at, clock.now() + timedelta(hours=hours))
    case.waits_until = None
    report.case_id = case.id
    note_subjects(case, report.reason, report.details)
    return case


def add_held(piece: Any) -> Case:
    """A piece is held until somebody looks."""
    return open_case_of(piece.kind, piece.id) or _about_piece(piece, HELD)


def keep_held(piece: Any, is_changed: bool) -> None:
    """A piece that is held was published or changed: a visitor's comment waits in the queue from
    the beginning, and what its author was asked to change comes back to its case."""
    case = add_held(piece)
    case.heading, case.address = piece.heading[:300], piece.address[:300]
    if is_changed and case.waits_until:
        case.waits_until, case.changed_at = None, clock.now()
        case.due_at = min(case.due_at, clock.now() + timedelta(hours=targets(HELD)[1]))


def look_again(event: Moderated | Withdrawn) -> None:
    """Listener: close the case when nothing in it is open any more. What is put back while it is
    still held waits again."""
    by_id, outcome = (None, "withdrawn") if isinstance(event, Withdrawn) else (
        event.moderator_id, event.outcome)
    piece = piece_of(event)
    case = open_case_of(event.kind, event.piece_id)
    if case is None and waits_unseen(piece):
        add_held(piece)
    elif case is not None and not is_needed(case, piece):
        close(case, by_id, outcome)


def is_needed(case: Case, piece: Any) -> bool:
    """Whether a report is open, or the piece still waits unseen."""
    reported = select(Report.id).where(Report.kind == case.kind, Report.settled_at.is_(None),
                                       Report.piece_id == case.piece_id).limit(1)
    return db.session.scalar(reported) is not None or waits_unseen(piece)


def waits_unseen(piece: Any) -> bool:
    """Whether it is held, and nothing else was decided about it."""
    is_held = getattr(piece, "held_at", None) is not None
    return is_held and not (piece.deleted_at or piece.hidden_at)


def close(case: Case, by_id: int | None, outcome: str) -> None:
    case.settled_at, case.settled_by_id, case.outcome = clock.now(), by_id, outcome
    case.claimed_by_id = case.claimed_until = case.waits_until = None
    announce(CaseSettled(case.id, by_id, outcome))


def open_for_appeal(made: Appeal) -> Case:
    """Somebody asks to look again at a decision. What a lead decided is for leads."""
    severity, _hours = targets(APPEAL)
    notice = made.notice
    by_lead = notice.decided_by is not None and notice.decided_by.is_safeguarding
    return open_case(Case(
        kind=APPEAL, piece_id=made.id, about_id=notice.person_id, opened_by=APPEAL,
        severity=severity, heading=f"{notice.rule_words}"[:300], due_at=made.due_at,
        for_leads=by_lead, snapshot=made.text))


def open_request(kind: str, piece_id: int, *, heading: str, severity: int, due_at: datetime,
                 reason: str = "", for_leads: bool = False, about_id: int | None = None) -> Case:
    """Something that came by a form of the Online Safety Act, with a clock of its own. Its page is
    `/moderation/<kind>/<piece_id>`. `about_id`: who must not see it; no page of it names them."""
    return open_case_of(kind, piece_id) or open_case(Case(
        kind=kind, piece_id=piece_id, opened_by=REQUEST, reason=reason, severity=severity,
        heading=heading[:300], address=f"/moderation/{kind}/{piece_id}", for_leads=for_leads,
        due_at=due_at, about_id=about_id, unnamed=about_id is not None))


def note_danger(kind: str, piece_id: int, reason: str) -> None:
    """A letter has words of danger: its case is as grave, and as urgent, as a report of that
    reason."""
    severity, hours = targets(REPORT, reason)
    if case := open_case_of(kind, piece_id):
        case.reason, case.severity = reason, min(severity, case.severity)
        case.due_at = min(case.due_at, clock.now() + timedelta(hours=hours))
        note_subjects(case, reason)


def move(event: TopicMoved | PostsMoved) -> None:
    """Listener: open cases about posts go with them to their new place."""
    posts = (Post.topic_id == event.topic_id if isinstance(event, TopicMoved) else Post.id.in_(
        select(MovedPost.post_id).where(MovedPost.move_id == event.move_id)))
    moved = select(Case).where(Case.kind == Post.kind, Case.settled_at.is_(None),
                               Case.piece_id.in_(select(Post.id).where(posts))).order_by(Case.id)
    for case in db.session.scalars(moved.with_for_update(**FOR_NO_KEY_UPDATE)):
        piece = db.session.get_one(Post, case.piece_id)
        case.board_id = piece.topic.board_id
        case.heading, case.address = piece.heading[:300], piece.address[:300]


def _about_piece(piece: Any, opened_by: str, reason: str = "") -> Case:
    severity, hours = targets(opened_by, reason)
    return open_case(Case(
        kind=piece.kind, piece_id=piece.id, about_id=piece.author_id, opened_by=opened_by,
        board_id=getattr(piece.lock_root, "board_id", None), reason=reason, severity=severity,
        heading=piece.heading[:300], address=piece.address[:300],
        snapshot=getattr(piece, "reported_words", piece.text),
        unnamed=bool(getattr(piece, "anonymous", False)),
        due_at=clock.now() + timedelta(hours=hours)))


def open_case(case: Case) -> Case:
    save(case)
    note_subjects(case, case.reason, case.heading, case.snapshot)
    announce(CaseOpened(case.id, case.kind, case.piece_id))
    return case


def note_subjects(case: Case, reason: str, *words: str) -> None:
    """What the case is about, for those who do not take every subject."""
    for subject in subjects_of(reason, *words):
        db.session.merge(CaseSubject(case_id=case.id, subject=subject))

