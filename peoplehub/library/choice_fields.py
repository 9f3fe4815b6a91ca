"""Form fields of one choice among several, in the words of the library."""
from typing import Any, cast

from wtforms import fields
from wtforms.form import BaseForm
from wtforms.validators import ValidationError


class OneOf:
    """A choice; what was not offered is refused in our words."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            cast(Any, super()).process_formdata(valuelist)
        except ValueError:
            self.data = None

    def pre_validate(self, form: BaseForm) -> None:
        if self.data not in [choice[0] for choice in cast(Any, self).iter_choices()]:
            raise ValidationError("Please choose one of these.")


class SelectField(OneOf, fields.SelectField):
    """From a list that opens. The name tells the macros how to draw it."""


class RadioField(OneOf, fields.RadioField):
    """From a few that are all seen."""
