"""Writes notifications: one unread for each thread, never across a block."""
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Row, bindparam, insert, select, update

from peoplehub.accounts import email_kinds
from peoplehub.accounts.models import User, blocked_either_way
from peoplehub.core import clock, mail
from peoplehub.core.column_queries import change, fetch_rows
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.notifications.models import Notification

ALWAYS = {"hidden", "restored", "released", "suspended", "lifted", "report",
          "opened", "board-accepted", "board-declined", "board-question",
          "board-removed", "team", "details", "address", "not-published"}
IMPORTANT = {"message", "mentioned", "answered", "commented", "support", "match", "reminder",
             "offered"}
FOLLOWED = {"replied", "published", "changed"}
BY_LETTER = {  # a person's choice → what also comes as a letter, each thing at once
    "none": set(),
    "important": IMPORTANT,
    "weekly": IMPORTANT,  # and one a week of what they follow: `weekly.py`
    "everything": IMPORTANT | FOLLOWED,
}
QUIET = timedelta(minutes=2)  # a letter waits so long: who is on the site reads it there
SUBJECT = "There is something new for you"  # tells nothing to whoever sees it


WILLING = (  # built once, like the next ones: every reply asks them
    select(User.id, User.email, User.preferences)
    .where(User.id.in_(bindparam("user_ids", expanding=True)), User.confirmed_at.is_not(None))
    .order_by(User.id)
)
WILLING_TO_HEAR_OF = WILLING.where(User.id.not_in(blocked_either_way(bindparam("actor_id"))))
WAITING = select(Notification.id, Notification.user_id).where(
    Notification.user_id.in_(bindparam("user_ids", expanding=True)),
    Notification.what == bindparam("what"), Notification.thread == bindparam("thread"),
    Notification.read_at.is_(None),
)
BUMP = update(Notification).where(
    Notification.id.in_(bindparam("ids", expanding=True))
).values(
    kind=bindparam("new_kind"), piece_id=bindparam("new_piece_id"), at=bindparam("new_at"),
    actor_id=bindparam("new_actor_id"), times=Notification.times + bindparam("more"),
)
NEW = insert(Notification)


def notify(people: Iterable[int], what: str, thread: str, kind: str, piece_id: int,
           actor_id: int | None = None, named: bool = True, words: str = "",
           letters: Mapping[int, str] = MappingProxyType({}), by_letter: bool = True,
           times: int = 1, card: str = "", first_piece_id: int | None = None) -> None:
    """Tell each of them, in the site and, if `by_letter`, perhaps by letter. Only within an act.

    `actor_id` is whose doing it is: never told themselves, nor are those they block or who block
    them. Unless `named`: nobody is told who it was, nor can find out by blocking one after another.
    `letters`: what it is among the kinds that come as letters, for those to whom it is not `what`.
    `times`: of how many things it tells, the first of them `first_piece_id`. `card`: with what it
    is shown (`card_of`), unless it is on its own.
    """
    others = set(people) - {actor_id}
    if not others:
        return
    actor_id = actor_id if named else None
    told = _willing(others, actor_id)
    waiting = _waiting([person.id for person in told], what, thread)
    _bump(waiting, kind, piece_id, actor_id, times)
    new = [person for person in told if person.id not in waiting.values()]
    if new:
        alike = {"what": what, "thread": thread, "kind": kind, "piece_id": piece_id,
                 "actor_id": actor_id, "words": words, "times": times,
                 "first_piece_id": first_piece_id or piece_id} | ({"card": card} if card else {})
        db.session.connection().execute(NEW, [{"user_id": one.id} | alike for one in new])
    if by_letter:
        write_letters([(person, about_notice(person.id, thread), letters.get(person.id, what))
                       for person in new], what)


def card_of(piece: Publication) -> str:
    """With what its notices are shown: the topic, or the entry, in which it stands."""
    return f"{piece.lock_root.kind} {piece.lock_root.id}"


def about_notice(person_id: int, thread: str) -> str:
    return f"{person_id} notice {thread}"


def about_conversation(person_id: int, conversation_id: int) -> str:
    return f"{person_id} conversation {conversation_id}"


def write_letters(letters: Iterable[tuple[User | Row, str, str]], what: str) -> None:
    """A letter that says there is something, and not what, to each person who chose to have it of
    that kind (the third value); unless what it is about (the second) is read within `QUIET`."""
    always = [(person.email, about) for person, about, kind in letters if kind in ALWAYS]
    chosen = [(person.email, about) for person, about, kind in letters
              if kind not in ALWAYS and kind in _chosen_by(person, what)]
    path = "/messages" if what == "message" else "/notifications"
    wait = timedelta() if what in ALWAYS else QUIET
    mail.write_to_all(always, SUBJECT, "something-decided", wait=wait, path=path)
    mail.write_to_all(chosen, SUBJECT, email_kinds.OPTIONAL, wait=wait, path=path)


def _chosen_by(person: User | Row, what: str) -> set[str]:
    """What comes as a letter: nothing of a kind that the person has stopped."""
    kind = email_kinds.MESSAGES if what == "message" else email_kinds.NOTICES
    may_be_answer = what == "message" and person.preferences.get(email_kinds.ANSWERS_COME)
    if kind in email_kinds.stopped_by(person.preferences) and not may_be_answer:
        return set()
    return BY_LETTER.get(person.preferences.get("letters", "important"), set())


class Beside(NamedTuple):
    """A piece in the same place, and who is named for it (nobody, when it was written unnamed)."""

    piece_id: int
    author_id: int | None
    named_id: int | None


def forget(kind: str, piece_id: int, others: Sequence[Beside] = (),
           unread_only: bool = False) -> None:
    """Take notices of a piece away, because it is gone from sight. Its author's own ones stay. A
    notice of several pieces goes on to tell of the first of `others` that is not its reader's own.
    """
    about_it = select(Notification).where(
        Notification.kind == kind, Notification.piece_id == piece_id,
        Notification.what.not_in(ALWAYS),
    )
    if unread_only:
        about_it = about_it.where(Notification.read_at.is_(None))
    gone = []
    for row in db.session.scalars(about_it):
        other = next((one for one in others if one.author_id != row.user_id), None)
        if row.times > 1 and other:
            row.times -= 1
            row.piece_id, row.actor_id = other.piece_id, other.named_id
        else:
            db.session.delete(row)
            gone.append(row)
    withdraw_letters(gone)


def withdraw_letters(gone: Sequence[Notification]) -> None:
    """Of notices that are deleted: a letter that would lead to nothing does not leave any more."""
    if not gone:
        return
    db.session.flush()
    still = select(Notification.user_id, Notification.thread).where(
        Notification.user_id.in_({row.user_id for row in gone}),
        Notification.thread.in_({row.thread for row in gone}), Notification.read_at.is_(None))
    kept = {about_notice(*one) for one in db.session.execute(still)}
    mail.withdraw({about_notice(row.user_id, row.thread) for row in gone} - kept)


def _willing(user_ids: set[int], actor_id: int | None) -> Sequence[Row]:
    if actor_id is None:
        return fetch_rows(WILLING, user_ids=list(user_ids))
    return fetch_rows(WILLING_TO_HEAR_OF, user_ids=list(user_ids), actor_id=actor_id)


def _waiting(user_ids: list[int], what: str, thread: str) -> dict[int, int]:
    """Unread notices of this thread: the notice's number → the person's."""
    found = fetch_rows(WAITING, user_ids=user_ids, what=what, thread=thread) if user_ids else ()
    return dict(map(tuple, found))


def _bump(waiting: dict[int, int], kind: str, piece_id: int, actor_id: int | None,
          times: int) -> None:
    if waiting:
        change(BUMP, ids=list(waiting), new_kind=kind, new_piece_id=piece_id, new_at=clock.now(),
               new_actor_id=actor_id, more=times)
