"""What volunteers do in a simulated month: look, claim, read and decide."""
from dataclasses import dataclass
from random import Random

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db
from peoplehub.handover import actions as handover
from peoplehub.moderation import actions, policy, queries
from peoplehub.moderation.actions import Choice
from peoplehub.moderation.models import APPEAL, Case
from peoplehub.moderation.queries import Wanted
from peoplehub.rota import queries as rota
from tests.simulation.setting import ASLEEP, Setting
from tests.simulation.writing import WORDS

WAVE_FROM = 5  # cases about one account: a wave, which is decided at once
STEPS = {"unkind": ("hide", "kind"), "by a moderator": ("hide", "kind"),
         "wrong": ("nudge", "medical"), "advert": ("remove", "selling"),
         "newcomer's advert": ("ban", "selling")}
WHAT = {words: what for what, words in WORDS.items()}


@dataclass
class Volunteer:
    """`is_woken`: their phone wakes them when they are told of an alarm. `busy_with`: the case that
    they read. `wasted`: how often somebody else had decided first."""

    id: int
    is_woken: bool
    busy_with: int | None = None
    wasted: int = 0

    @property
    def person(self) -> User:
        return db.session.get_one(User, self.id)

    @property
    def is_awake(self) -> bool:
        hour = formatting.local(clock.now()).hour
        return ASLEEP[1] <= hour < ASLEEP[0]

    @property
    def is_on_duty(self) -> bool:
        return self.id in {one.id for one in rota.on_duty()}


def choose(one: Volunteer, setting: Setting, only_alarms: bool) -> int | None:
    """The case that they read now, or None. Off duty: only what they were told of."""
    case = queries.claimed_by(one.person) or _next(one, setting)
    if case is None or (only_alarms and not case.is_grave):
        if case is not None and setting.has("claims"):
            actions.let_go(one.person, case)
        return None
    return case.id


def decide(one: Volunteer, case_id: int, setting: Setting, random: Random) -> list[int]:
    """Decide it as somebody would who reads it; a wave at once. Returns the cases decided."""
    case = db.session.get_one(Case, case_id)
    if not case.is_open:
        one.wasted += 1
        return []
    try:
        if case.kind == APPEAL:
            actions.decide_appeal(one.person, case, random.choice(["upheld", "overturned"]),
                                  "We looked at it once more.")
            return [case_id]
        step, choice = _step(one, case)
        wave = _wave(one, case) if setting.has("bulk") and step == "remove" else [case_id]
        if len(wave) > 1:
            actions.decide_all(one.person, wave, step, choice)
        else:
            actions.decide(one.person, case, step, choice)
        return wave
    except Refused:
        one.wasted += 1
        return []


def hear(one: Volunteer) -> None:
    """They were at the queue: the team is there."""
    handover.note_visit(one.person)


def _next(one: Volunteer, setting: Setting) -> Case | None:
    if setting.has("claims"):
        return actions.next_case(one.person)
    items, _page = queries.queue_for(one.person)
    fits = [item.case for item in items
            if one.id not in queries.reporters_of(item.case.kind, item.case.piece_id)]
    return fits[0] if fits else None


def _step(one: Volunteer, case: Case) -> tuple[str, Choice]:
    """What the words deserve; "left" or "approve" where nothing is wrong."""
    piece = queries.piece_of_case(case)
    step, rule = STEPS.get(WHAT.get(case.snapshot, ""), ("left", "kind"))
    offered = policy.steps_for(one.person, case, piece)
    if step not in offered:
        step = "hide" if "hide" in offered and step in ("remove", "ban") else next(
            each for each in ("approve", "left", "hide") if each in offered)
    return step, Choice(rule, case.snapshot[:40], "It does not keep to our promise.",
                        "Thank you. We have looked at it.")


def _wave(one: Volunteer, case: Case) -> list[int]:
    items, _page = queries.queue_for(one.person, 1, Wanted(about_id=case.about_id))
    free = [item.case.id for item in items
            if not item.case.is_grave and item.case.claimant in (None, one.person)]
    return free if len(free) >= WAVE_FROM else [case.id]
