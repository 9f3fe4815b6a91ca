"""Changing the password and the e-mail while signed in."""
import pytest

from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD, signing_in
from tests.accounts.test_joining import is_signed_in

pytestmark = pytest.mark.one_database
NEW = "walrus piano gravel"


def change(client, **more):
    return client.post("/settings/security/password",
                       data={"current_password": PASSWORD, "password": NEW} | more)


def test_a_changed_password_signs_the_other_devices_out(browser, amina, letters):
    here, elsewhere = browser(amina), browser(amina)
    assert change(here).location == "/settings/security"
    assert is_signed_in(here) and not is_signed_in(elsewhere)
    assert browser().post("/sign-in", data=signing_in(password=NEW)).status_code == 303
    assert "was changed just now" in letters(amina.email)[-1].body


def test_the_present_password_is_asked(browser, amina):
    client = browser(amina)
    for wrong in ("", "not my password", PASSWORD.upper()):
        answer = change(client, current_password=wrong)
        assert answer.status_code == 422 and 'id="current_password-error"' in answer.text
    assert NEW not in answer.text
    assert browser().post("/sign-in", data=signing_in()).status_code == 303


@pytest.mark.slow
def test_guessing_the_present_password_is_limited(browser, amina):
    client = browser(amina)
    statuses = [change(client, current_password="a wrong guess").status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_an_email_is_changed_by_the_letter_to_the_new_one(browser, amina, letters):
    client = browser(amina)
    asked = client.post("/settings/security/email", data={
        "email": "amina@new.example", "email_password": PASSWORD})
    assert asked.location == "/settings/security"
    db.session.refresh(amina)
    assert amina.email == "amina@people.example", "not before it is proved"
    assert "asked to change the email" in letters("amina@people.example")[-1].body
    link, phone = letters("amina@new.example")[0].link, browser()
    page = phone.get(link)
    assert page.status_code == 200 and page.headers["Referrer-Policy"] == "same-origin"
    for wrong in ({}, {"password": "a wrong guess"}):
        answer = phone.post(link, data=wrong)
        assert answer.status_code == 422 and 'id="password-error"' in answer.text
    db.session.refresh(amina)
    assert amina.email == "amina@people.example", "the mailbox may be that of somebody else"
    answer = phone.post(link, data={"password": PASSWORD})
    assert answer.status_code == 303 and not is_signed_in(phone)
    db.session.refresh(amina)
    assert amina.email == "amina@new.example"
    assert "was changed just now" in letters("amina@people.example")[-1].body
    assert phone.post(link).status_code == 400


def test_a_new_email_is_confirmed_without_a_password_where_they_are_signed_in(
        browser, amina, cast, letters):
    client = browser(amina)
    client.post("/settings/security/email", data={
        "email": "amina@new.example", "email_password": PASSWORD})
    link = letters("amina@new.example")[0].link
    assert 'name="password"' in browser(cast.ben).get(link).text
    assert 'name="password"' not in client.get(link).text
    assert client.post(link).status_code == 303
    db.session.refresh(amina)
    assert amina.email == "amina@new.example"


def test_an_email_of_another_person_gets_the_same_answer(browser, amina, cast, letters):
    pages = []
    for email in ("ben@people.example", "nobody@new.example"):
        client = browser(amina)
        form = {"email": email, "email_password": PASSWORD}
        answer = client.post("/settings/security/email", data=form)
        pages.append((answer.status_code, answer.location))
    assert pages[0] == pages[1]
    assert "has an account" in letters("ben@people.example")[0].body
    assert not letters("ben@people.example")[0].link


@pytest.mark.both_databases
def test_an_email_taken_meanwhile_is_refused_kindly(browser, amina, cast, letters):
    browser(amina).post("/settings/security/email", data={
        "email": "free@new.example", "email_password": PASSWORD})
    cast.ben.email = "free@new.example"
    db.session.commit()
    answer = browser(amina).post(letters("free@new.example")[0].link)
    assert answer.status_code == 400 and "cannot be used" in answer.text


def test_a_changed_password_stops_a_change_of_email(browser, amina, letters):
    client = browser(amina)
    client.post("/settings/security/email", data={
        "email": "thief@new.example", "email_password": PASSWORD})
    link = letters("thief@new.example")[0].link
    change(client)
    assert browser().post(link).status_code == 400


def test_an_email_is_not_changed_without_the_password(browser, amina, letters):
    answer = browser(amina).post("/settings/security/email", data={
        "email": "amina@new.example", "email_password": "a wrong guess"})
    assert answer.status_code == 422 and 'value="amina@new.example"' in answer.text
    assert letters("amina@new.example") == []


def test_no_subject_tells_anything(browser, amina, letters):
    client = browser(amina)
    client.post("/settings/security/email", data={
        "email": "amina@new.example", "email_password": PASSWORD})
    change(client)
    subjects = {letter.subject for letter in letters(amina.email) + letters("amina@new.example")}
    assert subjects == {"Your PeopleHub account"}
