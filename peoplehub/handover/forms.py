"""Forms and validation of the queue while nobody is there."""
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from peoplehub.core.forms import Form, text_field
from peoplehub.handover.models import NEVER

NO_NUMBER = "Please give a number of hours."
MOST = 336  # hours: two weeks


class HoursForm(Form):
    helpers_after_hours = IntegerField(
        "Hours without the team until helpers may let out what is safe",
        [InputRequired(NO_NUMBER), NumberRange(1, MOST, f"Please give a number from 1 to {MOST}.")])
    by_rule_after_hours = IntegerField(
        "Hours without the team until what is safe goes out by itself",
        [InputRequired(NO_NUMBER),
         NumberRange(NEVER, MOST, f"Please give a number from {NEVER} to {MOST}.")],
        description=f"{NEVER}: nothing goes out by itself.")


class RemarkForm(Form):
    text = text_field("A sentence for who is on next", longest=500, rows=2,
                      required="Write your sentence, or leave it.",
                      hint="Only the team reads it. Name nobody: give the number of the case.")
