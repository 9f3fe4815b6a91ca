"""Forms by which old words are removed."""
from wtforms import BooleanField

from peoplehub.core.content_notes import LONGEST_NOTE
from peoplehub.core.forms import Form, line_field, text_field

WHAT_GOES = (
    "Use this when you take out a name or another detail. The old words go at once, also where "
    "others quoted them here. If somebody has reported it, our team keeps what was reported. "
    "Without this tick, only moderators can read the old words, for 30 days."
)


def remove_old_field() -> BooleanField:
    """Made anew for each form, so that it stands where the form names it."""
    return BooleanField("Also remove the old words", description=WHAT_GOES)


class RemoveDetailsForm(Form):
    """A moderator's."""

    text = text_field("Their words, without the details", rows=10,
                      hint="Pictures and papers beside the words go too.",
                      required="Leave a few words, or take all of it down instead.")
    note_words = line_field("Their content note, without the details", longest=LONGEST_NOTE,
                            hint="Only what they wrote in their own words. Ticked subjects stay.")
    reason = text_field("Why?", longest=300, rows=3, required="Say in a sentence why.",
                        hint="It is kept in the record. Please do not repeat the details.")
