"""Forms of what readers say of sheets."""
from collections.abc import Sequence

from wtforms import Field, SelectField
from wtforms.validators import Optional, ValidationError

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.day_fields import DayField
from peoplehub.core.forms import Form, pick_field, text_field
from peoplehub.core.honeypot import HoneypotFields
from peoplehub.library.models import Sheet
from peoplehub.sheet_feedback.models import CAPTIONS, FORMATS, LONGEST, LONGEST_ANSWER

YES, NO = "yes", "no"


class HelpedForm(HoneypotFields, Form):
    """Anyone may say it, with an account or without."""

    written = ("text",)
    helped = pick_field("Did this sheet help you?", {YES: "Yes", NO: "No"},
                        required="Please choose yes or no.")
    text = text_field("What is missing?", longest=LONGEST, rows=3,
                      hint="One sentence is enough. Please leave out names and other details.")


class FormatForm(HoneypotFields, Form):
    what = pick_field("How would you like to have it?", FORMATS, required="Please choose one.")

    def offer(self, sheet: Sheet) -> "FormatForm":
        """Captions only of a film that has none."""
        self.what.choices = [one for one in self.what.choices
                             if one.value != CAPTIONS or sheet.lacks_captions]
        return self


class RemarkAnswerForm(Form):
    shown_text = text_field("What was asked, as others read it", longest=LONGEST, rows=3,
                            required="Please write what was asked.",
                            hint="Take out names and other details.")
    answer = text_field("Your answer", longest=LONGEST_ANSWER, rows=4,
                        required="Please write your answer.")


class PromiseForm(Form):
    owner_id = SelectField("Who sees to it?", coerce=int)
    promised_for = DayField("By which day?", [Optional()],
                            description="Readers see this day. Leave it empty if you cannot say.")

    def offer(self, owners: Sequence[User], now_id: int | None) -> "PromiseForm":
        offered = {one.id: one.pen_name for one in owners}
        self.owner_id.choices = list(offered.items())
        if not self.is_submitted():
            self.owner_id.data = now_id if now_id in offered else next(iter(offered), None)
        return self

    def validate_promised_for(self, field: Field) -> None:
        today = formatting.local(clock.now()).date()
        if field.data and not today <= field.data <= today.replace(year=today.year + 2, day=1):
            raise ValidationError("Please give a day in the next two years.")
