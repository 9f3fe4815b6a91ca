"""The form that says who of the team looks after which cases."""
from typing import Any

from wtforms import SelectField
from wtforms.validators import ValidationError

from peoplehub.accounts.queries import person_named
from peoplehub.core.forms import Form, line_field
from peoplehub.moderation.forms.queue import ANY, KINDS, REASONS


class RouteForm(Form):
    person = SelectField("Who of the team?", coerce=int,
                         invalid_choice_message="Please choose one of these.")
    opened_by = SelectField("How it came", choices=[ANY, *KINDS.items()])
    reason = SelectField("What is the matter", choices=[ANY, *REASONS.items()])
    board = SelectField("Board", choices=[ANY])
    about = line_field("About whom?", longest=40, hint="A pen name. You can leave it empty.")

    about_id: int | None = None

    def validate_about(self, field: Any) -> None:
        if not (field.data or "").strip():
            return
        person = person_named(field.data)
        if person is None:
            raise ValidationError("Nobody has that pen name. Please look at how it is written.")
        self.about_id = person.id
