"""The directory: which advisors there are, who fits, and when each answers next."""
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.datastructures import MultiDict

from peoplehub.accounts import queries as people
from peoplehub.accounts.models import User
from peoplehub.advisors.availability import WHY_NOT, Presence, presence
from peoplehub.advisors.choices import MUST_FIT, WHEN, known, words_of
from peoplehub.advisors.models import AdvisorExperience, AdvisorProfile, AdvisorTraining
from peoplehub.advisors.queries.matches import families_of
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer

WITHIN = {"day": timedelta(days=1), "week": timedelta(days=7)}
WITH_ALL = (joinedload(AdvisorProfile.author), selectinload(AdvisorProfile.experience),
            selectinload(AdvisorProfile.evenings), selectinload(AdvisorProfile.trainings),
            selectinload(AdvisorProfile.agreements))


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: facet → value, and by when. Unknown choices are left out."""

    facets: dict[str, str] = field(default_factory=dict)
    when: str = ""

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> "Wanted":
        when = args.get("when", "")
        return cls(known(args.to_dict()), when if when in WHEN else "")

    @property
    def is_anything(self) -> bool:
        return bool(self.facets or self.when)

    @property
    def words(self) -> list[str]:
        """What it is in the words of the choices, as the title of the list says it."""
        return [*words_of(self.facets), *([WHEN[self.when]] if self.when else [])]


@dataclass(frozen=True)
class Listed:
    """An advisor, as they are at this moment. `fits`: how many of the wanted things they know."""

    profile: AdvisorProfile
    presence: Presence
    fits: int = 0

    @property
    def user(self) -> User:
        return self.profile.author


def directory_for(viewer: Viewer, wanted: Wanted) -> list[Listed]:
    """Everybody whose page lists show and who fits, also those who cannot be asked just now: who is
    free now first, then who answers soonest."""
    profiles = _profiles(AdvisorProfile.readable(viewer), wanted.facets)
    return [one for one in listed(profiles, wanted.facets) if _is_in_time(one, wanted.when)]


def knowing(viewer: Viewer, wanted: dict[str, list[str]], most: int) -> list[User]:
    """Advisors on whose pages lists show that they know one of the values of each facet, by name.
    """
    pages = AdvisorProfile.readable(viewer)
    for facet, values in wanted.items():
        pages = pages.where(AdvisorProfile.id.in_(select(AdvisorExperience.profile_id).where(
            AdvisorExperience.facet == facet, AdvisorExperience.value.in_(values))))
    found = db.session.scalars(pages.options(joinedload(AdvisorProfile.author)))
    return sorted((one.author for one in found if one.author.is_advisor),
                  key=lambda person: person.slug)[:most]


def known_profiles(advisor_ids: Collection[int] | None = None) -> list[AdvisorProfile]:
    """Those of all advisors, or of some, without a viewer: for the rule that offers requests."""
    pages = select(AdvisorProfile).where(AdvisorProfile.deleted_at.is_(None))
    if advisor_ids is not None:
        pages = pages.where(AdvisorProfile.author_id.in_(advisor_ids))
    return list(db.session.scalars(pages.options(*WITH_ALL)))


def listed(profiles: Iterable[AdvisorProfile], facets: dict[str, str]) -> list[Listed]:
    """As they are now, in the order in which they are offered."""
    now, those = clock.now(), list(profiles)
    families = families_of([one.author_id or 0 for one in those])
    shown = [Listed(one, presence(one, families.get(one.author_id or 0, 0), now),
                    _fits(one, facets)) for one in those]
    return sorted(shown, key=lambda one: _turn(one, now))


def why_not_offered(page_ids: Collection[int]) -> dict[int, str]:
    """Of those of the pages whose advisors cannot be asked now: the sentence that says why, by the
    page's number."""
    pages = select(AdvisorProfile).where(AdvisorProfile.id.in_(page_ids)).options(*WITH_ALL)
    return {one.profile.id: WHY_NOT[one.presence.state].replace("{}", one.user.pen_name)
            for one in listed(db.session.scalars(pages), {}) if not one.presence.is_offered}


def not_offered(people: Iterable[User]) -> dict[int, str]:
    """Of these people, those who have a page and cannot be asked now: the sentence that says why,
    by the person's number."""
    pages = known_profiles([one.id for one in people])
    return {one.user.id: WHY_NOT[one.presence.state].replace("{}", one.user.pen_name)
            for one in listed(pages, {}) if not one.presence.is_offered}


def advisor_for(viewer: Viewer, slug: str) -> Listed:
    """The page of one advisor, also of one who cannot be asked just now. Raises NotFound."""
    named = AdvisorProfile.visible(viewer).join(User, User.id == AdvisorProfile.author_id)
    named = named.where(AdvisorProfile.deleted_at.is_(None))
    page = db.session.scalar(named.where(User.slug == slug.lower()[:60]).options(*WITH_ALL))
    if page is None or not page.author.is_advisor:
        raise NotFound()
    return listed([page], {})[0]


def profile_of(person_id: int | None) -> AdvisorProfile | None:
    """The page they have; not one that was taken down, after which they may write another."""
    mine = select(AdvisorProfile).where(AdvisorProfile.author_id == person_id,
                                        AdvisorProfile.deleted_at.is_(None))
    return db.session.scalar(mine.options(*WITH_ALL))


def former_profile_of(person_id: int) -> AdvisorProfile | None:
    """The page that was taken down last, if one was."""
    theirs = select(AdvisorProfile).where(AdvisorProfile.author_id == person_id,
                                          AdvisorProfile.deleted_at.is_not(None))
    return db.session.scalar(theirs.order_by(AdvisorProfile.id.desc()).limit(1))


def without_profile(viewer: Viewer) -> list[User]:
    """Advisors who have written no page yet."""
    written = set(db.session.scalars(
        select(AdvisorProfile.author_id).where(AdvisorProfile.deleted_at.is_(None))))
    return [one for one in people.advisors_for(viewer)
            if one.id not in written and one.is_advisor and not one.works_in_care]


def training_of(person_id: int) -> list[AdvisorTraining]:
    """All that was recorded of them, the newest first."""
    theirs = select(AdvisorTraining).where(AdvisorTraining.user_id == person_id)
    return list(db.session.scalars(theirs.order_by(AdvisorTraining.id.desc())))


def best_for(viewer: Viewer, facets: dict[str, str]) -> Listed | None:
    """Of those who can be asked now, who knows most of it; among equals in the order of the list.
    Never the viewer."""
    pages = db.session.scalars(AdvisorProfile.readable(viewer).options(*WITH_ALL))
    those = [page for page in pages if page.author.is_advisor and page.author_id != viewer.id]
    there = [one for one in listed(those, facets) if one.presence.is_offered]
    return max(there, key=lambda one: one.fits, default=None)


def next_time(those: Iterable[Listed]) -> Listed | None:
    """Who of them answers next."""
    coming = [one for one in those if one.presence.is_offered and one.presence.next_at]
    return min(coming, key=lambda one: one.presence.next_at or clock.now(), default=None)


def _profiles(pages: Select, facets: dict[str, str]) -> list[AdvisorProfile]:
    for facet, value in facets.items():
        if facet == "gender":
            pages = pages.where(AdvisorProfile.gender == value)
            continue
        knows = select(AdvisorExperience.profile_id).where(
            AdvisorExperience.facet == facet, AdvisorExperience.value == value)
        pages = pages.where(AdvisorProfile.id.in_(knows))
    return [one for one in db.session.scalars(pages.options(*WITH_ALL)) if one.author.is_advisor]


def _fits(profile: AdvisorProfile, facets: dict[str, str]) -> int:
    """How many of the wanted things they know; -1 without the language or gender that is needed."""
    knows = {(one.facet, one.value) for one in profile.experience} | {("gender", profile.gender)}
    if any(facet in MUST_FIT and (facet, value) not in knows for facet, value in facets.items()):
        return -1
    return sum((facet, value) in knows for facet, value in facets.items())


def _turn(one: Listed, now: datetime) -> tuple:
    here = one.presence
    wait = (here.next_at - now) if here.next_at else timedelta(days=365)
    return (not here.is_offered, not here.says_free, not here.is_on, -one.fits, wait,
            here.families, one.profile.id)


def _is_in_time(one: Listed, when: str) -> bool:
    if not when:
        return True
    if when == "now":
        return one.presence.is_on
    at = one.presence.next_at
    return one.presence.is_offered and at is not None and at <= clock.now() + WITHIN[when]
