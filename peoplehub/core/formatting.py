"""Dates, times and numbers in words, formatted by Babel for one locale: British English."""
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, format_timedelta
from babel.numbers import format_decimal
from babel.units import format_unit
from markupsafe import Markup

from peoplehub.core import clock
from peoplehub.core.text import known_safe

LOCALE = Locale("en", "GB")
SHORT_MONTHS = Locale("en")  # three letters each; British English has "Sept"
WORDED_BY_MINUTE = timedelta(hours=12)  # after that, times are worded by the day
WORDED_BY_DATE = timedelta(days=8)  # as long ago it is more than a week on every calendar
LONDON = ZoneInfo("Europe/London")
TIME = '<time datetime="{}" title="{}">{}</time>'  # filled in with figures and words of ours


def local(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def day(moment: datetime) -> str:
    """22 November 2026"""
    return _day(local(moment))


def month(moment: datetime) -> str:
    """November 2026"""
    return _dated(local(moment).date(), "MMMM y")


def calendar_day(day: date) -> str:
    """22 November 2026, of a day without a time."""
    return _dated(day, "d MMMM y")


def day_name(moment: datetime) -> str:
    """Today, Yesterday, Thursday 19 November, 19 November 2025"""
    at, today = local(moment).date(), local(clock.now()).date()
    if (today - at).days in (0, 1):
        return ("Today", "Yesterday")[(today - at).days]
    return _dated(at, "EEEE d MMMM") if at.year == today.year else day(moment)


def short_day(moment: datetime) -> str:
    """2:31pm, Friday, 12 Nov, 12 Nov 2025: for a narrow column"""
    at, today = local(moment), local(clock.now()).date()
    if at.date() == today:
        return time_of_day(moment)
    if (today - at.date()).days < 7:
        return _dated(at.date(), "EEEE")
    return _dated(at.date(), "d MMM" if at.year == today.year else "d MMM y", SHORT_MONTHS)


def wording_since(moment: datetime) -> str:
    """Times are in words ("10 minutes ago"), and words grow old by themselves: another text as soon
    as a time that is no older than `moment` may be said in other words."""
    now = clock.now()
    if now - moment < WORDED_BY_MINUTE:
        return f"{int(now.timestamp()) // 300}"
    return f"{local(now):%Y-%m-%d}"


def wording_today() -> str:
    """The same, of a page whose times may be of any age."""
    return wording_since(clock.now())


def wording_this_minute() -> str:
    """The same, of a page that says what is so at this very minute, as who is there."""
    return f"{int(clock.now().timestamp()) // 60}"


def time_of_day(moment: datetime) -> str:
    """2:31pm"""
    return _time(local(moment))


def clock_time(at: time) -> str:
    """6pm; 6:30pm"""
    return _timed(at.hour, at.minute).replace(":00", "")


def hour_words(hour: int) -> str:
    """7 → 7am, 22 → 10pm"""
    return f"{hour % 12 or 12}{'am' if hour < 12 else 'pm'}"


def _day(at: datetime) -> str:
    return _dated(at.date(), "d MMMM y")


def _time(at: datetime) -> str:
    return _timed(at.hour, at.minute)


@lru_cache(maxsize=2048)
def _timed(hour: int, minute: int) -> str:
    return format_time(time(hour, minute), "h:mma", locale=LOCALE)


@lru_cache(maxsize=8192)
def _dated(at: date, pattern: str, locale: Locale = LOCALE) -> str:
    return format_date(at, pattern, locale=locale)


def when(moment: datetime | None) -> Markup:
    """A time in words, with the full time in `datetime` and in `title`. Not kept: hardly two pieces
    are of one second, and to keep what is not asked again costs more than to say it."""
    if moment is None:
        return known_safe("")
    at = local(moment)
    day, gone = _day(at), clock.now() - moment
    said = day if gone >= WORDED_BY_DATE else _since(gone, at)
    return known_safe(TIME.format(moment.isoformat(timespec="seconds"), f"{day} at {_time(at)}",
                                  said))


def ago(moment: datetime) -> str:
    """How long ago, in words: "just now", minutes, hours up to twelve, then the day."""
    return _since(clock.now() - moment, local(moment))


def _since(gone: timedelta, at: datetime) -> str:
    """`at`: the moment in London that is so long ago."""
    if gone >= WORDED_BY_MINUTE:
        return _by_day(at, local(clock.now()).date())
    minutes = max(gone, timedelta()).seconds // 60
    if minutes < 1:
        return "just now"
    return _ago(minutes if minutes < 60 else minutes // 60 * 60)


@lru_cache(maxsize=1024)
def _ago(minutes: int) -> str:
    gone = timedelta(minutes=-minutes)
    return format_timedelta(gone, threshold=1, add_direction=True, locale=LOCALE)


def waiting(seconds: int) -> str:
    """How long until then, rounded up so that it is never too soon: 3 minutes, 5 hours."""
    minutes = -(-seconds // 60)
    if minutes < 60:
        return format_unit(minutes, "minute", locale=LOCALE)
    return format_unit(-(-minutes // 60), "hour", locale=LOCALE)


def coming(moment: datetime) -> str:
    """A time to come, to the minute and never too soon: at 6pm; tomorrow at 6pm; on Friday at 6pm;
    on 4 December 2026 at 6pm"""
    at = local(moment + timedelta(seconds=59, microseconds=999_999)).replace(second=0)
    days = (at.date() - local(clock.now()).date()).days
    hour = f"at {_time(at).replace(':00', '')}"
    if days < 2:
        return f"tomorrow {hour}" if days == 1 else hour
    return f"on {_dated(at.date(), 'EEEE')} {hour}" if days < 7 else f"on {_day(at)} {hour}"


def _by_day(then: datetime, today: date) -> str:
    days = (today - then.date()).days
    if days == 0:
        return f"today at {_time(then)}"
    if days == 1:
        return f"yesterday at {_time(then)}"
    if days < 7:
        return f"{_dated(then.date(), 'EEEE')} at {_time(then)}"
    return _day(then)


@lru_cache(maxsize=8192)
def count(number: int, one: str, many: str = "") -> str:
    """1 reply, 12 replies"""
    is_one = LOCALE.plural_form(number) == "one"
    return f"{_decimal(number)} {one if is_one else many or one + 's'}"


def _decimal(number: float, pattern: str = "#,##0") -> str:
    return format_decimal(number, pattern, locale=LOCALE)


def size(size_bytes: int) -> str:
    """A number of bytes in words: "210 KB", "1.1 MB", "2.0 GB". What would round to 1,000 of a unit
    is one of the next."""
    if (kilobytes := max(1, round(size_bytes / 1000))) < 1000:
        return f"{kilobytes} KB"
    if (megabytes := round(size_bytes / 1_000_000, 1)) < 1000:
        return f"{_decimal(megabytes, '0.0')} MB"
    return f"{_decimal(round(size_bytes / 1_000_000_000, 1), '#,##0.0')} GB"
