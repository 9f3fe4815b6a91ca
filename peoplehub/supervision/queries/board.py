"""The board of the coordinators: how each advisor stands, in numbers, without a word of anybody's
messages."""
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.advisors.models import CHECK_IN, ENDING, OutcomeRating, SupportMatch
from peoplehub.advisors.queries import Listed, known_profiles, listed, open_matches
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.cover import queries as cover
from peoplehub.supervision import policy
from peoplehub.supervision.models import LoadNote
from peoplehub.supervision.queries.load import heavy_notes_of, last_debriefs, newest_notes

FEWEST = 10  # families, before anything is said of how it helped


@dataclass(frozen=True)
class Row:
    """One advisor. `waiting`: families who wait for an answer; `overdue`: longer than they were
    told; `check_ins`, `endings`: matches in which somebody has still to say how it goes, or how it
    ends; `helped`: how many families said before and after that it is better, and of how many, None
    where these are too few to be shown; `days`: since their last talk, None where there was none.
    """

    listed: Listed
    waiting: int
    overdue: int
    check_ins: int
    endings: int
    helped: tuple[int, int] | None
    note: LoadNote | None
    heavy: int
    days: int | None

    @property
    def user(self) -> User:
        return self.listed.user


def board_for(viewer: Viewer) -> list[Row]:
    """Every advisor who has a page, who needs a look first. Raises NotFound."""
    if not policy.may_coordinate(viewer):
        raise NotFound()
    those = [one for one in listed(known_profiles(), {})
             if one.user.is_advisor and not one.user.works_in_care]
    ids = [one.user.id for one in those]
    waiting = cover.all_waiting()
    waits = _by_advisor(waiting)
    overdue = _by_advisor(one for one in waiting if one.is_due)
    open_ones = open_matches(ids)
    check_ins, endings = _unanswered(open_ones, CHECK_IN), _unanswered(open_ones, ENDING)
    notes, heavy, talks = newest_notes(ids), heavy_notes_of(ids), last_debriefs(ids)
    helped = better_of(ids)
    rows = [Row(one, waits[one.user.id], overdue[one.user.id], check_ins[one.user.id],
                endings[one.user.id], helped.get(one.user.id), notes.get(one.user.id),
                heavy[one.user.id], _days(talks.get(one.user.id))) for one in those]
    return sorted(rows, key=lambda row: (-row.overdue, -_wish(row), -row.heavy,
                                         row.user.pen_name))


def _by_advisor(waiting: Iterable[cover.Waiting]) -> Counter[int]:
    return Counter(one.advisor_id for one in waiting)


def _unanswered(matches: Iterable[SupportMatch], stage: str) -> Counter[int]:
    """In how many matches somebody was asked at that stage of this period and has not answered."""
    return Counter(one.advisor_id for one in matches if any(
        review.stage == stage and review.period == one.period and review.answered_at is None
        for review in one.reviews))


def better_of(advisor_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Of the families who said before and after how things were: for how many it is better, and how
    many there are. Few of them would show who they are, so then nothing is said."""
    said = select(SupportMatch.advisor_id, OutcomeRating.before, OutcomeRating.after).join(
        OutcomeRating, OutcomeRating.match_id == SupportMatch.id).where(
        SupportMatch.advisor_id.in_(advisor_ids), OutcomeRating.before.is_not(None),
        OutcomeRating.after.is_not(None))
    all_of, better = Counter[int](), Counter[int]()
    for advisor_id, before, after in db.session.execute(said):
        all_of[advisor_id] += 1
        better[advisor_id] += (after or 0) > (before or 0)
    return {one: (better[one], number) for one, number in all_of.items() if number >= FEWEST}


def _wish(row: Row) -> int:
    return bool(row.note and (row.note.wants_talk or row.note.worried))


def _days(moment: datetime | None) -> int | None:
    return None if moment is None else (clock.now() - moment).days
