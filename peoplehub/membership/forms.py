"""Forms and validation of requests to join."""
from typing import Any

from wtforms import BooleanField, IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from peoplehub.core.forms import Form, text_field

STEPS = {"accept": "Let them in", "ask": "Ask them something first", "decline": "Decline"}


class AskForm(Form):
    why = text_field("Why would you like to join?", longest=1_000, rows=4,
                     required="Please write a sentence. Two lines are enough.",
                     hint="Only our team reads it. You need not tell us anything private.")


class JoinAnswerForm(Form):
    text = text_field("Your answer", longest=1_000, rows=3, required="Please write your answer.")


class DecideForm(Form):
    step = RadioField("What will you do?", [InputRequired("Choose what you will do.")],
                      choices=list(STEPS.items()))
    words = text_field("Your words to them", longest=500, rows=3,
                       hint="Kind and plain. You may leave it empty when you let them in.")

    def validate_words(self, field: Any) -> None:
        if self.step.data in ("ask", "decline") and not (field.data or "").strip():
            raise ValidationError("Write what they read: your question, or why not.")


class JoiningForm(Form):
    asks_first = BooleanField("People ask before they can join, and one of the team decides")
    again_after_days = IntegerField(
        "After how many days may somebody who was declined ask again?",
        [InputRequired("Please give a number of days."),
         NumberRange(1, 365, "Please give a number from 1 to 365.")])
