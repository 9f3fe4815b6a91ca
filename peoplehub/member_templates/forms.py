"""Forms and validation of members' templates."""
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError

from peoplehub.core import documents
from peoplehub.core.edit_conflicts import EditForm
from peoplehub.core.errors import Invalid
from peoplehub.core.forms import line_field, pick_field, text_field
from peoplehub.core.text import has_content
from peoplehub.editorial.reading_age import reading_of
from peoplehub.library.topics import TOPICS
from peoplehub.member_templates.choices import (
    BY_TEAM,
    CHECKED_AS,
    CONSENT,
    LICENCES,
    LOOKED_FOR,
    MEMBER,
    SHOWN_AS,
    TYPES,
)
from peoplehub.member_templates.events import ASKED, DECLINED, PUBLISHED
from peoplehub.member_templates.models import LONGEST_HOW_TO, LONGEST_NOTE, MemberTemplate
from peoplehub.member_templates.template_files import TemplateFile, read_file
from peoplehub.tags.forms import TagsForm
from peoplehub.tags.queries import slugs_of

SEND, CHANGE = "send", "change"
FILE_TYPES = {ending: words for ending, words in documents.KIND_WORDS.items()
              if ending in documents.CHECKS}
ACCEPT = ",".join(f".{ending}" for ending in FILE_TYPES)
FILE_HINT = (
    "Word, Excel, PowerPoint, OpenDocument, PDF or plain text, up to 10 MB. Word and OpenDocument "
    "are best: others can change them. We take the names of who wrote it, and comments, out of it."
)
CHOOSE_AGAIN = "Please choose your file again when you have put the rest right."
NOTHING_IN_IT = "Please choose a file, or write the words of the template below."
OLDEST_READER = 11  # years; for whom a decision is written
HARD_WORDS = (
    "These words are hard to read: a reader must be about {} years old. Please use shorter "
    "sentences and shorter words."
)
DECISIONS = {
    PUBLISHED: "Publish it",
    ASKED: "Ask the member for a change",
    DECLINED: "Do not take it",
}


def choice_field(label: str, nothing: str, choices: Mapping[str, str], refusal: str) -> SelectField:
    """A list that opens, of which one has to be chosen."""
    return SelectField(label, [InputRequired(refusal)], choices=[("", nothing), *choices.items()],
                       validate_choice=False)


class TemplateWords(EditForm):
    """What members and reviewers can change of a template."""

    title = line_field("Title", longest=120, required="Please give the template a title.",
                       hint="For example: Rota for three helpers")
    summary = line_field("What it is for", longest=300, hint="In one sentence.",
                         required="Please say in a sentence what it is for.")
    template_type = choice_field("What is it?", "Choose what it is", TYPES,
                                 "Please choose what it is.")
    topic = choice_field("Topic", "Choose a topic", TOPICS, "Please choose a topic.")
    how_to = text_field("How to use it", longest=LONGEST_HOW_TO, rows=5,
                        hint="What to fill in, and what helped you.")
    file = FileField("The file", render_kw={"accept": ACCEPT}, description=FILE_HINT)
    without_file = BooleanField("Take the file away")
    text = text_field("The words of the template", rows=10, hint=(
        "If you have no file, or want people to read it on the page as well."))

    read: TemplateFile | None = None  # what came in `file`, once it is checked
    has_file = False  # whether there is one already

    @classmethod
    def of_template(cls, template: MemberTemplate) -> Any:
        said = {name: getattr(template, name) for name in cls.said_names()}
        form = cls(data=said | {"seen": template.mark, "consent": True})
        form.has_file = bool(template.file_key)
        return form

    @classmethod
    def said_names(cls) -> tuple[str, ...]:
        return "title", "summary", "template_type", "topic", "how_to", "text"

    def validate_template_type(self, field: Field) -> None:
        _require_one_of(field, TYPES)

    def validate_topic(self, field: Field) -> None:
        _require_one_of(field, TOPICS)

    def validate_file(self, field: Field) -> None:
        if not field.data or not field.data.filename:
            return
        data = field.data.stream.read(documents.MOST_BYTES + 1)
        try:
            self.read = read_file(data, field.data.filename)
        except Invalid as refusal:
            raise ValidationError(str(refusal)) from refusal

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """A browser forgets a file when a form comes back, so the person is told."""
        fits = super().validate(extra_validators)
        keeps_file = self.has_file and not self.without_file.data
        if not (self.read or keeps_file or self.file.errors or has_content(self.text.data or "")):
            self.file.errors = [*self.file.errors, NOTHING_IN_IT]
            return False
        if not fits and self.read is not None:
            self.file.errors = [*self.file.errors, CHOOSE_AGAIN]
        return fits

    def said(self) -> dict[str, Any]:
        """What an action takes."""
        return {name: self[name].data or "" for name in self.said_names()} | {
            "file": self.read, "without_file": bool(self.without_file.data)}


class TemplateForm(TagsForm, TemplateWords):
    """A template as its member shares it."""

    licence = pick_field("What may others do with it?", LICENCES, default="free",
                         required="Please choose what others may do with it.")
    shown_as = pick_field("Which name stands on it?", SHOWN_AS, default=MEMBER, hint=(
        "The team can see your pen name while they look at it."),
        required="Please choose which name stands on it.")
    consent = BooleanField(CONSENT, [InputRequired("Please read this and tick it.")])

    @classmethod
    def said_names(cls) -> tuple[str, ...]:
        return (*super().said_names(), "licence", "shown_as")

    @classmethod
    def of_template(cls, template: MemberTemplate) -> "TemplateForm":
        form = cast(TemplateForm, super().of_template(template))
        form.tags.begin_with(slugs_of(MemberTemplate.kind, template.id), form.is_submitted())
        return form

    def said(self) -> dict[str, Any]:
        return super().said() | {"tags": self.tags.data or ()}


class LookForm(EditForm):
    """What a member looks for before the template goes to the team."""

    change = SelectMultipleField("Change these", choices=[], validate_choice=False)
    look_names = BooleanField(LOOKED_FOR["look_names"])
    look_births = BooleanField(LOOKED_FOR["look_births"])
    look_addresses = BooleanField(LOOKED_FOR["look_addresses"])
    look_numbers = BooleanField(LOOKED_FOR["look_numbers"])
    look_photos = BooleanField(LOOKED_FOR["look_photos"])
    look_places = BooleanField(LOOKED_FOR["look_places"])
    look_signatures = BooleanField(LOOKED_FOR["look_signatures"])

    NOT_TICKED: ClassVar[str] = "Please look for this too, and tick it when you have."

    @property
    def ticks(self) -> list[Field]:
        return [self[name] for name in LOOKED_FOR]

    def has_looked(self) -> bool:
        """Whether all is ticked; what is not has a sentence beside it."""
        for field in self.ticks:
            if not field.data:
                field.errors = [self.NOT_TICKED]
        return not any(field.errors for field in self.ticks)


class DecisionForm(EditForm):
    """What a reviewer decides."""

    decision = pick_field("What do you decide?", DECISIONS,
                          required="Please choose what you decide.")
    note = text_field("What do you say to the member?", longest=LONGEST_NOTE, rows=4, hint=(
        "For a change, or when you do not take it. Say kindly what is wrong and what they can do. "
        "Use short words."))
    checked_as = pick_field("How does your check stand on the page?", CHECKED_AS, default=BY_TEAM)

    def validate_note(self, field: Field) -> None:
        if self.decision.data not in (ASKED, DECLINED):
            return
        if not has_content(field.data or ""):
            raise ValidationError("Please tell the member what to change, or why.")
        age = reading_of(field.data).age
        if age is not None and age > OLDEST_READER:
            raise ValidationError(HARD_WORDS.format(age))


def _require_one_of(field: Field, choices: Mapping[str, str]) -> None:
    if field.data not in choices:
        raise ValidationError("Please choose one of these.")
