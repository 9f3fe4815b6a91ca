"""People for a served site: `python -m tests.populate 4` makes the schema and prints who there is.

A process of its own, because an app made here would take the extensions from the tests' own.
"""
import json
import sys
from datetime import timedelta

from itsdangerous import URLSafeTimedSerializer

import config
from peoplehub import create_app
from peoplehub.accounts.models import SignIn, User
from peoplehub.accounts.queries import hash_of
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board
from peoplehub.messages import actions

RAW_TOKEN = "a form token of a served test"


def main(how_many: int) -> None:
    app = create_app(config.chosen())
    with app.app_context():
        db.create_all()
        people = [_person(number) for number in range(how_many)]
        db.session.add_all(people)
        db.session.commit()
        told = [sign_in(app, person) for person in people]
        _topic(people[0])
        print(json.dumps({"people": told, "conversation": _talk(people)}))


def _person(number: int) -> User:
    name = f"Person {number}"
    slug = f"person-{number}"
    joined = clock.now() - timedelta(days=100)
    return User(email=f"{slug}@people.example", pen_name=name, slug=slug, skeleton=slug,
                role="advisor" if number == 1 else "member", joined_at=joined, confirmed_at=joined,
                i_am="family", declared_at=joined)


def sign_in(app, person: User) -> dict:
    """A session of theirs: the cookie and the form token of a browser that has it."""
    token = f"served session of {person.slug}"
    db.session.add(SignIn(user_id=person.id, token_hash=hash_of(token),
                          expires_at=clock.now() + timedelta(days=1)))
    db.session.commit()
    secret = f"{RAW_TOKEN} of {person.slug}"
    session = {"_user_id": token, "_fresh": True, "csrf_token": secret}
    signed = app.session_interface.get_signing_serializer(app).dumps(session)
    form_token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(secret)
    cookie = f"{app.config['SESSION_COOKIE_NAME']}={signed}"
    return {"id": person.id, "slug": person.slug, "cookie": cookie, "token": form_token}


def _topic(person: User) -> None:
    """The one topic of an open board: number 1."""
    db.session.add(Board(slug="planning", name="Planning"))
    db.session.commit()
    forum.start_topic(person, db.session.get(Board, 1), "A question", "What do you think?")


def _talk(people: list[User]) -> int:
    first = actions.start(people[0], people[1], "Hello", "first")
    actions.send(people[1], first.conversation, "Hello to you", "second")
    return first.conversation_id


if __name__ == "__main__":
    main(int(sys.argv[1]))
