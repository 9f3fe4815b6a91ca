"""The form of a reply."""
from wtforms import BooleanField

from peoplehub.attachments.forms import FilesForm
from peoplehub.core.ai_declaration import MADE_WITH_AI
from peoplehub.core.forms import text_field
from peoplehub.text_checks.forms import IdentityGuard

ANONYMOUS = BooleanField(
    "Post without my name",
    description="Other people see “Anonymous”. Moderators can find out who wrote it, and only "
    "with a reason.",
)
PRIVATE = "Please leave out full names, addresses and phone numbers."


class ReplyForm(FilesForm, IdentityGuard):
    written = ("text",)
    text = text_field("Your reply", required="Write your reply first.", hint=PRIVATE, rows=8)
    anonymous = ANONYMOUS
    made_with_ai = MADE_WITH_AI
