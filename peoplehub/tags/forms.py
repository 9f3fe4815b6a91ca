"""The tags of a form, and forms of the list of tags."""
from collections.abc import Sequence
from typing import Any, cast

from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from peoplehub.core.forms import Form, line_field
from peoplehub.tags import queries
from peoplehub.tags.models import LONGEST_NAME, SharedTag
from peoplehub.tags.vocabulary import FAMILIES

MOST = 5  # tags of a piece
TOO_MANY = f"Please choose at most {MOST}."
GONE = "One of these is not in the list any more. Please choose again."


class TagsField(SelectMultipleField):
    """Tick boxes, in their families. A tag that the piece has already is offered too, also when it
    was retired since."""

    def __init__(self, label: str = "", **more: Any):
        super().__init__(label, validate_choice=False, choices=[], **more)

    def begin_with(self, slugs: list[str], is_sent: bool) -> None:
        """What the piece has now: ticked, unless the form was sent."""
        self.object_data = slugs
        if not is_sent:
            self.data = slugs

    @property
    def families(self) -> list[tuple[str, list[SharedTag]]]:
        """What is called how, and what there is to choose."""
        return [(words, [tag for tag in self.offered if tag.family == family])
                for family, words in FAMILIES.items()]

    @property
    def offered(self) -> Sequence[SharedTag]:
        if not hasattr(self, "_offered"):
            kept = set(self.object_data or ())
            self._offered = [tag for tag in queries.all_tags()
                             if tag.is_offered or tag.slug in kept]
        return self._offered

    def pre_validate(self, form: Any) -> None:
        chosen = set(self.data or ())
        if chosen and chosen - {tag.slug for tag in self.offered}:
            raise ValidationError(GONE)
        if len(chosen) > MOST:
            raise ValidationError(TOO_MANY)


class TagsForm(Form):
    """A parent of forms of pieces that can have tags."""

    tags = TagsField("Who is this about?")


class TagTopicForm(TagsForm):
    """A moderator sets the tags of somebody's topic."""


class TagForm(Form):
    family = RadioField("What is it?", [InputRequired("Choose what it is.")],
                        choices=list(FAMILIES.items()))
    name = line_field("Name", longest=LONGEST_NAME, required="Write the name of the tag.",
                      hint="A few plain words, for example “Applying for a budget”.")
    position = IntegerField("Place in its list", [
        InputRequired("Write a number."), NumberRange(0, 999, "Write a number from 0 to 999.")],
        default=0, render_kw={"inputmode": "numeric"})


class RenameTagForm(TagForm):
    """What a tag is stays: a region does not become an age."""

    family = cast(Any, None)


class MergeTagForm(Form):
    into = SelectField("Put it together with", coerce=int)

    def offer(self, tags: Sequence[SharedTag]) -> "MergeTagForm":
        self.into.choices = [(tag.id, tag.name) for tag in tags]
        return self
