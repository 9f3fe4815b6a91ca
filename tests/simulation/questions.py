"""A month of questions that nobody answers by themselves: how long until a person does, and who has
them meanwhile; part of `make simulation`.

    python -m tests.simulation.questions --days 30 --seed 1

Members who are glad to answer look in on three days of five, moderators each second day and on the
evenings of their rota. Who is offered a question answers two in five when they look, who is given
one nine in ten. Nobody is woken.
"""
import argparse
import statistics
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from unittest import mock

import config
from peoplehub import create_app
from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.limits import unlimited
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Topic
from peoplehub.rota import queries as rota
from peoplehub.unanswered import actions, queries
from tests.simulation.people import people_of
from tests.simulation.setting import BEGIN, Setting

LEFT = timedelta(days=3)  # for the questions of the last days
STEP = timedelta(hours=1)
A_DAY = 24 * 60  # minutes
OFFERED, GIVEN = .4, .9  # how often who looks answers
LOOKS_IN = {"glad": .6, "team": .5}  # on a day
AWAKE = 7 * 60, 23 * 60  # minutes of the day
HEAD = ("| | questions | first answer, median | 95 % within | longest | nobody has it after a "
        "day |\n|---|---|---|---|---|---|")
RUNS = {
    "all rules": {}, "6 moderators": {"volunteers": 6}, "3 glad members": {"glad": 3},
    "nobody is offered one": {"without": "offer_question"},
    "nobody is given one": {"without": "assign_next"},
    "neither": {"without": "offer_question assign_next"},
}


@dataclass(frozen=True)
class Questions:
    """`a_day`: questions to which nobody comes by themselves."""

    seed: int = 1
    days: int = 30
    a_day: int = 2
    glad: int = 12
    volunteers: int = 12
    without: str = ""  # acts of the rule that are left out


@dataclass
class Waited:
    """Of each question: hours until its first answer, and whether nobody had it after a day."""

    hours: list[float]
    alone: int

    def row(self, name: str) -> str:
        worst = sorted(self.hours)
        most = worst[int(.95 * (len(worst) - 1))]
        return (f"| {name} | {len(worst)} | {statistics.median(worst):.1f} h | {most:.1f} h | "
                f"{worst[-1]:.1f} h | {self.alone} |")


class QuestionMonth:
    """Plays it, by the real acts, in the database that is there."""

    def __init__(self, setting: Questions):
        self.setting, self.random = setting, Random(setting.seed)
        self.asked: dict[int, datetime] = {}
        self.answered: dict[int, datetime] = {}
        self.alone: set[int] = set()

    def run(self) -> Waited:
        with clock.at(BEGIN), unlimited():
            people = Setting(members=40 + self.setting.glad, volunteers=self.setting.volunteers)
            members, self.team = people_of(people, self.random)
            self.glad, self.askers = members[:self.setting.glad], members[self.setting.glad:]
            for person_id in self.glad:
                actions.choose_offers(db.session.get_one(User, person_id), True)
        end = BEGIN + timedelta(days=self.setting.days)
        now, looks = BEGIN, {}
        with unlimited(), ExitStack() as left_out:
            for name in self.setting.without.split():
                left_out.enter_context(mock.patch.object(actions, name))
            while now < end or len(self.answered) < len(self.asked) and now < end + LEFT:
                if (now - BEGIN) % timedelta(days=1) == timedelta():
                    looks = self._looks(now)
                with clock.at(now):
                    self._step(now, looks, asks=now < end)
                now += STEP
        hours = [(self.answered.get(one, now) - began).total_seconds() / 3600
                 for one, began in self.asked.items()]
        return Waited(hours, len(self.alone))

    def _looks(self, day: datetime) -> dict[int, list[datetime]]:
        """When who looks in on that day."""
        found: dict[int, list[datetime]] = {}
        for kind, ids in (("glad", self.glad), ("team", self.team)):
            for person_id in ids:
                if self.random.random() < LOOKS_IN[kind]:
                    at = day + timedelta(minutes=self.random.randint(*AWAKE) - 6 * 60)
                    found.setdefault(person_id, []).append(at)
        for duty in rota.duties_between(day, day + timedelta(days=1)):
            at = duty.begins + self.random.random() * (duty.ends - duty.begins)
            found.setdefault(duty.person_id, []).append(at)
        return found

    def _step(self, now: datetime, looks: dict[int, list[datetime]], asks: bool) -> None:
        if asks and self.random.random() < self.setting.a_day * STEP / timedelta(days=1):
            asker = db.session.get_one(User, self.random.choice(self.askers))
            board = db.session.scalars(db.select(Board)).one()
            title = f"Question {len(self.asked)}"
            self.asked[forum.start_topic(asker, board, title, "Who knows?").topic_id] = now
        actions.look_after_questions()
        waiting = [one for one in self.asked if one not in self.answered]
        held = queries.holders_of(waiting)
        for person_id, moments in looks.items():
            if any(now - STEP < moment <= now for moment in moments):
                self._look_in(person_id, waiting, held, now)
        self.alone |= {one for one in waiting if one not in self.answered and one not in held
                       and now - self.asked[one] > queries.WAITS_TOO_LONG}

    def _look_in(self, person_id: int, waiting: list[int], held: dict[int, User],
                 now: datetime) -> None:
        person = db.session.get_one(User, person_id)
        for topic_id in waiting:
            holder = held.get(topic_id)
            is_mine = holder is not None and holder.id == person_id
            offer = queries.offer_to(person_id, topic_id)
            likely = GIVEN if is_mine else OFFERED if offer else 0
            if topic_id not in self.answered and self.random.random() < likely:
                forum.reply(person, db.session.get_one(Topic, topic_id), "It was so for us, too.")
                self.answered[topic_id] = now


def simulated(setting: Questions) -> Waited:
    """In a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        place = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/month.db",
                 "INSTANCE": Path(folder), "FILES_URL": f"{folder}/files"}
        with create_app(type("Month", (config.Testing,), place)).app_context():
            db.create_all()
            return QuestionMonth(setting).run()


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--days", type=int, default=30)
    asked.add_argument("--seed", type=int, default=1)
    said = asked.parse_args()
    print(HEAD, flush=True)
    for name, more in RUNS.items():
        print(simulated(Questions(said.seed, said.days, **more)).row(name), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
