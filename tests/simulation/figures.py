"""What came of a simulated month, counted from the tables."""
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.forum.models import Post
from peoplehub.moderation.models import QUIET, Case, DecisionNotice
from peoplehub.rota import timetable
from peoplehub.rota.models import Shift
from tests.simulation.setting import Setting
from tests.simulation.volunteers import Volunteer
from tests.simulation.writing import WORDS

GIVEN = timedelta(hours=1)  # within which a report of danger is decided


@dataclass(frozen=True)
class Figures:
    """Minutes are from the report or the first look of a rule until the decision."""

    cases: int
    open_at_the_end: int
    late: int  # decided after its time, or open after it, but for danger out of hours
    dangers: int
    dangers_on_duty: int  # raised while somebody was on duty
    on_duty_median: float
    on_duty_worst: float
    off_duty_median: float
    off_duty_worst: float
    dangers_unseen: int  # nobody had looked at the end
    dangers_without_a_case: int  # written and never known to the team
    decisions_without_reason: int
    decided_in_own_case: int
    wasted: int  # somebody read what another had decided

    def lines(self) -> list[str]:
        return [f"{one.name.replace('_', ' '):28}{getattr(self, one.name):8g}"
                for one in fields(self)]


def figures_of(setting: Setting, team: list[Volunteer]) -> Figures:
    cases = list(db.session.scalars(select(Case)))
    dangers = [one for one in cases if one.reason in ("danger", "danger-plain")]
    on_duty = [one for one in dangers if was_on_duty(one.opened_at)]
    off_duty = [one for one in dangers if one not in on_duty]
    plain = [one for one in dangers if one.snapshot == WORDS["plain danger"]]
    notices = list(db.session.scalars(select(DecisionNotice)))
    return Figures(
        cases=len(cases),
        open_at_the_end=sum(one.settled_at is None for one in cases),
        late=sum((one.settled_at or setting.end) > one.due_at for one in cases
                 if one not in off_duty),
        dangers=len(dangers), dangers_on_duty=len(on_duty),
        on_duty_median=middle(took(on_duty, setting.end)),
        on_duty_worst=max(took(on_duty, setting.end), default=0),
        off_duty_median=middle(took(off_duty, setting.end)),
        off_duty_worst=max(took(off_duty, setting.end), default=0),
        dangers_unseen=sum(one.settled_at is None for one in dangers
                           if one.opened_at < setting.end - GIVEN),
        dangers_without_a_case=written(WORDS["plain danger"]) - len(plain),
        decisions_without_reason=sum(not (one.rule and one.reason) for one in notices
                                     if one.step not in QUIET),
        decided_in_own_case=sum(one.settled_by_id is not None and one.settled_by_id == one.about_id
                                for one in cases),
        wasted=sum(one.wasted for one in team),
    )


def took(cases: list[Case], end: datetime) -> list[float]:
    """Minutes from its beginning until each was decided, or the end."""
    return sorted(((one.settled_at or end) - one.opened_at).total_seconds() / 60 for one in cases)


def middle(numbers: list[float]) -> float:
    return numbers[len(numbers) // 2] if numbers else 0


def was_on_duty(moment: datetime) -> bool:
    shifts = list(db.session.scalars(select(Shift)))
    return bool(timetable.duties(shifts, [], [], moment, moment + timedelta(seconds=1)))


def written(words: str) -> int:


    return db.session.query(Post).filter(Post.text == words).count()


