"""Forms of boards that ask first."""
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from peoplehub.core.forms import Form, line_field, text_field

STEPS = {"accept": "Let them in", "ask": "Ask them something first", "decline": "Decline"}
NEEDS_WORDS = {"decline": "Write in a sentence why not. They read it.",
               "ask": "Write your question. They read it."}
REASONS = {
    "others": "The board is for other people",
    "more": "We need to know a little more first",
    "full": "There is no room for more people just now",
    "worry": "We are not sure that it would be safe",
    "other": "Another reason, in the words below",
}
REASONS_TO_THEM = {
    "others": "This board is for other people",
    "more": "We would like to know a little more about you first",
    "full": "There is no room for more people just now",
    "worry": "We want to be sure that everybody there is safe",
}


class BoardJoinForm(Form):
    why = text_field("Why would you like to join?", longest=1_000, rows=4,
                     required="Please write a sentence. Two lines are enough.",
                     hint="Only our team reads it. You need not tell us anything private.")


class BoardAnswerForm(Form):
    text = text_field("Your answer", longest=1_000, rows=3, required="Please write your answer.",
                      hint="Only our team reads it.")


class BoardDecisionForm(Form):
    step = RadioField("What will you do?", [InputRequired("Choose what you will do.")],
                      choices=list(STEPS.items()))
    reason = SelectField("If you decline: why?", default="",
                         choices=[("", "Choose one"), *REASONS.items()])
    words = text_field("Your words to them", longest=500, rows=3,
                       hint="Kind and plain. You may leave it empty when you let them in.")

    def validate_words(self, field: Any) -> None:
        if self.step.data in NEEDS_WORDS and not (field.data or "").strip():
            raise ValidationError(NEEDS_WORDS[self.step.data])

    def validate_reason(self, field: Any) -> None:
        if self.step.data == "decline" and not field.data:
            raise ValidationError("Choose why.")


class AddMemberForm(Form):
    person = line_field("Let somebody in by their pen name", longest=40,
                        required="Write a pen name, as it is on the site.")


class RemoveMemberForm(Form):
    reason = text_field("Why?", longest=300, rows=3, hint="They read it.",
                        required="Say in a sentence why. They read it.")
