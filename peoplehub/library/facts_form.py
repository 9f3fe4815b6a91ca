"""The fields that say what kind of publication a sheet is."""
from typing import Any

from wtforms import Field, IntegerField
from wtforms.validators import NumberRange, Optional, ValidationError

from peoplehub.core.forms import Form, line_field
from peoplehub.glossary.forms import NO_ADDRESS, WEB_ADDRESS
from peoplehub.library.choice_fields import SelectField
from peoplehub.library.publication_facts import (
    FIRST_YEAR,
    GROUPS,
    LAST_YEAR,
    LICENCES,
    LONGEST_ADDRESS,
    LONGEST_DATE,
    LONGEST_SERIES,
    LONGEST_SOURCE,
    MOST_IN_SERIES,
    REGIONS,
    SHEET,
    TYPES,
    PublicationFacts,
)

NO_YEAR = f"Please write a year from {FIRST_YEAR} to {LAST_YEAR}, or leave it empty."
NO_NUMBER = f"Please write a number from 1 to {MOST_IN_SERIES}, or leave it empty."
NO_SERIES = "Please write the name of the series too, or take its number away."


class WholeNumberField(IntegerField):
    """A number from `least` to `most`, or none; anything else is refused in a sentence."""

    def __init__(self, label: str, least: int, most: int, sentence: str, **more: Any):
        super().__init__(label, [Optional(), NumberRange(least, most, sentence)],
                         render_kw={"inputmode": "numeric"}, **more)
        self.sentence = sentence

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(self.sentence) from error


class PublicationFactsForm(Form):
    """A parent of the form of a sheet. All of it can be left as it is."""

    publication_type = SelectField("What kind of publication is it?", default=SHEET, choices=[
        (name, words.one) for name, words in TYPES.items()])
    year = WholeNumberField("Year it came out", FIRST_YEAR, LAST_YEAR, NO_YEAR)
    region = SelectField("Where does it count?", default="", choices=[
        ("", "Everywhere"), *REGIONS.items()])
    reader_group = SelectField("Whom was it written for?", default="", choices=[
        ("", "Everybody"), *GROUPS.items()])
    licence = SelectField("What may readers do with it?", default="", choices=[
        ("", "It does not say"), *((name, one.name) for name, one in LICENCES.items())])
    source = line_field("Who made it first", longest=LONGEST_SOURCE,
                        hint="Leave it empty if we wrote it.")
    source_address = line_field("Web address of the original", longest=LONGEST_ADDRESS,
                                hint="It begins with https://.")
    source_date = line_field("Date of the original", longest=LONGEST_DATE,
                             hint="Such as October 2011.")
    series = line_field("Series it belongs to", longest=LONGEST_SERIES, hint=(
        "Write the same name in each of the series, such as: Evaluation reports."))
    series_number = WholeNumberField("Its number in the series", 1, MOST_IN_SERIES, NO_NUMBER,
                                     description="5 for the fifth. A number can be missing.")

    def validate_series_number(self, field: Field) -> None:
        if field.data is not None and not self.series.data:
            raise ValidationError(NO_SERIES)

    def validate_source_address(self, field: Field) -> None:
        if field.data and not WEB_ADDRESS.fullmatch(field.data):
            raise ValidationError(NO_ADDRESS)

    @property
    def facts(self) -> PublicationFacts:
        """What an action takes."""
        names = PublicationFacts.__dataclass_fields__
        said: dict[str, Any] = {name: self[name].data or "" for name in names}
        return PublicationFacts(**said | {
            "year": self.year.data, "series_number": self.series_number.data})

    @property
    def has_facts(self) -> bool:
        return self.facts != PublicationFacts()
