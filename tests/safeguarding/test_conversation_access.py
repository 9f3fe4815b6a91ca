"""Break-glass access: a lead opens private messages for a reason, and both people are told."""
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.audit.models import Record, RecordReason
from peoplehub.core import clock, formatting
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.messages import actions as messages
from peoplehub.notifications.models import Notification
from peoplehub.safeguarding import actions, policy, queries
from peoplehub.safeguarding.actions import access as jobs
from peoplehub.statistics import openings
from tests.permitted import who

NEW = "/safeguarding/conversations/open"
WHY = {"one": "Amina", "other": "Ben", "worry": "danger", "reason": "A neighbour rang us"}


@pytest.fixture
def talk(cast):
    conversation = messages.start(cast.amina, cast.ben, "My zeppelin", "a1").conversation
    gone = messages.send(cast.ben, conversation, "The marzipan", "b1")
    messages.take_away(cast.ben, gone)
    return conversation


@pytest.fixture
def second(cast):
    """Maya leads safeguarding, too."""
    cast.advisor.role = "safeguarding"
    db.session.commit()
    return cast.advisor


def told(person) -> list[str]:
    return list(db.session.scalars(select(Notification.words).where(
        Notification.user_id == person.id, Notification.what == "opened")))


def newest():
    return db.session.scalars(select(jobs.ConversationAccess)).one()


def test_a_lead_reads_for_a_typed_reason_which_is_recorded_and_both_are_told(
    browser, cast, talk
):
    helen = browser(cast.safeguarding)
    page = helen.post(NEW, data=WHY, follow_redirects=True).text
    assert "My zeppelin" in page and "The marzipan" in page and "Deleted since" in page
    line = db.session.scalars(select(Record).where(Record.happened == "ConversationOpened")).one()
    assert line.about["lead_id"] == cast.safeguarding.id
    kept = db.session.scalars(select(RecordReason.words).where(RecordReason.record_id == line.id))
    assert kept.one() == WHY["reason"]
    for one in (cast.amina, cast.ben):
        assert len(told(one)) == 1 and "neighbour" not in told(one)[0]
        assert f'href="{talk.address}"' in browser(one).get("/notifications").text
        assert "A safeguarding lead read these messages" in browser(one).get(talk.address).text
    letters = db.session.scalars(select(Email).where(Email.purpose == "something-decided")).all()
    assert {cast.amina.email, cast.ben.email} <= {one.to for one in letters}
    assert not any("zeppelin" in one.body or "lead" in one.body for one in letters)


def test_the_messages_close_again_and_are_open_to_no_other_lead(browser, cast, talk, second):
    helen = browser(cast.safeguarding)
    address = helen.post(NEW, data=WHY).location
    assert "My zeppelin" not in browser(second).get(address).text
    newest().opened_at -= timedelta(minutes=21)
    db.session.commit()
    page = helen.get(address).text
    assert "My zeppelin" not in page and "Open them again" in page


def test_nothing_opens_without_a_reason_or_for_who_is_one_of_the_two(browser, cast, talk):
    helen = browser(cast.safeguarding)
    for wrong, words in (({"reason": ""}, "Say why you need to read their messages."),
                         ({"worry": ""}, "Choose what the worry is."),
                         ({"other": "Nobody"}, "Nobody here has this name."),
                         ({"other": "Helen"}, "Choose two people"),
                         ({"other": "Amina"}, "Choose two people")):
        answer = helen.post(NEW, data=WHY | wrong)
        assert answer.status_code == 422 and words in answer.text and "Amina" in answer.text
    with pytest.raises(Forbidden):
        actions.open_conversation(cast.admin, cast.amina, cast.ben, "danger", "I am curious")
    assert db.session.scalars(select(jobs.ConversationAccess)).all() == []


def test_that_two_people_never_wrote_is_not_looked_up_unseen(browser, cast):
    page = browser(cast.safeguarding).post(NEW, data=WHY, follow_redirects=True).text
    assert "never written to each other" in page and newest().reason == WHY["reason"]
    assert told(cast.amina) == told(cast.ben) == []


def test_they_are_told_after_a_day_unless_a_second_lead_says_why_not(browser, cast, talk, second):
    actions.open_conversation(cast.safeguarding, cast.amina, cast.ben, "danger", "He rang", True)
    access = newest()
    assert told(cast.amina) == []
    assert who(cast, policy.may_withhold, access) == {"advisor"}
    assert db.session.scalars(select(Email.to).where(
        Email.purpose == "safeguarding-case")).all() == [second.email]
    jobs.tell_of_openings()
    assert told(cast.amina) == []
    access.opened_at -= timedelta(hours=25)
    db.session.commit()
    jobs.tell_of_openings()
    assert len(told(cast.amina)) == len(told(cast.ben)) == 1
    with pytest.raises(Forbidden):
        actions.withhold(second, access, "Too late", formatting.local(clock.now()).date())


def test_a_second_lead_withholds_it_until_a_day_on_which_the_leads_look_again(
    browser, cast, talk, second
):
    actions.open_conversation(cast.safeguarding, cast.amina, cast.ben, "danger", "He rang", True)
    access, soon = newest(), formatting.local(clock.now()).date() + timedelta(days=7)
    said = {"reason": "He would hurt her", "review_on": soon.isoformat()}
    address = f"{access.address}/withhold"
    assert browser(cast.safeguarding).post(address, data=said).status_code == 403
    maya = browser(second)
    refused = maya.post(address, data=said | {"review_on": "2099-01-01"})
    assert refused.status_code == 422 and "He would hurt her" in refused.text
    assert maya.post(address, data=said).status_code == 303
    access.opened_at -= timedelta(hours=25)
    db.session.commit()
    jobs.tell_of_openings()
    assert told(cast.amina) == []
    assert "safeguarding lead read these" not in browser(cast.amina).get(talk.address).text
    db.session.query(Email).delete()
    access.review_on = soon - timedelta(days=7)
    db.session.commit()
    jobs.ask_for_reviews()
    asked = db.session.scalars(select(Email.to).where(Email.purpose == "safeguarding-case")).all()
    assert set(asked) == {second.email, cast.safeguarding.email}
    assert "Look again" in maya.get("/safeguarding/conversations").text
    assert maya.post(f"{access.address}/tell").status_code == 303
    assert len(told(cast.amina)) == len(told(cast.ben)) == 1


@time_machine.travel(datetime(2026, 11, 26, 12, tzinfo=UTC), tick=False)
def test_trustees_read_the_days_and_no_names(browser, cast, talk):
    actions.open_conversation(cast.safeguarding, cast.amina, cast.ben, "danger", "He rang")
    year = 2026
    listed = openings.openings_for(cast.admin, year)
    assert [one.day for one in listed] == [formatting.day(newest().opened_at)]
    table = browser(cast.admin).get(f"/admin/figures/{year}.csv").text
    page = browser(cast.admin).get(f"/admin/figures/{year}").text
    for shown in (table, page):
        assert listed[0].day in shown and listed[0].told in shown
        assert not any(name in shown for name in ("Amina", "Ben", "He rang"))


def test_after_six_years_it_is_destroyed_with_its_reason(cast, talk):
    actions.open_conversation(cast.safeguarding, cast.amina, cast.ben, "danger", "He rang")
    jobs.destroy_old_access()
    newest().opened_at -= timedelta(days=6 * 365 + 1)
    db.session.commit()
    jobs.destroy_old_access()
    assert queries.openings_told(talk.id) == []
    assert set(db.session.scalars(select(RecordReason.words))) == {""}
