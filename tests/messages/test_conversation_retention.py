"""A conversation in which nobody writes any more ends for both, after both were told."""
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from peoplehub.core import clock
from peoplehub.core.extensions import Model, db
from peoplehub.core.mail import Email
from peoplehub.messages import actions, conversation_retention, queries
from peoplehub.messages.models import Conversation, Message
from peoplehub.moderation import actions as moderation
from peoplehub.safeguarding import actions as safeguarding
from peoplehub.safeguarding.models import ConversationAccess

pytestmark = pytest.mark.one_database


@pytest.fixture
def later(cast):
    """The night job so many days from now. Others go on writing elsewhere."""
    began = clock.now()

    def run(days: int) -> None:
        with time_machine.travel(began + timedelta(days=days)):
            actions.start(cast.ben, cast.moderator, "Hello", f"other {days}")
            conversation_retention.end_old_conversations()
        db.session.expire_all()

    return run


def letters() -> list[str]:
    told = select(Email.to).where(Email.purpose == "messages-end").order_by(Email.id)
    return list(db.session.scalars(told))


def is_there(talk_id: int) -> bool:
    return db.session.get(Conversation, talk_id) is not None


def named(talk_id: int) -> list[str]:
    """The tables that name the conversation."""
    return [table.name for table in Model.metadata.sorted_tables for column in table.c
            if any(key.column.table.name == "conversation" for key in column.foreign_keys)
            and db.session.scalar(select(func.count()).select_from(table).where(column == talk_id))]


@pytest.mark.both_databases
def test_both_are_told_thirty_days_before_and_then_every_row_of_it_is_gone(
    talk, cast, later, browser
):
    later(690)
    assert letters() == [] and is_there(talk.id)
    later(702)
    assert sorted(letters()) == sorted([cast.amina.email, cast.advisor.email])
    [body, _] = db.session.scalars(select(Email.body).where(Email.purpose == "messages-end"))
    assert "Maya" not in body and "30 days" in body
    with time_machine.travel(clock.now() + timedelta(days=703)):
        page = browser(cast.amina).get(talk.address).text
    assert "These messages end on" in page and f"{talk.address}/keep" in page
    later(728)
    assert is_there(talk.id) and len(letters()) == 2
    later(733)
    assert not is_there(talk.id) and named(talk.id) == []
    assert browser(cast.amina).get(talk.address).status_code == 404
    assert queries.conversation_with(cast.amina, cast.advisor) is None


@pytest.mark.both_databases
def test_who_writes_or_keeps_it_begins_the_time_again(talk, cast, later, browser):
    later(702)
    with time_machine.travel(clock.now() + timedelta(days=720)):
        amina = browser(cast.amina)
        assert amina.post(f"{talk.address}/keep").location == talk.address
        page = amina.get(talk.address).text
        assert "stays for 2 years" in page and "These messages end" not in page
    later(740)
    assert is_there(talk.id)
    later(720 + 702)
    with time_machine.travel(clock.now() + timedelta(days=720 + 710)):
        actions.send(cast.advisor, talk, "Still here", "m9")
    later(720 + 745)
    assert is_there(talk.id)


def test_nobody_is_surprised_when_the_job_was_away_for_long(talk, later):
    later(900)
    assert is_there(talk.id)
    later(929)
    assert is_there(talk.id)
    later(931)
    assert not is_there(talk.id)


def test_it_waits_while_a_report_is_open_and_the_report_keeps_its_copy(talk, cast, later):
    first = queries.message_for(cast.advisor, talk.id, 1)
    report, number = moderation.report(cast.advisor, first, "unkind"), first.id
    later(702)
    later(740)
    assert is_there(talk.id)
    moderation.settle(cast.moderator, report, "left")
    later(741)
    assert not is_there(talk.id)
    assert (report.snapshot, db.session.get(Message, number)) == ("Hello Maya", None)


def test_what_was_opened_stays_in_the_list_and_says_that_it_was_erased(talk, cast, later, browser):
    access = safeguarding.open_conversation(cast.safeguarding, cast.amina, cast.advisor, "adult",
                                            "A worry")
    later(702)
    later(740)
    kept = db.session.get(ConversationAccess, access.id)
    assert kept.conversation_id is None and not is_there(talk.id)
    page = browser(cast.safeguarding).get(access.address).text
    assert "erased since" in page and "never written" not in page


def test_the_newest_message_of_all_keeps_its_number(talk):
    """The next one would get it, and what was reported would lead to that."""
    for days in (702, 740):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            conversation_retention.end_old_conversations()
    assert is_there(talk.id)


def test_the_page_says_how_long_it_is_kept_as_the_setting_has_it(talk, cast, browser, app):
    page = browser(cast.amina).get(talk.address).text
    assert "Until nobody has written here for 2 years." in page
    app.config["MESSAGES_KEPT_MONTHS"] = 18
    try:
        assert "for 18 months." in browser(cast.amina).get(talk.address).text
        assert "18 months after the last message" in browser(cast.amina).get("/privacy").text
    finally:
        app.config["MESSAGES_KEPT_MONTHS"] = 24
