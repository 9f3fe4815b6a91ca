"""When an advisor is there, as pure functions of their profile, in London's time."""
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from peoplehub.advisors.models import AdvisorProfile
from peoplehub.core.formatting import LONDON, local

DAY = timedelta(days=1)
AHEAD = 15  # days that are looked at
FREE, FULL, PAUSED, AWAY, TRAINING, GONE = "free", "full", "paused", "away", "training", "gone"
UNAGREED = "unagreed"  # has not ticked the boundaries
WHY_NOT = {  # kindly, and what to do instead is said on the page
    FULL: "{} supports as many families as they can just now.",
    PAUSED: "{} is having a break just now.",
    AWAY: "{} is away just now.",
    TRAINING: "{} cannot take new families just now.",
    UNAGREED: "{} cannot take new families just now.",
    GONE: "{} cannot take new families just now.",
}


@dataclass(frozen=True)
class Presence:
    """One advisor at one moment. `next_at`: from when they answer next, None when they have not
    said; `now` when they are there already."""

    state: str  # of the seven above
    is_on: bool
    says_free: bool
    next_at: datetime | None
    families: int

    @property
    def is_offered(self) -> bool:
        return self.state == FREE


def presence(profile: AdvisorProfile, families: int, now: datetime) -> Presence:
    """Whether they can be asked now, and when they answer. `families`: whom they support now."""
    state = state_of(profile, families, now)
    says_free = state == FREE and profile.free_until is not None and profile.free_until > now
    evening = next_evening(profile, now)
    is_on = state == FREE and (says_free or (evening is not None and evening <= now))
    return Presence(state, is_on, says_free, now if is_on else evening, families)


def state_of(profile: AdvisorProfile, families: int, now: datetime) -> str:
    """The first reason why they are not offered, or FREE."""
    today = local(now).date()
    training = profile.training
    if not profile.author.is_advisor or profile.author.is_suspended:
        return GONE
    if not profile.is_shown or profile.author.works_in_care:
        return GONE
    if training is None or training.expires_on < today:
        return TRAINING
    if not profile.has_agreed:
        return UNAGREED
    if profile.paused_at is not None:
        return PAUSED
    if profile.is_away_on(today):
        return AWAY
    return FULL if families >= profile.places else FREE


def next_evening(profile: AdvisorProfile, now: datetime) -> datetime | None:
    """The beginning of the evening that they are in, or of the next; past their days away."""
    today = local(now).date()
    moments = []
    for evening in profile.evenings:
        for ahead in range(AHEAD):
            day = today + ahead * DAY
            ends = datetime.combine(day, evening.ends, LONDON).astimezone(UTC)
            if day.weekday() == evening.weekday and ends > now and not profile.is_away_on(day):
                begins = datetime.combine(day, evening.begins, LONDON)
                moments.append(begins.astimezone(UTC))
                break
    return min(moments, default=None)

