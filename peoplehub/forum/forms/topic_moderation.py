"""Forms of the summary, and of what moderators do."""
import re

from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import ValidationError

from peoplehub.core.edit_conflicts import EditForm
from peoplehub.core.forms import Form, line_field, text_field
from peoplehub.forum.forms.reply_rules import UntilForm
from peoplehub.forum.models import BY_TAGS, NO_SHEET, SHEET
from peoplehub.text_checks.forms import IdentityGuard

IN_ITS_STEAD = {BY_TAGS: "The sheet that has most tags in common with this topic",
                NO_SHEET: "No sheet, only the way to the library"}


class SummaryForm(IdentityGuard, EditForm):
    written = ("text",)
    text = text_field(
        "In short",
        longest=1_000,
        hint="Three to five short lines. Start each line with a dash. Leave the box empty to take "
        "it away.",
        rows=6,
    )


class LockForm(UntilForm):
    reason = line_field("Why is it closed? Everyone can read this.", longest=300,
                        required="Say why, so that people understand.")


class MoveForm(Form):
    board = SelectField("Move it to", coerce=int)
    agreed = BooleanField("Everyone who wrote in this topic has agreed that others can read it",
                          description="Tick this only where more people can read the new board.")


class SheetForm(Form):
    """`sheet`: the number of one that is out, or what says it in its stead."""

    sheet = RadioField("What holds now?", validate_choice=False)

    def offer(self, found: list[tuple[int, str]], now: str) -> "SheetForm":
        """`now`: what is chosen already. One that was not found is chosen by its number, too: its
        action looks whether it is out."""
        self.sheet.choices = [*IN_ITS_STEAD.items(), *((str(key), title) for key, title in found)]
        if not self.is_submitted():
            self.sheet.data = now
        return self

    def validate_sheet(self, field: RadioField) -> None:
        if not (field.data in IN_ITS_STEAD or re.fullmatch("[0-9]{1,9}", field.data or "")):
            raise ValidationError("Choose one of these.")

    @property
    def chosen(self) -> tuple[str, int | None]:
        """As `choose_sheet` takes it."""
        said = self.sheet.data
        return (said, None) if said in IN_ITS_STEAD else (SHEET, int(said))


class RevealForm(Form):
    reason = text_field("Why do you need to know?", longest=500,
                        required="Say why you need to know. It is kept on record.", rows=3)
