"""Forms that open a case and say who has it."""
from wtforms import SelectField, SelectMultipleField

from peoplehub.accounts.models import User
from peoplehub.core.forms import Form, line_field, pick_field, text_field
from peoplehub.safeguarding.models import REASONS

LONGEST = 20_000
NO_WORDS_OF_IT = (
    "It is kept in the record, which the site team can read. So say why you look, and nothing of "
    "what the case is about."
)


class OpenForm(Form):
    reason = pick_field("What is the worry?", REASONS, required="Choose what the worry is.")
    whom = line_field("Whom is it about?", longest=60,
                       hint="A pen name on this site. Leave it empty for somebody else.")
    words = text_field("What do you know so far?", longest=LONGEST, rows=8,
                       required="Write what you know so far.")


class AcceptForm(Form):
    why = line_field("Why do you take it over?", longest=300,
                     hint="It stands in the case, for the other leads.")


class OfferForm(Form):
    lead = SelectField("To which lead?", coerce=int,
                       invalid_choice_message="Choose another safeguarding lead.")
    why = line_field("Why?", longest=300, required="Say why, for the other lead.")

    def offer(self, leads: list[User]) -> "OfferForm":
        self.lead.choices = [(one.id, one.pen_name) for one in leads]
        return self


class LookForm(Form):
    reason = line_field("Why do you need to read this?", longest=300, hint=NO_WORDS_OF_IT,
                        required="Say why you need to read this.")


class ShowForm(Form):
    messages = SelectMultipleField("Which messages?", coerce=int,
                                   description="We get a copy of those that you tick, and of no "
                                   "other.")
    reason = pick_field("What is your worry?", REASONS, required="Choose what your worry is.")
    words = text_field("Is there anything else we should know?", longest=2_000, rows=4,
                       hint="You do not have to write anything here.")
