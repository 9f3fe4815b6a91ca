"""Pen names: everyday names are taken, and what gives away or passes for somebody is refused."""
import re
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import session

from peoplehub.accounts import encrypted_passwords, names
from peoplehub.core import clock
from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD, joining

pytestmark = pytest.mark.one_database
LISTS = Path(__file__).with_name("pen_names")
MOST_WRONG = 0.02


def listed(name: str) -> list[str]:
    lines = (LISTS / f"{name}.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def refusal(name: str) -> str:
    return names.refusal_for(names.clean(name))


def test_names_of_families_are_taken_with_few_mistakes():
    every = listed("to_be_taken")
    wrong = [name for name in every if refusal(name)]
    assert len(set(every)) == len(every) >= 150
    assert len(wrong) <= MOST_WRONG * len(every), wrong


def test_names_that_harm_are_refused_with_few_mistakes():
    every = listed("to_be_refused")
    wrong = [name for name in every if not refusal(name)]
    assert len(set(every)) == len(every) >= 150
    assert len(wrong) <= MOST_WRONG * len(every), wrong


@pytest.mark.parametrize("name", ["Katie Mum", "Jack Mum", "Holly Berry", "Lily Pad", "Sarah-Jane",
                                  "Anne-Marie", "Jean-Paul", "ශ්‍රී", "Mad Mini"])
def test_these_are_no_full_names_and_nobodys_office(name):
    assert refusal(name) == ""


@pytest.mark.parametrize("name, about", [
    ("🅰dmin", "team"), ("Ruth ✓ verified", "team"), ("Childline", "helpline"),
    ("Social worker", "professional"), ("K" + "\u0301" * 16, "fewer marks"),
    ("Katie Smith", "full name"),
])
def test_these_are_refused_for_the_true_reason(name, about):
    assert about in refusal(name)


def test_a_name_in_boxes_is_the_same_name(browser, amina):
    answer = browser().post("/join", data=joining(pen_name="🅰mina"))
    assert answer.status_code == 422 and names.TAKEN in answer.text
    assert names.skeleton("🇦mina") == names.skeleton("Ⓐmina") == names.skeleton("Amina")


@pytest.mark.parametrize("name", ["ශ්‍රී", "می‌خواهم", "👩‍👧 and me", "Mum 🏳️‍🌈", "Mam 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "Jo ❤️"])
def test_what_holds_letters_and_signs_together_stays(name):
    assert names.clean(name) == name and refusal(name) == ""


@pytest.mark.parametrize("name", ["Am\u200dina", "Amina\u200d", "\u200cAmina", "Am\u2060ina",
                                  "Am\u200eina", "Am\U000e0041ina", "Ami\u200d\u200dna"])
def test_and_what_only_hides_goes(name):
    assert names.clean(name) == "Amina"


def test_a_member_may_take_a_name_whose_signs_are_held_together(browser, amina, cast):
    form = {"pen_name": "ශ්‍රී", "describes": "", "about": ""}
    assert browser(cast.amina).post("/settings/profile", data=form).status_code == 303
    db.session.refresh(cast.amina)
    assert cast.amina.pen_name == "ශ්‍රී"


def test_a_name_of_half_a_megabyte_is_measured_before_it_is_looked_at(browser, amina):
    for name in ("\ufdfa" * 150_000, "a\u0301" * 150_000, "a-" * 200_000):
        began = time.thread_time()
        assert names.refusal_for(names.clean(name)) == names.refusal_for("a" * 41)
        assert time.thread_time() - began < 0.5


# --- a refused name does not cost the password ---


def kept(page: str) -> str:
    return re.search(r'name="kept_password" value="([^"]*)"', page)[1]


REFUSED_FOR = {"pen_name": "Katie Smith", "email": "nell", "agree": "", "adult": "", "consent": "",
               "i_am": ""}


@pytest.mark.parametrize("field", REFUSED_FOR)
def test_the_password_outlives_a_form_that_is_refused_for_something_else(browser, letters, field):
    client = browser()
    client.get("/join")
    page = client.post("/join", data=joining(**{field: REFUSED_FOR[field]}))
    assert page.status_code == 422 and "Your password is kept safe" in page.text
    assert PASSWORD not in page.text and "$argon2" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    again = client.post("/join", data=joining(password="", kept_password=kept(page.text)))
    assert again.status_code == 303
    client.post("/join/confirm", data={"code": letters("nell@new.example")[0].code})
    answer = browser().post("/sign-in", data={"email": "nell@new.example", "password": PASSWORD})
    assert answer.status_code == 303


def test_it_is_carried_through_one_refusal_after_another_and_a_taken_name(browser, amina):
    client = browser()
    page = client.post("/join", data=joining(pen_name="Amina"))
    assert names.TAKEN in page.text
    for wrong in ("Katie Smith", "admin", "Amina"):
        page = client.post("/join", data=joining(pen_name=wrong, password="",
                                                 kept_password=kept(page.text)))
        assert page.status_code == 422 and "Your password is kept safe" in page.text
    answer = client.post("/join", data=joining(password="", kept_password=kept(page.text)))
    assert answer.status_code == 303


def test_another_password_takes_the_place_of_the_kept_one(browser, letters):
    client, other = browser(), "teapot ladder violin"
    page = client.post("/join", data=joining(pen_name="admin"))
    client.post("/join", data=joining(password=other, kept_password=kept(page.text)))
    client.post("/join/confirm", data={"code": letters("nell@new.example")[0].code})
    mine = {"email": "nell@new.example"}
    assert browser().post("/sign-in", data=mine | {"password": PASSWORD}).status_code == 422
    assert browser().post("/sign-in", data=mine | {"password": other}).status_code == 303


def test_a_weak_password_is_not_kept(browser, app):
    page = browser().post("/join", data=joining(pen_name="admin", password="password123"))
    assert kept(page.text) == "" and "kept safe" not in page.text
    page = browser().post("/join", data=joining(password=""))
    assert kept(page.text) == "" and "choose a password" in page.text


def test_what_was_kept_serves_this_browser_only_and_for_half_an_hour(browser, app):
    with app.test_request_context():
        session["csrf_token"] = "hers"
        hers = encrypted_passwords.encrypt("a hash")
        assert encrypted_passwords.decrypt(hers) == "a hash"
        for wrong in ("", "x", hers[:-9], "é" * 9, "A" * 5_000, hers[:50] + "AAAA" + hers[54:]):
            assert encrypted_passwords.decrypt(wrong) == ""
        session["csrf_token"] = "another's"
        assert encrypted_passwords.decrypt(hers) == ""
        session["csrf_token"] = "hers"
        with time_machine.travel(clock.now() + timedelta(minutes=31)):
            assert encrypted_passwords.decrypt(hers) == ""
    for wrong in ("x", "A" * 900, "gAAAAA"):
        answer = browser().post("/join", data=joining(password="", kept_password=wrong))
        assert answer.status_code == 422 and "choose a password" in answer.text


def test_a_new_password_outlives_a_mistyped_old_one(browser, amina):
    client, new = browser(amina), "teapot ladder violin"
    page = client.post("/settings/security/password", data={
        "current_password": "not it", "password": new})
    assert page.status_code == 422 and "Your password is kept safe" in page.text
    answer = client.post("/settings/security/password", data={
        "current_password": PASSWORD, "password": "", "kept_password": kept(page.text)})
    assert answer.status_code == 303
    answer = browser().post("/sign-in", data={"email": amina.email, "password": new})
    assert answer.status_code == 303
