"""Forms and validation of messages."""
import re
import secrets

from wtforms import Field, HiddenField, StringField
from wtforms.validators import ValidationError

from peoplehub.core.forms import Form, text_field
from peoplehub.text_checks.forms import IdentityGuard

LONGEST = 10_000
CLIENT_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)


def new_client_id() -> str:
    return secrets.token_hex(16)


class MessageForm(Form):
    """`client_id` is the browser's own name for the message: sent again, it is the same one."""

    written = ("text",)
    text = text_field("Your message", longest=LONGEST, rows=3,
                      required="Write something before you send.")
    client_id = HiddenField(default=new_client_id)

    def validate_client_id(self, field: Field) -> None:
        field.data = field.data or new_client_id()
        if not CLIENT_ID.fullmatch(field.data):
            raise ValidationError("This message has a wrong name. Please copy it, reload the page "
                                  "and send it again.")


class NewMessageForm(IdentityGuard, MessageForm):
    to = StringField("To")
