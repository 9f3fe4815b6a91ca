"""Forms and validation of enquiries."""
from wtforms import Field
from wtforms.validators import ValidationError

from peoplehub.contact.models import ABOUT
from peoplehub.core.forms import Form, line_field, pick_field, text_field
from peoplehub.core.honeypot import HoneypotFields

LONGEST = 5_000
NEEDS_ANSWER = ("data", "complaint")


class ContactForm(HoneypotFields, Form):
    """Anyone may write, with an account or without."""

    written = ("text",)
    about = pick_field("What is it about?", ABOUT, default="question")
    text = text_field("What would you like to tell us?", longest=LONGEST, rows=7,
                      required="Write what you would like to tell us.")
    name = line_field("Your name", longest=60, autocomplete="name",
                      hint="Any name you like. You can leave it empty.")
    contact = line_field("How can we answer you?", longest=254, autocomplete="email",
                         hint="An email address or a phone number. Leave it empty if you do not "
                         "need an answer.")

    def validate_contact(self, field: Field) -> None:
        if self.about.data in NEEDS_ANSWER and not field.data:
            raise ValidationError("Tell us how to answer you. We have to answer a complaint.")


class AnswerForm(Form):
    """What somebody of the team answers, or has answered in another way, for the others to see."""

    answer = text_field("Your answer", longest=LONGEST, rows=5,
                        required="Write your answer.")
