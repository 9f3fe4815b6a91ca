"""Forms and validation of online safety."""
from wtforms import BooleanField, EmailField, Field
from wtforms.validators import InputRequired, ValidationError

from peoplehub.core.forms import Form, line_field, pick_field, text_field
from peoplehub.core.mail import address_in
from peoplehub.online_safety.models import OUTCOMES, STEPS, SUBJECTS

WHOSE = {"me": "Yes, it is me", "other": "No, but the person asked me to speak for them, or I may "
         "speak for them by law"}
TICK = "Please tick this, so that the law covers your report."
FOR_COMPLAINTS = ("put-right", "stands", "answered")
FOR_PICTURES = ("not-found", "not-intimate", "not-theirs")


class ContactFields(Form):
    """How the person is answered: the law asks for it."""

    name = line_field("Your name", longest=60, autocomplete="name",
                      hint="Any name you like. You can leave it empty.")
    contact = line_field(
        "Your email address", longest=254, autocomplete="email", kind=EmailField,
        required="Give us an email address, so that we can tell you what we did.",
        hint="Only for our answer. You do not need an account.")

    def validate_contact(self, field: Field) -> None:
        if field.data and not address_in(field.data):
            raise ValidationError("Check your email address. It should look like "
                                  "name@example.com.")


class IntimateForm(ContactFields):
    """An intimate image content report: the five declarations of section 20A(2) of the Online
    Safety Act 2023 are (a) `intimate`, (b) `subject`, (c) `good_faith`, (d) `where`, (e) `contact`.
    """

    where = text_field(
        "Where is the picture?", longest=2_000, rows=3,
        required="Tell us where the picture is. You can copy the address of the page.",
        hint="Copy the address of the page, or say in your own words where you saw it.")
    subject = pick_field("Are you the person in the picture?", WHOSE,
                         required="Choose whether it is you.")
    is_child = BooleanField("The person in it is under 18, or may be")
    intimate = BooleanField(
        "It is a private or sexual picture or video, and the person in it did not agree to show it "
        "here", [InputRequired(TICK)])
    good_faith = BooleanField("What I say here is true, as far as I know, and I mean it honestly",
                              [InputRequired(TICK)])
    text = text_field("Is there anything else we should know?", longest=2_000, rows=3,
                      hint="You do not have to write anything here. Please do not send us the "
                      "picture.")
    name, contact = ContactFields.name, ContactFields.contact


class ComplaintForm(ContactFields):
    """A complaint under section 21 of the Online Safety Act 2023."""

    subject = pick_field("What is it about?", SUBJECTS, required="Choose what it is about.")
    text = text_field("What happened?", longest=5_000, rows=6,
                      required="Tell us what happened. A few words are enough.")
    name, contact = ContactFields.name, ContactFields.contact


class ExpeditedForm(Form):
    """The complaint of who asked for a picture to be taken down (section 21(2A))."""

    text = text_field("What went wrong?", longest=5_000, rows=5,
                      required="Tell us what went wrong. A few words are enough.")


class PlaceForm(Form):
    address = line_field("The address of the page with the picture", longest=500,
                         required="Copy the address of the page with the picture.")


class AnswerForm(Form):
    outcome = pick_field("What do you decide?", OUTCOMES, required="Choose what you decide.")
    words = text_field("Your answer", longest=2_000, rows=4, required="Write your answer.")

    def offer(self, outcomes: tuple[str, ...]) -> "AnswerForm":
        self.outcome.choices = [(code, OUTCOMES[code]) for code in outcomes]
        return self


class ReasonForm(Form):
    reason = line_field("Why?", longest=300, required="Say why. It is kept in the record.")


class PutBackForm(Form):
    why = line_field("Why was it frozen by mistake?", longest=300,
                     required="Say why. It is kept in the record.")


class StepDoneForm(Form):
    step = pick_field("Which step?", {code: words for code, (words, _more) in STEPS.items()},
                      required="Choose the step.")
    reference = line_field("The number that the NCA gave you", longest=80)


class ProscribedForm(Form):
    person = line_field("The pen name of the account, or the address of its profile", longest=200,
                        required="Say whose account it is.")
    organisation = line_field(
        "The name of the group, as it stands on the government’s list", longest=100,
        required="Write the name as it stands on the list.",
        hint="The person reads it, as part of our reason.")
    reason = text_field("How do you know?", longest=500, rows=3,
                        required="Say how you know. It is kept in the record.",
                        hint="Only for the record of the team.")
    sure = BooleanField("I have read the list today, and somebody else of the team agrees",
                        [InputRequired("Read the list first, and ask somebody else.")])
