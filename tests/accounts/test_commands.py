"""Adding people from the command line."""
import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.accounts import queries
from peoplehub.audit.models import Record
from peoplehub.core import clock
from peoplehub.core.extensions import db
from tests.accounts.conftest import PASSWORD, joining, signing_in
from tests.conftest import RAW_TOKEN
from tests.world import state

pytestmark = pytest.mark.one_database


def people(app, *words):
    return app.test_cli_runner().invoke(args=["people", *words])


def test_a_new_house_has_nobody_and_its_first_admin_comes_by_a_link(app, browser):
    done = people(app, "add", "Joan@new.example", "--pen-name", "Joan", "--role", "admin")
    assert done.exit_code == 0 and "Site team" in done.output
    link = re.search(r"http://localhost(/\S+)", done.output)[1]
    client = browser()
    client.get(link)
    client.carry(csrf_token=RAW_TOKEN)
    assert client.post("/new-password", data={"password": PASSWORD}).status_code == 303
    client.carry(csrf_token=RAW_TOKEN)
    client.post("/sign-in", data={"email": "joan@new.example", "password": PASSWORD})
    assert 'href="/admin"' in client.get("/help-now").text
    assert browser().get(link).status_code == 400


def test_nobody_signs_in_before_they_have_chosen_a_password(app, browser):
    people(app, "add", "joan@new.example", "--pen-name", "Joan")
    for password in ("", " ", "x" * 12):
        form = {"email": "joan@new.example", "password": password}
        answer = browser().post("/sign-in", data=form)
        assert answer.status_code == 422


def test_a_role_is_given(app, cast):
    assert people(app, "role", cast.ben.email, "advisor").exit_code == 0
    db.session.expire_all()
    assert queries.person_with_email(cast.ben.email).is_advisor


@pytest.mark.both_databases
def test_mistakes_are_told_in_a_sentence(app, cast):
    for words, says in {
        ("add", "not an email", "--pen-name", "Joan"): "email address",
        ("add", cast.ben.email, "--pen-name", "Joan"): "Somebody has this email",
        ("add", "joan@new.example", "--pen-name", "Ben"): "Somebody has this email",
        ("add", "joan@new.example", "--pen-name", "🎉"): "letters",
        ("add", "joan@new.example", "--pen-name", "Joan", "--role", "king"): "king",
        ("role", "nobody@new.example", "advisor"): "no account",
        ("link", "nobody@new.example"): "no account", ("link", "not an email"): "no account",
    }.items():
        done = people(app, *words)
        assert done.exit_code != 0 and says in done.output and "Traceback" not in done.output


LINK = re.compile(r"http://localhost(/\S+)")


@pytest.mark.both_databases
def test_a_lost_password_has_a_remedy_on_the_command_line(app, amina, browser, letters):
    browser().post("/forgotten-password", data={"email": amina.email})
    sent = letters(amina.email)[0].link
    done = people(app, "link", " Amina@People.example ")
    assert done.exit_code == 0 and "works once, for one hour" in done.output
    link, client = LINK.search(done.output)[1], browser()
    assert browser().get(sent).status_code == 400, "the one before is of no use any more"
    client.get(link)
    client.carry(csrf_token=RAW_TOKEN)
    new = {"password": "walrus piano gravel"}
    assert client.post("/new-password", data=new).status_code == 303
    answer = browser().post("/sign-in", data=signing_in(**new))
    assert answer.status_code == 303 and browser().get(link).status_code == 400
    line = db.session.scalar(select(Record).where(Record.happened == "LinkMade"))
    assert line.about == {"person_id": amina.id}
    assert link.rsplit("/", 1)[1] not in str(state())


def test_a_link_from_the_command_line_lasts_an_hour(app, amina, browser):
    link = LINK.search(people(app, "link", amina.email).output)[1]
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert browser().get(link).status_code == 400


def test_who_never_got_the_letter_comes_in_by_a_link_from_the_command_line(app, browser):
    browser().post("/join", data=joining())
    done = people(app, "link", "nell@new.example")
    assert done.exit_code == 0 and "Nell has not confirmed" in done.output
    answer = browser().post(LINK.search(done.output)[1], data={"password": PASSWORD})
    assert answer.location == "/welcome"


@pytest.mark.both_databases
def test_somebody_is_signed_out_from_the_command_line_and_so_is_everybody(app, cast, browser):
    bens, aminas = browser(cast.ben), browser(cast.amina)
    assert "Ben is signed out" in people(app, "sign-out", cast.ben.email).output
    assert bens.get("/settings").status_code == 302 and aminas.get("/settings").status_code == 200
    assert "Everybody is signed out" in people(app, "sign-out", "--everybody").output
    assert aminas.get("/settings").status_code == 302
    lines = db.session.scalars(select(Record.about).where(
        Record.happened.in_(["AllSessionsEnded", "EverybodySignedOut"]))).all()
    assert lines == [{"admin_id": None, "person_id": cast.ben.id}, {"admin_id": None}]
    for words in ([], [cast.ben.email, "--everybody"], ["nobody@new.example"]):
        assert people(app, "sign-out", *words).exit_code != 0
