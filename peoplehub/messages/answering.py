"""When somebody answers messages, as they said it: shown before anybody writes to them."""
from dataclasses import dataclass
from datetime import datetime

from peoplehub.accounts.email_times import is_within
from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting


@dataclass(frozen=True)
class Answering:
    """`says`: their own words. `quiet`: "10 pm to 7 am", if they have quiet hours. `is_quiet`:
    whether it is quiet now."""

    says: str
    quiet: str
    is_quiet: bool


def answering(person: User, now: datetime | None = None) -> Answering | None:
    """None for who has said nothing."""
    chosen = person.preferences
    begins, ends = chosen.get("quiet_from", ""), chosen.get("quiet_to", "")
    if not begins or not ends or begins == ends:
        return Answering(chosen["answers"], "", False) if chosen.get("answers") else None
    hour = formatting.local(now or clock.now()).hour
    words = f"{formatting.hour_words(int(begins))} to {formatting.hour_words(int(ends))}"
    return Answering(chosen.get("answers", ""), words, is_within(hour, int(begins), int(ends)))
