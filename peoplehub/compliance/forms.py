"""Forms and validation of the compliance register."""
from datetime import date

from wtforms import SelectMultipleField
from wtforms.validators import InputRequired, ValidationError

from peoplehub.accounts.forms import email_field
from peoplehub.compliance.decisions import SUBJECTS
from peoplehub.compliance.review_dates import today
from peoplehub.compliance.suggested_measures import SUGGESTED
from peoplehub.core.day_fields import NO_DAY, DayField
from peoplehub.core.edit_conflicts import EditForm
from peoplehub.core.forms import Form, line_field, pick_field, text_field

EARLIEST = date(2000, 1, 1)
LONGEST_PART = 10_000


class RegisterDateField(DayField):
    """A day of this century that is not to come."""

    def __init__(self, label: str, **more: object) -> None:
        super().__init__(label, [InputRequired(NO_DAY)], default=today, **more)

    def pre_validate(self, form: Form) -> None:
        if self.data and not EARLIEST <= self.data <= today():
            raise ValidationError("Please choose today or a day before it.")


class AccountableForm(Form):
    name = line_field("Name", required="Please write their name.",
                      hint="Their own name, not a pen name.")
    position = line_field("What they are in the charity", required="Please say what they are, such "
                          "as “Chair of trustees”.")
    email = email_field(hint="For reminders of reviews. It is shown in the register only.")
    since = RegisterDateField("Since when?")


class PartForm(EditForm):
    text = text_field("Words of this part", longest=LONGEST_PART, rows=14,
                      required="Please write something, or go back without saving.")


class NewPartForm(Form):
    heading = line_field("Heading", required="Please give it a heading.")
    text = text_field("Words", longest=LONGEST_PART, required="Please write the words of the part.")


class AdoptForm(EditForm):
    adopted_on = RegisterDateField("On which day was it adopted?")
    adopted_by = line_field("By whom?", required="Please say who adopted it, such as “The board of "
                            "trustees”.")
    note = text_field("What is new in it?", longest=500, rows=3)


class MeasureForm(Form):
    title = line_field("What is it called?", required="Please give the measure a name.")
    text = text_field("What does it do?", longest=2000, rows=4)
    effective_on = RegisterDateField("In force from which day?")


class SuggestedForm(Form):
    codes = SelectMultipleField("Which of these do you use?",
                                [InputRequired("Please choose at least one of these.")],
                                choices=[(code, title) for code, (title, _) in SUGGESTED.items()])
    since = RegisterDateField("In force from which day?")


class EndForm(Form):
    ended_on = RegisterDateField("What was its last day?")


class DecisionForm(Form):
    choice = pick_field("What was decided?", {code: words for one in SUBJECTS.values()
                                              for code, words in one.choices.items()},
                        required="Please choose what was decided.")
    reason = text_field("Why?", longest=5000, rows=8,
                        required="Please write the reason. You may be asked for it.")
    decided_on = RegisterDateField("On which day was it decided?")
    decided_by = line_field("By whom?", required="Please say who decided it.")

    def only_about(self, subject: str) -> "DecisionForm":
        """Offer the choices of that subject and no others."""
        self.choice.choices = list(SUBJECTS[subject].choices.items())
        return self
