"""Forms and validation of looking after advisors."""
from datetime import UTC, date, datetime

from wtforms import BooleanField, Field, IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from peoplehub.core import clock, formatting
from peoplehub.core.day_fields import NO_DAY, NO_TIME, DayField, TimeOfDayField
from peoplehub.core.errors import found
from peoplehub.core.forms import Form, line_field, pick_field
from peoplehub.supervision.models import HEAVINESS

NO_NUMBER = "Please give a number."


class LoadForm(Form):
    heaviness = pick_field("How heavy is it just now?", HEAVINESS, required="Please choose one.")
    worried = BooleanField("Something worries me")
    line = line_field("In one line, if you like", longest=200,
                      hint="Do not copy messages here, and name nobody.")
    wants_talk = BooleanField("I would like to talk with a coordinator")


class LimitForm(Form):
    most = IntegerField("Families at a time, at most", [
        Optional(), NumberRange(1, 20, "Please choose 1 to 20.")],
        description="Leave it empty to let them choose again.")


class BookForm(Form):
    day = DayField("Day", [InputRequired(NO_DAY)])
    at = TimeOfDayField("Time", [InputRequired(NO_TIME)])
    how = line_field("How?", longest=80, required="Please say how: by phone, for instance.")

    @property
    def moment(self) -> datetime:
        """In London's time."""
        day, at = found(self.day.data), found(self.at.data)
        return datetime.combine(day, at, formatting.LONDON).astimezone(UTC)

    def validate_day(self, field: Field) -> None:
        if field.data and not _today() <= field.data <= date(_today().year + 1, 12, 31):
            raise ValidationError("Please choose a day from today on, before the end of next year.")


class SupervisionRulesForm(Form):
    heavy_notes = IntegerField(
        "Heavy notes until a break is offered",
        [InputRequired(NO_NUMBER), NumberRange(0, 50, "Please give a number from 0 to 50.")],
        description="0: no break is offered. Everybody can still take one.")
    within_days = IntegerField(
        "Counted over how many days?",
        [InputRequired(NO_NUMBER), NumberRange(1, 60, "Please give a number from 1 to 60.")])


def _today() -> date:
    return formatting.local(clock.now()).date()
