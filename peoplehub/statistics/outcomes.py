"""Whether peer advice helps: how things were for families before and after, as numbers of many
families. Small ones are hidden as everywhere in the figures; nobody is shown by person."""
from datetime import datetime

from sqlalchemy import Row, select

from peoplehub.advisors.models import OutcomeRating, SupportMatch
from peoplehub.advisors.outcomes import SCALE
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.formatting import local
from peoplehub.core.viewers import Viewer
from peoplehub.statistics import policy
from peoplehub.statistics.months import begins, months_over
from peoplehub.statistics.queries import YearFigures, count_table

WORDS = {str(score): words for score, words in SCALE.items()}
CHANGE = {"better": "Better than before", "same": "The same", "worse": "Worse than before"}


def outcomes_for(viewer: Viewer, year: int) -> YearFigures:
    """Of the months of a year that are over. Raises NotFound for who may not see them, and for a
    year without such a month."""
    if not policy.may_see_outcomes(viewer) or year not in years():
        raise NotFound()
    months, rows = months_over(year), _ratings_of(year)
    before = [(str(one.before), one.before_at) for one in rows if _is_in(one.before_at, year)]
    after = [(str(one.after), one.after_at) for one in rows if _is_in(one.after_at, year)]
    change = [(_change(one), one.after_at) for one in rows
              if one.before and _is_in(one.after_at, year)]
    return YearFigures(year, months, [
        count_table("At the beginning", "What families said in their first four weeks.", months,
                    WORDS, before),
        count_table("At the end", "What they said at the end.", months, WORDS, after),
        count_table("Before and after", "Of those who said both.", months, CHANGE, change),
    ], [], [])


def years() -> list[int]:
    """Those with a month that is over, the newest first, from the first match on."""
    first = db.session.scalar(select(SupportMatch.began_at).order_by(SupportMatch.id).limit(1))
    start, today = local(first or clock.now()).year, local(clock.now())
    return [year for year in range(today.year, start - 1, -1) if months_over(year)]


def _ratings_of(year: int) -> list[Row]:
    first, last = begins(year, 1), begins(year, 13)
    rows = select(OutcomeRating.before, OutcomeRating.before_at, OutcomeRating.after,
                  OutcomeRating.after_at)
    return list(db.session.execute(rows.where(
        OutcomeRating.before_at.between(first, last) | OutcomeRating.after_at.between(first, last)
    )))


def _is_in(moment: datetime | None, year: int) -> bool:
    return moment is not None and local(moment).year == year


def _change(one: Row) -> str:
    return "better" if one.after > one.before else "same" if one.after == one.before else "worse"
