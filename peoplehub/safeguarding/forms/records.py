"""Forms of what a lead writes down in a case."""
from datetime import date, timedelta

from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from peoplehub.core import clock, formatting
from peoplehub.core.day_fields import NO_DAY, DayField
from peoplehub.core.forms import Form, line_field, pick_field, text_field
from peoplehub.safeguarding.forms.cases import LONGEST, NO_WORDS_OF_IT
from peoplehub.safeguarding.models import BODIES, DECISIONS, REOPEN
from peoplehub.safeguarding.steps import ALL_STEPS

MOST_YEARS = timedelta(days=366 * 80)


def today() -> date:
    return formatting.local(clock.now()).date()



class CaseNoteForm(Form):
    words = text_field("Write a note", longest=LONGEST, rows=4, required="Write your note first.")


class EvidenceForm(Form):
    source = line_field("What is it?", longest=80, hint="Such as: an email from a reader.",
                        required="Say what it is.")
    by = line_field("Who wrote or said it?", longest=80)
    words = text_field("The words", longest=50_000, rows=8, required="Copy the words here.")


class ToldForm(Form):
    body = SelectField("Who was told?", choices=list(BODIES.items()),
                       invalid_choice_message="Choose who was told.")
    on = DayField("On which day?", [InputRequired(NO_DAY)])
    by = line_field("Who told them?", longest=80, required="Say who told them.")
    words = text_field("What was said, and to whom?", longest=LONGEST, rows=5,
                       hint="Such as a name, a phone number, and the number they gave you.")

    def validate_on(self, field: DayField) -> None:
        if field.data and not date(2000, 1, 1) <= field.data <= today():
            raise ValidationError("Give a day that is not in the future.")


class DecisionForm(Form):
    decision = pick_field("What do you decide?", DECISIONS, required="Choose what you decide.")
    reason = text_field("Why?", longest=LONGEST, rows=5, required="Say why.")
    close = BooleanField("Close this case")

    def offer(self, is_open: bool) -> "DecisionForm":
        """A closed case can only be opened again, which an open one cannot."""
        self.decision.choices = [SelectChoice(code, words) for code, words in DECISIONS.items()
                                 if (code == REOPEN) is not is_open]
        if not is_open:
            del self.close
        return self


class StepsForm(Form):
    steps = SelectMultipleField("Steps", choices=[(one.code, one.words)
                                                  for one in ALL_STEPS.values()])


class KeepForm(Form):
    until = DayField("On which day shall it be destroyed?", [InputRequired(NO_DAY)])
    reason = line_field("Why?", longest=300, required="Say why it is another day.")

    def validate_until(self, field: DayField) -> None:
        if field.data and not today() < field.data <= today() + MOST_YEARS:
            raise ValidationError("Give a day after today, within 80 years.")


class PdfForm(Form):
    to = line_field("For whom is it?", longest=80, hint="Such as: Leeds City Council, social care.",
                    required="Say for whom it is.")
    reason = line_field("Why do you hand it over?", longest=300, hint=NO_WORDS_OF_IT,
                        required="Say why you hand it over.")
