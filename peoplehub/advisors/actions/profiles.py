"""What advisors say of themselves: their page, their hours, and "I am free this hour"."""
from dataclasses import dataclass
from datetime import date, time, timedelta

from peoplehub.accounts.models import User
from peoplehub.advisors import policy, queries
from peoplehub.advisors.choices import EXPERIENCE
from peoplehub.advisors.events import AvailabilityChanged
from peoplehub.advisors.models import AdvisorAvailability, AdvisorExperience, AdvisorProfile
from peoplehub.core import clock
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Forbidden, require
from peoplehub.core.prerendering import prerendered
from peoplehub.core.publications import change, publish

NOT_YOURS = "This is for peer advisors."
NO_PAGE = "Please write your page first. Then people can find you."
FREE_FOR = timedelta(hours=1)


@dataclass(frozen=True)
class Hours:
    """How many families at a time, on which weekdays (0 is Monday) from when until when, and
    whether they pause or are away until a day."""

    capacity: int
    days: tuple[int, ...] = ()
    begins: time = time(18)
    ends: time = time(21)
    paused: bool = False
    away_until: date | None = None


@act
@prerendered(AdvisorProfile)
def save_profile(advisor: User, text: str, knows: dict[str, list[str]],
                 gender: str = "") -> AdvisorProfile:
    """Write one's page, or change it. `knows`: facet → values."""
    require(policy.may_advise(advisor), NOT_YOURS)
    page = queries.profile_of(advisor.id)
    is_new = page is None
    page = page or _new_page(advisor)
    page.write(text)
    page.gender = gender
    page.experience = [_kept(page, facet, value) for facet in EXPERIENCE
                       for value in dict.fromkeys(knows.get(facet, []))]
    save(page)
    return publish(advisor, page) if is_new else change(advisor, page)


@act
def set_hours(advisor: User, hours: Hours) -> AdvisorProfile:
    page = _own_page(advisor)
    page.capacity, page.away_until = hours.capacity, hours.away_until
    page.paused_at = (page.paused_at or clock.now()) if hours.paused else None
    kept = {one.weekday: one for one in page.evenings}
    page.evenings = [_evening(kept.get(day), day, hours) for day in sorted(set(hours.days))]
    save(page)
    announce(AvailabilityChanged(advisor.id, "hours"))
    return page


@act
def say_free(advisor: User) -> AdvisorProfile:
    """Who wants to talk now sees them first, for one hour."""
    page = _own_page(advisor)
    page.free_until = clock.now() + FREE_FOR
    announce(AvailabilityChanged(advisor.id, "free now"))
    return page


@act
def end_free(advisor: User) -> AdvisorProfile:
    page = _own_page(advisor)
    page.free_until = None
    announce(AvailabilityChanged(advisor.id, "not free now"))
    return page


def _own_page(advisor: User) -> AdvisorProfile:
    """Raises Forbidden where they have none yet."""
    require(policy.may_advise(advisor), NOT_YOURS)
    page = queries.profile_of(advisor.id)
    if page is None:
        raise Forbidden(NO_PAGE)
    return page


def _new_page(advisor: User) -> AdvisorProfile:
    """Their first, or another after one that was taken down: what a coordinator said of their
    families still counts."""
    former = queries.former_profile_of(advisor.id)
    return AdvisorProfile(author_id=advisor.id, author=advisor,
                          most_families=former and former.most_families)


def _kept(page: AdvisorProfile, facet: str, value: str) -> AdvisorExperience:
    """The row that there is, so that what stays is not deleted and written anew."""
    known = {(one.facet, one.value): one for one in page.experience}
    return known.get((facet, value)) or AdvisorExperience(facet=facet, value=value)


def _evening(kept: AdvisorAvailability | None, day: int, hours: Hours) -> AdvisorAvailability:
    evening = kept or AdvisorAvailability(weekday=day)
    evening.begins, evening.ends = hours.begins, hours.ends
    return evening
