"""Safeguarding cases: how they come, who has them, and who is told."""
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.contact import actions as contact
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.messages import actions as messages
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Case, Report
from peoplehub.notifications.models import Notification
from peoplehub.rota import actions as rota
from peoplehub.rota.models import Alarm
from peoplehub.safeguarding import actions, queries
from peoplehub.safeguarding.models import SafeguardingCase
from tests.safeguarding.conftest import HARD, SAID

NIGHT = datetime(2026, 11, 26, 23, tzinfo=UTC)


def newest() -> SafeguardingCase:
    return db.session.scalars(select(SafeguardingCase).order_by(SafeguardingCase.id.desc())).first()


def emails(purpose: str) -> list[Email]:
    return list(db.session.scalars(select(Email).where(Email.purpose == purpose)))


def told(purpose: str) -> list[str]:
    return sorted(one.to.split("@")[0] for one in emails(purpose))


def test_a_moderator_hands_over_in_one_tap_and_keeps_only_that_it_was(browser, cast, case):
    ruth, address = browser(cast.moderator), f"/moderation/cases/{case.id}"
    for page in ("/moderation", address, "/moderation/reports/1"):
        assert f'action="{address}/hand-over"' in ruth.get(page).text
    answer = ruth.post(f"{address}/hand-over", follow_redirects=True)
    assert "The safeguarding leads have it now." in answer.text
    closed = (address, "/moderation/reports/1", "/safeguarding", newest().address)
    for who in (cast.moderator, cast.admin):
        assert [browser(who).get(path).status_code for path in closed] == [404] * 4
    log = ruth.get("/moderation/log").text
    assert "handed over to the safeguarding leads" in log and f"case {case.id}" in log
    assert SAID not in log and HARD not in log and "How do you sleep" not in log
    assert browser(cast.safeguarding).get(address).status_code == 200


def test_what_is_handed_over_is_copied_and_whoever_reported_it_hears_that_it_was_passed_on(
    cast, case, post
):
    moderation.note(cast.moderator, case, "Please look at the address, too")
    post.text = "Nothing happened."
    db.session.commit()
    safety = actions.hand_over(cast.moderator, case)
    copies = [(one.text, one.written_by) for one in queries.evidence_of(safety)]
    assert copies == [(HARD, "Ben"), ("Nothing happened.", "Ben"), (SAID, ""),
                      ("Please look at the address, too", "Ruth")]
    notice = db.session.scalars(select(Notification).where(
        Notification.user_id == cast.amina.id, Notification.what == "report")).one()
    assert "passed it on" in notice.words


def test_what_is_handed_over_about_the_same_piece_again_comes_to_the_same_case(
    cast, safety, post
):
    actions.accept(cast.safeguarding, safety)
    report = moderation.report(cast.newcomer, post, "danger", "I heard it too")
    more = actions.hand_over(cast.admin, db.session.get(Case, report.case_id))
    assert more.id == safety.id and told("safeguarding-case") == ["helen"]
    assert "I heard it too" in [one.text for one in queries.evidence_of(safety)]
    actions.decide(cast.safeguarding, safety, "none", "All is well", close=True)
    with time_machine.travel(clock.now() + timedelta(days=366 * 11)):
        actions.destroy_due()
    assert {one.details for one in db.session.query(Report)} == {""}


def test_a_reported_message_is_read_by_nobody_else_any_more(browser, cast, app):
    sent = messages.start(cast.amina, cast.advisor, HARD, "a1")
    report = moderation.report(cast.advisor, sent, "danger")
    path, of_case = f"/moderation/reports/{report.id}", f"/moderation/cases/{report.case_id}"
    for page in (path, of_case):
        assert HARD in browser(cast.moderator).get(page).text
    browser(cast.moderator).post(f"/moderation/cases/{report.case_id}/hand-over")
    for who in (cast.moderator, cast.admin):
        assert browser(who).get(path).status_code == 404
    assert queries.evidence_of(newest())[0].text == HARD


def test_a_letter_that_is_handed_over_is_closed_to_the_rest_of_the_team(browser, cast, app):
    letter = contact.write(None, about="question", text="I am going to kill myself tonight")
    case = db.session.scalars(select(Case).where(Case.kind == "enquiry")).one()
    browser(cast.moderator).post(f"/moderation/cases/{case.id}/hand-over")
    path, queue = f"/contact/queue/{letter.id}", "/contact/queue"
    for who, status in ((cast.moderator, 404), (cast.admin, 404), (cast.safeguarding, 200)):
        assert browser(who).get(path).status_code == status
        assert (letter.reference in browser(who).get(queue).text) == (status == 200)
    assert [one.text for one in queries.evidence_of(newest())] == [letter.text]


def test_nothing_is_handed_over_that_another_looks_at_or_that_no_lead_can_read(
    browser, cast, case
):
    moderation.claim(cast.admin, case)
    with pytest.raises(Forbidden, match="Sunil is looking at this"):
        actions.hand_over(cast.moderator, case)
    moderation.let_go(cast.admin, case)
    cast.safeguarding.role = "member"
    db.session.commit()
    assert "/hand-over\"" not in browser(cast.moderator).get("/moderation").text
    with pytest.raises(Forbidden, match="no safeguarding lead"):
        actions.hand_over(cast.moderator, case)
    assert case.is_open and newest() is None


def test_a_lead_never_sees_a_case_about_themselves(browser, cast, other_lead):
    opened = actions.open_by_hand(other_lead, "other", "Helen was hard.", cast.safeguarding)
    helen = browser(cast.safeguarding)
    assert "0 open cases" in helen.get("/safeguarding").text
    assert helen.get(opened.address).status_code == 404
    assert queries.others_than(other_lead, opened) == []
    with pytest.raises(Forbidden):
        actions.open_by_hand(other_lead, "other", "About me", other_lead)


def test_an_urgent_case_wakes_the_leads_alone_until_one_accepts(browser, cast, case, other_lead):
    with time_machine.travel(NIGHT, tick=False):
        db.session.query(Email).delete()
        db.session.query(Alarm).update({"taken_at": clock.now(), "next_at": None})
        db.session.commit()
        safety = actions.hand_over(cast.moderator, case)
    assert told("alarm") == ["helen", "lena"] and emails("safeguarding-case") == []
    for hour in (1, 2, 3):
        with time_machine.travel(NIGHT + timedelta(hours=hour, minutes=1), tick=False):
            rota.escalate_due()
    assert set(told("alarm")) == {"helen", "lena"} and len(told("alarm")) > 4
    assert set(told("lead-needed")) == {"ruth", "sunil"}, "who cannot read it can ring a lead"
    assert not any(word in one.body for one in emails("lead-needed")
                   for word in ("/safeguarding", "/moderation", "child", "Ben", HARD))
    alarm = db.session.scalars(select(Alarm).where(Alarm.piece_kind == "safeguarding")).one()
    assert browser(cast.moderator).get(f"/moderation/alarms/{alarm.id}").status_code == 404
    assert browser(cast.admin).get(f"/moderation/alarms/{alarm.id}").status_code == 404
    page = browser(cast.safeguarding).get(f"/moderation/alarms/{alarm.id}").text
    assert safety.address in page
    actions.accept(cast.safeguarding, safety)
    assert (alarm.taken_by_id, alarm.next_at) == (cast.safeguarding.id, None)
    first = db.session.scalars(select(Alarm).where(Alarm.piece_kind == "post")).one()
    assert first.taken_at and first.next_at is None, "the moderators' alarm stays taken"


def test_leads_hear_of_a_case_that_is_not_urgent_by_an_email_without_words(cast, post):
    report = moderation.report(cast.amina, post, "unkind", SAID)
    actions.hand_over(cast.moderator, db.session.get(Case, report.case_id))
    [letter] = emails("safeguarding-case")
    assert told("safeguarding-case") == ["helen"] and newest().address in letter.body
    assert not any(word in letter.body + letter.subject
                   for word in (HARD, SAID, "Ben", "Amina", "worry", "unkind"))


def test_a_lead_accepts_takes_over_for_a_reason_and_hands_over_to_another(
    browser, cast, safety, other_lead
):
    helen, lena = browser(cast.safeguarding), browser(other_lead)
    assert helen.post(f"{safety.address}/accept").status_code == 303
    assert lena.post(f"{safety.address}/accept").status_code == 422
    lena.post(f"{safety.address}/accept", data={"why": "Helen is ill"})
    assert safety.lead_id == other_lead.id
    refused = helen.post(f"{safety.address}/notes", data={"words": "Still mine?"})
    assert refused.status_code == 403
    lena.post(f"{safety.address}/offer", data={"lead": cast.safeguarding.id, "why": "My holiday"})
    assert safety.lead_id == other_lead.id and told("safeguarding-case") == ["helen"]
    helen.post(f"{safety.address}/accept")
    assert safety.lead_id == cast.safeguarding.id and safety.offered_to_id is None
    assert [line.what for line in queries.timeline_of(safety)] == [
        "opened", "accepted", "taken", "offered", "accepted"]
    with pytest.raises(Invalid, match="another safeguarding lead"):
        actions.offer(cast.safeguarding, safety, cast.moderator, "She is kind")


def test_another_lead_reads_a_case_only_for_a_typed_reason_and_for_twenty_minutes(
    browser, cast, other_lead
):
    case = actions.open_by_hand(cast.safeguarding, "adult", "She rang me.")
    lena = browser(other_lead)
    assert "She rang me." not in lena.get(case.address).text
    assert lena.post(f"{case.address}/look", data={"reason": " "}).status_code == 422
    lena.post(f"{case.address}/look", data={"reason": "Supervision"})
    page = lena.get(case.address).text
    assert "She rang me." in page and "Save the note" not in page
    record = browser(cast.admin).get("/admin/record?happened=SafeguardingLookedAt").text
    assert "Supervision" in record and "Lena" in record and "She rang me." not in record
    with time_machine.travel(clock.now() + timedelta(minutes=21)):
        assert "She rang me." not in browser(other_lead).get(case.address).text


def test_the_moderators_queue_tells_a_lead_how_many_cases_are_open(browser, cast, safety):
    assert "Safeguarding: 1 open case" in browser(cast.safeguarding).get("/moderation").text
    for who in (cast.moderator, cast.admin):
        assert "Safeguarding:" not in browser(who).get("/moderation").text
