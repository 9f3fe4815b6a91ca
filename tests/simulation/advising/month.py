"""The month itself: events in the order of their time, each with the clock set to it."""
import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from peoplehub.accounts.models import User
from peoplehub.advisors import actions, queries
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.advisors.models import AdvisorRequest, RequestOffer
from peoplehub.advisors.queries import Wanted
from peoplehub.core import clock, formatting, limits
from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db
from tests.simulation.advising.setting import (
    ASLEEP,
    BEGIN,
    CAPACITY,
    CHOSEN,
    ENDS_AFTER,
    GLANCES,
    LOOKS,
    URGENT,
    YES,
    Setting,
)
from tests.simulation.people import newcomer

WORDS = "We have a meeting next week, and I would like to talk with somebody who has been there."
EVENING = time(18), time(22)
DAY = timedelta(days=1)
ALL_ENDED = timedelta(weeks=15)  # eight weeks, and seven for questions, reminder and coordinator


class Month:
    """One run. `run` plays it through; what it leaves is in the database. `on_when_asked`: the ids
    of the requests that came while an advisor was there."""

    def __init__(self, setting: Setting):
        self.setting, self.random = setting, Random(setting.seed)  # noqa: S311
        self.events: list[tuple[datetime, int, Callable, tuple]] = []
        self.number = self.seen = 0
        self.told: set[tuple] = set()  # of what a coordinator was told
        self.wake_at: datetime | None = None
        self.on_when_asked: set[int] = set()

    def run(self) -> "Month":
        with limits.unlimited():
            with clock.at(BEGIN - DAY):
                self._people()
            for number in range(self.setting.requests):
                minutes = self.random.randrange(self.setting.days * 24 * 60)
                self._at(BEGIN + timedelta(minutes=minutes), self._ask, number)
            for advisor_id in self.advisors:
                self._at(BEGIN, self._glance, advisor_id)
            while self.events and self.events[0][0] < self.setting.end + DAY:
                moment, _number, do, about = heapq.heappop(self.events)
                with clock.at(moment):
                    do(*about)
                    self._after_it()
                db.session.remove()
            self._matches_end()
        return self

    def _matches_end(self) -> None:
        """The months after, day by day: what the rule makes of matches of which nobody says how
        they end."""
        day = self.setting.end + DAY
        while queries.open_matches() and day < self.setting.end + ALL_ENDED:
            day += DAY
            with clock.at(day):
                actions.look_after_matches()
            db.session.remove()

    # --- people ---

    def _people(self) -> None:
        boss = _saved("Coordinator", "coordinator")
        self.coordinator, evenings = boss.id, [day % 7 for day in range(2 * self.setting.advisors)]
        self.random.shuffle(evenings)
        self.advisors = [_saved(f"Advisor {number}", "advisor").id
                         for number in range(self.setting.advisors)]
        self.silent = set(self.advisors[1 : 1 + 2 * self.setting.silent : 2])
        for number, advisor_id in enumerate(self.advisors):
            advisor, days = _person(advisor_id), tuple(evenings[2 * number : 2 * number + 2])
            actions.save_profile(advisor, "I have been there.", {"language": ["en"]})
            actions.set_hours(advisor, Hours(CAPACITY, days, *EVENING))
            actions.record_training(_person(self.coordinator), advisor, "Listening",
                                    date(2026, 1, 1), date(2027, 1, 1))
            actions.agree(advisor)

    def _has_push(self, advisor_id: int) -> bool:
        return self.setting.push and self.advisors.index(advisor_id) % 2 == 0

    # --- what happens ---

    def _ask(self, number: int) -> None:
        """Somebody asks: for one advisor, as the directory offers them, or for whoever is first."""
        person = _saved(f"Parent {number}")
        offered = [one for one in queries.directory_for(person, Wanted())
                   if one.presence.is_offered]
        if is_chosen := bool(offered) and self.random.random() < CHOSEN:
            chosen = self.random.choice(offered).user
        urgent = self.random.random() < URGENT and not is_chosen
        request = actions.ask(person, WORDS, chosen if is_chosen else None, urgent=urgent)
        if any(one.presence.is_on for one in offered):
            self.on_when_asked.add(request.id)

    def _glance(self, advisor_id: int) -> None:
        if not _is_night():
            self._look(advisor_id)
        self._in(GLANCES, self._glance, advisor_id)

    def _look(self, advisor_id: int) -> None:
        """They answer all that waits for them."""
        if advisor_id in self.silent:
            return
        for offer in queries.desk_of(_person(advisor_id)):
            request = offer.request
            try:
                if self.random.random() < YES:
                    actions.accept(_person(advisor_id), request.user, request.id)
                    if not self.setting.say_nothing:
                        self._at(clock.now() + ENDS_AFTER, self._end, request.id)
                else:
                    actions.decline(_person(advisor_id), request.id)
            except Refused:
                continue

    def _end(self, request_id: int) -> None:
        request = db.session.get_one(AdvisorRequest, request_id)
        actions.finish(request.user, queries.match_of(request_id).id)

    def _assign(self, request_id: int) -> None:
        """A coordinator asks somebody by hand who does not have it now."""
        request = db.session.get_one(AdvisorRequest, request_id)
        if _is_night():
            self._in(GLANCES, self._assign, request_id)
        elif request.is_open:
            asked = {one.advisor_id for one in request.open_offers}
            free = [one for one in self.advisors if one not in asked]
            if free:
                advisor_id = self.random.choice(free)
                actions.assign(_person(self.coordinator), _person(advisor_id), request_id)
                self._push(advisor_id)

    # --- what the site does ---

    def _after_it(self) -> None:
        """Who has push on looks when they are asked; a coordinator who is told asks somebody."""
        new = db.session.query(RequestOffer).filter(RequestOffer.id > self.seen)
        for offer in new.order_by(RequestOffer.id).all():
            self.seen = offer.id
            self._push(offer.advisor_id)
        told = db.session.query(AdvisorRequest).filter(
            AdvisorRequest.closed_at.is_(None), AdvisorRequest.told_reason != "")
        for request in told.all():
            if (about := (request.id, request.told_at)) not in self.told:
                self.told.add(about)
                if self.setting.has("a coordinator"):
                    self._in(GLANCES, self._assign, request.id)
        self._wake_later()

    def _push(self, advisor_id: int) -> None:
        if self._has_push(advisor_id) and (self.setting.at_night or not _is_night()):
            self._in(LOOKS, self._look, advisor_id)

    def _wake_later(self) -> None:
        """The job runs each minute; nothing is asked before something is due."""
        due = db.session.query(db.func.min(AdvisorRequest.next_at)).scalar()
        if due is None or not self.setting.has("the clock"):
            return
        due = max(due, clock.now()) + timedelta(minutes=1)
        if self.wake_at is None or due < self.wake_at:
            self.wake_at = due
            self._at(due, self._wake)

    def _wake(self) -> None:
        self.wake_at = None
        actions.pass_on_due()

    def _at(self, moment: datetime, do: Callable, *about: object) -> None:
        self.number += 1
        heapq.heappush(self.events, (moment, self.number, do, about))

    def _in(self, between: tuple[timedelta, timedelta], do: Callable, *about: object) -> None:
        first, last = between
        self._at(clock.now() + first + self.random.random() * (last - first), do, *about)


def _saved(name: str, role: str = "member") -> User:
    person = newcomer(name, BEGIN - 100 * DAY)
    person.role, person.preferences = role, {"letters": "none"}
    person.second_step_at = person.joined_at if role != "member" else None
    db.session.add(person)
    db.session.commit()
    return person


def _person(person_id: int) -> User:
    return db.session.get_one(User, person_id)


def _is_night() -> bool:
    hour = formatting.local(clock.now()).hour
    return not ASLEEP[1] <= hour < ASLEEP[0]
