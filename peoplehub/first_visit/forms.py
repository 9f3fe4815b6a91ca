"""Forms and validation of the first visit."""
from wtforms import BooleanField

from peoplehub.core.forms import Form, pick_field
from peoplehub.first_visit.questions import QUESTIONS, SKIPPED, answers_in


class AnswersForm(Form):
    """The three questions; none need be answered."""

    stage = pick_field(QUESTIONS["stage"][0], QUESTIONS["stage"][1] | SKIPPED, default="")
    age = pick_field(QUESTIONS["age"][0], QUESTIONS["age"][1] | SKIPPED, default="")
    help = pick_field(QUESTIONS["help"][0], QUESTIONS["help"][1] | SKIPPED, default="")

    @property
    def answers(self) -> dict[str, str]:
        return answers_in({name: self[name].data or "" for name in QUESTIONS})


class EndForm(AnswersForm):
    """At the end of the questions."""

    keep = BooleanField(
        "Keep my answers", description="You can change or delete them in your settings.")
