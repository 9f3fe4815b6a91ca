"""Forms of what is looked at first: what one person writes, and pieces of a kind."""
from wtforms import RadioField, SelectField

from peoplehub.core import approval
from peoplehub.core.forms import Form, InputRequired, pick_field, text_field

LASTS = {"7": "For a week", "30": "For a month", "91": "For three months"}
KINDS = {"comment": "Comments below blogs and stories", "entry": "Blog entries and stories"}


class PersonApprovalForm(Form):
    days = RadioField("For how long?", [InputRequired("Choose for how long.")],
                      choices=list(LASTS.items()))
    reason = text_field("Why? The person will read this.", longest=500, rows=3,
                        required="Say why. The person will read your words.")


class KindRuleForm(Form):
    kind = SelectField("Of what?", choices=list(KINDS.items()), default="comment")
    approval = pick_field("What does a moderator look at before others see it?", approval.RULES,
                          default=approval.NONE)
    reason = text_field("Why? It stays in the record.", longest=300, rows=2,
                        required="Say why, so that the team understands.")
