"""The form of a content note by a moderator."""
from peoplehub.core.forms import text_field
from peoplehub.folding.note_forms import NoteForm


class ModeratorNoteForm(NoteForm):
    reason = text_field("Why? The person will read this.", longest=300, rows=3,
                        required="Say why. The person who wrote it will read your words.")
