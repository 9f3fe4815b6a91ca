"""The form for several documents at once."""
from flask_wtf.file import MultipleFileField
from wtforms import Field
from wtforms.validators import ValidationError

from peoplehub.core.forms import Form
from peoplehub.library.choice_fields import SelectField
from peoplehub.library.topics import TOPICS

FILES_HINT = ("PDF, Word, Excel, PowerPoint, OpenDocument, plain text or pictures, up to 10 MB "
              "each and 30 MB together. You can choose several.")


class FolderForm(Form):
    """Which files, and their topic where no folder says it."""

    files = MultipleFileField("Files", description=FILES_HINT)
    folder = MultipleFileField("Or a whole folder", render_kw={"data-folder": ""}, description=(
        "A folder inside it that is called as a topic is gives its files that topic."))
    topic = SelectField("Topic", choices=[("", "Choose a topic"), *TOPICS.items()],
                        description="For files whose folder does not say it.")

    def validate_topic(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("Please choose a topic.")
