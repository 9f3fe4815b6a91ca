"""The drafts of a form, for its template."""
from dataclasses import dataclass
from typing import Any

from flask import g, json, request

from peoplehub.accounts.auth import viewer
from peoplehub.accounts.models import User
from peoplehub.core.errors import NotFound
from peoplehub.core.forms import Form
from peoplehub.drafts import queries, registry, tokens
from peoplehub.drafts.models import LISTS, NUMBERS, WORDS, Draft


@dataclass(frozen=True)
class SavedWords:
    """What is saved of a form. `drafts`: the one to be shown first; None where nobody asked."""

    place: str
    drafts: list[Draft] | None = None
    shown: Draft | None = None  # the one whose words the form has been given
    sent: str = ""  # what the form said of them when it was sent

    @property
    def tokens(self) -> str:
        return self.shown.token if self.shown else self.sent

    @property
    def told(self) -> str:
        """For scripts."""
        return json.dumps([draft.to_json() for draft in self.drafts or []])


def saved_words(form: Form, place: str) -> SavedWords | None:
    """What the viewer has saved for the form of that place; one that is empty gets the newest, or
    the draft that the address asks for. Nothing for visitors. A viewer without any draft costs no
    question."""
    if viewer().id is None:
        return None
    form.draft_place = place
    if request.method == "POST":
        return SavedWords(place, sent=request.form.get("draft", "")[:tokens.LONGEST])
    drafts = drafts_to_show(place)
    is_filled = bool(drafts) and _fill(form, drafts[0].fields)
    return SavedWords(place, drafts, drafts[0] if is_filled else None)


def has_drafts(place: str) -> bool:
    """Whether the viewer saved anything for the form of that place, on a page that shows it."""
    return request.method != "POST" and bool(drafts_to_show(place))


def drafts_to_show(place: str) -> list[Draft]:
    """Those of the form of this page, the one to be shown first. Asked once for each request."""
    person = viewer()
    if not isinstance(person, User) or not person.unread.get("drafts"):
        return []
    known: dict[str, list[Draft]] = g.setdefault("drafts_to_show", {})
    if place not in known:
        known[place] = _ordered(person, place) if registry.kind_of(place) else []
    return known[place]


def _ordered(person: User, place: str) -> list[Draft]:
    here, asked = queries.drafts_in(person, place), request.args.get("draft", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        return here
    first = [draft for draft in here if draft.id == int(asked)]
    rest = [draft for draft in here if draft.id != int(asked)]
    return [*(first or _led_here(person, int(asked))), *rest]


def _led_here(person: User, draft_id: int) -> list[Draft]:
    """A draft of another place whose form is on this page now: a first message, once there is a
    conversation."""
    try:
        draft = queries.draft_for(person, draft_id)
        return [draft] if registry.find(person, draft.place).path == request.path else []
    except NotFound:
        return []


def _fill(form: Form, fields: dict[str, str]) -> bool:
    """Whether it took the words: a form that has some already keeps its own."""
    boxes: dict[str, Any] = {name: form[name] for name in fields if name in form}
    if any(boxes[name].data for name in WORDS if name in boxes):
        return False
    for name, box in boxes.items():
        box.data = _value(name, fields[name])
    return True


def _value(name: str, said: str) -> Any:
    if name in WORDS:
        return said
    if name in NUMBERS:
        return int(said or 0)
    return said.split() if name in LISTS else bool(said)
