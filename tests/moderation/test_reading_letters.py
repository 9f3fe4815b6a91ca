"""What people write to the team is opened as cases are: each look leaves a line, and what another
of the team has, or what is settled, is opened for a typed reason alone."""
import pytest
from sqlalchemy import select

from peoplehub.contact import actions as contact
from peoplehub.core import clock
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.membership import actions as membership
from peoplehub.moderation import actions
from peoplehub.moderation.models import Case
from peoplehub.online_safety import actions as online_safety
from tests.moderation.test_looking_at_cases import looks

WORDS = "My sister has not slept since Sunday."


def letter(cast) -> str:
    return f"/contact/queue/{contact.write(cast.ben, about='question', text=WORDS).id}"


def request_to_join(cast) -> str:
    cast.outsider.confirmed_at, cast.outsider.waits_since = None, clock.now()
    db.session.commit()
    return f"/moderation/join-requests/{membership.ask(cast.outsider, WORDS).id}"


def request_to_join_a_board(cast) -> str:
    room = forum.save_board(cast.admin, name="Night carers", description="For those who are up.",
                            audience="asks-first")
    return f"/moderation/board-requests/{forum.ask_to_join(cast.ben, room, WORDS).id}"


def request_under_the_law(cast) -> str:
    made = online_safety.ask_removal(cast.ben, None, where=WORDS, text="", subject="me", name="",
                                     contact="ben@people.example", is_child=False)
    return f"/moderation/request/{made.id}"


def case() -> Case:
    return db.session.scalars(select(Case)).one()


@pytest.mark.parametrize("write", [letter, request_to_join, request_to_join_a_board,
                                   request_under_the_law])
def test_what_another_of_the_team_has_is_opened_for_a_typed_reason_alone(cast, browser, write):
    place = write(cast)
    actions.claim(cast.admin, case())
    ruth = browser(cast.moderator)
    for answer in (ruth.get(place), ruth.post(place), ruth.post(f"{place}/answer")):
        assert WORDS not in answer.text, answer.status_code
    assert "Why do you look at it?" in ruth.get(place).text and len(looks()) == 1
    look = f"/moderation/cases/{case().id}/look"
    assert ruth.post(look, data={"reason": " "}).status_code == 422
    assert ruth.post(look, data={"reason": "Her answer is late."}).location == place
    for _ in range(2):
        assert WORDS in ruth.get(place).text
    assert looks()[1:] == [(cast.moderator.id, case().id, "Her answer is late.")]
    assert "Her answer is late." in browser(cast.safeguarding).get("/admin/record").text
    assert WORDS in browser(cast.admin).get(place).text and len(looks()) == 2


def test_an_open_letter_has_the_reason_of_the_queue_and_a_closed_one_asks(cast, browser):
    place = letter(cast)
    assert WORDS not in browser(cast.moderator).get("/contact/queue").text
    assert WORDS in browser(cast.moderator).get(place).text
    assert looks() == [(cast.moderator.id, case().id, "Opened from the queue")]
    browser(cast.moderator).post(f"{place}/close")
    assert WORDS not in browser(cast.admin).get(place).text
    assert WORDS not in browser(cast.admin).get("/contact/queue?show=closed").text


def test_a_letter_is_claimed_where_its_case_is(cast, browser):
    enquiry = contact.write(cast.ben, about="question", text=WORDS)
    contact.claim(cast.moderator, enquiry)
    assert case().claimant == cast.moderator and actions.next_case(cast.admin) is None
    contact.let_go(cast.moderator, enquiry)
    assert actions.next_case(cast.admin) == case()
    with pytest.raises(Invalid, match="is looking at this"):
        contact.claim(cast.moderator, enquiry)
