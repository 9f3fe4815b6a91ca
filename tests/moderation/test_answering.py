"""Who leaves an address with a report or a letter to the team gets the answer there."""
import pytest
from sqlalchemy import select

from peoplehub.contact import actions as contact
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email, address_in
from peoplehub.moderation import actions
from peoplehub.moderation.models import Report

MINE = "vera@mail.example"


def letters_to(address: str) -> list[Email]:
    return list(db.session.scalars(
        select(Email).where(Email.to == address).order_by(Email.id)))


def reported_by_a_visitor(browser, answer, left=MINE) -> Report:
    browser().post(f"/report/post/{answer.id}", data={"reason": "other", "contact": left})
    return db.session.scalar(select(Report).order_by(Report.id.desc()))


@pytest.mark.one_database
@pytest.mark.parametrize("outcome, said", [
    ("hidden", "We took it down."), ("left", "We left it as it is."),
])
def test_a_visitor_who_reports_and_leaves_an_address_gets_the_outcome(
        browser, cast, answer, outcome, said):
    report = reported_by_a_visitor(browser, answer)
    actions.settle(cast.moderator, report, outcome, "It gives advice.", "Thank you for your care.")
    [letter] = letters_to(MINE)
    assert said in letter.body and "Thank you for your care." in letter.body
    for private in ("Ben", "Earplugs", report.heading, cast.moderator.pen_name):
        assert private not in letter.body + letter.subject, private
    assert "999" in letter.body


def test_everyone_who_reported_the_same_hears_whichever_report_was_settled(browser, cast, answer):
    first = reported_by_a_visitor(browser, answer)
    reported_by_a_visitor(browser, answer, "other@mail.example")
    actions.report(cast.amina, answer, "wrong")
    actions.settle(cast.moderator, first, "left")
    assert len(letters_to(MINE)) == len(letters_to("other@mail.example")) == 1
    assert "A moderator has looked at your report" in browser(cast.amina).get(
        "/notifications").text


@pytest.mark.one_database
@pytest.mark.parametrize("left", ["", "07700 900123", "a@b.zz, c@d.zz", "ring me", "me@mail"])
def test_what_is_no_address_gets_no_letter_and_stops_nobody(browser, cast, answer, left):
    report = reported_by_a_visitor(browser, answer, left)
    assert report.contact == left
    before = len(db.session.scalars(select(Email)).all())
    actions.settle(cast.moderator, report, "left", words="Thank you.")
    assert len(db.session.scalars(select(Email)).all()) == before
    assert address_in(left) == ""


def test_an_answer_from_the_team_goes_to_the_address_that_was_left(browser, cast):
    browser().post("/contact", data={"about": "question", "text": "Where is the form?",
                                     "name": "Vera", "contact": MINE})
    enquiry = db.session.get(contact.Enquiry, 1)
    place, ruth = f"/contact/queue/{enquiry.id}", browser(cast.moderator)
    page = ruth.get(place).text
    assert f"This is sent by email to {MINE}" in page
    ruth.post(f"{place}/answer", data={"answer": "It is in the library."})
    [letter] = letters_to(MINE)
    assert "It is in the library." in letter.body and enquiry.reference in letter.body
    assert "Vera" not in letter.body and "Where is the form?" not in letter.body
    assert f"sent to {MINE}" in ruth.get(place).text
    ruth.post(f"{place}/answer", data={"answer": "One more thing."})
    assert len(letters_to(MINE)) == 2
    assert "It is in the library." not in letters_to(MINE)[1].body, "each answer once"


def test_the_same_answer_sent_twice_is_one_letter(browser, cast):
    enquiry = contact.write(None, about="question", text="?", contact=MINE)
    ruth, form = browser(cast.moderator), {"answer": "Yes.", "idempotency_key": "one and only"}
    for _ in range(2):
        ruth.post(f"/contact/queue/{enquiry.id}/answer", data=form)
    assert len(letters_to(MINE)) == 1


def test_where_no_address_was_left_the_page_says_that_nothing_is_sent(browser, cast):
    for enquiry in (contact.write(None, about="question", text="?", contact="07700 900123"),
                    contact.write(cast.ben, about="question", text="?")):
        page = browser(cast.moderator).get(f"/contact/queue/{enquiry.id}").text
        assert "It is not sent." in page
        browser(cast.moderator).post(f"/contact/queue/{enquiry.id}/answer",
                                     data={"answer": "I rang."})
    assert db.session.scalars(select(Email)).all() == []
