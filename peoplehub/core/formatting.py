"""Times and numbers as people say them, British and in full."""
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from markupsafe import Markup

from peoplehub.core import clock

LONDON = ZoneInfo("Europe/London")
MONTHS = (  # `strftime` takes ten times as long, and pages word many times
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)


def local(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def day(moment: datetime) -> str:
    """22 November 2026"""
    return _day(local(moment))


def day_name(moment: datetime) -> str:
    """Today, Yesterday, Thursday 19 November, 19 November 2025"""
    at, today = local(moment).date(), local(clock.now()).date()
    if (today - at).days in (0, 1):
        return ("Today", "Yesterday")[(today - at).days]
    return f"{at:%A} {at.day} {at:%B}" if at.year == today.year else day(moment)


def short_day(moment: datetime) -> str:
    """2:31pm, Friday, 12 Nov, 12 Nov 2025: for a narrow column"""
    at, today = local(moment), local(clock.now()).date()
    if at.date() == today:
        return time_of_day(moment)
    if (today - at.date()).days < 7:
        return f"{at:%A}"
    return f"{at.day} {at:%b}" if at.year == today.year else f"{at.day} {at:%b %Y}"


def time_of_day(moment: datetime) -> str:
    """2:31pm"""
    return _time(local(moment))


def _day(at: datetime) -> str:
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def _time(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02}{'am' if at.hour < 12 else 'pm'}"


def when(moment: datetime | None) -> Markup:
    """A time in words, with the full time in `datetime` and in `title`."""
    return Markup("") if moment is None else _when(moment, ago(moment))


@lru_cache(maxsize=8192)
def _when(moment: datetime, words: str) -> Markup:
    at, stamp = local(moment), moment.isoformat(timespec="seconds")
    full = f"{_day(at)} at {_time(at)}"
    return Markup(f'<time datetime="{stamp}" title="{full}">{words}</time>')


def ago(moment: datetime) -> str:
    gone = max(clock.now() - moment, timedelta())
    minutes = int(gone.total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return count(minutes, "minute") + " ago"
    if minutes < 12 * 60:
        return count(minutes // 60, "hour") + " ago"
    return _by_day(moment, local(clock.now()).date())


def waiting(seconds: int) -> str:
    """How long until then, rounded up so that it is never too soon: 3 minutes, 5 hours."""
    minutes = -(-seconds // 60)
    return count(minutes, "minute") if minutes < 60 else count(-(-minutes // 60), "hour")


@lru_cache(maxsize=8192)
def _by_day(moment: datetime, today: date) -> str:
    then = local(moment)
    days = (today - then.date()).days
    if days == 0:
        return f"today at {_time(then)}"
    if days == 1:
        return f"yesterday at {_time(then)}"
    if days < 7:
        return f"{then:%A} at {_time(then)}"
    return _day(then)


def count(number: int, one: str, many: str = "") -> str:
    """1 reply, 12 replies"""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size(size_bytes: int) -> str:
    """210 KB, 1.1 MB"""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} KB"
    if size_bytes < 1_000_000_000:
        return f"{size_bytes / 1_000_000:.1f} MB"
    return f"{size_bytes / 1_000_000_000:,.1f} GB"
