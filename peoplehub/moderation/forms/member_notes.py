"""Forms of notes about members."""
from datetime import date, timedelta

from wtforms.validators import InputRequired, ValidationError

from peoplehub.core import clock, formatting
from peoplehub.core.day_fields import NO_DAY, DayField
from peoplehub.core.forms import Form, text_field

LONGEST_WAIT = timedelta(days=183)


class ReviewDateField(DayField):
    """A day within half a year."""

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
