"""What was done already, or meanwhile, changes nothing; and who is signed out has no messages."""
from datetime import timedelta

import pytest

from peoplehub.accounts.models import Anonymous
from peoplehub.core import clock, jobs
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.messages import actions, conversation_retention, queries

pytestmark = pytest.mark.one_database


def test_a_visitor_has_no_conversation(talk):
    for find in (queries.conversation_for, queries.conversation_alone_for):
        with pytest.raises(NotFound):
            find(Anonymous(), talk.id)


@pytest.mark.both_databases
def test_what_has_arrived_never_goes_back_nor_beyond_the_newest(cast, talk):
    actions.mark_delivered(cast.amina, talk, 2)
    for number in (1, 2, 99):
        actions.mark_delivered(cast.amina, talk, number)
        db.session.refresh(talk)
        assert talk.participant(cast.amina.id).delivered_number == 2


def test_who_wrote_meanwhile_is_neither_told_of_the_end_nor_loses_it(talk):
    assert conversation_retention.tell_of_end(talk.id) is False
    assert conversation_retention.erase_conversation(talk.id) is False
    assert conversation_retention.tell_of_end(talk.id + 99) is False
    with clock.at(clock.now() + timedelta(days=701)):
        assert conversation_retention.tell_of_end(talk.id) is True
        assert conversation_retention.tell_of_end(talk.id) is False
        assert conversation_retention.erase_conversation(talk.id) is False


def test_what_ends_by_itself_is_asked_for_each_night(app):
    known = {function.__name__: times for function, times in jobs._rounds}
    for name in ("end_old_conversations", "erase_unseen_words"):
        assert sorted(known[name]) == ["hour", "minute"]
