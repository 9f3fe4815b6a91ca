"""The form by which the team asks somebody to answer a question."""
from collections.abc import Iterable
from typing import Any

from wtforms import Field, RadioField, ValidationError

from peoplehub.accounts.models import User
from peoplehub.core.forms import Form

CHOOSE = "Please choose somebody."


class AssignForm(Form):
    """`person`: the id of one of those who can see to it, as it is sent."""

    person = RadioField("Who can answer it?", validate_choice=False)

    def __init__(self, people: Iterable[User] = (), *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.id): one for one in people}
        self.person.choices = [(number, one.pen_name) for number, one in self.people.items()]

    def validate_person(self, field: Field) -> None:
        if field.data not in self.people:
            raise ValidationError(CHOOSE)
