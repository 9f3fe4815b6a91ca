"""The form of a held reply."""
from peoplehub.core.forms import Form, text_field
from peoplehub.messages.forms import LONGEST


class HeldReplyForm(Form):
    written = ("text",)
    text = text_field("Your answer", longest=LONGEST, rows=8,
                      required="Write something before you send.")
