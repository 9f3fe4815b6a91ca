"""The forms of a decision: the step, the rule of the promise, the words and the reason."""
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from peoplehub.core.forms import Form, line_field, text_field
from peoplehub.core.promise import RULES
from peoplehub.moderation.forms.reports import PAUSES, UNTIL_LIFTED
from peoplehub.moderation.models import OVERTURNED, QUIET, STEPS, UPHELD

RULE_OF = {"advert": "selling", "personal-details": "private", "wrong": "medical",
           "hate": "never", "danger": "never", "child": "never", "intimate": "never",
           "csea": "never", "terror": "never", "made-with-ai": "own-words"}
DECLINED = "A moderator looked at it and did not show it, because it does not fit here."
DAYS = {days: words for days, words in PAUSES.items() if days != UNTIL_LIFTED}
VEILS = {"hide": "Keep them hidden until I tap", "blur": "Blur them until I tap",
         "grey": "Show them in grey, without colours", "open": "Show them as they are"}
PICTURE_VEILS = {"hide": "Keep them hidden until I tap", "blur": "Blur them until I tap",
                 "grey": "Show them small and in grey", "open": "Show them as they are"}


class StepForm(Form):
    """One case. The choices of `step` are those that fit it."""

    step = RadioField("What will you do?", [InputRequired("Choose what you will do.")],
                      choices=[(code, words) for code, (words, _told) in STEPS.items()])
    rule = SelectField("Which part of our promise is it about?", default="kind",
                       choices=[(rule, line) for rule, (line, _right) in RULES.items()])
    quote = text_field("Which words?", longest=300, rows=2,
                       hint="Copy the words it is about, so that the person knows.")
    reason = text_field("Why? The person who wrote it will read this.", longest=500, rows=3)
    days = SelectField("For how long, if you pause or look first", default="7",
                       choices=list(DAYS.items()))
    words = text_field("What would you like to tell the person who reported it?", longest=500,
                       rows=2, hint="Tell them nothing private about the other person.")

    def offer(self, steps: list[str]) -> "StepForm":
        self.step.choices = [(code, STEPS[code][0]) for code in steps]
        return self

    def validate_reason(self, field: Any) -> None:
        if self.step.data not in (None, *QUIET) and not (field.data or "").strip():
            raise ValidationError("Say why. The person who wrote it will read your words.")


class BulkForm(Form):
    """Several cases at once, for one reason. Grave ones are never among them."""

    step = RadioField("What will you do with all of them?",
                      [InputRequired("Choose what you will do.")],
                      choices=[(code, STEPS[code][0]) for code in ("hide", "remove", "left")])
    rule = SelectField("Which part of our promise is it about?", default="selling",
                       choices=[(rule, line) for rule, (line, _right) in RULES.items()])
    reason = text_field("Why? Whoever wrote them will read this.", longest=500, rows=2)

    validate_reason = StepForm.validate_reason


class NoteForm(Form):
    text = text_field("A note for the team", longest=2_000, rows=3,
                      required="Write your note.")


class LookForm(Form):
    reason = line_field("Why do you look at it?", longest=300, required="Say why you look at it.",
                        hint="Say nothing of what it is about. The site team reads this.")


class QuestionForm(Form):
    text = text_field("Ask the person something", longest=1_000, rows=3,
                      required="Write your question.")


class AppealForm(Form):
    text = text_field("Why do you think we should decide otherwise?", longest=2_000, rows=6,
                      required="Tell us why we should look again. A few words are enough.")


class AnswerForm(Form):
    text = text_field("Your answer", longest=2_000, rows=4, required="Write your answer.")


class DecideAppealForm(Form):
    outcome = RadioField("What do you decide?", [InputRequired("Choose what you decide.")],
                         choices=[(OVERTURNED, "They are right: undo the decision"),
                                  (UPHELD, "The decision stands")])
    words = text_field("Why? The person will read this.", longest=500, rows=3,
                       required="Say why. The person will read your words.")


class ComfortForm(Form):
    veil = RadioField("Words that were reported or held", choices=list(VEILS.items()),
                      default="hide")
    pictures = RadioField("Pictures that were reported or held", default="hide",
                          choices=list(PICTURE_VEILS.items()))
