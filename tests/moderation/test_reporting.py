"""Anybody reports anything they can read, in two taps."""
import pytest
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.moderation.models import Report


def reports():
    return db.session.scalars(select(Report).order_by(Report.id)).all()


def test_a_visitor_without_an_account_reports_a_post(browser, answer):
    page = f"/report/post/{answer.id}"
    assert "Someone may be in danger" in browser().get(page).text
    sent = browser().post(page, data={"reason": "unkind", "contact": "me@mail.example"})
    assert sent.status_code == 303
    made = reports()[0]
    assert (made.reporter_id, made.contact, made.reason) == (None, "me@mail.example", "unkind")


def test_the_report_keeps_the_words_after_their_writer_takes_them_away(browser, cast, answer):
    browser(cast.amina).post(f"/report/post/{answer.id}", data={"reason": "other"})
    browser(cast.ben).post(f"/forum/posts/{answer.id}/delete")
    assert reports()[0].snapshot == "Earplugs on my nights off. Horrid ones."


def test_somebody_in_danger_is_told_whom_to_call(browser, answer):
    sent = browser().post(f"/report/post/{answer.id}", data={"reason": "danger"},
                          follow_redirects=True)
    assert "999" in sent.text and "116 123" in sent.text


def test_a_report_without_a_reason_is_refused_and_keeps_the_words(browser, cast, answer):
    sent = browser(cast.amina).post(f"/report/post/{answer.id}", data={"details": "It hurt me."})
    assert sent.status_code == 422 and "It hurt me." in sent.text and reports() == []


def test_the_same_person_reporting_again_adds_to_their_report(browser, cast, answer):
    amina = browser(cast.amina)
    amina.post(f"/report/post/{answer.id}", data={"reason": "unkind", "details": "one"})
    amina.post(f"/report/post/{answer.id}", data={"reason": "danger", "details": "two"})
    made, = reports()
    assert made.reason == "danger" and made.details == "one\n\ntwo" and made.grave == 0


def test_the_same_form_sent_twice_makes_one_report(browser, answer):
    visitor = browser()
    form = {"reason": "other", "idempotency_key": "0123456789abcdef"}
    assert {visitor.post(f"/report/post/{answer.id}", data=form).status_code for _ in "12"} == {303}
    assert len(reports()) == 1


@pytest.mark.parametrize("address", ["/report/post/999", "/report/nothing/1", "/report/post/0",
                                     "/report/message/1", f"/report/post/{2**63}"])
def test_what_cannot_be_read_cannot_be_reported(browser, cast, answer, address):
    assert browser(cast.amina).get(address).status_code == 404


def test_a_person_can_be_reported_and_is_never_told_by_whom(browser, cast, answer):
    browser(cast.amina).post(f"/report/person/{cast.ben.id}", data={"reason": "unkind"})
    assert reports()[0].reported_id == cast.ben.id
    for page in ("/notifications", f"/people/{cast.ben.slug}", answer.address.split("#")[0]):
        assert "reported by" not in browser(cast.ben).get(page).text.lower()
