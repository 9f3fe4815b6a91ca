"""Two weeks in which two of six advisors are away, hour by hour through the real acts: one has
named who stands in, one has told nobody."""
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from peoplehub.accounts.models import User
from peoplehub.advisors import actions as advising, queries as matches
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.core import clock, formatting, limits
from peoplehub.core.extensions import db
from peoplehub.cover import actions, queries
from peoplehub.cover.actions.absences import Away
from peoplehub.cover.actions.choices import Gives
from peoplehub.messages import actions as messages, queries as conversations
from tests.simulation.advising.month import _saved as saved
from tests.simulation.advising.setting import ASLEEP, BEGIN

ADVISORS, FAMILIES_EACH, DAYS = 6, 4, 14
LAST_WRITTEN = 12  # days: after that every wait has time to end
WRITES = 1 / 48  # of each family in an hour: every other day
LOOKS = 0.4  # of an advisor, and of the coordinator, in an hour when they are awake
TAKES_COVER = 0.7  # of the families who are offered somebody
WITH_COVER, SILENT = 0, 1  # which advisors are away


@dataclass
class Family:
    person_id: int
    advisor: int  # 0 to 5
    conversation_id: int  # in which they write: with the cover, once they have said yes
    written_at: datetime | None = None  # the first message that waits


class Fortnight:
    """One run. `with_cover`: the one who says so names somebody; `with_tasks`: the clock makes
    tasks. `waits`: hours from a message to the first answer, by advisor; `never`: of those who had
    none at the end."""

    def __init__(self, seed: int = 1, *, with_cover: bool = True, with_tasks: bool = True):
        self.random = Random(seed)  # noqa: S311
        self.with_cover, self.with_tasks = with_cover, with_tasks
        self.waits: dict[int, list[float]] = {number: [] for number in range(ADVISORS)}
        self.never = self.sent = 0

    def run(self) -> "Fortnight":
        with limits.unlimited():
            with clock.at(BEGIN - timedelta(days=1)):
                self._people()
            for hour in range(24 * DAYS):
                with clock.at(BEGIN + timedelta(hours=hour)):
                    self._hour(hour)
                db.session.remove()
        self.never = sum(one.written_at is not None for one in self.away_families)
        return self

    @property
    def away_families(self) -> list[Family]:
        return [one for one in self.families if one.advisor in (WITH_COVER, SILENT)]

    @property
    def away_waits(self) -> list[float]:
        return sorted(self.waits[WITH_COVER] + self.waits[SILENT])

    def _people(self) -> None:
        self.coordinator = saved("Coordinator", "coordinator").id
        self.advisors = [saved(f"Advisor {number}", "advisor").id for number in range(ADVISORS)]
        for advisor_id in self.advisors:
            advisor = _person(advisor_id)
            advising.save_profile(advisor, "I have been there.", {"language": ["en"]})
            advising.set_hours(advisor, Hours(12, (), time(18), time(21)))
            advising.record_training(_person(self.coordinator), advisor, "Listening",
                                     date(2026, 1, 1), date(2027, 1, 1))
            advising.agree(advisor)
        self.families = [self._family(number) for number in range(ADVISORS * FAMILIES_EACH)]

    def _family(self, number: int) -> Family:
        advisor, parent = number % ADVISORS, saved(f"Parent {number}")
        helper = _person(self.advisors[advisor])
        request = advising.ask(parent, "I would like to talk.", helper)
        advising.accept(helper, parent, request.id)
        talk = matches.match_of(request.id).conversation_id or 0
        self._send(self.advisors[advisor], talk, "Hello.")
        return Family(parent.id, advisor, talk)

    def _hour(self, hour: int) -> None:
        if hour == 0 and self.with_cover:
            advisor = _person(self.advisors[WITH_COVER])
            actions.go_away(advisor, Away(BEGIN.date(), BEGIN.date() + timedelta(days=DAYS),
                                          cover_id=self.advisors[2]))
        for family in self.families:
            if hour < 24 * LAST_WRITTEN and self.random.random() < WRITES:
                self._write(family)
        if self.with_tasks:
            actions.see_to_absences()
            actions.see_to_answers()
        if _is_awake():
            self._everybody_looks()

    def _write(self, family: Family) -> None:
        family.written_at = family.written_at or clock.now()
        self._send(family.person_id, family.conversation_id, "How do I go on?")

    def _everybody_looks(self) -> None:
        for number, advisor_id in enumerate(self.advisors):
            if number not in (WITH_COVER, SILENT) and self.random.random() < LOOKS:
                self._look(advisor_id)
        if self.random.random() < LOOKS:
            for task in queries.tasks_for(_person(self.coordinator)):
                if task.told_at is not None:
                    actions.settle_task(_person(self.coordinator), task.id)
                    self._answered(task.conversation_id)
        for one in queries.going_on():
            self._choose(one)

    def _look(self, advisor_id: int) -> None:
        """They answer whether they stand in, their own families, and those they stand in for."""
        for asked in queries.cover_requests_to(_person(advisor_id)):
            actions.answer_cover(_person(advisor_id), asked.id, yes=True)
        for one in queries.waiting_for(_person(advisor_id)):
            self._send(advisor_id, one.conversation_id, "I am here.")
            self._answered(one.conversation_id)
        for task in queries.tasks_of_cover(_person(advisor_id)):
            talk = conversations.conversation_with(_person(advisor_id), task.parent)
            self._send(advisor_id, talk.id, "I am here.")
            self._answered(talk.id)

    def _choose(self, absence) -> None:
        """Families who are offered somebody and have not chosen yet; each looks now and then."""
        for row in queries.families_of(absence):
            if row.choice is None and row.offered_id and self.random.random() < LOOKS / 4:
                if self.random.random() < TAKES_COVER:
                    done = actions.take_cover(row.parent, _person(row.offered_id), row.id, "Hello.",
                                              Gives(purpose=True))
                    family = next(one for one in self.families if one.person_id == row.parent_id)
                    family.conversation_id = done.conversation_id
                    family.written_at = family.written_at or clock.now()
                else:
                    actions.wait_for_return(row.parent, row.id)

    def _answered(self, conversation_id: int) -> None:
        family = next((one for one in self.families
                       if one.conversation_id == conversation_id), None)
        if family is not None and family.written_at is not None:
            waited = (clock.now() - family.written_at).total_seconds() / 3600
            self.waits[family.advisor].append(waited)
            family.written_at = None

    def _send(self, person_id: int, conversation_id: int, text: str) -> None:
        self.sent += 1
        messages.send(_person(person_id), conversations.conversation(conversation_id), text,
                      f"simulated-{self.sent}")


def _person(person_id: int) -> User:
    return db.session.get_one(User, person_id)


def _is_awake() -> bool:
    return ASLEEP[1] <= formatting.local(clock.now()).hour < ASLEEP[0]


def lines_of(run: Fortnight) -> list[str]:
    """The figures of the families whose advisor was away."""
    waits = run.away_waits
    said = {"messages that waited": len(waits) + run.never,
            "hours to an answer, who named a cover": _middle(run.waits[WITH_COVER]),
            "hours to an answer, who told nobody": _middle(run.waits[SILENT]),
            "hours to an answer, the longest": waits[-1] if waits else 0,
            "never answered": run.never}
    return [f"{name:40}{number:8.4g}" for name, number in said.items()]


def _middle(waits: list[float]) -> float:
    return sorted(waits)[len(waits) // 2] if waits else 0
