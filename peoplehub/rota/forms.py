"""Forms and validation of the rota."""
from datetime import date, timedelta

from wtforms import BooleanField, Field, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from peoplehub.core import clock, formatting
from peoplehub.core.day_fields import NO_DAY, NO_TIME, DayField, TimeOfDayField
from peoplehub.core.forms import Form
from peoplehub.rota.models import KINDS, OVERDUE

FURTHEST = timedelta(days=366)


class RotaDateField(DayField):
    """A day from yesterday on, and within a year."""

    def pre_validate(self, form: Form) -> None:
        today = formatting.local(clock.now()).date()
        if self.data and not today - timedelta(days=1) <= self.data <= today + FURTHEST:
            raise ValidationError("Please choose a day from today on, within a year.")



class ShiftForm(Form):
    person = SelectField("Who?", coerce=int, invalid_choice_message="Please choose one of these.")
    day = RotaDateField("On which day?", [InputRequired(NO_DAY)])
    begins = TimeOfDayField("From", [InputRequired(NO_TIME)])
    ends = TimeOfDayField("Until", [InputRequired(NO_TIME)],
                         description="An end before the beginning is on the next day.")
    weekly = BooleanField("Every week from that day on")


class SwapForm(Form):
    shift = IntegerField()
    day = RotaDateField("Day", [InputRequired(NO_DAY)])


class HolidayForm(Form):
    first_day = RotaDateField("First day", [InputRequired(NO_DAY)])
    last_day = RotaDateField("Last day", [InputRequired(NO_DAY)])

    def validate_last_day(self, field: Field) -> None:
        first: date | None = self.first_day.data
        if first and field.data and field.data < first:
            raise ValidationError("The last day is before the first.")


class ClockForm(Form):
    on_duty_minutes = IntegerField(
        "Minutes while somebody is on duty",
        [InputRequired("Please give a number of minutes."),
         NumberRange(5, 240, "Please give a number from 5 to 240.")])
    out_of_hours_minutes = IntegerField(
        "Minutes while nobody is on duty",
        [InputRequired("Please give a number of minutes."),
         NumberRange(5, 1440, "Please give a number from 5 to 1440.")])


class AlarmForm(Form):
    kind = RadioField("What is it?", [InputRequired("Please choose what it is.")],
                      choices=[one for one in KINDS.items() if one[0] != OVERDUE])
