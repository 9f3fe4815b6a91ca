"""Forms and validation of messages."""
import re
import secrets

from flask_wtf.file import FileField
from wtforms import Field, HiddenField, StringField
from wtforms.validators import ValidationError

from peoplehub.core.documents import KINDS_IN_WORDS
from peoplehub.core.forms import Form, line_field, text_field
from peoplehub.core.text import has_content
from peoplehub.text_checks.forms import IdentityGuard

LONGEST = 10_000
EMPTY = "Write something before you send."
FILE_HINT = (
    f"A photo of up to 8 MB, or {KINDS_IN_WORDS} of up to 10 MB. We take hidden details out of "
    "photos, such as the place. A document keeps what is in it, such as your name."
)
CLIENT_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)


def new_client_id() -> str:
    return secrets.token_hex(16)


class MessageForm(Form):
    """`client_id` is the browser's own name for the message: sent again, it is the same one."""

    written = ("text",)
    text = text_field("Your message", longest=LONGEST, rows=3,
                      required=EMPTY)
    client_id = HiddenField(default=new_client_id)

    def validate_client_id(self, field: Field) -> None:
        field.data = field.data or new_client_id()
        if not CLIENT_ID.fullmatch(field.data):
            raise ValidationError("This message has a wrong name. Please copy it, reload the page "
                                  "and send it again.")


class ConversationForm(MessageForm):
    """A message where the two talk already: words, a file, or both. A first message has none."""

    text = text_field("Your message", longest=LONGEST, rows=3)
    file = FileField("A picture or file", description=FILE_HINT)
    file_alt = line_field("What is in the picture?", longest=200,
                          hint="A few words for people who cannot see it.")

    def validate_text(self, field: Field) -> None:
        if not self.file.data and not has_content(field.data or ""):
            raise ValidationError(EMPTY)


class NewMessageForm(IdentityGuard, MessageForm):
    to = StringField("To")
