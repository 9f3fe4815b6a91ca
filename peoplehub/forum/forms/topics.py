"""Forms of a new topic and of a question from anywhere."""
from wtforms import HiddenField, SelectField

from peoplehub.attachments.forms import FilesForm
from peoplehub.core.ai_declaration import MADE_WITH_AI
from peoplehub.core.forms import line_field, text_field
from peoplehub.folding.note_forms import NoteForm
from peoplehub.forum.forms.fields import ANONYMOUS, PRIVATE
from peoplehub.tags.forms import TagsForm
from peoplehub.text_checks.forms import IdentityGuard


class TopicForm(FilesForm, TagsForm, NoteForm, IdentityGuard):
    written = ("title", "text")
    title = line_field(
        "Title",
        longest=120,
        required="Give your topic a title. A short question works well.",
        hint="Say in a few words what you want to ask or talk about.",
    )
    text = text_field("What would you like to say?", required="Write a few words first.",
                      hint=PRIVATE, rows=10)
    anonymous = ANONYMOUS
    made_with_ai = MADE_WITH_AI


UNSURE = ""  # no board chosen: it is guessed


class AskForm(TopicForm):
    """A question from anywhere. `kept`: where the words of a visitor are kept."""

    title = line_field(
        "Your question in a few words",
        longest=120,
        required="Write your question in a few words.",
        hint="For example: Can the budget pay for a night carer?",
    )
    text = text_field("Tell us more", required="Write a few words first.", hint=PRIVATE, rows=8)
    board = SelectField("Where does it fit best?", coerce=str, validate_choice=True,
                        description="If you are not sure, leave it to us. A moderator can move it.")
    kept = HiddenField()
