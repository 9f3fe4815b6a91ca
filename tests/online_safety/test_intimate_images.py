"""A private picture: asked for with five declarations, decided within 48 hours, its copies gone."""
import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.messages import actions as messages
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.actions import Choice
from peoplehub.moderation.models import Case, Report
from peoplehub.online_safety import deadlines
from peoplehub.online_safety.models import SafetyRequest
from peoplehub.rota.models import Alarm
from tests.online_safety.conftest import photo

PAGE = "/report/intimate-image"
HIDE = Choice(rule="never", reason="It is private.")


def asked(where: str = "In a blog about the beach", **more) -> dict:
    return {"where": where, "subject": "me", "intimate": "y", "good_faith": "y",
            "contact": "me@mail.example"} | more


def newest(model):
    return db.session.scalar(select(model).order_by(model.id.desc()).limit(1))


@pytest.mark.one_database
@pytest.mark.parametrize("missing", ["where", "subject", "intimate", "good_faith", "contact"])
def test_all_five_declarations_are_needed_and_nothing_typed_is_lost(browser, missing):
    sent = browser().post(PAGE, data=asked(text="Please be quick", **{missing: ""}))
    assert sent.status_code == 422 and "Please be quick" in sent.text
    assert newest(SafetyRequest) is None


def test_somebody_without_an_account_asks_and_keeps_a_number_that_tells_how_it_stands(browser):
    sent = browser().post(PAGE, data=asked(text="secret words"), follow_redirects=True)
    request, case = newest(SafetyRequest), newest(Case)
    assert request.reference in sent.text and "secret words" not in sent.text
    assert request.declared_at and request.due_at - request.received_at == timedelta(hours=48)
    assert (case.kind, case.reason, case.severity, case.due_at) == (
        "request", "intimate", 2, request.due_at)
    letter = newest(Email)
    assert request.reference in db.session.scalar(
        select(Email.body).where(Email.purpose == "request-received"))
    assert letter and "picture" not in letter.subject


def test_the_page_of_a_piece_leads_there_with_its_address_and_makes_a_report_of_it(
        cast, browser, show):
    entry = show(cast.ben, photo(1))
    page = browser().get(f"/report/entry/{entry.id}").text
    link = re.search(r'href="(/report/intimate-image[^"]*)"', page)[1].replace("&amp;", "&")
    form = browser().get(link).text
    assert entry.address in form
    browser().post(PAGE, data=asked(f"http://localhost{entry.address}"))
    report, request = newest(Report), newest(SafetyRequest)
    assert (report.kind, report.piece_id, report.reason) == ("entry", entry.id, "intimate")
    assert report.reference == request.reference and request.report_id == report.id
    case = db.session.get(Case, report.case_id)
    assert case.due_at == request.received_at + timedelta(hours=48)
    assert db.session.scalar(select(Alarm.kind)) == "intimate"


def test_a_private_message_is_found_only_for_those_who_were_in_the_conversation(cast, browser):
    message = messages.start(cast.ben, cast.advisor, "A word", "b1")
    browser(cast.outsider).post(PAGE, data=asked(f"/report/message/{message.id}"))
    assert newest(Report) is None, "who was not in it opens nothing to the team"
    browser(cast.advisor).post(PAGE, data=asked(f"/report/message/{message.id}", text="more"))
    assert newest(Report).kind == "message"


def test_the_leads_are_woken_at_24_hours_once_whoever_has_it_and_the_queue_shows_48_are_over(
        cast, browser, show):
    moderation.report(cast.amina, show(cast.ben, photo(1)), "intimate")
    browser().post(PAGE, data=asked())
    for case in db.session.scalars(select(Case)).all():
        moderation.claim(cast.moderator, case)
    late = select(Alarm).where(Alarm.kind == "intimate-24h")
    begun = clock.now()
    with time_machine.travel(begun + timedelta(hours=23, minutes=58), tick=False):
        deadlines.warn_of_deadlines()
        assert db.session.scalars(late).all() == []
    with time_machine.travel(begun + timedelta(hours=24, minutes=1), tick=False):
        deadlines.warn_of_deadlines()
        deadlines.warn_of_deadlines()
    raised = db.session.scalars(late.order_by(Alarm.piece_kind)).all()
    assert [(one.piece_kind, one.step) for one in raised] == [("entry", 2), ("request", 2)]
    request = newest(SafetyRequest)
    with time_machine.travel(begun + timedelta(hours=48, minutes=1), tick=False):
        assert browser(cast.moderator).get("/moderation").text.count("Overdue") == 3
        assert "We are sorry" in browser().get(f"/report/requests/{request.reference}").text


def test_somebody_of_the_team_finds_the_picture_and_the_clock_still_counts_from_the_receipt(
        cast, browser, show):
    entry = show(cast.ben, photo(1))
    browser().post(PAGE, data=asked())
    request = newest(SafetyRequest)
    here = f"/moderation/request/{request.id}"
    moderator = browser(cast.moderator)
    assert "In a blog about the beach" in moderator.get(here).text
    wrong = moderator.post(f"{here}/place", data={"address": "/blogs/ben/no-such-entry"})
    assert wrong.status_code == 422 and "nothing at that address" in wrong.text
    with time_machine.travel(request.received_at + timedelta(hours=20), tick=False):
        found = moderator.post(f"{here}/place", data={"address": entry.address})
    report = newest(Report)
    assert found.location == f"/moderation/cases/{report.case_id}"
    case = db.session.get(Case, report.case_id)
    assert case.due_at == request.received_at + timedelta(hours=48)
    moderation.decide(cast.moderator, case, "hide", HIDE)
    letter = db.session.scalar(select(Email).where(Email.purpose == "report-answered"))
    assert letter.to == "me@mail.example" and request.reference in letter.body
    page = browser().get(f"/report/requests/{request.reference}").text
    assert "We have told you what we did." in page


def test_what_cannot_be_taken_down_is_answered_with_the_number_and_the_way_to_complain(
        cast, browser):
    browser().post(PAGE, data=asked())
    request = newest(SafetyRequest)
    browser(cast.moderator).post(f"/moderation/request/{request.id}/answer", data={
        "outcome": "not-found", "words": "We looked everywhere."})
    letter = db.session.scalar(select(Email).where(Email.purpose == "request-answered"))
    assert request.reference in letter.body and "We looked everywhere." in letter.body
    assert db.session.get(Case, 1).settled_at is not None
    way = f"/report/requests/{request.reference}/complaint"
    assert way in letter.body
    browser().post(way, data={"text": "You did not look in the forum."})
    complaint, case = newest(SafetyRequest), newest(Case)
    assert (complaint.kind, complaint.earlier_id) == ("expedited", request.id)
    assert case.for_leads and case.due_at - complaint.received_at == timedelta(hours=24)
    here = f"/moderation/request/{complaint.id}"
    assert browser(cast.moderator).get(here).status_code == 404
    assert browser(cast.safeguarding).get(here).status_code == 200
    assert newest(Alarm).step == 2, "the leads are woken"


def test_nobody_decides_about_their_own_request(cast, browser):
    browser(cast.moderator).post(PAGE, data=asked())
    here = f"/moderation/request/{newest(SafetyRequest).id}"
    assert browser(cast.moderator).get(here).status_code == 404
    assert browser(cast.safeguarding).get(here).status_code == 200


def test_a_picture_of_somebody_under_18_is_a_case_of_abuse(browser):
    browser().post(PAGE, data=asked(is_child="y"))
    case = newest(Case)
    assert (case.reason, case.severity) == ("csea", 1)
    assert newest(Alarm).kind == "csea"


def test_a_complaint_under_the_act_has_a_number_a_clock_and_is_read_by_leads_alone(cast, browser):
    sent = browser().post("/complaints", data={
        "subject": "account", "text": "You closed it without a word.",
        "contact": "me@mail.example"}, follow_redirects=True)
    request, case = newest(SafetyRequest), newest(Case)
    assert request.reference in sent.text and case.for_leads
    assert case.due_at - request.received_at == timedelta(days=7)
    here = f"/moderation/request/{request.id}"
    assert browser(cast.moderator).get(here).status_code == 404
    page = browser(cast.admin).get(here).text
    assert "You closed it without a word." in page
    browser(cast.admin).post(f"{here}/answer", data={"outcome": "put-right", "words": "Sorry."})
    letter = db.session.scalar(select(Email).where(Email.purpose == "request-answered"))
    assert request.reference in letter.body and "You were right" in letter.body


def test_whoever_put_it_up_never_learns_who_asked(cast, browser, show):
    entry = show(cast.ben, photo(1))
    browser(cast.amina).post(PAGE, data=asked(entry.address, name="Ms Secret"))
    moderation.decide(cast.moderator, newest(Case), "hide", HIDE)
    for page in ("/notifications", entry.address, "/settings/reports"):
        told = browser(cast.ben).get(page).text
        assert "Ms Secret" not in told and "me@mail.example" not in told
        assert newest(SafetyRequest).reference not in told
    letters = db.session.scalars(select(Email.body).where(Email.to == cast.ben.email)).all()
    assert letters and not any("Amina" in one or "Secret" in one for one in letters)
