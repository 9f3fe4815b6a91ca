"""The weekly e-mail of those who chose it, on their day: at most seven things that they follow, and
one unanswered question with which they could help. It says how many and where, never about what;
and nothing of what has come as an e-mail at once. Where nothing is new, it does not come.
What is on somebody's "not today" list, by its words or its content note, is left out.

Made in batches with few queries each; whoever has one of this week gets no second one.
"""
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Row, select

from peoplehub.accounts import email_kinds, email_times
from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs, locks, mail
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.core.formatting import LONDON
from peoplehub.folding.not_today import HAS_LIST, Wish, has_any, letters_filter
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import FOLLOWED, SUBJECT
from peoplehub.notifications.queries import own_topics
from peoplehub.notifications.weekly_questions import questions_for, words_of_topics

BATCH = 500  # people
MOST_PLACES = 7
LOOKS_BACK = timedelta(days=7)


class Place(NamedTuple):
    path: str  # by number alone: a title in an address would tell
    number: int  # of new pieces


@jobs.every(hour="7", minute="10")
def write_weekly_emails() -> None:
    """Job: for those whose day it is."""
    for _ in write_for(clock.now().astimezone(LONDON).date()):
        pass


def write_for(day: date) -> Iterator[tuple[int, int]]:
    """Write the e-mails of a day; gives after each batch how many people were looked at, and how
    many e-mails were written, so far."""
    last_id = looked_at = written = 0
    while people := _people(last_id, str(day.weekday())):
        last_id, looked_at = people[-1].id, looked_at + len(people)
        written += _write(_emails(people, day))
        yield looked_at, written


def _people(after_id: int, weekday: str) -> Sequence[Row]:
    """The next of those who chose it for that day, and have not stopped such e-mails since."""
    chosen = select(User.id, User.email, User.role, User.i_am, User.preferences).where(
        User.id > after_id, User.confirmed_at.is_not(None),
        User.preferences["letters"].as_string() == "weekly",
        User.preferences["weekly_on"].as_string() == weekday)
    return db.session.execute(chosen.order_by(User.id).limit(BATCH)).all()


def _emails(people: Sequence[Row], day: date) -> list[tuple[str, str, str]]:
    """An address, what it is about and the words, for each who gets one: outside any act."""
    year, week, _ = day.isocalendar()
    abouts = {person.id: f"{person.id} week {year}-{week}" for person in people}
    had = _written(abouts.values())
    wanting = [person for person in people
               if abouts[person.id] not in had and _wants(person.preferences)]
    unwanted = letters_filter([one.id for one in wanting if HAS_LIST in one.preferences])
    places = _places([person.id for person in wanting], unwanted)
    questions = questions_for(wanting, unwanted)
    db.session.rollback()  # nothing is held while the words are made
    return [(person.email, abouts[person.id], mail.words_of(
        email_kinds.WEEKLY, places=places[person.id], question=questions.get(person.id, "")))
        for person in wanting if places[person.id]]


def _wants(preferences: dict) -> bool:
    return (email_kinds.NOTICES not in email_kinds.stopped_by(preferences)
            and email_kinds.RESTS not in preferences
            and email_times.paused_until(preferences, clock.now()) is None)


def _places(person_ids: list[int],
            unwanted: Mapping[int, Sequence[Wish]]) -> dict[int, list[Place]]:
    """What is unread of a week where each of them follows, the newest first."""
    newest = select(Notification.user_id, Notification.thread, Notification.times).where(
        Notification.user_id.in_(person_ids), Notification.read_at.is_(None),
        Notification.what.in_(FOLLOWED), Notification.at > clock.now() - LOOKS_BACK,
    ).order_by(Notification.at.desc(), Notification.id.desc())
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    told = db.session.execute(newest).all()
    words = words_of_topics({number for person_id, thread, _ in told if person_id in unwanted
                             and (number := topic_of(thread))})
    own = own_topics([(person_id, thread) for person_id, thread, _ in told])
    for person_id, thread, times in told:
        if has_any(unwanted.get(person_id, []), words.get(topic_of(thread), "")):
            continue
        path = _path(thread)
        if (person_id, thread) in own:
            continue  # an answer to what they asked came at once
        counts[person_id][path] = counts[person_id].get(path, 0) + times
    return defaultdict(list, {
        person_id: [Place(*one) for one in list(found.items())[:MOST_PLACES]]
        for person_id, found in counts.items()})


def _path(thread: str) -> str:
    """To what is new in a topic, by its number; to the notices for anything else."""
    number = topic_of(thread)
    return f"/forum/topics/{number}/unread" if number else "/notifications"


def topic_of(thread: str) -> int:
    """0: it is about no topic."""
    kind, _, number = thread.partition(" ")
    return int(number) if kind == "topic" and number.isdigit() else 0


@act
def _write(emails: list[tuple[str, str, str]]) -> int:
    """Unless another worker has just written them."""
    locks.wait_for_name("email", "weekly")
    had = _written([about for _, about, _ in emails])
    new = [email for email in emails if email[1] not in had]
    mail.write_each(new, SUBJECT, email_kinds.WEEKLY)
    return len(new)


def _written(abouts: Collection[str]) -> set[str | None]:
    return set(db.session.scalars(select(mail.Email.about).where(mail.Email.about.in_(abouts))))
