"""Optimistic locking of what people edit. A form carries the mark of the words it began with
(`EditForm.seen`); who would save over other words than those, from another tab or device or
because somebody else edited too, is shown what is saved now beside their own words."""
import hashlib
from collections.abc import Mapping

from wtforms import HiddenField

from peoplehub.core.errors import Invalid, Refused
from peoplehub.core.forms import Form
from peoplehub.core.text import with_plain_heads

CHANGED_MEANWHILE = (
    "This was changed while you were writing, perhaps by you in another window. Nothing is lost: "
    "your words are still in the form, and what is saved now stands above it. Put together what "
    "you want to keep, and save again."
)


class EditConflict(Invalid):
    """Others' words are saved now. `saved`: those that differ, by the name of their field."""

    def __init__(self, mark: str, saved: dict[str, str]):
        super().__init__(CHANGED_MEANWHILE)
        self.mark, self.saved = mark, saved


class EditForm(Form):
    """A form that changes what is there already."""

    seen = HiddenField()  # the mark of what it began with
    saved_now: list[tuple[str, str]] = []  # noqa: RUF012  of a conflict: label and words

    @classmethod
    def of(cls, saved: Mapping) -> "EditForm":
        """The form filled with what is saved; old quotations as the editor begins them today."""
        shown = {name: _as_edited(name, value) for name, value in saved.items()}
        return cls(data={**shown, "seen": mark_of(saved)})

    def show_refusal(self, refusal: Refused, field: str) -> None:
        if isinstance(refusal, EditConflict):
            self.show_conflict(refusal)
        else:
            super().show_refusal(refusal, field)

    def show_conflict(self, conflict: EditConflict) -> None:
        """Keep what was typed, show what is saved, and let the next try save over it."""
        self.form_errors.append(str(conflict))
        self.seen.data = conflict.mark
        self.saved_now = [(self[name].label.text, self._in_words(name, words))
                          for name, words in conflict.saved.items() if name in self]

    def _in_words(self, name: str, value: str) -> str:
        """A choice as it is worded in the form, and text as it would stand in its box."""
        value = str(_as_edited(name, value))
        choices = getattr(self[name], "choices", None) or []
        return {str(key): words for key, words in choices}.get(value, value)


def _as_edited(name: str, value: object) -> object:
    return with_plain_heads(value) if name == "text" and isinstance(value, str) else value


def mark_of(saved: Mapping) -> str:
    """Short for these words: other words have another mark."""
    said = repr(sorted((name, str(words)) for name, words in saved.items()))
    return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:16]


def refuse_conflict(seen: str | None, saved: Mapping, new: Mapping, mark: str = "") -> None:
    """Raise EditConflict if `saved` is not what had the mark `seen`. Only under the row's lock.

    `new` is what is to be saved: where it is there already there is no conflict. Without a mark
    nothing was seen, and nothing is asked.
    """
    mark = mark or mark_of(saved)
    if not seen or seen == mark:
        return
    other = {name: str(words) for name, words in saved.items()
             if name in new and str(words) != str(new[name])}
    if other:
        raise EditConflict(mark, other)
