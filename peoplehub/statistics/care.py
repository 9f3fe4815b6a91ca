"""The care dashboard: who waits for an answer, and what is overdue, as one of the team may see it.
Each figure is counted by the database, or from columns of a few weeks."""
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from peoplehub.compliance import policy as register_policy, queries as register
from peoplehub.compliance.models import AccountablePerson
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.library.models import Sheet
from peoplehub.moderation import queries as moderation
from peoplehub.moderation.models import APPEAL, REPORT, Case
from peoplehub.moderation.queries import Wanted
from peoplehub.rota import queries as rota
from peoplehub.statistics import policy
from peoplehub.statistics.percentiles import MEDIAN, MOST, percentile
from peoplehub.unanswered.queries import LOOKS_BACK, WAITS_LONG, WAITS_TOO_LONG, unanswered_for

SHOWN = 10  # topics that wait
AGES = (  # of open reports: words, older than, not older than
    ("Less than a day", timedelta(), timedelta(days=1)),
    ("1 to 3 days", timedelta(days=1), timedelta(days=3)),
    ("3 to 7 days", timedelta(days=3), timedelta(days=7)),
    ("Over a week", timedelta(days=7), None),
)


@dataclass(frozen=True)
class Overdue:
    """What should have been done by now, and where one does it."""

    number: int
    words: str
    address: str


@dataclass(frozen=True)
class Answers:
    """Topics of the last four weeks: how many, and how long the first answer took."""

    topics: int
    answered: int
    median: timedelta | None
    most: timedelta | None  # 95 in 100 were not slower


@dataclass(frozen=True)
class Care:
    waiting: list[Topic]  # those that have waited longest
    waiting_long: int  # for 12 hours or more, and less than 24
    waiting_too_long: int  # for 24 hours or more
    answers: Answers
    reports: list[tuple[str, int]]  # open ones, by age
    overdue: list[Overdue]
    accountable: AccountablePerson | None  # who answers for the duties of the law


def care_for(viewer: Viewer) -> Care:
    """Raises NotFound for who is not of the team."""
    if not policy.may_see_care(viewer):
        raise NotFound()
    long, too_long = _how_many_wait(viewer)
    return Care(_longest_waiting(viewer), long, too_long, _answers(viewer),
                _reports_by_age(viewer), _overdue(viewer), register.accountable_person())


def _longest_waiting(viewer: Viewer) -> list[Topic]:
    now = clock.now()
    rows = unanswered_for(viewer, now - WAITS_LONG, now - LOOKS_BACK)
    return list(db.session.scalars(rows.order_by(Topic.started_at, Topic.id).limit(SHOWN)))


def _how_many_wait(viewer: Viewer) -> tuple[int, int]:
    now = clock.now()
    long = unanswered_for(viewer, now - WAITS_LONG, now - WAITS_TOO_LONG)
    too_long = unanswered_for(viewer, now - WAITS_TOO_LONG, now - LOOKS_BACK)
    return (_count(long.with_only_columns(Topic.id)),
            _count(too_long.with_only_columns(Topic.id)))


def _answers(viewer: Viewer) -> Answers:
    """Of topics that began in the last four weeks. One still without an answer has no time yet."""
    reply = aliased(Post)
    first = select(func.min(reply.published_at)).where(
        reply.topic_id == Topic.id, reply.number > 1, reply.published_at.is_not(None),
        reply.deleted_at.is_(None), reply.held_at.is_(None), reply.hidden_at.is_(None),
        reply.author_id.is_distinct_from(Topic.author_id)).correlate(Topic).scalar_subquery()
    rows = db.session.execute(
        select(Topic.started_at, first.label("answered_at")).join(Board).where(
            Board.audience.in_(viewer.audiences), Topic.listed.is_(True),
            Topic.started_at > clock.now() - LOOKS_BACK)).all()
    took = [row.answered_at - row.started_at for row in rows if row.answered_at]
    return Answers(len(rows), len(took), percentile(took, MEDIAN), percentile(took, MOST))


def _reports_by_age(viewer: Viewer) -> list[tuple[str, int]]:
    now = clock.now()
    spans = [(Case.opened_at <= now - older) & (Case.opened_at > now - younger if younger else True)
             for _, older, younger in AGES]
    asked = select(*[func.count().filter(span) for span in spans]).select_from(Case)
    numbers = db.session.execute(asked.where(
        *moderation.open_to(viewer, Wanted(kind=REPORT)))).one()
    return [(words, number) for (words, *_), number in zip(AGES, numbers, strict=True)]


def _overdue(viewer: Viewer) -> list[Overdue]:
    """Everything that is late, each with the page on which one acts."""
    late, late_appeals = Wanted(age="late"), Wanted(kind=APPEAL, age="late")
    cases = _count(select(Case.id).where(*moderation.open_to(viewer, late)))
    appeals = _count(select(Case.id).where(*moderation.open_to(viewer, late_appeals)))
    sheets = _count(select(Sheet.id).where(Sheet.is_out(), Sheet.next_check_at <= clock.now()))
    found = [
        _overdue_of(cases, "thing in the queue is over its target",
                    "things in the queue are over their target", "/moderation?age=late"),
        _overdue_of(appeals, "of them is an appeal over its date",
                    "of them are appeals over their date", "/moderation?kind=appeal&age=late"),
        _overdue_of(rota.waiting_alarms(viewer), "alarm is not taken yet",
                    "alarms are not taken yet", "/moderation/alarms"),
        _overdue_of(sheets, "information sheet should be checked again",
                    "information sheets should be checked again", "/library/manage"),
    ]
    if register_policy.may_see(viewer):
        found.append(_overdue_of(len(register.reviews_due()), "review of the register is due",
                                 "reviews of the register are due", "/admin/register"))
    return found


def _overdue_of(number: int, one: str, many: str, address: str) -> Overdue:
    return Overdue(number, one if number == 1 else many, address)


def _count(rows: Select) -> int:
    return db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0
