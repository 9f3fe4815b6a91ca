"""What members do in a simulated month: they write, report and appeal."""
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.moderation import actions as moderation
from tests.simulation import people
from tests.simulation.setting import A_DAY, BEGIN, WAVE, Setting

WORDS = {  # what is written, by what it is
    "ordinary": "We changed the night hours last week and everybody sleeps better.",
    "unkind": "People like you should not have a budget at all.",
    "wrong": "You do not need to tell anybody what you spend it on.",
    "danger": "I cannot see a way on.",
    "possible danger": "Nobody would notice if I was not here any more.",
    "plain danger": "I am going to kill myself tonight.",
    "newcomer's link": "Hello, this sheet helped us: https://charity.example/sheet",
    "newcomer's advert": "Buy it at https://shop.example now",
    "advert": "Cheap beds, best price, write to me",
    "by a moderator": "That was a silly thing to ask.",
}
REPORTED_AS = {"unkind": "unkind", "wrong": "wrong", "danger": "danger", "advert": "advert",
               "by a moderator": "unkind"}


def planned(setting: Setting, random: Random) -> Iterator[tuple[datetime, str]]:
    """When what happens, in no order."""
    for day in range(setting.days):
        for what, often in A_DAY.items():
            whole, rest = divmod(often, 1)
            for _ in range(int(whole) + (random.random() < rest)):
                yield _on(day, 0) + timedelta(minutes=random.randrange(24 * 60)), what
    for day, hour in setting.crises:
        yield _on(day, hour), "plain danger"
    for day, hour in setting.waves:
        yield from ((_on(day, hour) + timedelta(seconds=20 * number), "advert")
                    for number in range(WAVE))
    yield _on(*setting.moderator), "by a moderator"


def start(author_id: int) -> None:
    """The one topic of this community, in which everybody writes."""
    author = db.session.get_one(User, author_id)
    forum.start_topic(author, db.session.query(Board).one(), "How was your week?",
                      WORDS["ordinary"])


def write(what: str, author: User) -> Post | None:
    """A reply; None from whoever may not write any more."""
    try:
        return forum.reply(author, db.session.query(Topic).one().id, WORDS[what])
    except Forbidden:
        return None


def author_of(what: str, number: int, random: Random, members: list[int],
              team: list[int]) -> User:
    """Who writes it: a newcomer of this hour, one of three accounts of a wave, or anybody."""
    if what.startswith("newcomer"):
        number = db.session.query(User).count()
        return _joined(people.newcomer(f"number {number}", clock.now() - timedelta(hours=2)))
    if what == "advert":
        name = f"Newcomer {clock.now():%d} {number % 3}"
        known = db.session.query(User).filter_by(pen_name=name).first()
        return known or _joined(people.newcomer(f"{clock.now():%d} {number % 3}",
                                                clock.now() - timedelta(days=5)))
    chosen = team[-1] if what == "by a moderator" else random.choice(members)
    return db.session.get_one(User, chosen)


def report(what: str, post_id: int, by: int) -> None:
    post = db.session.get_one(Post, post_id)
    if post.deleted_at is None and post.hidden_at is None:
        moderation.report(db.session.get_one(User, by), post, REPORTED_AS[what])


def _joined(person: User) -> User:
    db.session.add(person)
    db.session.commit()
    return person


def _on(day: int, hour: int) -> datetime:
    return BEGIN.replace(hour=0) + timedelta(days=day, hours=hour)
