"""Somebody in a private conversation shows messages of it to the leads, and to nobody else."""
import re

import pytest
from sqlalchemy import select

from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.messages import actions as messages
from peoplehub.moderation.models import Case
from peoplehub.notifications.models import Notification
from peoplehub.safeguarding import actions, queries
from peoplehub.safeguarding.models import SafeguardingCase
from tests.safeguarding.conftest import HARD


@pytest.fixture
def talk(cast, app):
    """Amina writes to Maya, who advises; the third message is taken away again."""
    conversation = messages.start(cast.amina, cast.advisor, "Good evening", "a1").conversation
    messages.send(cast.amina, conversation, HARD, "a2")
    gone = messages.send(cast.amina, conversation, "He is at the door", "a3")
    messages.take_away(cast.amina, gone)
    return conversation


def test_an_advisor_hands_chosen_messages_to_the_leads_in_one_tap(browser, cast, talk):
    maya, address = browser(cast.advisor), f"/safeguarding/show/{talk.id}"
    assert f'href="{address}"' in maya.get(f"/messages/{talk.id}").text
    assert HARD in maya.get(address).text
    answer = maya.post(address, data={"messages": ["2"], "reason": "child", "words": "Tonight"},
                       follow_redirects=True)
    assert "The safeguarding leads have it" in answer.text
    case = db.session.scalars(select(SafeguardingCase)).one()
    assert [(one.text, one.written_by) for one in queries.evidence_of(case)] == [
        (HARD, "Amina"), ("Tonight", "Maya")]
    assert (case.about_id, case.lead_id) == (cast.amina.id, None)
    assert db.session.scalars(select(Case)).all() == [], "moderators have nothing of it"
    told = db.session.scalars(select(Notification.user_id)).all()
    assert told.count(cast.amina.id) == 0, "she is not told"
    for who in (cast.advisor, cast.amina, cast.moderator, cast.admin):
        assert browser(who).get(case.address).status_code == 404
    letters = db.session.scalars(select(Email).where(Email.purpose == "alarm")).all()
    assert {one.to for one in letters} == {cast.safeguarding.email}
    assert not any(HARD in one.body or "Amina" in one.body for one in letters)


def test_nobody_shows_what_is_not_theirs_and_nothing_is_sent_unchosen(browser, cast, talk):
    said = {"messages": ["1"], "reason": "danger"}
    assert browser(cast.ben).post(f"/safeguarding/show/{talk.id}", data=said).status_code == 404
    amina = browser(cast.amina)
    for wrong, words in (({"reason": "danger"}, "Choose at least one message"),
                         ({"messages": ["1"]}, "Choose what your worry is."),
                         ({"messages": ["9"], "reason": "danger"}, "not a valid choice")):
        answer = amina.post(f"/safeguarding/show/{talk.id}", data={"words": "I typed", **wrong})
        assert answer.status_code == 422 and words in answer.text and "I typed" in answer.text
    assert db.session.scalars(select(SafeguardingCase)).all() == []


def test_also_somebody_who_is_paused_may_and_a_message_that_was_taken_away_is_shown(
    browser, cast, talk
):
    cast.advisor.suspended_at = talk.started_at
    db.session.commit()
    actions.show_messages(cast.advisor, talk, [3], "danger")
    case = db.session.scalars(select(SafeguardingCase)).one()
    assert len(queries.evidence_of(case)) == 1


def test_without_a_lead_nothing_is_sent_and_it_says_what_to_do(browser, cast, talk):
    cast.safeguarding.role = "member"
    db.session.commit()
    with pytest.raises(Forbidden, match="In an emergency call 999"):
        actions.show_messages(cast.amina, talk, [1], "danger")
    assert db.session.scalars(select(SafeguardingCase)).all() == []


def test_an_advisor_reads_the_steps_and_hands_a_disclosure_over_in_one_tap(browser, cast, talk):
    maya, address = browser(cast.advisor), f"/safeguarding/show/{talk.id}/steps"
    assert f'href="{address}"' in maya.get(f"/messages/{talk.id}").text
    page = maya.get(address).text
    assert "Never promise to keep a secret" in page and "NHS 111" in page
    numbers = re.findall(r'name="messages" value="(\d+)"', page)
    assert numbers == ["1", "2", "3"] and 'name="reason" value="child"' in page
    sent = maya.post(f"/safeguarding/show/{talk.id}", data={"messages": numbers, "reason": "child"})
    assert sent.status_code == 303
    case = db.session.scalars(select(SafeguardingCase)).one()
    assert (case.reason, len(queries.evidence_of(case))) == ("child", 3)
    for who in (cast.amina, cast.ben, cast.safeguarding):
        assert browser(who).get(address).status_code == 404
    assert address not in browser(cast.amina).get(f"/messages/{talk.id}").text
