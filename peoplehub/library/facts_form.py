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
    LONGEST_SOURCE,
    REGIONS,
    SHEET,
    TYPES,
    PublicationFacts,
)

NO_YEAR = f"Please write a year from {FIRST_YEAR} to {LAST_YEAR}, or leave it empty."


class YearField(IntegerField):
    """A year; what is none is refused in a sentence."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(NO_YEAR) from error


class PublicationFactsForm(Form):
    """A parent of the form of a sheet. All of it can be left as it is."""

    publication_type = SelectField("What kind of publication is it?", default=SHEET, choices=[
        (name, words.one) for name, words in TYPES.items()])
    year = YearField("Year it came out", [Optional(), NumberRange(FIRST_YEAR, LAST_YEAR, NO_YEAR)],
                     render_kw={"inputmode": "numeric"})
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

    def validate_source_address(self, field: Field) -> None:
        if field.data and not WEB_ADDRESS.fullmatch(field.data):
            raise ValidationError(NO_ADDRESS)

    @property
    def facts(self) -> PublicationFacts:
        """What an action takes."""
        names = PublicationFacts.__dataclass_fields__
        said: dict[str, Any] = {name: self[name].data or "" for name in names}
        return PublicationFacts(**said | {"year": self.year.data})

    @property
    def has_facts(self) -> bool:
        return self.facts != PublicationFacts()
