"""Forms and validation of blogs."""
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField, IntegerField, StringField
from wtforms.validators import Optional, ValidationError

from peoplehub.artwork import PICTURES
from peoplehub.attachments.forms import FilesForm
from peoplehub.core import images
from peoplehub.core.ai_declaration import MADE_WITH_AI
from peoplehub.core.audiences import ANYONE, MEMBERS, WHO
from peoplehub.core.edit_conflicts import EditConflict, EditForm
from peoplehub.core.errors import Invalid
from peoplehub.core.forms import line_field, pick_field, text_field
from peoplehub.core.honeypot import HoneypotFields
from peoplehub.core.text import has_content
from peoplehub.folding.note_forms import NoteForm
from peoplehub.revisions.forms import remove_old_field
from peoplehub.tags.forms import TagsForm
from peoplehub.text_checks.forms import IdentityGuard

SAVE, PREVIEW, PUBLISH = "save", "preview", "publish"
OWN = "own"  # a picture of their own on top
DRAWN = {
    "heart": "Heart", "house": "House", "talk": "Talking", "cup": "Cup", "book": "Book",
    "sheet": "Page", "sun": "Sun", "flower": "Flower", "leaf": "Leaf",
}  # fmt: skip
assert set(DRAWN) == set(PICTURES)
MOST_POINTS = 4
LONGEST_COMMENT = 5_000


def some_picture() -> str:
    return secrets.choice(list(DRAWN))


class EntryForm(FilesForm, TagsForm, NoteForm, IdentityGuard, EditForm):
    """The editor of an entry: saved as a draft, previewed, or published."""

    written = ("title", "text", "short")
    title = line_field("Title", longest=100)
    text = text_field("What you want to say", rows=16)
    made_with_ai = MADE_WITH_AI
    remove_old = remove_old_field()  # of one that is out
    audience = pick_field("Who can read this when you publish it", default=ANYONE,
                          choices={who: WHO[who] for who in (ANYONE, MEMBERS)})
    comments = pick_field("Comments", default="open",
                          choices={"open": "People can comment", "closed": "No comments"})
    is_story = BooleanField("This is a story")
    teller = line_field("Whose story is it?", longest=60,
                        hint="A first name is enough. Leave it empty if it is your own.")
    place = line_field("Where does it happen?", longest=60, hint="A county or city, no street.")
    short = text_field("In short", longest=600, rows=3,
                       hint="Two or three short lines, for people who cannot read it all.")
    cover_kind = pick_field("Picture at the top", default=some_picture,
                            choices={**DRAWN, OWN: "A picture of my own"})
    picture = FileField("Choose a picture", description="A photo of up to 8 MB. We take out hidden "
                        "details, such as the place where it was taken.",
                        render_kw={"data-picks": f"[name=cover_kind][value={OWN}]"})
    picture_alt = line_field("What is in the picture?", longest=200,
                             hint="A few words for people who cannot see it.")
    cover_token = HiddenField()  # a picture that was sent before, signed
    version = IntegerField(validators=[Optional()])
    action = StringField(default=SAVE)

    @property
    def is_guarded_now(self) -> bool:
        """A draft is read by nobody else."""
        return self.action.data != SAVE

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Whoever answers the guard wants to publish: its buttons are the only ones that send."""
        if self.guard.data and not self.action.raw_data:
            self.action.data = PUBLISH
        return super().validate(extra_validators)

    cleaned: bytes | None = None  # the picture that came now, drawn again

    def validate_title(self, field: Field) -> None:
        if self.action.data == PUBLISH and not field.data:
            raise ValidationError("Give it a title, so that people can find it.")

    def validate_text(self, field: Field) -> None:
        if has_content(field.data or ""):
            return
        if self.action.data == PUBLISH:
            raise ValidationError("Write something first.")
        if not self.title.data:
            raise ValidationError("Write a title or some words first. Then we can save it.")

    def validate_short(self, field: Field) -> None:
        lines = [line for line in (field.data or "").splitlines() if line.strip()]
        if len(lines) > MOST_POINTS:
            raise ValidationError(f"Please keep this to {MOST_POINTS} lines or fewer.")

    def validate_picture(self, field: Field) -> None:
        if not field.data:
            return
        try:
            self.cleaned = images.reencode(field.data.read())
        except Invalid as refusal:
            raise ValidationError(str(refusal)) from refusal
        self.cover_kind.data = OWN

    def validate_picture_alt(self, field: Field) -> None:
        if self.cleaned is None and self.cover_kind.data != OWN:
            return
        if self.cleaned is None and not self.cover_token.data and not self.picture.data:
            raise ValidationError("Choose a picture of your own, or one of the drawn ones.")
        if not field.data and not self.picture.errors:
            raise ValidationError("Say in a few words what is in the picture.")

    def show_conflict(self, conflict: EditConflict) -> None:
        """An entry counts its changes: its mark is its version."""
        super().show_conflict(conflict)
        self.version.data = int(conflict.mark)

    @property
    def words(self) -> dict:
        """What was written, for the act."""
        return {
            "title": self.title.data or "", "text": self.text.data or "",
            "audience": self.audience.data, "comments_open": self.comments.data == "open",
            "is_story": self.is_story.data, "teller": self.teller.data or "",
            "place": self.place.data or "", "short": self.short.data or "",
            "made_with_ai": self.made_with_ai.data, "note": self.note,
        }


class CommentWords(NoteForm, IdentityGuard):
    """What every comment has."""

    written = ("text",)
    text = text_field("Your comment", longest=LONGEST_COMMENT, rows=5,
                      required="Write something first.")
    made_with_ai = MADE_WITH_AI


class CommentForm(FilesForm, CommentWords):
    """A member's comment."""


class EditCommentForm(CommentForm, EditForm):
    """A comment there is already."""

    remove_old = remove_old_field()


class VisitorCommentForm(HoneypotFields, CommentWords):
    """A visitor's comment, which a moderator reads before anybody else."""

    name = line_field("Your name", longest=40, autocomplete="nickname",
                      hint="A first name or any other name. People will see it.")
