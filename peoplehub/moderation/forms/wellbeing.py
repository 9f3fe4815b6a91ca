"""Forms and validation of looking after oneself while one moderates."""
from datetime import UTC, datetime, timedelta

from wtforms import DateTimeLocalField, IntegerField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional

from peoplehub.core import clock, formatting
from peoplehub.core.forms import Form, pick_field
from peoplehub.moderation.subjects import SUBJECTS

TONIGHT, DAY, TIME = "tonight", "day", "time"
LENGTHS = {TONIGHT: "Until tomorrow morning at 8", DAY: "For a whole day",
           TIME: "Until the time below"}
MORNING = 8  # o'clock
NO_NUMBER = "Please give a number."


class MomentField(DateTimeLocalField):
    """A moment of the clock in London."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Please choose a day and a time.") from error


class BreakForm(Form):
    lasts = pick_field("For how long?", LENGTHS, required="Please choose for how long.")
    until = MomentField("Until when?", [Optional()], format="%Y-%m-%dT%H:%M")

    @property
    def ends_at(self) -> datetime | None:
        """The end that was chosen; None where a time was to be given and was not."""
        now = formatting.local(clock.now())
        if self.lasts.data == DAY:
            return clock.now() + timedelta(days=1)
        if self.lasts.data == TONIGHT:
            morning = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
            return (morning + timedelta(days=now.hour >= MORNING)).astimezone(UTC)
        given = self.until.data
        return given and given.replace(tzinfo=formatting.LONDON).astimezone(UTC)


class SubjectsForm(Form):
    not_subjects = SelectMultipleField(
        "Subjects that I do not take", choices=list(SUBJECTS.items()), validate_choice=False,
        description="They go to others first. If nobody else is there, we ask you.")


class BreakRulesForm(Form):
    cases = IntegerField(
        "Hard cases until a break is offered",
        [InputRequired(NO_NUMBER), NumberRange(0, 100, "Please give a number from 0 to 100.")],
        description="0: no break is offered. Everybody can still take one.")
    within_days = IntegerField(
        "Counted over how many days?",
        [InputRequired(NO_NUMBER), NumberRange(1, 14, "Please give a number from 1 to 14.")])
