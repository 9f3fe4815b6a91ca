"""Forms and validation of safeguarding."""
from wtforms import StringField

from peoplehub.core.forms import Form, line_field, text_field

TRY, SAVE = "try", "save"
LONGEST_ADDITIONS = 50_000


class TellTeamForm(Form):
    """What the writer of a private message tells the team, in words that they can change first."""

    text = text_field("What do you want to tell the team?", longest=5_000, rows=6,
                      required="Write what you want to tell the team.")


class RulesForm(Form):
    """What leads add to the built-in rules: tried on the measured texts, then saved."""

    additions = text_field(
        "Our own lines", longest=LONGEST_ADDITIONS, rows=14,
        hint="One rule a line. They are added to the rules that come with PeopleHub. To take one "
        "of those away, write remove: and then the whole line.")
    reason = line_field("Why do you change them?", longest=300,
                        hint="For the other leads, such as: a word that young people use now.")
    words = text_field("Try a sentence of your own", longest=2_000, rows=3,
                       hint="It is not kept.")
    action = StringField(default=TRY)

    def validate_reason(self, field: StringField) -> None:
        if self.action.data == SAVE and not field.data:
            raise ValueError("Say in a few words why you change them.")
