"""Forms of the summary, and of what moderators do."""
from wtforms import BooleanField, SelectField

from peoplehub.core.edit_conflicts import EditForm
from peoplehub.core.forms import Form, line_field, text_field
from peoplehub.forum.forms.reply_rules import UntilForm
from peoplehub.text_checks.forms import IdentityGuard


class SummaryForm(IdentityGuard, EditForm):
    written = ("text",)
    text = text_field(
        "In short",
        longest=1_000,
        hint="Three to five short lines. Start each line with a dash. Leave the box empty to take "
        "it away.",
        rows=6,
    )


class LockForm(UntilForm):
    reason = line_field("Why is it closed? Everyone can read this.", longest=300,
                        required="Say why, so that people understand.")


class MoveForm(Form):
    board = SelectField("Move it to", coerce=int)
    agreed = BooleanField("Everyone who wrote in this topic has agreed that others can read it",
                          description="Tick this only where more people can read the new board.")


class RevealForm(Form):
    reason = text_field("Why do you need to know?", longest=500,
                        required="Say why you need to know. It is kept on record.", rows=3)
