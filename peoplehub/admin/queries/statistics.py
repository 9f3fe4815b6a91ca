"""The statistics of the overview, each with its meaning and a link to act on it."""
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, literal, select, union_all

from peoplehub.accounts.models import User
from peoplehub.admin import policy
from peoplehub.contact.models import Enquiry
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.formatting import LONDON, count, day, local
from peoplehub.core.mail import Email
from peoplehub.core.publications import KINDS
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Post, Topic
from peoplehub.library.models import Sheet
from peoplehub.moderation.models import Report

WEEKS = 12
ALONE_TOO_LONG = timedelta(hours=24)


@dataclass(frozen=True)
class Statistic:
    """One number. `needs_care`: somebody should do something."""

    number: int
    words: str
    more: str = ""
    address: str = ""
    needs_care: bool = False


def statistics_for(viewer: Viewer) -> list[Statistic]:
    """The figures of the care dashboard. Raises NotFound for who may not see them."""
    if not policy.may_oversee(viewer):
        raise NotFound()
    figures = [_members(), _reports(), _held(), _unanswered(), _enquiries(), _overdue()]
    return figures + _letters() if policy.may_administer(viewer) else figures


def unanswered_for(viewer: Viewer, how_many: int = 5) -> list[Topic]:
    """Questions that have waited longest for a first answer."""
    waiting = Topic.readable(viewer).where(*_alone()).order_by(Topic.started_at)
    return list(db.session.scalars(waiting.limit(how_many)))


def posts_a_week(viewer: Viewer) -> list[tuple[str, int]]:
    """How many posts each of the last weeks brought: (the day it began, number), oldest first.
    Raises NotFound for who may not see them."""
    if not policy.may_oversee(viewer):
        raise NotFound()
    begins = _week_begins()
    ends = [*begins[1:], clock.now()]
    numbers = [
        func.count().filter(Post.published_at >= start, Post.published_at < end)
        for start, end in zip(begins, ends, strict=True)
    ]
    row = db.session.execute(
        select(*numbers).select_from(Post).where(Post.is_out(), Post.published_at >= begins[0])
    ).one()
    return [(day(start), number) for start, number in zip(begins, row, strict=True)]


def _week_begins() -> list[datetime]:
    """Monday morning, London time, of each week."""
    today = local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    monday = today - timedelta(days=today.weekday())
    weeks = [monday - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    return [week.replace(tzinfo=LONDON) for week in weeks]


def _members() -> Statistic:
    people = select(func.count(), func.count().filter(User.joined_at > _ago(days=7)))
    all_of_them, new = db.session.execute(people.where(User.confirmed_at.is_not(None))).one()
    words = _said(all_of_them, "person has joined", "people have joined")
    return Statistic(all_of_them, words, f"{new:,} in the last 7 days", "/admin/people")


def _reports() -> Statistic:
    opened = list(db.session.scalars(select(Report).where(Report.settled_at.is_(None))))
    late = sum(report.is_late for report in opened)
    more = f"{late:,} should have been looked at by now" if late else "None is late"
    words = _said(len(opened), "report waits for a moderator", "reports wait for a moderator")
    return Statistic(len(opened), words, more, "/moderation", late > 0)


def _held() -> Statistic:
    held = [
        select(literal(1)).select_from(model).where(
            model.held_at.is_not(None), model.deleted_at.is_(None), model.hidden_at.is_(None))
        for model in KINDS.values()
    ]
    number = db.session.scalar(select(func.count()).select_from(union_all(*held).subquery())) or 0
    words = _said(number, "piece is held until a moderator looks",
                  "pieces are held until a moderator looks")
    return Statistic(number, words, "", "/moderation", number > 0)


def _unanswered() -> Statistic:
    number = _how_many(select(Topic).where(*_alone()))
    words = _said(number, "topic has waited more than a day for an answer",
                  "topics have waited more than a day for an answer")
    return Statistic(number, words, "", "#unanswered" if number else "", number > 0)


def _enquiries() -> Statistic:
    number = _how_many(select(Enquiry).where(Enquiry.closed_at.is_(None)))
    words = _said(number, "enquiry is open", "enquiries are open")
    return Statistic(number, words, "", "/contact/queue", number > 0)


def _overdue() -> Statistic:
    number = _how_many(select(Sheet).where(Sheet.is_out(), Sheet.next_check_at <= clock.now()))
    words = _said(number, "information sheet should be checked again",
                  "information sheets should be checked again")
    return Statistic(number, words, "", "/library/manage", number > 0)


def _letters() -> list[Statistic]:
    unsent = Email.sent_at.is_(None)
    waiting = _how_many(select(Email).where(unsent, Email.next_try_at.is_not(None)))
    failed = _how_many(select(Email).where(unsent, Email.next_try_at.is_(None)))
    more = f"{count(failed, 'email')} could not be sent" if failed else "None has failed"
    words = _said(waiting, "email waits to be sent", "emails wait to be sent")
    return [Statistic(waiting, words, more, "/admin/letters", failed > 0)]


def _said(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _alone() -> tuple:
    long_ago = Topic.started_at < clock.now() - ALONE_TOO_LONG
    return Topic.listed.is_(True), Topic.reply_count == 0, Topic.locked_at.is_(None), long_ago


def _how_many(rows: Select) -> int:
    return db.session.scalar(select(func.count()).select_from(rows.subquery())) or 0


def _ago(**long: float) -> datetime:
    return clock.now() - timedelta(**long)
