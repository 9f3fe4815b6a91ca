"""Ending the questions of the first visit, and keeping the answers where somebody wishes it."""
from collections.abc import Mapping

from peoplehub.accounts.choices import SITUATION, STARTED
from peoplehub.accounts.models import User
from peoplehub.core.acts import act
from peoplehub.first_visit.questions import answers_in


@act
def end_start(person: User) -> None:
    """Answered or skipped: home asks no more. What was kept before stays."""
    person.preferences = {**person.preferences, STARTED: True}


@act
def keep_situation(person: User, answers: Mapping[str, str]) -> None:
    """`answers`: name of the question → answer. Without any, nothing is kept any more."""
    kept = {name: value for name, value in person.preferences.items() if name != SITUATION}
    known = answers_in(answers)
    person.preferences = kept | {STARTED: True} | ({SITUATION: known} if known else {})
