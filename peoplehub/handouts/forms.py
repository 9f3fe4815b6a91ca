"""Forms of handouts."""
from typing import Any

from wtforms import SelectMultipleField
from wtforms.validators import ValidationError

from peoplehub.core.forms import Form, line_field, pick_field
from peoplehub.handouts.models import LONGEST_POINT, LONGEST_STEP, MOST_POINTS, MOST_SHEETS
from peoplehub.library.topics import EASY_READ, LARGE_PRINT, PDF

EDITIONS = {PDF: "Print", LARGE_PRINT: "Large print", EASY_READ: "Easy read, where there is one"}
NOTHING = "Please choose at least one sheet."
TOO_MANY = f"Please choose at most {MOST_SHEETS} sheets for one pack."


class GlanceForm(Form):
    point_1 = line_field("First point", longest=LONGEST_POINT, hint="One short sentence.")
    point_2 = line_field("Second point", longest=LONGEST_POINT)
    point_3 = line_field("Third point", longest=LONGEST_POINT)
    point_4 = line_field("Fourth point", longest=LONGEST_POINT)
    point_5 = line_field("Fifth point", longest=LONGEST_POINT)
    next_step = line_field("What to do next", longest=LONGEST_STEP,
                           hint="One sentence. Leave it empty for our usual one.")

    @property
    def points(self) -> list[str]:
        said = (self[f"point_{number}"].data for number in range(1, MOST_POINTS + 1))
        return [words for words in said if words]


class PackForm(Form):
    sheets = SelectMultipleField("Sheets", choices=[], validate_choice=False)
    edition = pick_field("How do you want to read them?", EDITIONS, default=PDF)

    def validate_sheets(self, field: Any) -> None:
        field.data = list(dict.fromkeys(field.data or ()))
        if not field.data:
            raise ValidationError(NOTHING)
        if len(field.data) > MOST_SHEETS:
            raise ValidationError(TOO_MANY)
