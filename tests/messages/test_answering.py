"""When somebody answers is said before anybody writes to them, with who answers at any hour."""
from datetime import UTC, datetime

import pytest
import time_machine

from peoplehub.accounts import actions as accounts
from peoplehub.messages.answering import answering, is_within

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("hour, begins, ends, expected", [
    (23, 22, 7, True), (0, 22, 7, True), (6, 22, 7, True), (7, 22, 7, False), (21, 22, 7, False),
    (13, 12, 14, True), (14, 12, 14, False), (11, 12, 14, False),
])
def test_quiet_hours_go_past_midnight(hour, begins, ends, expected):
    assert is_within(hour, begins, ends) is expected


def test_hours_are_londons(cast):
    accounts.choose_answers(cast.ben, quiet_from="22", quiet_to="7")
    summer = answering(cast.ben, datetime(2026, 7, 1, 21, 30, tzinfo=UTC))
    winter = answering(cast.ben, datetime(2026, 12, 1, 21, 30, tzinfo=UTC))
    assert (summer.quiet, summer.is_quiet, winter.is_quiet) == ("10pm to 7am", True, False)
    assert answering(cast.amina) is None


@time_machine.travel(datetime(2026, 12, 1, 23, 30, tzinfo=UTC), tick=False)
def test_it_stands_before_the_box_with_who_helps_at_any_hour(talk, cast, browser):
    accounts.choose_answers(cast.advisor, "I answer on Tuesdays", "22", "7")
    for who, address in ((cast.amina, talk.address), (cast.outsider, "/messages/new?to=maya")):
        before, box, _ = browser(who).get(address).text.partition("<textarea")
        assert box and "I answer on Tuesdays" in before and "10pm to 7am" in before
        assert "It is quiet there now" in before and 'href="tel:116123"' in before
    assert "I answer on Tuesdays" not in browser(cast.advisor).get(talk.address).text


def test_both_ends_of_quiet_hours_are_asked_for(cast, browser):
    said = {"answers": "On Tuesdays", "quiet_from": "22", "quiet_to": ""}
    answer = browser(cast.ben).post("/settings/messages", data=said)
    assert answer.status_code == 422 and "or neither" in answer.text
    assert "On Tuesdays" in answer.text
