"""Forms and validation of advisors and of requests for one."""
from datetime import date, timedelta
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from peoplehub.advisors.boundaries import LINES
from peoplehub.advisors.choices import (
    BUDGET,
    FACETS,
    GENDER,
    LANGUAGE,
    SITUATION,
)
from peoplehub.advisors.models import AdvisorProfile
from peoplehub.core import clock, formatting
from peoplehub.core.day_fields import NO_DAY, NO_TIME, DayField, TimeOfDayField
from peoplehub.core.forms import Form, line_field, pick_field, text_field
from peoplehub.tags.vocabulary import AGES, REGIONS, STAGES

LONGEST = 4_000
ONE_OF_THESE = "Please choose one of these."
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FURTHEST = timedelta(days=5 * 366)



def _any(label: str, choices: dict[str, str], words: str = "Any") -> SelectField:
    """One of several, or none of them."""
    return SelectField(label, choices=[("", words), *choices.items()], default="",
                       validate_choice=True)


def _several(label: str, choices: dict[str, str], hint: str = "") -> SelectMultipleField:
    return SelectMultipleField(label, choices=list(choices.items()), description=hint)


class AskAdvisorForm(Form):
    """`to`: the slug of the advisor, empty for whoever is free first; `kept`: the token of words
    that were written before joining."""

    written = ("text",)
    to = StringField()
    kept = HiddenField()
    text = text_field("What would you like to talk about?", longest=LONGEST, rows=6,
                      required="Please write a sentence or two. It helps us find the right person.",
                      hint="A sentence or two is enough. What is going on? What would help?")
    when = pick_field("When would you like to talk?",
                      {"soon": "In the next days", "now": "Now, if somebody is free"},
                      default="soon")
    age = _any(*FACETS["age"])
    situation = _any(*FACETS["situation"])
    budget = _any(*FACETS["budget"])
    stage = _any(*FACETS["stage"])
    region = _any(*FACETS["region"])
    language = _any(*FACETS["language"])
    gender = _any(*FACETS["gender"])

    @property
    def wants(self) -> dict[str, str]:
        return {facet: self[facet].data for facet in FACETS if self[facet].data}


class AdvisorProfileForm(Form):
    written = ("text",)
    text = text_field("What you know, in your own words", longest=2_000, rows=8,
                      required="Please write a few sentences about what you know.",
                      hint="What have you lived with? What do you help with? Leave out names.")
    age = _several("Ages you know about", AGES)
    situation = _several("What you have lived with", SITUATION)
    budget = _several("Budgets you know", BUDGET)
    stage = _several("Where you can help", STAGES)
    language = _several("Languages you can talk in", LANGUAGE)
    region = _any("Your region", REGIONS, "I do not say")
    gender = _any("You are", GENDER, "I do not say")

    @property
    def knows(self) -> dict[str, list[str]]:
        several = {facet: self[facet].data or []
                   for facet in ("age", "situation", "budget", "stage", "language")}
        return several | {"region": [self.region.data] if self.region.data else []}

    @classmethod
    def of(cls, page: AdvisorProfile | None) -> "AdvisorProfileForm":
        """As it stands, where nothing was sent."""
        if page is None:
            return cls(language=["en"])
        said: dict[str, Any] = {facet: page.values_of(facet)
                                for facet in ("age", "situation", "budget", "stage", "language")}
        return cls(text=page.text, gender=page.gender,
                   region=next(iter(page.values_of("region")), ""), **said)


class HoursForm(Form):
    capacity = IntegerField(
        "How many families can you support at a time?",
        [InputRequired("Please give a number."), NumberRange(1, 20, "Please choose 1 to 20.")],
        description="When you have so many, nobody else is sent to you.")
    days = SelectMultipleField("On which evenings do you answer?", coerce=int,
                               choices=list(enumerate(DAYS)))
    begins = TimeOfDayField("From", [InputRequired(NO_TIME)])
    ends = TimeOfDayField("Until", [InputRequired(NO_TIME)])
    paused = BooleanField("I pause for now: please send nobody new to me")
    away_until = DayField("I am away until", [Optional()],
                                  description="The last day that you are away. Leave it empty when "
                                              "you are here.")

    def validate_ends(self, field: Field) -> None:
        if self.begins.data and field.data and field.data <= self.begins.data:
            raise ValidationError("The end has to be after the beginning, on the same day.")

    def validate_away_until(self, field: Field) -> None:
        if field.data and field.data > _today() + FURTHEST:
            raise ValidationError("Please choose a day within five years.")

    @classmethod
    def of(cls, page: AdvisorProfile) -> "HoursForm":
        """As it stands, where nothing was sent."""
        first = page.evenings[0] if page.evenings else None
        return cls(capacity=page.capacity, days=[one.weekday for one in page.evenings],
                   begins=first and first.begins, ends=first and first.ends,
                   paused=page.paused_at is not None, away_until=page.away_until)


class BoundariesForm(Form):
    """All six lines, each ticked by hand."""

    lines = SelectMultipleField("I have read each of these lines", choices=list(LINES.items()))

    def validate_lines(self, field: Field) -> None:
        if set(field.data or []) < set(LINES):
            raise ValidationError("Please tick each of the six lines.")


class ReviewForm(Form):
    """`answer`: one of those that are asked for just now."""

    answer = HiddenField()


class RatingForm(Form):
    score = HiddenField()


class TrainingForm(Form):
    name = line_field("Which training?", longest=80, required="Please say which training it was.")
    completed_on = DayField("Done on", [InputRequired(NO_DAY)])
    expires_on = DayField("Valid until", [InputRequired(NO_DAY)],
                                  description="After that day nobody new is sent to them.")

    def validate_completed_on(self, field: Field) -> None:
        if field.data and field.data > _today():
            raise ValidationError("That day is still to come.")

    def validate_expires_on(self, field: Field) -> None:
        if field.data and self.completed_on.data and field.data <= self.completed_on.data:
            raise ValidationError("It ends before it was done.")
        if field.data and field.data > _today() + FURTHEST:
            raise ValidationError("Please choose a day within five years.")


def hours_field(label: str) -> IntegerField:
    """How long somebody has to answer."""
    return IntegerField(label, [InputRequired("Please give a number of hours."),
                                NumberRange(1, 48, "Please give a number from 1 to 48.")])


class OfferHoursForm(Form):
    offer_hours = hours_field("Hours before the next advisor is asked")


class AssignForm(Form):
    advisor = SelectField("Ask this advisor", coerce=int, invalid_choice_message=ONE_OF_THESE)


def _today() -> date:
    return formatting.local(clock.now()).date()
