"""Forms and validation of moderation."""
from datetime import timedelta

from wtforms import BooleanField, Field, RadioField
from wtforms.validators import InputRequired, ValidationError

from peoplehub.core.forms import Form, line_field, text_field
from peoplehub.moderation.models import REASONS

UNTIL_LIFTED = "until-lifted"  # never empty: a form takes an empty answer for no answer
PAUSES = {"1": "For one day", "7": "For a week", "30": "For a month",
          UNTIL_LIFTED: "Until we lift it"}


class ReportForm(Form):
    reason = RadioField(
        "What is the matter?",
        [InputRequired("Choose what is the matter.")],
        choices=[(code, words) for code, (words, *_) in REASONS.items()],
    )
    details = text_field(
        "Is there anything else we should know?", longest=2_000, rows=4,
        hint="You do not have to write anything here.",
    )
    contact = line_field(
        "How can we reach you?", longest=254, autocomplete="email",
        hint="An email address, if you would like an answer. You can leave it empty.",
    )


class MessageReportForm(ReportForm):
    """A private message is read without what was said around it, unless its reporter sends it."""

    surroundings = BooleanField("Send the five messages before it and after it, too, so that our "
                                "moderators understand what happened")


class ReasonForm(Form):
    reason = text_field(
        "Why? The person will read this.", longest=500, rows=3,
        required="Say why. The person who wrote it will read your words.",
    )


class SettleForm(Form):
    outcome = RadioField(
        "What will you do?",
        [InputRequired("Choose what you will do.")],
        choices=[("hidden", "Take it down"), ("left", "Leave it as it is")],
    )
    reason = text_field(
        "Why? The person who wrote it will read this if you take it down.", longest=500, rows=3,
        hint="Name the part of the community promise that it does not keep to.",
    )
    words = text_field(
        "What would you like to tell the person who reported it?", longest=500, rows=3,
        hint="Tell them nothing private about the other person.",
    )

    def validate_reason(self, field: Field) -> None:
        if self.outcome.data == "hidden" and not (field.data or "").strip():
            raise ValidationError("Say why. The person who wrote it will read your words.")


class SuspendForm(Form):
    days = RadioField(
        "For how long?", [InputRequired("Choose for how long.")],
        choices=list(PAUSES.items()),
    )
    reason = text_field(
        "Why? The person will read this.", longest=500, rows=3,
        required="Say why. The person will read your words.",
    )

    @property
    def lasts(self) -> timedelta | None:
        """How long, or none: until it is lifted."""
        chosen = self.days.data
        return None if chosen == UNTIL_LIFTED else timedelta(days=int(chosen))
