"""Forms and validation of the library."""
from collections.abc import Collection, Container, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, cast

from flask_wtf.file import FileField
from wtforms import BooleanField, Field
from wtforms.validators import Optional, ValidationError

from peoplehub.accounts.models import User
from peoplehub.core import documents, images
from peoplehub.core.day_fields import DayField
from peoplehub.core.documents import Original
from peoplehub.core.edit_conflicts import EditForm
from peoplehub.core.errors import Invalid
from peoplehub.core.forms import Form, line_field, text_field
from peoplehub.core.text import has_content
from peoplehub.editorial.languages import ENGLISH, LANGUAGES
from peoplehub.library import easy_read
from peoplehub.library.choice_fields import RadioField, SelectField
from peoplehub.library.easy_pictures import EasyPicture
from peoplehub.library.facts_form import PublicationFactsForm
from peoplehub.library.models import Sheet
from peoplehub.library.pdf.svg import has_picture
from peoplehub.library.queries import SheetTitle
from peoplehub.library.topics import TOPICS
from peoplehub.tags.forms import TagsForm

CHECKS = {90: "Every 3 months", 180: "Every 6 months", 270: "Every 9 months",
          365: "Every year", 730: "Every 2 years"}
PICTURES = {"sheet": "A page", "heart": "A heart", "house": "A house", "talk": "Talking",
            "cup": "A cup", "book": "A book", "flower": "A flower", "leaf": "A leaf",
            "sun": "The sun"}
DOCUMENT_HINT = (
    f"A picture of up to 8 MB, or {documents.KINDS_IN_WORDS} of up to 10 MB. We take hidden "
    "details out of pictures. A document keeps what is in it, such as your name."
)
CHOOSE_AGAIN = "Please choose your file again when you have put the rest right."
TEXT_HINT = "Start each part with a heading: two hash signs, a space, and the words."
EASY_HINT = (
    "One idea in each paragraph. Start a paragraph with a picture, like this: "
    "[picture:heart] It says what matters to you."
)
NOTE_HINT = (
    "Say in one sentence what changed, such as: New phone numbers. Everybody can read it, and "
    "those who follow the sheet are told that it changed."
)
MOST_ROWS = 90  # of an easy read, in a form of two fields each: config.MAX_FORM_PARTS
TOO_MANY_ROWS = (
    f"An easy read has at most {MOST_ROWS} rows. Please put some together, or leave some out."
)
PICTURE_HINT = ("A photo or drawing of up to 8 MB. We take hidden details out of it, such as the "
                "place. Only use a picture that you may use.")
ACCEPT_PICTURES = ",".join(f".{ending}" for ending in sorted(images.ENDINGS))
NEEDS_WORDS = "Please say in a few words what is in the picture. Then choose the picture again."
SAVE, PREVIEW, PUBLISH = "save", "preview", "publish"
SEND, LATER = "send", "later"  # for a second look; not shown yet


def refuse_unknown_pictures(field: Field, own: Collection[str]) -> None:
    unknown = easy_read.unknown_pictures(field.data or "", own)
    if unknown:
        raise ValidationError(
            f"We have no picture called {unknown[0]}. Please choose one from the list below."
        )


class SheetForm(PublicationFactsForm, TagsForm, EditForm):
    """The editor of a sheet."""

    title = line_field("Title", longest=120, required="Please give the sheet a title.")
    summary = line_field("In one sentence", longest=300, hint="It stands under the title in lists.",
                         required="Please say in a sentence what the sheet is about.")
    topic = SelectField("Topic", choices=[("", "Choose a topic"), *TOPICS.items()])
    for_whom = line_field("Who it is for", longest=80, hint="For example: Parents")
    text = text_field("The sheet", rows=20, hint=TEXT_HINT)
    easy_text = text_field("Easy read", rows=14, hint=EASY_HINT)
    easy_promised_for = DayField(
        "If there is no easy read yet, when will there be one?", [Optional()],
        description="A sheet needs its easy read or this day to be published. Readers see it.",
    )
    easy_still_right = BooleanField("The easy read still says the same as the sheet", description=(
        "Tick this when your change does not matter for the easy read."))
    owner_id = SelectField("Who looks after this sheet")
    check_every_days = SelectField("How often it must be checked", coerce=int, default=365,
                                   choices=list(CHECKS.items()))
    patch = RadioField("Picture on the cover", choices=list(PICTURES.items()), default="sheet")
    original = FileField("A document to keep with it", render_kw={"accept": documents.ACCEPT},
                         description=DOCUMENT_HINT)
    without_original = BooleanField("Take the document away")
    change_note = line_field("What is new", longest=300,
                             hint=NOTE_HINT)
    is_small = BooleanField("It is a small correction, such as spelling", description=(
        "Those who follow the sheet are not told of it."))

    own_pictures: Collection[str] = ()  # the names of those of the sheet
    document: Original | None = None  # what came in `original`, once it is checked

    def offer(self, owners: list[User], sheet: Sheet | None = None) -> "SheetForm":
        """Let the person choose among these owners, and keep what the sheet has already."""
        self.owner_id.choices = [(str(person.id), person.pen_name) for person in owners]
        self.own_pictures = sheet.own_pictures if sheet is not None else ()
        if sheet is not None and sheet.check_every_days not in CHECKS:
            days = sheet.check_every_days
            self.check_every_days.choices = [(days, f"Every {days} days"), *CHECKS.items()]
        return self

    def validate_topic(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("Please choose a topic.")

    def validate_easy_text(self, field: Field) -> None:
        refuse_unknown_pictures(field, self.own_pictures)

    def validate_original(self, field: Field) -> None:
        if not field.data or not field.data.filename:
            return
        data = field.data.stream.read(documents.MOST_BYTES + 1)
        try:
            self.document = documents.checked_or_drawn(data, field.data.filename)
        except Invalid as refusal:
            raise ValidationError(str(refusal)) from refusal

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """A browser forgets a file when a form comes back, so the person is told."""
        fits = super().validate(extra_validators)
        if not fits and self.document is not None:
            self.original.errors = [*self.original.errors, CHOOSE_AGAIN]
        return fits

    def said(self, owners: list[User]) -> dict:
        """What an action takes."""
        taken = {name: self[name].data or "" for name in (
            "title", "summary", "topic", "for_whom", "text", "easy_text", "patch", "change_note")}
        chosen = next((person for person in owners if str(person.id) == self.owner_id.data), None)
        return taken | {
            "easy_promised_for": self.easy_promised_for.data, "owner": chosen,
            "check_every_days": self.check_every_days.data, "original": self.document,
            "is_small": self.is_small.data, "easy_still_right": self.easy_still_right.data,
            "without_original": self.without_original.data, "tags": self.tags.data or (),
            "facts": self.facts,
        }


class EasyReadForm(EditForm):
    """The easy read of a sheet, in rows of a picture and some words. `easy_text` is made of them.
    """

    easy_text = text_field("Easy read")
    new_picture = FileField("Choose a picture", description=PICTURE_HINT,
                            render_kw={"accept": ACCEPT_PICTURES})
    new_words = line_field("What is in the picture?", longest=120, hint=(
        "A few words for people who cannot see it. You find the picture by them, too."))
    rows: list[tuple[str, str]] = []  # noqa: RUF012  as they were typed or are saved
    own_pictures: Mapping[str, EasyPicture] = MappingProxyType({})

    @classmethod
    def of_rows(cls, sheet: Sheet, pictures: Sequence[str], words: Sequence[str]) -> "EasyReadForm":
        """As it was sent; what was sent in one of the lists only has the other one empty."""
        form = cls(data={"seen": sheet.mark})
        form.own_pictures = sheet.own_pictures
        if form.is_submitted():
            form.rows = list(zip_longest(pictures, words, fillvalue=""))
            form.easy_text.data = easy_read.joined(form.rows, form.own_pictures)
        else:
            form.rows = easy_read.parts(sheet.easy_text)
        return form

    def picture_data(self) -> bytes:
        """The picture that was chosen. Raises Invalid where there is none, or it has no words."""
        if not self.new_picture.data or not self.new_picture.data.filename:
            raise Invalid("Please choose a picture first.", "new_picture")
        if not has_content(self.new_words.data or ""):
            raise Invalid(NEEDS_WORDS, "new_words")
        return cast(bytes, self.new_picture.data.stream.read(images.MOST_BYTES + 1))

    def validate_easy_text(self, field: Field) -> None:
        if sum(bool(words.strip()) for _picture, words in self.rows) > MOST_ROWS:
            raise ValidationError(TOO_MANY_ROWS)
        for picture, words in self.rows:
            name = easy_read.named(picture.strip(), self.own_pictures)
            known = name in ("", easy_read.A_HEADING) or name in self.own_pictures
            if words.strip() and not (known or has_picture(name)):
                raise ValidationError(f"We have no picture called {picture.strip()[:60]}. Please "
                                      "choose one from the list below.")


class CheckedForm(Form):
    """What was looked at when a sheet was read again."""

    sentence = line_field("What did you check?", longest=300, hint=(
        "You can leave this empty. Readers can see it. For example: The numbers and the amounts."))


class ReplaceForm(Form):
    """Which sheet has taken the place of this one."""

    newer = SelectField("The newer sheet")

    @classmethod
    def of(cls, sheet: Sheet, titles: Sequence[SheetTitle]) -> "ReplaceForm":
        form = cls(data={"newer": sheet.replaced_by.slug if sheet.replaced_by else ""})
        others = [(one.slug, one.title) for one in titles if one.slug != sheet.slug]
        form.newer.choices = [("", "None: this sheet is the newest"), *others]
        return form


class TranslatorForm(Form):
    """Who translated a sheet."""

    translated_by = line_field("Who translates it?", longest=80, hint=(
        "Readers see this name. Leave it empty to say: a volunteer."))


class TranslationForm(TranslatorForm):
    """The language of a new translation."""

    language = SelectField("Into which language?")

    def offer(self, taken: Container[str]) -> "TranslationForm":
        """All but those in which the sheet is there, or is begun."""
        self.language.choices = [("", "Choose a language"), *(
            (code, f"{one.words} ({one.own})") for code, one in LANGUAGES.items()
            if code not in taken)]
        return self

    def validate_language(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("Please choose a language.")


class LanguageForm(Form):
    """The language in which a sheet was written first."""

    written_in = SelectField("In which language is this sheet?", default=ENGLISH, choices=[
        (code, one.words) for code, one in LANGUAGES.items()])
