"""Forms and validation of the forum."""
from wtforms import BooleanField, HiddenField, SelectField

from peoplehub.core.edit_conflicts import EditForm
from peoplehub.core.forms import Form, line_field, text_field

ANONYMOUS = BooleanField(
    "Post without my name",
    description="Other people see “Anonymous”. Moderators can find out who wrote it, and only "
    "with a reason.",
)
PRIVATE = "Please leave out full names, addresses and phone numbers."


class ReplyForm(Form):
    text = text_field("Your reply", required="Write your reply first.", hint=PRIVATE, rows=8)
    anonymous = ANONYMOUS


class TopicForm(Form):
    title = line_field(
        "Title",
        longest=120,
        required="Give your topic a title. A short question works well.",
        hint="Say in a few words what you want to ask or talk about.",
    )
    text = text_field("What would you like to say?", required="Write a few words first.",
                      hint=PRIVATE, rows=10)
    anonymous = ANONYMOUS


UNSURE = ""  # no board chosen: it is guessed


class AskForm(TopicForm):
    """A question from anywhere. `kept`: where the words of a visitor are kept."""

    title = line_field(
        "Your question in a few words",
        longest=120,
        required="Write your question in a few words.",
        hint="For example: Can the budget pay for a night carer?",
    )
    text = text_field("Tell us more", required="Write a few words first.", hint=PRIVATE, rows=8)
    board = SelectField("Where does it fit best?", coerce=str, validate_choice=True,
                        description="If you are not sure, leave it to us. A moderator can move it.")
    kept = HiddenField()


class EditPostForm(EditForm):
    text = text_field("Your words", required="Write a few words first.", hint=PRIVATE, rows=10)


class EditTopicForm(EditPostForm):
    title = line_field("Title", longest=120, required="A topic needs a title.")


class SummaryForm(EditForm):
    text = text_field(
        "In short",
        longest=1_000,
        hint="Three to five short lines. Start each line with a dash. Leave the box empty to take "
        "it away.",
        rows=6,
    )


class LockForm(Form):
    reason = line_field("Why is it closed? Everyone can read this.", longest=300,
                        required="Say why, so that people understand.")


class MoveForm(Form):
    board = SelectField("Move it to", coerce=int)


class RevealForm(Form):
    reason = text_field("Why do you need to know?", longest=500,
                        required="Say why you need to know. It is kept on record.", rows=3)
