"""Forms of the check for returning accounts."""
from wtforms import SelectField
from wtforms.validators import ValidationError

from peoplehub.accounts.models import User
from peoplehub.core.forms import Form, line_field

CHOOSE = "Choose a safeguarding lead."
TWO = "Choose two different leads. One alone could make a mistake that nobody sees."


class ReturnRulesForm(Form):
    one = SelectField("The first lead who is told", coerce=int, invalid_choice_message=CHOOSE)
    other = SelectField("The second lead who is told", coerce=int, invalid_choice_message=CHOOSE)
    reason = line_field("Why do you need it?", longest=300, required="Say why you need it.",
                        hint="It is kept in the record, which the site team can read.")

    def offer(self, leads: list[User]) -> "ReturnRulesForm":
        """Leads to choose from, by name."""
        for field in (self.one, self.other):
            field.choices = [(lead.id, lead.pen_name) for lead in leads]
        return self

    def validate_other(self, field: SelectField) -> None:
        if field.data == self.one.data:
            raise ValidationError(TWO)


class DismissForm(Form):
    reason = line_field("Why do you put it away?", longest=300, required="Say why, in a few words.",
                        hint="The other lead reads it. It is deleted with the signal.")
