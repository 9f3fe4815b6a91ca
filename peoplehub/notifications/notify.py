"""Writes notifications: one unread for each thread, never across a block."""
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import insert, select, update

from peoplehub.accounts.models import User, blocked_either_way
from peoplehub.core import clock, mail
from peoplehub.core.extensions import db
from peoplehub.notifications.models import Notification

ALWAYS = {"hidden", "restored", "released", "suspended", "lifted", "report"}
BY_LETTER = {  # a person's choice → what also comes as a letter
    "none": set(),
    "important": {"message", "mentioned", "answered", "commented"},
    "everything": {"message", "mentioned", "answered", "commented", "replied"},
}
QUIET = timedelta(minutes=2)  # a letter waits so long: who is on the site reads it there
SUBJECT = "There is something new for you"  # tells nothing to whoever sees it


def notify(people: Iterable[int], what: str, thread: str, kind: str, piece_id: int,
           actor_id: int | None = None, named: bool = True, words: str = "",
           letter: str = "") -> None:
    """Tell each of them, in the site and perhaps by letter. Only within an act.

    `actor_id` is whose doing it is: never told themselves, nor are those they block or who block
    them. Unless `named`: nobody is told who it was, nor can find out by blocking one after another.
    `letter`: what it is among the kinds that come as letters, where it is not `what`.
    """
    others = set(people) - {actor_id}
    if not others:
        return
    actor_id = actor_id if named else None
    told = _willing(others, actor_id)
    waiting = _waiting(told, what, thread)
    _bump(waiting, kind, piece_id, actor_id)
    new = [person for person in told if person.id not in waiting.values()]
    if new:
        alike = {"what": what, "thread": thread, "kind": kind, "piece_id": piece_id,
                 "actor_id": actor_id, "words": words}
        db.session.execute(insert(Notification), [{"user_id": one.id} | alike for one in new])
    write_letters({person: about_notice(person.id, thread) for person in new}, letter or what)


def about_notice(person_id: int, thread: str) -> str:
    return f"{person_id} notice {thread}"


def about_conversation(person_id: int, conversation_id: int) -> str:
    return f"{person_id} conversation {conversation_id}"


def write_letters(people: Mapping[User, str], what: str) -> None:
    """A letter that says there is something, and not what, to each of those who chose to have it;
    unless what it is about (the value beside the person) is read within `QUIET`."""
    readers = [(person.email, about) for person, about in people.items()
               if what in ALWAYS or what in _chosen_by(person)]
    mail.write_to_all(readers, SUBJECT, "something-new",
                      wait=timedelta() if what in ALWAYS else QUIET,
                      path="/messages" if what == "message" else "/notifications")


def _chosen_by(person: User) -> set[str]:
    return BY_LETTER.get(person.preferences.get("letters", "important"), set())


class Beside(NamedTuple):
    """A piece in the same place, and who is named for it (nobody, when it was written unnamed)."""

    piece_id: int
    author_id: int | None
    named_id: int | None


def forget(kind: str, piece_id: int, others: Sequence[Beside] = ()) -> None:
    """Take notices of a piece away, because it is gone from sight. Its author's own ones stay. A
    notice of several pieces goes on to tell of the first of `others` that is not its reader's own.
    """
    rows = select(Notification).where(
        Notification.kind == kind, Notification.piece_id == piece_id,
        Notification.what.not_in(ALWAYS),
    )
    for row in db.session.scalars(rows):
        other = next((one for one in others if one.author_id != row.user_id), None)
        if row.times > 1 and other:
            row.times -= 1
            row.piece_id, row.actor_id = other.piece_id, other.named_id
        else:
            db.session.delete(row)


def _willing(ids: set[int], actor_id: int | None) -> list[User]:
    people = select(User).where(User.id.in_(ids), User.confirmed_at.is_not(None))
    if actor_id is not None:
        people = people.where(User.id.not_in(blocked_either_way(actor_id)))
    return list(db.session.scalars(people.order_by(User.id)))


def _waiting(people: list[User], what: str, thread: str) -> dict[int, int]:
    """Unread notices of this thread: the notice's number → the person's."""
    rows = select(Notification.id, Notification.user_id).where(
        Notification.user_id.in_([person.id for person in people]),
        Notification.what == what, Notification.thread == thread,
        Notification.read_at.is_(None),
    )
    return dict(db.session.execute(rows).all())


def _bump(waiting: dict[int, int], kind: str, piece_id: int, actor_id: int | None) -> None:
    if waiting:
        db.session.execute(
            update(Notification).where(Notification.id.in_(waiting)).values(
                kind=kind, piece_id=piece_id, actor_id=actor_id, at=clock.now(),
                times=Notification.times + 1)
        )
