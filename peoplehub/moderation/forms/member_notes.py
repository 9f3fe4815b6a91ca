"""Forms of notes about members."""
from datetime import date, timedelta

from wtforms import DateField
from wtforms.validators import InputRequired, ValidationError

from peoplehub.core import clock, formatting
from peoplehub.core.forms import Form, text_field

NO_DAY = "Please choose a day."
LONGEST_WAIT = timedelta(days=183)


class ReviewDateField(DateField):
    """A day within half a year."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(NO_DAY) from error

    def pre_validate(self, form: Form) -> None:
        if self.data and not _today() < self.data <= _today() + LONGEST_WAIT:
            raise ValidationError("Choose a day after today, within half a year.")


class MemberNoteForm(Form):
    text = text_field("What happened, and when?", longest=500, rows=4,
                      required="Write what happened.",
                      hint="One fact. No guesses, and nothing of who told you.")


class RenewNoteForm(Form):
    reason = text_field("Why is it still needed?", longest=300, rows=2,
                        required="Say why it is still needed. The person can read it.")


class WithholdNoteForm(Form):
    why = text_field("Why must the person not read it?", longest=300, rows=2,
                        required="Say why the person must not read it.",
                        hint="Such as: it would tell who is in danger, and from whom.")
    review_on = ReviewDateField("When do you look at this again?", [InputRequired(NO_DAY)])


class NoteAnswerForm(Form):
    text = text_field("What would you say about it?", longest=500, rows=3,
                      required="Write what you would say about it.")


def _today() -> date:
    return formatting.local(clock.now()).date()
