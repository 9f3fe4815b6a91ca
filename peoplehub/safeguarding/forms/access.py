"""Forms of break-glass access."""
from datetime import date

from wtforms import BooleanField
from wtforms.validators import InputRequired, ValidationError

from peoplehub.core.day_fields import NO_DAY, DayField
from peoplehub.core.forms import Form, line_field, pick_field
from peoplehub.safeguarding.forms.records import today
from peoplehub.safeguarding.models import DECEIVED, REASONS
from peoplehub.safeguarding.models.access import LONGEST_WAIT

A_NAME = "The pen name on this site."
FOR_THE_RECORD = (
    "It is kept in the record, which the site team can read. Say why you look, and nothing private."
)
NOT_TELLING = {code: words for code, words in REASONS.items() if code != DECEIVED}


class OpenConversationForm(Form):
    one = line_field("One of the two people", longest=60, hint=A_NAME, required="Give a pen name.")
    other = line_field("The other person", longest=60, hint=A_NAME, required="Give a pen name.")
    worry = pick_field("What is the worry? Both people can read your answer.", NOT_TELLING,
                       required="Choose what the worry is.")
    reason = line_field("Why do you need to read their messages?", longest=300,
                        hint=FOR_THE_RECORD, required="Say why you need to read their messages.")
    wait = BooleanField("Do not tell them at once: it may put somebody in danger. Another lead has "
                        "24 hours to agree. If nobody does, they are told.")


class WithholdForm(Form):
    reason = line_field("Why must they not know yet?", longest=300, hint=FOR_THE_RECORD,
                        required="Say why they must not know yet.")
    review_on = DayField("On which day shall a lead look again?", [InputRequired(NO_DAY)])

    def validate_review_on(self, field: DayField) -> None:
        day: date | None = field.data
        if day and not today() < day <= today() + LONGEST_WAIT:
            raise ValidationError("Give a day after today, within three months.")
