"""What becomes of a draft when its words are sent."""
from typing import NamedTuple

from flask import g
from sqlalchemy import delete, select

from peoplehub.core.events import Event
from peoplehub.core.extensions import db
from peoplehub.drafts.models import Draft
from peoplehub.drafts.tokens import Tokens, named_by


class Sent(NamedTuple):
    """A form as it was sent: by whom, the drafts that it names, and its words."""

    person_id: int
    tokens: Tokens
    text: str


def forget_sent(_event: Event) -> None:
    """DURING listener of every event: the form that this request sent may say that its words are
    those of a draft (`views.note_sent`). They are where they were meant to be now, so the draft
    goes in the same transaction."""
    sent: Sent | None = g.get("sent_drafts")
    if sent is None:
        return
    db.session.execute(delete(Draft).where(named_by(sent.tokens, sent.person_id)))
    if twins := _with_the_same_words(sent):
        db.session.execute(delete(Draft).where(Draft.id.in_(twins)))


def _with_the_same_words(sent: Sent) -> list[int]:
    """Those that other windows saved of these very words, for the same place."""
    places = [place for place, _writer in sent.tokens.windows]
    if not places:
        return []
    there = select(Draft.id, Draft.fields).where(
        Draft.user_id == sent.person_id, Draft.place.in_(places))
    return [number for number, fields in db.session.execute(there)
            if fields.get("text", "").split() == sent.text.split()]
