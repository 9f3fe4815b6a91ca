"""One's own message is edited and deleted for an hour, with a mark; its first words are kept for
whoever reports it."""
from datetime import timedelta

import pytest

from peoplehub.accounts import actions as accounts
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.messages import actions, policy, queries
from peoplehub.messages.models import Message
from peoplehub.moderation import actions as moderation
from tests.permitted import who

pytestmark = pytest.mark.one_database


@pytest.fixture
def message(cast, talk):
    return actions.send(cast.amina, talk, "I am cross with you", "a2")


def older(message, **ago) -> None:
    message.published_at -= timedelta(**ago)
    db.session.commit()


def test_who_wrote_it_puts_it_right_and_the_other_reads_a_mark(talk, message, cast, browser):
    amina, maya = browser(cast.amina), browser(cast.advisor)
    address = f"{talk.address}/3/edit"
    assert f'href="{address}"' in amina.get(talk.address).text
    assert "I am cross with you" in amina.get(address).text
    assert amina.post(address, data={"text": "I am sad"}).location == message.address
    page = maya.get(talk.address).text
    assert "I am sad" in page and "cross with" not in page and "<span data-edited>Edited" in page
    [told] = maya.get(f"{talk.address}/since?after=3").json["edited"]
    assert (told["number"], told["text"], told["edited"]) == (3, "I am sad", True)
    assert "cross" not in str(told)


def test_open_pages_of_both_hear_of_it_and_nobody_else(talk, message, cast, socket):
    hers, mayas, olives = (socket(one) for one in (cast.amina, cast.advisor, cast.outsider))
    actions.edit(cast.amina, message, "I am sad")
    for one in (hers, mayas):
        assert [told["text"] for told in one.received("messages:changed")] == ["I am sad"]
    assert olives.received("messages:changed") == []


def test_whatever_changes_what_is_shown_of_a_message_counts_its_version(
    talk, message, cast, browser
):
    """Open pages hear of changes in any order: of two states the higher version is the newer."""
    amina = browser(cast.amina)

    def told(**changes) -> int:
        found = amina.get(f"{talk.address}/since?after=2").json["messages"][0]
        assert found | changes == found
        assert f'data-version="{found["version"]}"' in amina.get(talk.address).text
        return found["version"]

    versions = [told(text="I am cross with you")]
    actions.edit(cast.amina, message, "I am sad")
    versions.append(told(text="I am sad"))
    moderation.hide(cast.moderator, message, "It names a child.")
    versions.append(told())
    moderation.restore(cast.moderator, message)
    versions.append(told())
    actions.take_away(cast.amina, message)
    versions.append(told(gone=True))
    assert versions == [1, 2, 3, 4, 5]
    actions.mark_read(cast.advisor, talk, 3)
    assert told() == 5


@pytest.mark.both_databases
def test_after_an_hour_it_stays_as_it_is_and_says_why(talk, message, cast, browser):
    amina = browser(cast.amina)
    older(message, minutes=59)
    assert who(cast, policy.may_edit, message) == who(cast, policy.may_take_away, message) == {
        "amina"}
    older(message, minutes=2)
    assert who(cast, policy.may_edit, message) == who(cast, policy.may_take_away, message) == set()
    page = amina.get(talk.address).text
    for verb in ("edit", "take-away"):
        assert f"{talk.address}/3/{verb}" not in page
        answer = amina.post(f"{talk.address}/3/{verb}", data={"text": "Late"})
        assert answer.status_code == 403 and "for one hour" in answer.text
    assert db.session.get(Message, message.id).text == "I am cross with you"


def test_an_edited_first_message_is_still_one(cast, knock):
    first = queries.message_for(cast.amina, knock.id, 1)
    for wrong in ("See example.com/x", "Ring 07700 900123", "Two\nlines"):
        with pytest.raises(Invalid):
            actions.edit(cast.amina, first, wrong)
    assert db.session.get(Message, first.id).text == "Hello Ben"


def test_nothing_is_edited_across_a_block_or_once_it_is_hidden(talk, message, cast):
    accounts.block(cast.advisor, cast.amina)
    with pytest.raises(Forbidden):
        actions.edit(cast.amina, message, "Let me in")
    accounts.unblock(cast.advisor, cast.amina)
    moderation.settle(cast.moderator, moderation.report(cast.advisor, message, "unkind"), "hidden",
                      "Unkind.")
    assert who(cast, policy.may_edit, message) == set()


@pytest.mark.both_databases
def test_a_report_keeps_both_wordings_and_the_surroundings_only_when_asked(
    talk, message, cast, browser
):
    actions.edit(cast.amina, message, "I am sad")
    maya, address = browser(cast.advisor), f"/report/message/{message.id}"
    assert "five messages before it" in maya.get(address).text
    maya.post(address, data={"reason": "unkind"})
    made = moderation.report(cast.advisor, message, "unkind")
    assert made.snapshot == "I am sad\n\nBefore it was edited:\nI am cross with you"
    assert made.surroundings == ""
    maya.post(address, data={"reason": "unkind", "surroundings": "y", "details": "See above"})
    assert "Hello Maya" in made.surroundings and "2. Maya" in made.surroundings
    page = browser(cast.moderator).get(f"/moderation/cases/{made.case_id}").text
    assert "sent by who reported it" in page and "Hello Maya" in page
    assert "I am cross with you" in page


def test_the_same_words_again_leave_no_mark(talk, message, cast, browser):
    browser(cast.amina).post(f"{talk.address}/3/edit", data={"text": "I am cross with you"})
    assert db.session.get(Message, message.id).edited_at is None
