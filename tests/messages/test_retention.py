"""Words that nobody sees any more are erased after thirty days, by a job, and no others."""
from datetime import timedelta

import pytest
import time_machine

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.messages import actions, retention
from peoplehub.messages.models import Message
from peoplehub.moderation import actions as moderation


def test_deleted_words_and_first_wordings_go_after_thirty_days_and_reports_keep_theirs(
    talk, cast, browser
):
    gone = actions.send(cast.amina, talk, "A zeppelin", "a2")
    edited = actions.edit(cast.amina, actions.send(cast.amina, talk, "Cross", "a3"), "Sad")
    actions.take_away(cast.amina, gone)
    report = moderation.report(cast.advisor, gone, "unkind")
    for days, expected in ((29, ("A zeppelin", "Cross")), (31, ("", ""))):
        with time_machine.travel(clock.now() + timedelta(days=days)):
            retention.erase_unseen_words()
        db.session.expire_all()
        kept = [db.session.get(Message, one.id) for one in (gone, edited)]
        assert (kept[0].text, kept[1].text_before) == expected
    assert (kept[0].html, kept[1].text, report.snapshot) == ("", "Sad", "A zeppelin")
    page = browser(cast.advisor).get(talk.address).text
    assert "Amina deleted this message." in page and "Hello Maya" in page and "Sad" in page


@pytest.mark.one_database
def test_whoever_deletes_reads_how_long_the_words_are_kept(talk, cast, browser):
    page = browser(cast.amina).get(f"{talk.address}/1/take-away").text
    assert "erased after 30 days" in page
