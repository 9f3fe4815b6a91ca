"""Two forms asked one after the other tell no more about an e-mail than one alone.

Each pair of forms is sent with an e-mail that has an account, with one that somebody has asked to
join with, and with one that nobody has given us. What is answered must not differ by a word.
"""
import re
from itertools import product

import pytest

from peoplehub.accounts import actions, passwords
from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD, joining, signing_in
from tests.conftest import RAW_TOKEN, forget_counts, person, without_what_changes

pytestmark = pytest.mark.one_database
MINE = "a password of a stranger"  # which is used at every form
KINDS = ("has an account", "is not confirmed", "is unknown")


class Asker:
    """Somebody who wants to know: a visitor's browser, and one with an account of their own."""

    def __init__(self, browser, ben, number: int):
        self.browser, self.visitor, self.member = browser, browser(), browser(ben)
        letters = "".join("bcdfghkmpr"[int(digit)] for digit in f"{number:04}")
        self.names = (f"Tea and {word} {letters}"
                      for word in ("cake", "bread", "honey", "apples", "cheese", "jam"))

    def ask(self, client, path: str, **form) -> list:
        client.carry(csrf_token=RAW_TOKEN)
        answer = client.post(path, data=form) if form else client.get(path)
        page = without_what_changes(answer.text)
        return [path, answer.status_code, answer.location, page]


def join(asker, email):
    form = joining(email=email, pen_name=next(asker.names), password=MINE)
    told = asker.ask(asker.visitor, "/join", **form)
    assert told[1] == 303  # the walk is worth something
    return told + look(asker, email)


def look(asker, email):
    return asker.ask(asker.visitor, "/join/confirm")


def join_elsewhere(asker, email):
    form = joining(email=email, pen_name=next(asker.names), password=MINE)
    return asker.ask(asker.browser(), "/join", **form)


def guess_a_code(asker, email):
    return asker.ask(asker.visitor, "/join/confirm", code="123456")


def ask_again(asker, email):
    return asker.ask(asker.visitor, "/join/again", some="thing") + look(asker, email)


def sign_in(asker, email):
    form = signing_in(email=email, password=MINE)
    return asker.ask(asker.visitor, "/sign-in", **form) + look(asker, email)


def sign_in_elsewhere(asker, email):
    return asker.ask(asker.browser(), "/sign-in", **signing_in(email=email, password=MINE))


def forget(asker, email):
    return asker.ask(asker.browser(), "/forgotten-password", email=email)


def change_email(asker, email):
    form = {"email": email, "email_password": PASSWORD}
    told = asker.ask(asker.member, "/settings/security/email", **form)
    return told + asker.ask(asker.member, "/settings")


DOORS = [join, look, join_elsewhere, guess_a_code, ask_again, sign_in, sign_in_elsewhere, forget,
         change_email]


def stand_in(kind: str, number: int) -> str:
    """An e-mail of that kind."""
    email = f"walk-{number}@people.example"
    if kind == "has an account":
        owner = person(f"Owner {number}", password_hash=passwords.hashed("the owner's own"))
        owner.email = email
        db.session.add(owner)
        db.session.commit()
    if kind == "is not confirmed":
        actions.join(email, f"Somebody {number}", passwords.hashed("somebody else's own"))
    return email


def walk(app, browser, ben, kind: str, doors: tuple, number: int) -> list:
    email = stand_in(kind, number)
    forget_counts(app)
    asker = Asker(browser, ben, number)
    heard = [door(asker, email) for door in doors]
    return [str(line).replace(email, "them") for line in sum(heard, [])]


@pytest.mark.slow
def test_no_pair_of_doors_tells_whether_an_email_has_an_account(
        app, cast, browser, quick_hashes):
    cast.ben.password_hash = passwords.hashed(PASSWORD)
    db.session.commit()
    told = []
    for number, doors in enumerate(product(DOORS, repeat=2)):
        heard = {}
        for part, kind in enumerate(KINDS):
            number_here = 1000 * part + number
            heard[kind] = [re.sub(r"Tea and \w+ \w+", "Tea", line)
                           for line in walk(app, browser, cast.ben, kind, doors, number_here)]
        if not heard[KINDS[0]] == heard[KINDS[1]] == heard[KINDS[2]]:
            told.append([door.__name__ for door in doors])
    assert told == [], heard


def test_whoever_joined_with_an_email_never_learns_that_its_owner_came(
        app, cast, browser, letters, quick_hashes):
    """They ask at every form before and after, and get the same answer."""
    email = "nell@new.example"
    asker, owner = Asker(browser, cast.ben, 0), browser()
    join(asker, email)
    doors = (look, ask_again, sign_in, sign_in_elsewhere, forget)
    before = [door(asker, email) for door in doors]
    owner.post("/join", data=joining())
    owner.post("/join/confirm", data={"code": letters(email)[-1].code})
    forget_counts(app)
    assert [door(asker, email) for door in doors] == before
    assert guess_a_code(asker, email)[1] == 422


def test_every_door_writes_to_the_mailbox_and_nowhere_else(app, cast, browser, letters,
                                                           quick_hashes):
    """The answer goes to whoever reads the mailbox: an account, or none, or a link."""
    for number, (kind, says) in enumerate(zip(KINDS, ("has an account", "asked to join",
                                                      "asked to join"), strict=True)):
        email = stand_in(kind, number)
        forget_counts(app)
        asker = Asker(browser, cast.ben, number)
        join(asker, email)
        ask_again(asker, email)
        assert says in letters(email)[-1].body, kind
