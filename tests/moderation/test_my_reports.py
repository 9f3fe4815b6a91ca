"""Who reports has a number at once, reads what came of it, and chooses whether to hear of it."""
import pytest
from sqlalchemy import select

from peoplehub.core.extensions import db
from peoplehub.moderation import actions
from peoplehub.moderation.models import Report


def newest() -> Report:
    return db.session.scalar(select(Report).order_by(Report.id.desc()))


def test_who_reports_gets_a_number_at_once(browser, cast, answer):
    for who in (cast.amina, None):
        sent = browser(who).post(f"/report/post/{answer.id}", data={"reason": "other"},
                                 follow_redirects=True)
        assert f"number {newest().id}" in sent.text or f"<b>{newest().id}</b>" in sent.text


@pytest.mark.one_database
def test_my_reports_says_how_each_stands_and_what_to_do_next(browser, cast, answer):
    report = actions.report(cast.amina, answer, "unkind")
    amina = browser(cast.amina)
    assert "A moderator has not decided yet" in amina.get("/settings/reports").text
    actions.settle(cast.moderator, report, "hidden", "It is unkind.", "Thank you.")
    page = amina.get("/settings/reports").text
    assert "We took it down." in page and "Thank you." in page and "Make a complaint" in page
    assert f"Report {report.id}" not in browser(cast.outsider).get("/settings/reports").text


def test_who_does_not_want_to_hear_of_it_is_not_told(browser, cast, answer):
    report = actions.report(cast.amina, answer, "unkind")
    amina = browser(cast.amina)
    assert amina.post(f"/settings/reports/{report.id}", data={"news": "off"}).status_code == 303
    assert browser(cast.outsider).post(f"/settings/reports/{report.id}").status_code == 404
    actions.settle(cast.moderator, report, "left")
    assert "looked at your report" not in amina.get("/notifications").text
    assert "We left it as it is." in amina.get("/settings/reports").text


def test_who_has_reported_nothing_reads_how_to(browser, cast):
    answer = browser(cast.amina).get("/settings/reports")
    assert answer.status_code == 200 and "You have reported nothing" in answer.text
