"""By when a family can expect an answer to what they wrote to an advisor: pure functions of the
clock, in London's time.

The hours of the setting, without the advisor's quiet hours. Where an advisor answers on certain
evenings, until the end of the next one. Never more than `LONGEST`. Who is away has no evenings.
"""
from datetime import UTC, datetime, timedelta

from peoplehub.accounts.email_times import is_within
from peoplehub.advisors.availability import AHEAD, DAY
from peoplehub.advisors.models import AdvisorProfile
from peoplehub.core.formatting import LONDON, local

LONGEST = timedelta(hours=48)  # of any wait before a coordinator is asked
HOUR = timedelta(hours=1)


def due_at(since: datetime, hours: int, profile: AdvisorProfile | None,
           preferences: dict) -> datetime:
    """By when what was written at `since` is answered, or somebody else sees to it."""
    due = awake_hours_after(since, hours, preferences)
    if profile is not None and not profile.is_away_on(local(since).date()):
        due = max(due, end_of_next_evening(profile, since) or due)
    return min(due, since + LONGEST)


def awake_hours_after(since: datetime, hours: int, preferences: dict) -> datetime:
    """So many hours later, the quiet ones not counted."""
    begins, ends = preferences.get("quiet_from", ""), preferences.get("quiet_to", "")
    if not begins or not ends or begins == ends:
        return since + timedelta(hours=hours)
    moment, left = since, timedelta(hours=hours)
    while left > timedelta() and moment < since + LONGEST:
        here = local(moment)
        step = HOUR - timedelta(minutes=here.minute, seconds=here.second,
                                microseconds=here.microsecond)
        if not is_within(here.hour, int(begins), int(ends)):
            step = min(step, left)
            left -= step
        moment += step
    return moment


def end_of_next_evening(profile: AdvisorProfile, since: datetime) -> datetime | None:
    """The end of the evening that it is, or of the next one on which they are not away."""
    today, ends = local(since).date(), []
    for evening in profile.evenings:
        for ahead in range(AHEAD):
            day = today + ahead * DAY
            end = datetime.combine(day, evening.ends, LONDON).astimezone(UTC)
            if day.weekday() == evening.weekday and end > since and not profile.is_away_on(day):
                ends.append(end)
                break
    return min(ends, default=None)
