"""Forms and validation of what was saved for later."""
from datetime import date, timedelta
from typing import Any

from wtforms.validators import Optional, ValidationError

from peoplehub.bookmarks.models import LONGEST_NOTE
from peoplehub.core import clock
from peoplehub.core.day_fields import DayField
from peoplehub.core.formatting import local
from peoplehub.core.forms import Form, text_field

AT_MOST = timedelta(days=5 * 366)
NOT_YET = "Please choose a day from tomorrow on, or leave it empty."
TOO_FAR = "Please choose a day in the next five years, or leave it empty."


class BookmarkForm(Form):
    note = text_field("A note to yourself", longest=LONGEST_NOTE, rows=3,
                      hint="Why you saved it, or what you want to do with it.")
    remind_on = DayField("Remind me on", [Optional()],
                         description="We tell you that morning. Leave it empty if you want no "
                                     "reminder.")

    def __init__(self, *args: Any, now: date | None = None, **fields: Any) -> None:
        """`now`: the day as it is saved, which may come again."""
        super().__init__(*args, **fields)
        self.now = now

    def validate_remind_on(self, field: DayField) -> None:
        if field.errors or field.data is None:
            return
        today = local(clock.now()).date()
        if field.data <= today and field.data != self.now:
            raise ValidationError(NOT_YET)
        if field.data > today + AT_MOST:
            raise ValidationError(TOO_FAR)
