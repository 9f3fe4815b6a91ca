"""What somebody puts on their "not today" list and takes off it, and what happens when it ends."""
from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, jobs, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import Invalid, require
from peoplehub.core.extensions import db
from peoplehub.folding import policy
from peoplehub.folding.events import NotTodayEnded, PersonNoted
from peoplehub.folding.models import MOST, NotToday
from peoplehub.folding.not_today import HAS_LIST
from peoplehub.folding.queries import ended_for
from peoplehub.folding.word_matching import folded_words

TEAMS = ("A moderator put the note on what you write. If you think that it should go, please "
         "write to the team.")
OWN_REASON = "Their own wish."
FULL = f"There are {MOST} on your list already. Please delete one first."


@act
def put_on_list(person: User, subjects: Collection[str], words: str, until: date | None) -> None:
    """Each of the subjects, and the words if any, until the end of a day. What is there already
    gets this end. Raises Invalid where the list is full."""
    mine = _list_of(person)
    wanted = [(subject, "") for subject in subjects] + ([("", words)] if words else [])
    for subject, own in wanted:
        row = next((one for one in mine if one.subject == subject
                    and folded_words(one.words) == folded_words(own)), None)
        if row is None and len(mine) >= MOST:
            raise Invalid(FULL, "words")
        if row is None:
            row = save(NotToday(user_id=person.id, subject=subject, words=own))
            mine.append(row)
        row.until, row.since, row.ended_at = until, clock.now(), None
    _keep_sign(person, mine)


@act
def take_off_list(person: User, number: int) -> None:
    """What is not there any more is gone already."""
    mine = _list_of(person)
    for row in mine:
        if row.id == number:
            db.session.delete(row)
    _keep_sign(person, [row for row in mine if row.id != number])


@act
def fold_again(person: User, number: int) -> None:
    """What has ended holds again, for as long as it was meant."""
    mine = _list_of(person)
    for row in mine:
        if row.id == number and row.ended_at is not None:
            today = formatting.local(clock.now()).date()
            row.until = today + row.length if row.length else None
            row.since, row.ended_at = clock.now(), None
    _keep_sign(person, mine)


@act
def put_note_on_all(person: User, note: str) -> None:
    """A content note on everything that somebody writes under their name, by themselves; with no
    words it is taken away. Raises Forbidden where a moderator has put one there."""
    locks.lock([person])
    require(policy.may_change_note_on_all(person), TEAMS)
    if person.note_on_all != note:
        person.note_on_all = note
        announce(PersonNoted(person.id, person.id, OWN_REASON))


@jobs.every(minute="7")
def end_lists() -> None:
    """Each hour: what has passed its last day ends, and its owner is told."""
    over = ended_for(formatting.local(clock.now()).date())
    jobs.each(lambda person_id: end_for(db.session.get_one(User, person_id)), over)


@act
def end_for(person: User) -> None:
    """Ends what has passed its last day, with one notice for all of it."""
    today, mine = formatting.local(clock.now()).date(), _list_of(person)
    over = [row for row in mine if row.until and row.until < today and row.ended_at is None]
    for row in over:
        row.ended_at = clock.now()
    _keep_sign(person, mine)
    if over:
        announce(NotTodayEnded(person.id))


def _list_of(person: User) -> list[NotToday]:
    """Under the lock of the person, whom every act about a list locks."""
    mine = select(NotToday).where(NotToday.user_id == person.id).order_by(NotToday.id)
    return list(db.session.scalars(mine))


def _keep_sign(person: User, mine: Collection[NotToday]) -> None:
    """So that pages ask for the list only where there is something on it."""
    has_list = any(row.ended_at is None for row in mine)
    if has_list is not (HAS_LIST in person.preferences):
        others = {name: said for name, said in person.preferences.items() if name != HAS_LIST}
        person.preferences = others | ({HAS_LIST: True} if has_list else {})
