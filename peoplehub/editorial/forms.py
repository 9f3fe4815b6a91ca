"""Forms of what is done before something is published."""
from wtforms import HiddenField
from wtforms.validators import DataRequired

from peoplehub.core.day_fields import NO_DAY, DayField
from peoplehub.core.forms import Form, text_field


class ReviewForm(Form):
    """What a second person decides, of the words that they have read."""

    seen = HiddenField()  # the mark of these words


class WantedChangeForm(ReviewForm):
    sentence = text_field("What is to be changed?", longest=500, rows=3,
                          required="Please say in a sentence what is to be changed.",
                          hint="The people who wrote it read this.")


class PublicationDayForm(Form):
    publish_on = DayField("On which day?", [DataRequired(NO_DAY)])


class WithoutReviewForm(Form):
    reason = text_field("Why without a second look?", longest=300, rows=2,
                        required="Please say in a sentence why. It is kept in the record.",
                        hint="It is kept in the record.")
