"""Whoever looks at a case leaves a line in the record, with the queue's reason or their own."""
import pytest
from sqlalchemy import select

from peoplehub.audit.models import Record, RecordReason
from peoplehub.core.extensions import db
from peoplehub.moderation import actions, queries

pytestmark = pytest.mark.one_database


@pytest.fixture
def case(cast, answer):
    return queries.case_for(cast.moderator, actions.report(cast.amina, answer, "unkind").case_id)


def looks():
    """Who looked and why, as the record says."""
    lines = select(Record, RecordReason).join(RecordReason, RecordReason.record_id == Record.id)
    return [(line.about["moderator_id"], line.about["case_id"], why.words)
            for line, why in db.session.execute(
                lines.where(Record.happened == "CaseLookedAt").order_by(Record.id))]


def test_the_next_case_and_one_opened_from_the_list_have_the_reason_of_the_queue(
    cast, browser, case
):
    moderator = browser(cast.moderator)
    assert "Horrid ones." in moderator.get(f"/moderation/cases/{case.id}").text
    assert looks() == [(cast.moderator.id, case.id, "Opened from the queue")]
    actions.next_case(cast.admin)
    assert looks()[1:] == [(cast.admin.id, case.id, "Next in the queue")]
    moderator.get(f"/moderation/cases/{case.id}")
    assert len(looks()) == 2


def test_a_case_of_another_moderator_asks_once_for_a_reason(cast, browser, case):
    actions.claim(cast.admin, case)
    address, moderator = f"/moderation/cases/{case.id}", browser(cast.moderator)
    asked = moderator.get(address).text
    assert "Why do you look at it?" in asked and "Horrid ones." not in asked
    report = queries.reports_in(case)[0]
    assert moderator.get(f"/moderation/reports/{report.id}").location == address
    assert moderator.post(f"{address}/look", data={"reason": " "}).status_code == 422
    assert len(looks()) == 1
    moderator.post(f"{address}/look", data={"reason": "Sam asked me to."})
    assert looks()[1:] == [(cast.moderator.id, case.id, "Sam asked me to.")]
    for _ in range(2):
        assert "Horrid ones." in moderator.get(address).text
    assert len(looks()) == 2


def test_a_settled_case_asks_for_a_reason(cast, browser, case):
    actions.decide(cast.admin, case, "left", actions.Choice("kind", "", ""))
    page = browser(cast.moderator).get(f"/moderation/cases/{case.id}").text
    assert "Why do you look at it?" in page and "Horrid ones." not in page


def test_who_may_not_see_a_case_leaves_no_line(cast, browser, case):
    for who in (cast.amina, cast.advisor):
        sent = browser(who).post(f"/moderation/cases/{case.id}/look", data={"reason": "Why"})
        assert sent.status_code == 404
    assert looks() == []
