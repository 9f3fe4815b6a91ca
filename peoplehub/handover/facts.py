"""What a hand-over note lists: gathered as numbers of cases, alarms and lines of the log, and shown
to each reader without what is about them. No words of anybody."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.handover.reasons import BY_HELPER, BY_RULE
from peoplehub.moderation import policy as moderation
from peoplehub.moderation.models import HELD, Case, Decision
from peoplehub.rota import policy as rota
from peoplehub.rota.models import Alarm

MOST = 200  # of each
CASES = ("overdue", "claimed", "open", "stayed", "waiting", "settled")
ALARMS = ("alarms_waiting", "alarms_taken")


@dataclass(frozen=True)
class Facts:
    """As one reader may see them: rows of Case, Alarm and Decision."""

    cases: dict[str, list[Case]]
    alarms: dict[str, list[Alarm]]
    released: list[Decision]

    @property
    def is_empty(self) -> bool:
        return not (any(self.cases.values()) or any(self.alarms.values()) or self.released)


def gathered(start: datetime, end: datetime) -> dict[str, list[int]]:
    """The numbers of everything that happened from `start` until `end`, and of what waits at that
    moment, which is now."""
    is_open, is_claimed = Case.settled_at.is_(None), Case.claimed_until > end
    waits = Case.waits_until > end
    seen = Alarm.raised_at > start
    return {
        "overdue": _ids(Case, is_open, Case.due_at < end),
        "claimed": _ids(Case, is_open, is_claimed),
        "open": _ids(Case, is_open),
        "stayed": _ids(Case, is_open, Case.opened_by == HELD),
        "waiting": _ids(Case, is_open, waits),
        "settled": _ids(Case, Case.settled_at > start, Case.settled_at <= end,
                        Case.settled_by_id.is_not(None)),
        "alarms_waiting": _ids(Alarm, Alarm.taken_at.is_(None)),
        "alarms_taken": _ids(Alarm, Alarm.taken_at.is_not(None), seen | (Alarm.taken_at > start)),
        "released": _ids(Decision, Decision.at > start, Decision.at <= end,
                         Decision.verb == "released", Decision.reason.in_([BY_RULE, BY_HELPER])),
    }


def for_reader(viewer: Viewer, facts: dict[str, list[int]]) -> Facts:
    """The same without what is about the viewer, and without what is for leads where they are
    none."""
    cases = {one.id: one for one in _rows(Case, facts, CASES)
             if moderation.may_see_case(viewer, one)}
    alarms = {one.id: one for one in _rows(Alarm, facts, ALARMS)
              if rota.may_see_alarm(viewer, one)}
    released = [one for one in _rows(Decision, facts, ("released",)) if one.about_id != viewer.id]
    return Facts(
        {name: [cases[number] for number in facts[name] if number in cases] for name in CASES},
        {name: [alarms[number] for number in facts[name] if number in alarms] for name in ALARMS},
        released)


def _ids(model: type[Any], *which: ColumnElement[bool]) -> list[int]:
    return list(db.session.scalars(select(model.id).where(*which).order_by(model.id).limit(MOST)))


def _rows(model: type[Any], facts: dict[str, list[int]], names: Sequence[str]) -> list[Any]:
    wanted = {number for name in names for number in facts[name]}
    return list(db.session.scalars(select(model).where(model.id.in_(wanted)).order_by(model.id)))
