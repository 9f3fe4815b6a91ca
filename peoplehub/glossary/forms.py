"""The form of a term."""
import re

from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from peoplehub.core.forms import Form, line_field, text_field
from peoplehub.glossary.models import (
    LONGEST_ABBREVIATION,
    LONGEST_ADDRESS,
    LONGEST_DATE,
    LONGEST_MEANING,
    LONGEST_NAME,
    LONGEST_OTHERS,
    LONGEST_SOURCE,
)

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")
NO_ADDRESS = "Please write a whole web address. It begins with https://."
TOO_SHORT = "Please use words of at least two letters."


class GlossaryTermForm(Form):
    name = line_field("The word", longest=LONGEST_NAME, required="Please write the word.",
                      hint="In full, such as Personal health budget.")
    abbreviation = line_field("Its short form", longest=LONGEST_ABBREVIATION,
                              hint="Such as PHB. We find it in capital letters only.")
    also = line_field("Other words for the same", longest=LONGEST_OTHERS,
                      hint="With ; between them. You need not write the plural.")
    meaning = text_field("What it means", longest=LONGEST_MEANING, rows=3,
                         required="Please write what it means.",
                         hint="One short sentence that a child of ten can read.")
    source = line_field("Who says so", longest=LONGEST_SOURCE,
                        required="Please say where the meaning is from.",
                        hint="The law, the guidance or the page, with its section.")
    source_address = line_field("Web address of that", longest=LONGEST_ADDRESS,
                                hint="It begins with https://.")
    source_date = line_field("Date of that", longest=LONGEST_DATE, hint="Such as January 2015.")
    is_checked = BooleanField("I have looked there today, and the meaning is right")

    def validate_name(self, field: Field) -> None:
        if field.data and len(field.data) < 2:
            raise ValidationError(TOO_SHORT)

    def validate_abbreviation(self, field: Field) -> None:
        if field.data and len(field.data) < 2:
            raise ValidationError(TOO_SHORT)

    def validate_also(self, field: Field) -> None:
        if any(len(one.strip()) == 1 for one in (field.data or "").split(";")):
            raise ValidationError(TOO_SHORT)

    def validate_source_address(self, field: Field) -> None:
        if field.data and not WEB_ADDRESS.fullmatch(field.data):
            raise ValidationError(NO_ADDRESS)

    @property
    def said(self) -> dict[str, str]:
        names = ("name", "abbreviation", "also", "meaning", "source", "source_address",
                 "source_date")
        return {name: self[name].data or "" for name in names}
