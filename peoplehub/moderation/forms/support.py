"""Forms and validation of second opinions, notes to a lead, and thank-yous."""
from wtforms import Field, HiddenField, SelectField
from wtforms.validators import ValidationError

from peoplehub.core.forms import Form, line_field, pick_field, text_field
from peoplehub.core.url_routing import row_number
from peoplehub.moderation.models import SENTENCES

ANY = "0"
VIEWS = {"agree": "I see it the same way", "differ": "I see it differently"}
NOT_THESE = "Please choose one of these."


class OpinionForm(Form):
    """Whom to ask, and what. The choices are filled in for each case."""

    person = SelectField("Whom do you ask?", coerce=int, invalid_choice_message=NOT_THESE)
    question = line_field("What would you like to know?", longest=300,
                          hint="You can leave this empty.")


class ViewForm(Form):
    view = pick_field("How do you see it?", VIEWS, required="Please choose how you see it.")
    words = text_field("In your words", longest=500, rows=3, hint="The team reads it on the case.")


class DebriefForm(Form):
    """A note to a lead. The choices of `lead` are filled in."""

    lead = SelectField("To whom?", invalid_choice_message=NOT_THESE)
    text = text_field("How was it?", longest=5_000, required="Please write how it was.",
                      hint="As you like. A few words are enough.")
    case = HiddenField()

    @property
    def case_id(self) -> int | None:
        return row_number(self.case.data)


class DebriefAnswerForm(Form):
    text = text_field("Your answer", longest=5_000, rows=4, required="Please write your answer.")


class ThanksForm(Form):
    """A sentence, or words of one's own, or both."""

    sentence = pick_field("What would you like to say?", SENTENCES | {"own": "My own words"},
                          default="kind")
    words = line_field("Your own words", longest=300)

    def validate_words(self, field: Field) -> None:
        if self.sentence.data == "own" and not field.data:
            raise ValidationError("Please write your words, or choose one of the sentences.")


class TeamThanksForm(ThanksForm):
    person = SelectField("Whom do you thank?", coerce=int, invalid_choice_message=NOT_THESE)
