"""The part of a form by which a content note is put before words: ticks for the subjects, and a
sentence."""
from wtforms import BooleanField

from peoplehub.core.forms import Form, line_field
from peoplehub.folding.content_notes import field_of, written_note
from peoplehub.folding.subjects import TITLES

LONGEST_SENTENCE = 120


class NoteForm(Form):
    """A parent of forms whose words can have a note: its template includes `folding/_note.html`.
    A tick for each subject is added below."""

    team_note = ""  # what a moderator put there: it stays, whatever is ticked

    note_words = line_field("Or in a few words of your own", longest=LONGEST_SENTENCE,
                            hint="For example: About the death of a child.")

    @property
    def note(self) -> str:
        """As pieces keep it."""
        return written_note([slug for slug in TITLES if self[field_of(slug)].data],
                            self.note_words.data or "")

    @property
    def note_fields(self) -> list:
        return [self[field_of(slug)] for slug in TITLES]


for _slug, _title in TITLES.items():
    setattr(NoteForm, field_of(_slug), BooleanField(_title))
