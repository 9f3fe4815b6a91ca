"""What the tests of people share: letters, and people who know their own password."""
import re
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from peoplehub.accounts import passwords
from peoplehub.accounts.models import User
from peoplehub.accounts.names import skeleton
from peoplehub.core import mail
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email

PASSWORD = "lantern biscuit otter"


@pytest.fixture(scope="session")
def password_hash(house):
    app, _ = house
    with app.app_context():
        return passwords.hashed(PASSWORD)


@pytest.fixture
def quick_hashes(monkeypatch):
    """Of a strength that is none, so that a hundred walks take no longer than they must."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)
    passwords._nobodys.cache_clear()
    yield quick
    passwords._nobodys.cache_clear()


@pytest.fixture
def amina(cast, password_hash) -> User:
    """Amina, whose password is PASSWORD."""
    cast.amina.password_hash = password_hash
    cast.unconfirmed.password_hash = password_hash
    for person in vars(cast).values():
        if person.id:
            person.skeleton = skeleton(person.pen_name)
    db.session.commit()
    return cast.amina


@pytest.fixture
def letters(app):
    """letters("a@b.example"): the letters to that address, newest last, as they are read."""

    @act
    def read(row: Email) -> SimpleNamespace:
        body = mail.shown(row)
        return SimpleNamespace(subject=row.subject, body=body, code=first(r"^(\d{6})$", body),
                               link=first(r"http://localhost(/\S+/\S{40,})", body))

    def sent_to(address: str) -> list[SimpleNamespace]:
        rows = select(Email).where(Email.to == address).order_by(Email.id)
        return [read(row) for row in db.session.scalars(rows).all()]

    return sent_to


def first(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.M)
    return found[1] if found else ""


def joining(**more) -> dict:
    return {"email": "nell@new.example", "pen_name": "Nell", "password": PASSWORD,
            "i_am": "family", "adult": "y", "consent": "y", "agree": "y"} | more


def signing_in(**more) -> dict:
    return {"email": "amina@people.example", "password": PASSWORD} | more
