"""The identity guard of a form: before words go out, it points once at what gives away who somebody
is. The writer decides: changes it as suggested, or sends it as it is."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Field, SelectMultipleField, StringField

from peoplehub.core.forms import Form
from peoplehub.text_checks.identity import KINDS, Finding, find, replaced

AS_IT_IS, CHANGE = "as-it-is", "change"
LOOK = (
    "Nothing is sent yet. Your words may tell others who somebody is or where they are. Look at "
    "the places below, and choose."
)


@dataclass(frozen=True)
class PointedAt:
    """A finding in a field of the form. `key` names it when the form comes back."""

    field: str
    finding: Finding

    @property
    def key(self) -> str:
        return f"{self.field}|{self.finding.passage}"

    @property
    def what(self) -> str:
        return KINDS[self.finding.kind]


class IdentityGuard(Form):
    """A parent of forms whose words others read."""

    guard = StringField("What to do about it")  # AS_IT_IS, CHANGE, or nothing: not asked yet
    change = SelectMultipleField("Change these", choices=[], validate_choice=False)

    @property
    def is_guarded_now(self) -> bool:
        """Whether sending this form shows its words to others."""
        return True

    @property
    def pointed_at(self) -> list[PointedAt]:
        """What is found in the words that were sent, but for what stood there before."""
        if not self.is_submitted():
            return []
        return [PointedAt(name, one) for name in self.written if name in self
                for one in find(self[name].data or "") if not _stood_before(self[name], one)]

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        if self.guard.data == CHANGE:
            self._change_what_is_ticked()
        valid = super().validate(extra_validators)
        if valid and self.is_guarded_now and not self.guard.data and self.pointed_at:
            self.form_errors = [LOOK]
            return False
        return valid

    def _change_what_is_ticked(self) -> None:
        ticked = set(self.change.data or [])
        for name in self.written:
            if name in self:
                chosen = [one.finding for one in self.pointed_at
                          if one.field == name and one.key in ticked]
                self[name].data = replaced(self[name].data or "", chosen)


def _stood_before(field: Field, found: Finding) -> bool:
    """Whether the words that are changed now had it already."""
    return isinstance(field.object_data, str) and found.passage in field.object_data
