"""Writing to the team: anyone may, nothing is lost, and there is a number to name."""
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from peoplehub.contact.models import ABOUT, Enquiry
from peoplehub.core import clock, honeypot
from peoplehub.core.extensions import db

pytestmark = pytest.mark.one_database


def told(**more) -> dict:
    with clock.at(clock.now() - timedelta(seconds=40)):
        stamp = honeypot.stamp()
    return {"about": "question", "text": "Where is the leaflet?", "name": "Sam",
            "contact": "sam@people.example", "website": "", "stamp": stamp, **more}


def the_letter() -> Enquiry:
    return db.session.scalars(select(Enquiry)).one()


def how_many() -> int:
    return db.session.scalar(select(func.count()).select_from(Enquiry))


@pytest.mark.parametrize("who", ["stranger", "ben", "suspended", "unconfirmed", "professional"])
def test_anyone_may_write_and_is_told_what_happens_now(browser, cast, who):
    theirs = browser(getattr(cast, who))
    assert "You do not need an account." in theirs.get("/contact").text
    answer = theirs.post("/contact", data=told())
    assert answer.status_code == 303
    page = theirs.get(answer.location).text
    assert the_letter().reference in page and "within 3 working days" in page
    assert the_letter().person_id == getattr(cast, who).id


def test_a_receipt_shows_nothing_private_and_unknown_ones_are_not_found(browser):
    page = browser().get(browser().post("/contact", data=told()).location).text
    assert "Where is the leaflet?" not in page and "sam@people.example" not in page
    unknown = browser().get("/contact/received/ABCD-2345", follow_redirects=True)
    assert unknown.status_code == 404  # also in small letters


def test_a_complaint_about_data_and_a_problem_of_access_have_their_own_choice(browser):
    form = browser().get("/contact").text
    assert all(words in form for words in ABOUT.values())
    page = browser().get(browser().post("/contact", data=told(about="data")).location).text
    assert "Information Commissioner" in page
    assert browser().get("/contact?about=accessibility").text.count('value="accessibility" checked')


def test_a_complaint_needs_a_way_to_answer(browser):
    answer = browser().post("/contact", data=told(about="data", contact=""))
    assert answer.status_code == 422 and "We have to answer a complaint." in answer.text
    assert "Where is the leaflet?" in answer.text and how_many() == 0


@pytest.mark.parametrize("more", [{"text": ""}, {"text": "x" * 5001}, {"name": "x" * 61},
                                  {"about": "nonsense"}, {"contact": "x" * 300}])
def test_a_refused_letter_keeps_everything(browser, more):
    data = told(**more)
    answer = browser().post("/contact", data=data)
    assert answer.status_code == 422 and how_many() == 0
    assert all(data[name] in answer.text for name in ("text", "name", "contact", "stamp"))


@pytest.mark.parametrize(("trap", "why"), [
    ({"website": "https://casino.example"}, honeypot.FILLED), ({"stamp": ""}, honeypot.UNSTAMPED),
])  # fmt: skip
def test_a_trap_never_loses_a_letter(browser, trap, why):
    answer = browser().post("/contact", data=told(**trap))
    page = browser().get(answer.location).text
    assert the_letter().text == "Where is the leaflet?" and the_letter().doubt == why
    assert the_letter().reference in page and "spam" not in page.lower()


def test_the_same_letter_sent_twice_is_there_once(browser):
    sender, data = browser(), told(idempotency_key="one")
    answers = [sender.post("/contact", data=data) for _ in range(2)]
    assert how_many() == 1 and answers[0].location == answers[1].location


@pytest.mark.parametrize("field", ["about", "text", "name", "contact", "website", "stamp"])
@pytest.mark.parametrize("value", ["\x00", "x" * 30_000, "\u202e", "a\r\nBcc: all@people.example"])
def test_bad_input_never_breaks(browser, field, value):
    assert browser().post("/contact", data=told(**{field: value})).status_code in (303, 422)


def test_without_a_token_nothing_is_taken_and_nothing_is_lost(browser):
    answer = browser().post("/contact", data=told(), token=False)
    assert answer.status_code == 400 and "Where is the leaflet?" in answer.text
