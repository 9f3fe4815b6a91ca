"""Forms of folding."""
from datetime import date
from typing import Any

from wtforms import SelectMultipleField
from wtforms.validators import Optional, ValidationError

from peoplehub.core import clock, formatting
from peoplehub.core.day_fields import DayField
from peoplehub.core.forms import Form, line_field
from peoplehub.folding.models import LONGEST
from peoplehub.folding.subjects import TITLES
from peoplehub.folding.word_matching import folded_words

NOTHING = "Choose a subject, or write words of your own."
NO_LETTERS = "Please use letters or numbers."


class NotTodayForm(Form):
    subjects = SelectMultipleField(
        "Subjects", choices=list(TITLES.items()), validate_choice=False,
        description="We fold what has the usual words for it, such as “ambulance” for hospitals. "
                    "We can miss some.")
    words = line_field(
        "Or your own words", longest=LONGEST,
        hint="One word, or a few that stand together. Only you see them.")
    until = DayField("Until when?", [Optional()],
                     description="The last day, or nothing. We tell you when it has ended.")

    def validate_subjects(self, field: Any) -> None:
        field.data = [slug for slug in TITLES if slug in (field.data or ())]

    def validate_words(self, field: Any) -> None:
        if field.data and not folded_words(field.data).strip():
            raise ValidationError(NO_LETTERS)
        if not field.data and not set(self.subjects.data or ()) & set(TITLES):
            raise ValidationError(NOTHING)

    def validate_until(self, field: Any) -> None:
        if field.data and not today() <= field.data <= date(9000, 1, 1):
            raise ValidationError("Please give a day that is still to come.")


def today() -> date:
    return formatting.local(clock.now()).date()
