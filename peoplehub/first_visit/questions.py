"""The three questions, and the answers that each has."""
from collections.abc import Mapping

from peoplehub.tags.vocabulary import AGES, STAGES

SKIPPED = {"": "I would rather not say"}
HELP = {
    "read": "Something clear to read", "ask": "An answer to a question I have",
    "others": "To see that others live with this too", "talk": "Somebody to talk to in private",
}
QUESTIONS = {  # name → (what is asked, its answers)
    "stage": ("Where are you now?", STAGES),
    "age": ("How old is the person it is for?", AGES),
    "help": ("What would help you most now?", HELP),
}
NAMES = tuple(QUESTIONS)


def answers_in(said: Mapping[str, str]) -> dict[str, str]:
    """Only what is one of the answers: name of the question → answer."""
    return {name: said[name] for name, (_words, answers) in QUESTIONS.items()
            if said.get(name) in answers}


def words_of(answers: Mapping[str, str]) -> list[str]:
    """The answers in their words."""
    return [QUESTIONS[name][1][value] for name, value in answers_in(answers).items()]
