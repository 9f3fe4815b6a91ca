"""Actions on drafts. Nothing is announced: what somebody has not sent is nobody's business."""
from sqlalchemy import delete, func, select

from peoplehub.accounts.models import User
from peoplehub.core import clock, limits
from peoplehub.core.acts import act, save
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.core.idempotency import repeatable
from peoplehub.drafts.models import LONGEST, MOST, WORDS, Draft
from peoplehub.drafts.queries import drafts_in
from peoplehub.drafts.tokens import Tokens, named_by

TOO_LONG = "This is too long to save for later. Please keep a copy of your own."
TOO_MANY = (
    f"You have {MOST} drafts, and there is no room for another. Please throw some away at /drafts. "
    "What you typed is safe on this page."
)


@act
@repeatable
def save_draft(person: User, place: str, writer: str, fields: dict[str, str],
               taken: Tokens) -> Draft | None:
    """Save what a window holds for a place, instead of the drafts that it took over (`taken`).
    Returns the draft that has these words; None, and none is left, where there is no word. Raises
    Invalid for words that are too long, and where there are too many drafts."""
    limits.ask("draft", person.id)
    if sum(map(len, fields.values())) > LONGEST:
        raise Invalid(TOO_LONG, "text")
    _delete(person, taken)
    here = drafts_in(person, place)
    own = next((draft for draft in here if draft.writer == writer), None)
    if not any(fields.get(name, "").strip() for name in WORDS):
        _delete(person, Tokens([], [(place, writer)]))
        return None
    if own is not None:
        return _changed(own, fields)
    same = next((draft for draft in here if draft.fields == fields), None)
    return same or _new(person, place, writer, fields)


@act
@repeatable
def discard(person: User, thrown: Tokens) -> None:
    """Delete those of the person's drafts."""
    _delete(person, thrown)


@act
@repeatable
def discard_all(person: User) -> None:
    db.session.execute(delete(Draft).where(Draft.user_id == person.id))


def _changed(draft: Draft, fields: dict[str, str]) -> Draft:
    if draft.fields != fields:
        draft.fields, draft.version, draft.changed_at = fields, draft.version + 1, clock.now()
    return draft


def _new(person: User, place: str, writer: str, fields: dict[str, str]) -> Draft:
    count = select(func.count()).select_from(Draft).where(Draft.user_id == person.id)
    if (db.session.scalar(count) or 0) >= MOST:
        raise Invalid(TOO_MANY, "text")
    return save(Draft(user_id=person.id, place=place, writer=writer, fields=fields))


def _delete(person: User, named: Tokens) -> None:
    if named.versions or named.windows:
        db.session.execute(delete(Draft).where(named_by(named, person.id)))
