"""The content that is measured: as many people, topics and posts as the peers were measured with.

`python -m bench.stage [POSTS TOPICS]` fills the database that the settings name; nothing of it is
read by people.
"""
import json
import random
import re
import sys
from datetime import timedelta

from flask_migrate import upgrade
from sqlalchemy import insert
from sqlalchemy.orm import Session

import config
from peoplehub import create_app
from peoplehub.accounts.models import SignIn, User
from peoplehub.accounts.queries import hash_of
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.text import VERSION, render
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.messages import actions as messages
from peoplehub.messages.models import Conversation, Message

PEOPLE, BOARDS, TOPICS, POSTS, LONG_TOPIC = 500, 5, 2_000, 40_000, 1_000
LONG_CONVERSATIONS = (50, 50_000)  # messages
WORDS = (
    "care plan night budget review meeting nurse family school call help form week letter "
    "answer sleep manager hours cover rota phone money choose listen friend morning"
).split()


def main(posts: int, topics: int) -> None:
    app = create_app(config.chosen())
    with app.app_context():
        upgrade()
        fill(app, posts, topics)


def fill(app, posts: int, topics: int) -> None:
    now = clock.now()
    people = [_person(number, now) for number in range(PEOPLE)]
    with Session(db.engine) as session:
        session.add_all(people)
        session.add_all(_boards())
        session.flush()
        session.execute(insert(Topic), list(_topics(topics, posts, now)))
        for start in range(0, posts, 5_000):
            end = min(start + 5_000, posts)
            session.execute(insert(Post), list(_posts(start, end, topics, now)))
        token = _session(session, people[0], now)
        session.commit()
    with app.test_request_context():
        one, other = db.session.get(User, 1), db.session.get(User, 2)
        talk = messages.start(one, other, "Hello", "bench-first").conversation_id
        long = {length: _conversation(one, db.session.get(User, 3 + at), length, now)
                for at, length in enumerate(LONG_CONVERSATIONS)}
    cookie, form_token = _cookie(app, token)
    print(json.dumps({"cookie": cookie, "token": form_token, "talk": talk, "long": long}))


def _person(number: int, now) -> User:
    slug, joined = f"person-{number}", now - timedelta(days=200)
    return User(email=f"{slug}@bench.example", pen_name=f"Person {number}", slug=slug,
                skeleton=slug, role="advisor" if number == 1 else "member", joined_at=joined,
                confirmed_at=joined, avatar="mint/s3/plum/h1/afro")


def _boards() -> list[Board]:
    return [Board(slug=f"board-{n}", name=f"Board {n}", position=n, topic_count=TOPICS // BOARDS)
            for n in range(1, BOARDS + 1)]


def _topics(topics: int, posts: int, now):
    """Topic 1 has a thousand posts; the rest share what is left."""
    shared = max(-(-(posts - LONG_TOPIC) // (topics - 1)), 1)
    for number in range(1, topics + 1):
        many = LONG_TOPIC if number == 1 else shared
        yield {"id": number, "board_id": number % BOARDS + 1, "title": f"Question {number}",
               "slug": f"question-{number}", "author_id": number % PEOPLE + 1, "listed": True,
               "last_number": many, "reply_count": many - 1, "started_at": now,
               "last_reply_at": now - timedelta(minutes=number), "last_reply_by_id": 1}


def _posts(start: int, end: int, topics: int, now):
    for index in range(start, end):
        topic, number = _place(index, topics)
        text = _text(index % 20)
        yield {"topic_id": topic, "number": number, "author_id": index % PEOPLE + 1, "text": text,
               "html": _html(index % 20), "rendered_with": VERSION,
               "published_at": now - timedelta(minutes=index)}


def _place(index: int, topics: int) -> tuple[int, int]:
    if index < LONG_TOPIC:
        return 1, index + 1
    rest = index - LONG_TOPIC
    return rest % (topics - 1) + 2, rest // (topics - 1) + 1


def _conversation(one: User, other: User, length: int, now) -> int:
    """A conversation of so many messages by turns, all read, but for the first without an act."""
    number = messages.start(one, other, "Hello", f"long-{length}").conversation_id
    talk = db.session.get(Conversation, number)
    talk.accepted_at, talk.last_number = now, length
    for participant in talk.participants:
        participant.delivered_number = participant.read_number = length
    db.session.execute(insert(Message), [
        {"conversation_id": number, "number": at, "client_id": f"long-{length}-{at}",
         "author_id": (one, other)[at % 2].id, "text": _text(at % 20), "html": _html(at % 20),
         "rendered_with": VERSION, "published_at": now - timedelta(minutes=length - at)}
        for at in range(2, length + 1)])
    db.session.commit()
    return number


_texts: dict[int, tuple[str, str]] = {}


def _text(seed: int) -> str:
    """About 600 characters of Markdown, one of twenty."""
    if seed not in _texts:
        chosen = random.Random(seed)
        lines = [" ".join(chosen.choices(WORDS, k=24)).capitalize() + "." for _ in range(4)]
        text = f"{lines[0]}\n\n- **{lines[1]}**\n- {lines[2]}\n\n{lines[3]}"
        _texts[seed] = text, str(render(text))
    return _texts[seed][0]


def _html(seed: int) -> str:
    _text(seed)
    return _texts[seed][1]


def _session(session: Session, person: User, now) -> str:
    token = "the session of the benchmark"
    session.add(SignIn(user_id=person.id, token_hash=hash_of(token),
                       expires_at=now + timedelta(days=1)))
    return token


def _cookie(app, token: str) -> tuple[str, str]:
    """The session cookie of the first person, and a form token that goes with it."""
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(_user_id=token, _fresh=True)
    page = client.get("/settings/display").text
    field = re.search(r'<input[^>]*name="csrf_token"[^>]*>', page)[0]
    form_token = re.search(r'value="([^"]+)"', field)[1]
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    return f"{cookie.key}={cookie.value}", form_token


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:] or (POSTS, TOPICS)))
