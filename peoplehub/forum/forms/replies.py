"""The form of a reply."""
from peoplehub.attachments.forms import FilesForm
from peoplehub.core.ai_declaration import MADE_WITH_AI
from peoplehub.core.forms import NumberField, text_field
from peoplehub.folding.note_forms import NoteForm
from peoplehub.forum.forms.fields import ANONYMOUS, PRIVATE
from peoplehub.text_checks.forms import IdentityGuard


class ReplyForm(FilesForm, NoteForm, IdentityGuard):
    written = ("text",)
    text = text_field("Your reply", required="Write your reply first.", hint=PRIVATE, rows=8)
    answers = NumberField()  # the number of the post that it answers
    anonymous = ANONYMOUS
    made_with_ai = MADE_WITH_AI
