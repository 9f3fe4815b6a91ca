"""Who is spared which cases: breaks, subjects that somebody does not take, and how much somebody
has read."""
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.breaks import BreakRule
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.moderation import policy
from peoplehub.moderation.models import (
    GRAVE,
    BreakRules,
    Case,
    CaseExposure,
    CaseSubject,
    ModeratorBreak,
)
from peoplehub.moderation.subjects import HARD, SUBJECTS

IS_HARD = or_(Case.severity < GRAVE, Case.reason.in_(HARD))


def not_taken_by(person: Viewer) -> list[str]:
    """The subjects that somebody does not take: keys of SUBJECTS."""
    chosen = getattr(person, "preferences", {}).get("not_subjects", [])
    return [one for one in SUBJECTS if one in chosen]


def current_break(person: Viewer) -> ModeratorBreak | None:
    mine = select(ModeratorBreak).where(ModeratorBreak.user_id == person.id,
                                        ModeratorBreak.until > clock.now())
    return db.session.scalar(mine.order_by(ModeratorBreak.until.desc()).limit(1))


def resting() -> dict[int, datetime]:
    """Who of the team rests now, and until when."""
    now = clock.now()
    asked = select(ModeratorBreak.user_id, func.max(ModeratorBreak.until)).where(
        ModeratorBreak.until > now, ModeratorBreak.since <= now).group_by(ModeratorBreak.user_id)
    return {person_id: until for person_id, until in db.session.execute(asked)}


def resting_for(viewer: Viewer) -> list[ModeratorBreak]:
    """For leads: who rests until when, and no more. Empty for everybody else."""
    if not (policy.may_moderate(viewer) and policy.is_for_leads(viewer)):
        return []
    now = clock.now()
    asked = select(ModeratorBreak).options(joinedload(ModeratorBreak.user)).where(
        ModeratorBreak.until > now, ModeratorBreak.since <= now)
    return list(db.session.scalars(asked.order_by(ModeratorBreak.until, ModeratorBreak.id)))


def break_rules() -> BreakRules:
    """As a lead has set them, or the usual ones."""
    return db.session.get(BreakRules, 1) or BreakRules(id=1, cases=6, within_days=1)


def hard_cases_of(person: Viewer) -> int:
    """How many hard cases they took or decided within the set days, since their last break."""
    since = _counted_from(person)
    taken = select(CaseExposure.case_id).where(
        CaseExposure.user_id == person.id, CaseExposure.at > since)
    decided = select(Case.id).where(
        Case.settled_by_id == person.id, Case.settled_at > since, IS_HARD)
    return db.session.scalar(select(func.count()).select_from(taken.union(decided).subquery())) or 0


def is_break_due(person: Viewer) -> bool:
    """Whether a break is offered before the next case."""
    rule = _rule()
    return bool(rule.most) and current_break(person) is None and rule.is_due(hard_cases_of(person))


def is_kept_from(person: Viewer) -> ColumnElement[bool] | None:
    """A condition of the cases that are given to others first; None where there are none."""
    which: list[ColumnElement[bool]] = []
    if current_break(person):
        which.append(IS_HARD)
    if mine := not_taken_by(person):
        which.append(select(CaseSubject.case_id).where(
            CaseSubject.case_id == Case.id, CaseSubject.subject.in_(mine)).exists())
    return or_(*which) if which else None


def subjects_in(cases: Iterable[Case]) -> dict[int, set[str]]:
    """What each case is about, by its number."""
    found: dict[int, set[str]] = {}
    asked = select(CaseSubject).where(CaseSubject.case_id.in_([one.id for one in cases]))
    for one in db.session.scalars(asked):
        found.setdefault(one.case_id, set()).add(one.subject)
    return found


def not_taken_in(viewer: Viewer, cases: Collection[Case]) -> dict[int, list[str]]:
    """The words of the subjects of each case that the viewer does not take."""
    mine = not_taken_by(viewer)
    if not (mine and cases):
        return {}
    return {number: [SUBJECTS[one] for one in mine if one in subjects]
            for number, subjects in subjects_in(cases).items() if subjects & set(mine)}


def ready(people: Iterable[User], subjects: Collection[str]) -> list[User]:
    """Those who do not rest and take all of these subjects."""
    away = resting()
    return [one for one in people
            if one.id not in away and not set(subjects) & set(not_taken_by(one))]


def _counted_from(person: Viewer) -> datetime:
    mine = select(func.max(ModeratorBreak.until)).where(and_(
        ModeratorBreak.user_id == person.id, ModeratorBreak.until <= clock.now()))
    return _rule().counted_from(db.session.scalar(mine))


def _rule() -> BreakRule:
    return BreakRule(break_rules().cases, break_rules().within_days)
