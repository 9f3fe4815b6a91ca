"""The figures of a year: tables of counts, and how long things took."""
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.formatting import local
from peoplehub.core.viewers import Viewer
from peoplehub.moderation.models import ALL_REASONS, OVERTURNED, UPHELD, Report
from peoplehub.rota.models import KINDS, TEST
from peoplehub.statistics import policy
from peoplehub.statistics.disclosure_control import NOT_SHOWN, ProtectedTable
from peoplehub.statistics.events_of_year import Cover, YearEvents, events_of
from peoplehub.statistics.months import NAMES, month_of, months_over
from peoplehub.statistics.percentiles import MEDIAN, MOST, percentile
from peoplehub.statistics.repeats import WORDS

FIRST_YEAR = 2026
FEWEST_OF_SHARE = 20  # a share of fewer, in whole tenths, would say of how many
RULE, PERSON = "rule", "person"
Shown = int | str  # a number, or why it is not shown


@dataclass(frozen=True)
class CountTable:
    """Counts by kind and month. `lines`: (words, a number for each month that is over, and for the
    year when it is over); the last one is of all."""

    title: str
    meaning: str
    lines: list[tuple[str, list[Shown]]]

    @property
    def totals(self) -> list[Shown]:
        return self.lines[-1][1]


@dataclass(frozen=True)
class TimeTable:
    """How long something took: `lines` of (words, a time for each month, and for the year). None:
    there were too few to say."""

    title: str
    meaning: str
    lines: list[tuple[str, list[timedelta | None]]]


@dataclass(frozen=True)
class YearFigures:
    """The months of a year that are over; with columns for the year when all are."""

    year: int
    months: int
    counts: list[CountTable]
    times: list[TimeTable]
    out_of_hours: list[str]  # a share, in words, for each column

    @property
    def is_whole(self) -> bool:
        return self.months == len(NAMES)

    @property
    def columns(self) -> list[str]:
        return [*NAMES[:self.months], *(["Year"] if self.is_whole else [])]


def months_for(viewer: Viewer, year: int) -> YearFigures:
    """Raises NotFound for who may not see them, and for a year without a month that is over."""
    if not policy.may_see_months(viewer):
        raise NotFound()
    return _figures_of(year)


def whole_year(year: int) -> YearFigures:
    """For everybody, once it is over. Raises NotFound."""
    if months_over(year) < len(NAMES):
        raise NotFound()
    return _figures_of(year)


def years() -> list[int]:
    """Those with a month that is over, the newest first; from the first report on."""
    first = db.session.scalar(select(Report.reported_at).order_by(Report.reported_at).limit(1))
    start = local(first or clock.now()).year
    today = local(clock.now())
    return [year for year in range(today.year, start - 1, -1) if months_over(year)]


def whole_years() -> list[int]:
    return [year for year in years() if months_over(year) == len(NAMES)]


def _figures_of(year: int) -> YearFigures:
    if year not in years():
        raise NotFound()
    events, months = events_of(year), months_over(year)
    return YearFigures(year, months, _counts(events, months), _times(events, months),
                       _out_of_hours(events, months))


def _counts(events: YearEvents, months: int) -> list[CountTable]:
    reasons = {code: words for code, (words, *_) in ALL_REASONS.items()}
    alarms = {code: words for code, words in KINDS.items() if code != TEST}
    return [
        count_table("Reports", "What people and rules reported.", months, reasons,
                    [(one.reason, one.reported_at) for one in events.reports]),
        count_table("Reported again", "Reports about somebody of whom something else was reported "
                    "in the three months before.", months, WORDS, events.repeated),
        count_table("Held pieces", "What waited unseen until somebody had looked.", months,
                    {RULE: "Held by a rule", PERSON: "Held by a moderator"},
                    [(PERSON if one.moderator_id else RULE, one.at) for one in events.held]),
        count_table("Appeals decided", "Second looks at a decision.", months,
                    {UPHELD: "The decision stays", OVERTURNED: "The decision was reversed"},
                    [(one.outcome, one.decided_at) for one in events.appeals]),
        count_table("Alarms", "What could not wait.", months, alarms,
                    [(one.kind, one.raised_at) for one in events.alarms]),
    ]


def count_table(title: str, meaning: str, months: int, kinds: dict[str, str],
                happened: Sequence[tuple[str | None, datetime]]) -> CountTable:
    """Of what happened (its kind and moment) in the months of one year that are over."""
    kinds = kinds | {code: code for code, _at in happened if code and code not in kinds}
    counts = {code: [0] * months for code in kinds}
    for code, at in happened:
        if code and (month := month_of(at)) < months:
            counts[code][month] += 1
    shown = ProtectedTable(list(counts.values()), is_whole=months == len(NAMES)).shown
    return CountTable(title, meaning, list(zip([*kinds.values(), "All"], shown, strict=True)))


def _times(events: YearEvents, months: int) -> list[TimeTable]:
    decided = [(one.settled_at, one.settled_at - one.reported_at) for one in events.settled]
    taken = [(one.raised_at, one.taken_at - one.raised_at) for one in events.alarms
             if one.taken_at]
    return [
        _time_table("Time until a report is decided", "Of the reports decided in that month.",
                    decided, months),
        _time_table("Time until an alarm is taken", "Of the alarms raised in that month.", taken,
                    months),
    ]


def _time_table(title: str, meaning: str, took: list[tuple[datetime, timedelta]],
                months: int) -> TimeTable:
    lines = {"Half of them took up to": MEDIAN, "95 in 100 took up to": MOST}
    return TimeTable(title, meaning, [
        (words, _of_columns(took, months, partial(percentile, rank=rank)))
        for words, rank in lines.items()])


def _of_columns(happened: Iterable[tuple[datetime, Any]], months: int,
                say: Callable[[list], Any]) -> list:
    """What `say` makes of the things of each month that is over, and of the whole year."""
    by_month: list[list] = [[] for _ in NAMES]
    for at, thing in happened:
        by_month[month_of(at)].append(thing)
    said = [say(things) for things in by_month[:months]]
    return [*said, say(sum(by_month, []))] if months == len(NAMES) else said


def _out_of_hours(events: YearEvents, months: int) -> list[str]:
    """The share of reports that came while nobody was on duty."""
    cover = Cover(events.duties or [])
    came = [(one.reported_at, one.reported_at not in cover) for one in events.reports]
    return _of_columns(came, months, lambda all_of_them: (
        share_in_words(sum(all_of_them), len(all_of_them)) if events.duties else NOT_SHOWN))


def share_in_words(part: int, all_of_them: int) -> str:
    """In whole tenths, and only where neither part is small."""
    small = 0 < part < FEWEST_OF_SHARE / 4 or 0 < all_of_them - part < FEWEST_OF_SHARE / 4
    if all_of_them < FEWEST_OF_SHARE or small:
        return NOT_SHOWN
    return f"about {round(10 * part / all_of_them)} in 10"
