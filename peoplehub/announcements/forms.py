"""Forms and validation of announcements."""
from datetime import timedelta

from wtforms import Field
from wtforms.validators import InputRequired, ValidationError

from peoplehub.accounts.auth import safe_redirect_path
from peoplehub.announcements.models import LONGEST, LONGEST_ADDRESS
from peoplehub.announcements.queries import today
from peoplehub.core.day_fields import NO_DAY, DayField
from peoplehub.core.forms import Form, line_field, text_field

LONGEST_TIME = timedelta(days=366)


class AnnouncementForm(Form):
    words = text_field("What do you want to tell everybody?", longest=LONGEST, rows=3,
                       required="Please write a sentence.",
                       hint="One or two plain sentences. All members read it on their home page.")
    address = line_field("A page to read more on", longest=LONGEST_ADDRESS,
                         hint="Of this site, such as /library. Leave it empty if there is none.")
    last_day = DayField("Last day", [InputRequired(NO_DAY)],
                        description="It goes by itself after this day.")

    def validate_address(self, field: Field) -> None:
        if field.data and safe_redirect_path(field.data, "") != field.data:
            raise ValidationError("Please write a page of this site. It begins with /.")

    def validate_last_day(self, field: Field) -> None:
        if field.data and not today() <= field.data <= today() + LONGEST_TIME:
            raise ValidationError("Please choose today or a day in the next year.")
