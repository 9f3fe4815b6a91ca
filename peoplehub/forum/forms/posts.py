"""Forms of somebody's own words, to be changed."""
from peoplehub.attachments.forms import FilesForm
from peoplehub.core.ai_declaration import MADE_WITH_AI
from peoplehub.core.edit_conflicts import EditForm
from peoplehub.core.forms import line_field, text_field
from peoplehub.folding.note_forms import NoteForm
from peoplehub.forum.forms.fields import PRIVATE
from peoplehub.revisions.forms import remove_old_field
from peoplehub.tags.forms import TagsForm
from peoplehub.text_checks.forms import IdentityGuard


class EditPostForm(FilesForm, NoteForm, IdentityGuard, EditForm):
    written: tuple[str, ...] = ("text",)
    text = text_field("Your words", required="Write a few words first.", hint=PRIVATE, rows=10)
    made_with_ai = MADE_WITH_AI
    remove_old = remove_old_field()


class EditTopicForm(TagsForm, EditPostForm):
    written = ("title", "text")
    title = line_field("Title", longest=120, required="A topic needs a title.")
