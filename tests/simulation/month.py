"""The month itself: events in the order of their time, each with the clock set to it."""
import heapq
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from random import Random

from peoplehub import wiring
from peoplehub.accounts.models import User
from peoplehub.core import clock, limits
from peoplehub.core.disabled_listeners import without_listeners
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.handover import actions as handover
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import DecisionNotice
from peoplehub.rota import actions as rota, queries as rota_queries
from peoplehub.rota.models import Alarm
from tests.simulation import people, volunteers, writing
from tests.simulation.setting import APPEALS, BEGIN, GLANCES, LOOKS, READING, Setting
from tests.simulation.volunteers import Volunteer

LISTENERS = {"words of danger": [wiring.danger.see_danger],
             "alarms": [wiring.alarms.raise_for_report, wiring.alarms.raise_for_danger]}
HOUR = timedelta(hours=1)
SOON = timedelta(minutes=1), timedelta(minutes=12)  # a wave is reported while it comes
LATER = timedelta(minutes=2), timedelta(minutes=90)
ON_DUTY_AGAIN = timedelta(minutes=15)  # who is on duty looks at the queue this often


class Month:
    """One run. `run` plays it through; what it leaves is in the database."""

    def __init__(self, setting: Setting):
        self.setting, self.random = setting, Random(setting.seed)  # noqa: S311
        self.events: list[tuple[datetime, int, Callable, tuple]] = []
        self.number = self.told = self.notices = 0
        self.clock_is_set = False  # of the alarms

    def run(self) -> list[Volunteer]:
        with self._rules():
            with clock.at(BEGIN - timedelta(days=1)):
                self.members, team = people.people_of(self.setting, self.random)
                writing.start(self.members[0])
            self.team = {one: Volunteer(one, is_woken=number % 2 == 0)
                         for number, one in enumerate(team)}
            for moment, what in writing.planned(self.setting, self.random):
                self._at(moment, self._write, what)
            for one in self.team.values():
                self._at(BEGIN, self._glance, one)
            self._at(BEGIN, self._duties)
            self._at(BEGIN, self._release)
            self._play()
        return list(self.team.values())

    def _play(self) -> None:
        while self.events and self.events[0][0] < self.setting.end:
            moment, _number, do, about = heapq.heappop(self.events)
            with clock.at(moment):
                do(*about)
                self._after_it()
            db.session.remove()

    @contextmanager
    def _rules(self):
        with ExitStack() as off:
            off.enter_context(limits.unlimited())
            for rule in self.setting.without:
                off.enter_context(without_listeners(*LISTENERS.get(rule, ())))
            yield

    def _at(self, moment: datetime, do: Callable, *about: object) -> None:
        self.number += 1
        heapq.heappush(self.events, (moment, self.number, do, about))

    def _in(self, between: tuple[timedelta, timedelta], do: Callable, *about: object) -> None:
        first, last = between
        self._at(clock.now() + first + self.random.random() * (last - first), do, *about)

    # --- members ---

    def _write(self, what: str) -> None:
        author = writing.author_of(what, self.number, self.random, self.members, list(self.team))
        post = writing.write(what, author)
        if post is not None and what in writing.REPORTED_AS and not post.held_at:
            by = self.random.choice([one for one in self.members if one != author.id])
            self._in(SOON if what == "advert" else LATER, writing.report, what, post.id, by)

    def _appeal(self, notice_id: int) -> None:
        notice = db.session.get_one(DecisionNotice, notice_id)
        if notice.undone_at is None:
            moderation.appeal(notice, "I think that this was a mistake. Please look again.")

    # --- the team ---

    def _duties(self) -> None:
        """At the beginning of each day: who is on duty looks at the queue until they go."""
        for duty in rota_queries.duties_between(clock.now(), clock.now() + timedelta(days=1)):
            moment = duty.begins
            while moment < duty.ends:
                self._at(moment, self._look, self.team[duty.person_id], False)
                moment += ON_DUTY_AGAIN
        self._at(clock.now() + timedelta(days=1), self._duties)

    def _glance(self, one: Volunteer) -> None:
        """Somebody looks at their phone now and then while they are awake."""
        if one.is_awake:
            self._look(one, True)
        self._in(GLANCES, self._glance, one)

    def _look(self, one: Volunteer, only_alarms: bool) -> None:
        if one.busy_with is not None:
            return
        if only_alarms and not rota_queries.waiting_alarms(one.person):
            return
        volunteers.hear(one)
        one.busy_with = volunteers.choose(one, self.setting, only_alarms)
        if one.busy_with is not None:
            self._in(READING, self._decide, one, only_alarms)

    def _decide(self, one: Volunteer, only_alarms: bool) -> None:
        volunteers.decide(one, one.busy_with or 0, self.setting, self.random)
        one.busy_with = None
        self._look(one, only_alarms and not one.is_on_duty)

    # --- what the site does ---

    def _after_it(self) -> None:
        """Whoever was told of an alarm looks, if their phone wakes them; the clock of the alarms
        goes on; some of those who were told of a decision appeal."""
        new = db.session.query(Email).filter(Email.id > self.told).order_by(Email.id)
        for email in new:
            self.told = email.id
            one = self.team.get(self._person_at(email.to)) if email.purpose == "alarm" else None
            if one is not None and one.is_woken:
                self._in(LOOKS, self._look, one, True)
        for notice in db.session.query(DecisionNotice).filter(DecisionNotice.id > self.notices):
            self.notices = notice.id
            if self.random.random() < APPEALS:
                self._in((timedelta(hours=1), timedelta(hours=24)), self._appeal, notice.id)
        if self.setting.has("escalation"):
            self._escalate_later()

    def _escalate_later(self) -> None:
        """The job runs each minute; nothing is asked before something is due."""
        due = db.session.query(db.func.min(Alarm.next_at)).scalar()
        if due is not None and not self.clock_is_set:
            self.clock_is_set = True
            self._at(max(due, clock.now()) + timedelta(minutes=1), self._escalate)

    def _escalate(self) -> None:
        self.clock_is_set = False
        rota.escalate_due()

    def _release(self) -> None:
        if self.setting.has("unattended"):
            handover.release_due()
        self._at(clock.now() + HOUR, self._release)

    def _person_at(self, email: str) -> int:
        return db.session.query(User.id).filter_by(email=email).scalar() or 0
