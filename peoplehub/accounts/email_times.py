"""When e-mails may leave for somebody: not in their quiet hours, and not before the day until which
they have paused them. All of it stands in a person's preferences; hours are those of London."""
from datetime import date, datetime, time, timedelta

from peoplehub.core.formatting import LONDON, calendar_day, hour_words, local

FROM, TO, PAUSED_UNTIL = "emails_quiet_from", "emails_quiet_to", "emails_paused_until"
MORNING = time(7)  # when they come again on the day on which a pause ends


def leaves_at(preferences: dict, now: datetime) -> datetime | None:
    """When an e-mail may leave that is due `now`; None: at once."""
    moment, until = now, paused_until(preferences, now)
    if until:
        moment = datetime.combine(until, MORNING, LONDON)
    hours = quiet_hours(preferences)
    if hours and is_within(local(moment).hour, *hours):
        moment = _next(hours[1], local(moment))
    return moment if moment > now else None


def paused_until(preferences: dict, now: datetime) -> date | None:
    """The day on which they come again, while that is to come."""
    said = preferences.get(PAUSED_UNTIL)
    until = date.fromisoformat(said) if said else None
    return until if until and local(now).date() < until else None


def quiet_hours(preferences: dict) -> tuple[int, int] | None:
    """From which whole hour to which, if there are any."""
    begins, ends = preferences.get(FROM, ""), preferences.get(TO, "")
    return (int(begins), int(ends)) if begins and ends and begins != ends else None


def words_of_times(preferences: dict, now: datetime) -> str:
    """In a sentence, when e-mails wait; nothing when they do not."""
    if until := paused_until(preferences, now):
        return (f"Until {calendar_day(until)} they wait. Then one email says that something is "
                "there for you.")
    if hours := quiet_hours(preferences):
        begins, ends = map(hour_words, hours)
        return f"From {begins} to {ends} they wait, and then come as one."
    return ""


def is_within(hour: int, begins: int, ends: int) -> bool:
    """Whether a whole hour is from one to another, past midnight where they are so."""
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends


def _next(hour: int, moment: datetime) -> datetime:
    """The next time that it is that hour in London."""
    then = datetime.combine(moment.date(), time(hour), LONDON)
    return then if then > moment else datetime.combine(
        moment.date() + timedelta(days=1), time(hour), LONDON)
