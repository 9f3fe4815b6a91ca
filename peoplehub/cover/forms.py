"""Forms and validation of being away and of standing in."""
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import Optional, ValidationError

from peoplehub.advisors.forms import hours_field
from peoplehub.advisors.queries import Listed
from peoplehub.core.day_fields import DayField
from peoplehub.core.forms import Form, pick_field, text_field
from peoplehub.cover.models import (
    COVERED,
    ILL,
    KINDS_OF_ABSENCE,
    OTHER,
    WAITS,
    AdvisorAbsence,
    FamilyCover,
)
from peoplehub.cover.queries import Given
from peoplehub.messages.models import Message

LONGEST_NOTE = 1_000
NOBODY = 0
ONE_OF_THESE = "Please choose one of these."
SAY_SOMETHING = "Please write a sentence to them. It opens your conversation."


class AwayForm(Form):
    kind = pick_field("What is it?", KINDS_OF_ABSENCE, default=ILL)
    begins_on = DayField("First day away", [Optional()],
                         description="Leave it empty if you are away from now on.")
    until = DayField("Last day away", [Optional()],
                     description="Leave it empty if you do not know it yet.")
    cover = SelectField("Who can stand in for you?", coerce=int, default=NOBODY,
                        invalid_choice_message=ONE_OF_THESE,
                        description="We ask them first. If you choose nobody, or they cannot, we "
                                    "ask a coordinator to find somebody.")

    def offer(self, those: list[Listed], now: int | None) -> None:
        names = [(one.user.id, one.user.pen_name) for one in those]
        self.cover.choices = [(NOBODY, "I do not know"), *names]
        if now and now not in dict(names):
            self.cover.choices.append((now, "The one I asked before"))

    @classmethod
    def of(cls, absence: AdvisorAbsence | None, cover_id: int | None, kind: str) -> "AwayForm":
        """As it stands, where nothing was sent. `kind`: what the page that led here is about."""
        if absence is None:
            return cls(kind=kind if kind in KINDS_OF_ABSENCE else ILL)
        said: dict[str, Any] = {"kind": absence.kind, "begins_on": absence.begins_on,
                                "until": absence.until, "cover": cover_id or NOBODY}
        return cls(**said)


class NoteForm(Form):
    note = text_field("What would you hand over?", longest=LONGEST_NOTE, rows=5,
                      hint="Two or three sentences. What are they working on? What helps? Do not "
                           "copy messages.")


class CoverForm(Form):
    """`note_version`: the wording of the note that stands on the page."""

    written = ("text",)
    choice = pick_field("What would you like?", {}, required="Please choose one.")
    purpose = BooleanField("What you asked for when you began")
    note = BooleanField("The note to hand over, as it stands above")
    note_version = HiddenField()
    messages = SelectMultipleField("Your own last messages", coerce=int, validate_choice=False)
    text = text_field("Your first words to them", longest=2_000, rows=4)

    def offer(self, family: FamilyCover, given: Given, own: list[Message]) -> None:
        """With what there is to choose: nothing is ticked until the family ticks it."""
        away = family.absence.advisor.pen_name
        choices = {WAITS: f"Wait until {away} is back", OTHER: "Choose somebody else myself"}
        if cover := offered(family):
            choices = {COVERED: f"Talk with {cover.pen_name} meanwhile"} | choices
        self.choice.choices = list(choices.items())
        self.messages.choices = [(one.id, one.text) for one in own]
        if not self.is_submitted():
            self.choice.data = family.choice
            self.purpose.data, self.note.data = bool(given.purpose), bool(given.note)
            self.messages.data = [one.id for one in given.messages]
            self.text.data = greeting(family)
        self.note_version.data = self.note_version.data or str(family.note_version)

    @property
    def read_version(self) -> int | None:
        said = self.note_version.data or ""
        return int(said) if self.note.data and said.isascii() and said.isdigit() else None

    def validate_text(self, field: Field) -> None:
        if self.choice.data == COVERED and not field.data.strip():
            raise ValidationError(SAY_SOMETHING)


class AnswerHoursForm(Form):
    hours = hours_field("Hours before somebody else sees to a family")


def offered(family: FamilyCover) -> Any:
    """Who can stand in for this family, or None."""
    cover = family.absence.cover
    return cover if cover is not None and cover.id == family.offered_id else None


def greeting(family: FamilyCover) -> str:
    cover = offered(family)
    if cover is None:
        return ""
    return f"Hello {cover.pen_name}. {family.absence.advisor.pen_name} is away, and you stand in."
