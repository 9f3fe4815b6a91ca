"""Forms and validation of questions and answers."""
import re
from typing import Any

from wtforms import BooleanField, Field, SelectMultipleField
from wtforms.validators import Optional, ValidationError

from peoplehub.core.day_fields import DayField
from peoplehub.core.edit_conflicts import EditForm
from peoplehub.core.forms import line_field, text_field
from peoplehub.library.forms import CHECKS, SelectField
from peoplehub.library.queries import SheetTitle
from peoplehub.library.topics import TOPICS
from peoplehub.questions.models import Question
from peoplehub.tags.forms import TagsForm

SAVE, PREVIEW, PUBLISH, SEND = "save", "preview", "publish", "send"
ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
MOST_SHEETS = 5
NOTE_HINT = ("Say in one sentence what changed. Everybody can read it, and those who follow the "
             "question are told that it changed.")


class QuestionForm(TagsForm, EditForm):
    """The editor of a question and its answer."""

    title = line_field("The question", longest=120, required="Please write the question.",
                       hint="In words that a parent would use. For example: Who pays if my "
                            "personal assistant is ill?")
    summary = line_field("In short", longest=300, hint="The answer in one or two sentences.",
                         required="Please answer the question in a sentence.")
    topic = SelectField("Topic", choices=[("", "Choose a topic"), *TOPICS.items()])
    text = text_field("The answer", rows=14, hint="A few short parts. Say first what most people "
                      "need to know.")
    source = line_field("Where is this from?", longest=200,
                        hint="The name of the law, the guidance or the page.")
    source_address = line_field("Its address on the internet", longest=300,
                                hint="It begins with https://")
    source_date = DayField("The day of the source", [Optional()])
    sheets = SelectMultipleField("Sheets that say more", choices=[], validate_choice=False,
                                 description=f"Up to {MOST_SHEETS}.")
    is_checked = BooleanField("Somebody who knows has checked this answer", description=(
        "Until then readers see that nobody has."))
    check_every_days = SelectField("How often it must be checked", coerce=int, default=365,
                                   choices=list(CHECKS.items()))
    change_note = line_field("What is new", longest=300, hint=NOTE_HINT)
    is_small = BooleanField("It is a small correction, such as spelling", description=(
        "Those who follow the question are not told of it."))

    def offer(self, titles: list[SheetTitle], question: Question | None) -> "QuestionForm":
        """Let the person choose among these sheets."""
        self.sheets.choices = [(one.slug, one.title) for one in titles]
        days = question.check_every_days if question is not None else None
        if days is not None and days not in CHECKS:
            self.check_every_days.choices = [(days, f"Every {days} days"), *CHECKS.items()]
        return self

    def validate_topic(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("Please choose a topic.")

    def validate_source_address(self, field: Field) -> None:
        if field.data and not ADDRESS.fullmatch(field.data.strip()):
            raise ValidationError("Please give the whole address. It begins with https://")

    def validate_sheets(self, field: Field) -> None:
        if len(field.data or ()) > MOST_SHEETS:
            raise ValidationError(f"Please choose no more than {MOST_SHEETS} sheets.")

    def said(self, sheet_ids: list[int]) -> dict[str, Any]:
        """What an action takes."""
        words = {name: self[name].data or "" for name in (
            "title", "summary", "topic", "text", "source", "source_address", "change_note")}
        return words | {
            "source_date": self.source_date.data, "is_checked": self.is_checked.data,
            "check_every_days": self.check_every_days.data, "is_small": self.is_small.data,
            "sheet_ids": sheet_ids, "tags": self.tags.data or ()}
