"""An advisor goes away: who is told, who stands in, and what they see, which is what was ticked."""
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from peoplehub.accounts.actions.blocks import block
from peoplehub.advisors import actions as advising
from peoplehub.advisors.actions.profiles import Hours
from peoplehub.advisors.queries import advisor_for
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid, NotFound
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.cover import actions, queries
from peoplehub.cover.actions.absences import Away
from peoplehub.cover.actions.choices import Gives
from peoplehub.cover.models import (
    AdvisorAbsence,
    AnswerTask,
    CoverRequest,
    FamilyCover,
    GivenMessage,
)
from peoplehub.messages import queries as conversations
from peoplehub.messages.models import Message
from peoplehub.notifications.models import Notification
from tests.advisors.conftest import NOON
from tests.cover.conftest import ASKED, SECRET, write

TODAY, NEXT_WEEK, LATER = date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 20)
NOTE = "They practise for the meeting. A short list helps."
HELLO = "Hello Joan, I am Amina."


def told(person) -> list[str]:
    return list(db.session.scalars(select(Notification.words).where(
        Notification.user_id == person.id).order_by(Notification.id)))


def letters(purpose) -> list[str]:
    written = select(Email.to).where(Email.purpose == purpose).order_by(Email.id)
    return list(db.session.scalars(written))


@pytest.fixture
def covered(help):
    """Maya is away until the 9th, Joan stands in, and Amina has been told."""
    absence = actions.go_away(help.maya, Away(TODAY, NEXT_WEEK, cover_id=help.joan.id))
    actions.answer_cover(help.joan, absence.requests[0].id, yes=True)
    return absence


def family_of(absence) -> FamilyCover:
    db.session.expire_all()
    return queries.families_of(absence)[0]


def talk_of(one, other):
    return conversations.conversation_with(one, other)


def test_every_family_is_told_and_the_cover_is_asked(help, browser):
    page = browser(help.maya)
    said = {"kind": "planned", "begins_on": "2026-12-02", "until": "2026-12-09",
            "cover": str(help.joan.id)}
    assert page.post("/advising/away", data=said).status_code == 303
    assert letters("cover-asked") == [help.joan.email] and letters("cover-needed") == []
    assert told(help.amina)[-1].startswith("Maya is away for a while. We look for somebody")
    assert advisor_for(help.amina, "maya").presence.state == "away"
    asked = db.session.scalars(select(CoverRequest)).one()
    assert "Maya asks you to stand in" in browser(help.joan).get("/advising").text
    assert browser(help.joan).post(f"/advising/cover/{asked.id}/accept").status_code == 303
    assert "Somebody can stand in" in told(help.amina)[-1]
    assert "Maya is away" in browser(help.amina).get("/support").text
    talk = browser(help.amina).get(help.talk.address).text
    assert "Maya is away until 9 December 2026. Joan can stand in." in talk


def test_nothing_is_ticked_and_the_cover_sees_nothing_but_the_first_words(help, covered, browser):
    write(help.amina, help.talk)
    family, amina = family_of(covered), browser(help.amina)
    page = amina.get(family.address).text
    assert ASKED in page and SECRET in page and "checked" not in page
    done = amina.post(family.address, data={"choice": "cover", "text": HELLO})
    assert done.status_code == 303
    hers = browser(help.joan).get(done.location).text
    assert HELLO in hers and ASKED not in hers and SECRET not in hers
    assert "has passed nothing on" in hers
    assert browser(help.joan).get(help.talk.address).status_code == 404


@pytest.mark.one_database
def test_the_cover_sees_what_was_ticked_and_only_that(help, covered, browser):
    mine = write(help.amina, help.talk)
    write(help.amina, help.talk, "And this stays between us.")
    write(help.maya, help.talk, "Only for Amina.")
    family = family_of(covered)
    actions.write_note(help.maya, family.id, NOTE)
    amina = browser(help.amina)
    assert NOTE in amina.get(family.address).text
    said = {"choice": "cover", "text": HELLO, "purpose": "y", "note": "y", "note_version": "1",
            "messages": [str(mine.id)]}
    done = amina.post(family.address, data=said)
    page = browser(help.joan).get(done.location).text
    for words in (ASKED, NOTE, SECRET, "You stand in for"):
        assert words in page
    assert "between us" not in page and "Only for Amina" not in page
    assert "What you passed on" in amina.get(done.location).text
    for who in (help.idris, help.cora, help.maya):
        assert browser(who).get(done.location).status_code == 404
        with pytest.raises(NotFound):
            queries.given_to(who, family_of(covered))


@pytest.mark.one_database
def test_a_message_of_somebody_else_cannot_be_given(help, covered):
    hers = write(help.maya, help.talk, "Only for Amina.")
    family = family_of(covered)
    actions.take_cover(help.amina, help.joan, family.id, HELLO, Gives(message_ids=[hers.id]))
    assert db.session.scalars(select(GivenMessage)).all() == []


def test_a_note_that_was_changed_is_read_again_before_it_goes(help, covered, browser):
    family = family_of(covered)
    actions.write_note(help.maya, family.id, NOTE)
    actions.write_note(help.maya, family.id, NOTE + " She cries.")
    said = {"choice": "cover", "text": HELLO, "note": "y", "note_version": "1"}
    refused = browser(help.amina).post(family.address, data=said)
    assert refused.status_code == 422 and "changed just now" in refused.text
    assert HELLO in refused.text
    actions.take_cover(help.amina, help.joan, family.id, HELLO, Gives(note_version=2))
    assert queries.given_to(help.joan, family_of(covered)).note
    actions.write_note(help.maya, family.id, "Another.")
    assert not queries.given_to(help.joan, family_of(covered)).note


def test_the_return_closes_what_was_given_and_their_own_words_stay(help, covered, at, browser):
    family = family_of(covered)
    mine = write(help.amina, help.talk)
    actions.write_note(help.maya, family.id, NOTE)
    actions.take_cover(help.amina, help.joan, family.id, HELLO,
                       Gives(True, 1, [mine.id]))
    own = talk_of(help.amina, help.joan)
    write(help.joan, own, "I am here for you.")
    assert browser(help.maya).post("/advising/back").status_code == 303
    with pytest.raises(NotFound):
        queries.given_to(help.joan, family_of(covered))
    page = browser(help.joan).get(own.address).text
    assert "Maya is back. Thank you for standing in." in page and "I am here for you." in page
    assert ASKED not in page and NOTE not in page and SECRET not in page
    assert "stays yours" in browser(help.amina).get(own.address).text
    assert "Maya is back" in told(help.amina)[-1]
    assert "Thank you for standing" in told(help.joan)[-1]
    kept = family_of(covered)
    assert kept.note == "" and db.session.scalars(select(GivenMessage)).all() == []
    assert advisor_for(help.amina, "maya").presence.state == "free"


def test_the_day_after_the_last_day_is_the_return(help, covered, at):
    actions.take_cover(help.amina, help.joan, family_of(covered).id, HELLO, Gives(True))
    at(7 * 24 + 11)
    assert family_of(covered).is_open
    at(7 * 24 + 13)
    assert not family_of(covered).is_open
    assert queries.absence_of(help.maya.id) is None


def test_a_family_waits_or_chooses_somebody_else(help, covered, browser):
    family, amina = family_of(covered), browser(help.amina)
    actions.take_cover(help.amina, help.joan, family.id, HELLO, Gives(True))
    assert amina.post(family.address, data={"choice": "waits"}).status_code == 303
    with pytest.raises(NotFound):
        queries.given_to(help.joan, family_of(covered))
    assert amina.post(family.address, data={"choice": "other"}).location == "/advisors"
    assert amina.post(family.address, data={}).status_code == 422


@pytest.mark.one_database
def test_only_the_family_chooses_and_only_they_see_the_page(help, covered, cast, browser):
    family = family_of(covered)
    for who in (help.joan, help.maya, help.cora, cast.ben, cast.admin, cast.professional):
        assert browser(who).get(family.address).status_code == 404
        with pytest.raises(NotFound):
            actions.take_cover(who, help.joan, family.id, HELLO, Gives())
    with pytest.raises(Invalid, match="Nobody can stand in"):
        actions.take_cover(help.amina, help.idris, family.id, HELLO, Gives())


@pytest.mark.one_database
def test_across_a_block_nobody_is_offered_and_nothing_is_seen(help, covered):
    family = family_of(covered)
    actions.take_cover(help.amina, help.joan, family.id, HELLO, Gives(True))
    block(help.amina, help.joan)
    with pytest.raises(NotFound):
        queries.given_to(help.joan, family_of(covered))


def test_a_no_or_twelve_hours_ask_a_coordinator_who_asks_another(help, at, browser):
    absence = actions.go_away(help.maya, Away(TODAY, kind="ill", cover_id=help.joan.id))
    at(12.1)
    assert letters("cover-needed") == [help.cora.email]
    boss = browser(help.cora)
    page = boss.get("/advising/supervision").text
    assert "Nobody stands in" in page and SECRET not in page and ASKED not in page
    address = f"/advising/supervision/absences/{absence.id}/cover"
    assert boss.post(address, data={"advisor": "0"}).status_code == 422
    assert boss.post(address, data={"advisor": str(help.idris.id)}).status_code == 303
    asked = queries.cover_requests_to(help.idris)[0]
    actions.answer_cover(help.idris, asked.id, yes=False)
    assert letters("cover-needed") == 2 * [help.cora.email]
    assert queries.absence_of(help.maya.id).until is None
    assert boss.post(f"/advising/supervision/absences/{absence.id}/end").status_code == 303
    assert queries.absence_of(help.maya.id) is None


def test_only_who_is_offered_now_can_stand_in(help, cast):
    advising.set_hours(help.joan, Hours(1, paused=True))
    for who in (help.joan, cast.ben, cast.moderator, help.maya):
        with pytest.raises(Invalid):
            actions.go_away(help.maya, Away(TODAY, cover_id=who.id))
    help.idris.i_am = "professional"
    db.session.commit()
    with pytest.raises(Invalid):
        actions.go_away(help.maya, Away(TODAY, cover_id=help.idris.id))
    with pytest.raises(Forbidden):
        actions.go_away(help.idris, Away(TODAY))
    assert db.session.scalars(select(AdvisorAbsence)).all() == []


def test_a_cover_who_goes_away_hands_it_back(help, covered):
    family = family_of(covered)
    actions.take_cover(help.amina, help.joan, family.id, HELLO, Gives(True))
    actions.go_away(help.joan, Away(TODAY))
    assert queries.absence_of(help.maya.id).cover_id is None
    assert family_of(covered).choice is None and letters("cover-needed") == [help.cora.email]
    assert "They see nothing of you now" in told(help.amina)[-1]


def test_what_waits_is_a_task_of_the_cover_first_and_then_of_the_coordinators(help, covered, at,
                                                                              browser):
    actions.take_cover(help.amina, help.joan, family_of(covered).id, HELLO, Gives())
    own = talk_of(help.amina, help.joan)
    write(help.joan, own, "Hello Amina.")
    write(help.amina, help.talk)
    at(12.1)
    (task,) = queries.tasks_of_cover(help.joan)
    assert task.told_at is None and letters("answer-waits") == [help.joan.email]
    hers = browser(help.joan).get("/advising").text
    assert "They wrote to an advisor who is away" in hers and SECRET not in hers
    at(24.2)
    assert letters("answer-waits") == [help.joan.email, help.cora.email]
    write(help.joan, own, "Maya is away. Tell me.")
    assert queries.tasks_for(help.cora) == []
    at(25)
    assert db.session.scalars(select(AnswerTask.outcome)).one() == "answered"
    actions.come_back(help.maya, covered.id)
    at(40)
    assert queries.tasks_for(help.cora) == []  # the cover has answered it


@pytest.mark.one_database
def test_hours_that_say_away_tell_the_families_too(help):
    advising.set_hours(help.maya, Hours(4, away_until=NEXT_WEEK))
    assert "Maya is away" in told(help.amina)[-1]
    assert queries.absence_of(help.maya.id).until == NEXT_WEEK
    advising.set_hours(help.maya, Hours(4))
    assert queries.absence_of(help.maya.id) is None


@pytest.mark.one_database
def test_days_to_come_are_told_now_and_begin_then(help, browser):
    actions.go_away(help.maya, Away(NEXT_WEEK, LATER))
    for who, page in ((help.maya, "/advising"), (help.maya, "/advising/away"),
                      (help.cora, "/advising/supervision")):
        words = browser(who).get(page).text  # nobody is back from what has not begun
        assert "not going away" in words and "I am back" not in words and "here again" not in words
    assert advisor_for(help.amina, "maya").presence.state == "free"
    with clock.at(NOON + timedelta(days=8)):
        assert advisor_for(help.amina, "maya").presence.state == "away"
        assert "I am back" in browser(help.maya).get("/advising").text
    for wrong in (Away(LATER, NEXT_WEEK), Away(TODAY - timedelta(days=9), TODAY - timedelta(3))):
        with pytest.raises(Invalid):
            actions.go_away(help.maya, wrong)


def test_no_table_of_cover_keeps_a_word_of_a_message(help, covered):
    mine = write(help.amina, help.talk)
    actions.take_cover(help.amina, help.joan, family_of(covered).id, HELLO,
                       Gives(True, None, [mine.id]))
    for table in (AdvisorAbsence, CoverRequest, FamilyCover, GivenMessage, AnswerTask):
        for row in db.session.execute(select(table.__table__)):
            assert SECRET not in map(str, row) and ASKED not in map(str, row)
    assert len(db.session.scalars(select(Message)).all()) == 4


def test_an_absence_is_forgotten_after_a_year(help, covered):
    actions.come_back(help.maya, covered.id)
    clock._said.set(NOON + timedelta(days=370))
    actions.forget_old_absences()
    assert db.session.scalars(select(FamilyCover)).all() == []
    assert db.session.scalars(select(AdvisorAbsence)).all() == []

