"""Looking after advisors: notes of load, limits, talks and breaks; a board without a message."""
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from peoplehub.advisors.queries import advisor_for, profile_of
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.cover import actions as cover
from peoplehub.cover.actions.absences import Away
from peoplehub.notifications.models import Notification
from peoplehub.supervision import actions, queries
from peoplehub.supervision.actions import Load
from peoplehub.supervision.models import AdvisorDebrief, LoadNote
from tests.advisors.conftest import NOON
from tests.cover.conftest import ASKED, SECRET, write

BOARD = "/advising/supervision"
LINE = "Three meetings in one week."


def told(person) -> list[str]:
    return list(db.session.scalars(select(Notification.words).where(
        Notification.user_id == person.id).order_by(Notification.id)))


def test_a_note_is_read_by_its_writer_and_the_coordinators_and_nobody_else(help, cast, browser):
    said = {"heaviness": "4", "worried": "y", "line": LINE, "wants_talk": "y"}
    hers = browser(help.maya)
    assert hers.post("/advising/load", data={}).status_code == 422
    assert hers.post("/advising/load", data=said).status_code == 303
    assert LINE in hers.get("/advising/load").text
    boss = browser(help.cora)
    assert "4: heavy, worried, wishes to talk" in boss.get(BOARD).text
    assert LINE in boss.get(f"{BOARD}/advisors/maya").text
    for who in (help.joan, help.amina, cast.moderator, cast.safeguarding, cast.professional):
        theirs = browser(who)
        assert LINE not in theirs.get("/advising/load").text
        assert theirs.get(f"{BOARD}/advisors/maya").status_code == 404
        assert theirs.get(BOARD).status_code == 404
    note = db.session.scalars(select(LoadNote)).one()
    assert hers.post(f"/advising/load/{note.id}/delete").status_code == 303
    assert db.session.scalars(select(LoadNote)).all() == []


def test_the_board_and_every_page_of_a_coordinator_show_no_message(help, at, browser):
    write(help.amina, help.talk)
    cover.go_away(help.maya, Away(date(2026, 12, 2), date(2026, 12, 9), cover_id=help.joan.id))
    at(13)
    boss = browser(help.cora)
    pages = (BOARD, "/advising/requests", f"{BOARD}/advisors/maya", "/advising", "/advising/load",
             "/advising/away", "/notifications", "/messages", "/search?q=sleep",
             "/search?q=meeting", "/settings/data")
    for address in pages:
        page = boss.get(address).text
        assert SECRET not in page and ASKED not in page and "Hello, I am here." not in page, address
    page = boss.get(BOARD).text
    assert "Amina" in page and "Waits since" in page and "1 of 4" in page
    for address in (help.talk.address, f"{help.talk.address}/since?after=0",
                    f"/support/cover/{1}", f"/advising/away/{1}/note"):
        assert boss.get(address).status_code == 404


def test_the_board_asks_no_more_of_many_than_of_few(help, cast, browser, request):
    counting, boss = request.getfixturevalue("queries"), browser(help.cora)

    def asked():
        with counting() as said:
            boss.get(BOARD)
        return len(said)

    boss.get(BOARD)
    few = asked()
    for who in (help.maya, help.joan, help.idris):
        actions.note_load(who, Load(4))
        actions.plan_debrief(help.cora, who)
    assert asked() <= few + 1  # the coordinators of talks


def test_a_limit_keeps_new_families_away_and_is_told(help, browser):
    boss = browser(help.cora)
    assert boss.post(f"{BOARD}/advisors/maya", data={"most": "21"}).status_code == 422
    assert boss.post(f"{BOARD}/advisors/maya", data={"most": "1"}).status_code == 303
    assert advisor_for(help.amina, "maya").presence.state == "full"
    assert "at most 1 family at a time" in browser(help.maya).get("/advising").text
    assert "set a limit for you: 1 family" in told(help.maya)[-1]
    assert boss.post(f"{BOARD}/advisors/maya", data={"most": ""}).status_code == 303
    assert advisor_for(help.amina, "maya").presence.state == "free"
    with pytest.raises(Forbidden):
        actions.limit_capacity(help.joan, help.maya, 1)
    help.idris.role = "coordinator"
    db.session.commit()
    with pytest.raises(Forbidden, match="never about themselves"):
        actions.limit_capacity(help.idris, help.idris, 1)
    with pytest.raises(Invalid, match="no page"):
        actions.limit_capacity(help.idris, help.cora, 1)


def test_heavy_notes_offer_a_break_and_a_break_counts_anew(help, browser):
    hers = browser(help.maya)
    for heaviness in (4, 3, 5):
        actions.note_load(help.maya, Load(heaviness))
    assert "Would you like a break?" not in hers.get("/advising").text
    actions.note_load(help.maya, Load(4))
    assert "Would you like a break?" in hers.get("/advising").text
    assert "3 times in 14 days" in hers.get("/advising/load").text
    absence = cover.go_away(help.maya, Away(date(2026, 12, 2), kind="break"))
    assert "Would you like a break?" not in hers.get("/advising").text
    assert advisor_for(help.amina, "maya").presence.state == "away"
    with clock.at(NOON + timedelta(hours=1)):
        cover.come_back(help.maya, absence.id)
        assert queries.heavy_notes_of([help.maya.id]) == {help.maya.id: 0}
    assert not queries.break_is_offered(help.joan)


def test_coordinators_set_when_a_break_is_offered(help, browser):
    boss = browser(help.cora)
    wrong = boss.post(f"{BOARD}/rules", data={"heavy_notes": "99", "within_days": "7"})
    assert wrong.status_code == 422 and "from 0 to 50" in wrong.text
    said = {"heavy_notes": "1", "within_days": "7"}
    assert boss.post(f"{BOARD}/rules", data=said).status_code == 303
    actions.note_load(help.maya, Load(5))
    assert queries.break_is_offered(help.maya)
    with clock.at(NOON + timedelta(days=8)):
        assert not queries.break_is_offered(help.maya)


def test_a_talk_is_wished_for_booked_told_and_noted_as_done(help, browser):
    actions.note_load(help.maya, Load(3, wants_talk=True))
    actions.note_load(help.maya, Load(3, wants_talk=True))
    wished = db.session.scalars(select(AdvisorDebrief)).one()
    boss, address = browser(help.cora), f"{BOARD}/talks/{wished.id}"
    past = {"day": "2026-12-02", "at": "09:00", "how": "By phone"}
    refused = boss.post(address, data=past)
    assert refused.status_code == 422 and "This time is over" in refused.text
    assert boss.post(address, data=past | {"day": "2026-12-04"}).status_code == 303
    assert told(help.maya)[-1] == "A talk is booked for you: 4 December 2026 at 9:00am."
    assert "By phone" in browser(help.maya).get("/advising/load").text
    assert "Never" in boss.get(BOARD).text
    assert boss.post(f"{address}/done").status_code == 303
    with clock.at(NOON + timedelta(days=3)):
        assert "3 days ago" in boss.get(BOARD).text


def test_nobody_leads_their_own_talk(help, browser):
    help.idris.role = "coordinator"
    db.session.commit()
    actions.note_load(help.idris, Load(4, wants_talk=True))
    talk = db.session.scalars(select(AdvisorDebrief)).one()
    assert browser(help.idris).post(f"{BOARD}/talks/{talk.id}/done").status_code == 404
    with pytest.raises(Forbidden):
        actions.book_debrief(help.idris, talk.id, NOON + timedelta(days=1), "By phone")


def test_professionals_never_appear_and_cannot_say_a_thing(help, browser):
    help.joan.i_am = "professional"
    db.session.commit()
    assert "Joan" not in browser(help.cora).get(BOARD).text
    assert browser(help.cora).get(f"{BOARD}/advisors/joan").status_code == 404
    with pytest.raises(Forbidden):
        actions.note_load(help.joan, Load(4))


def test_old_notes_and_talks_are_forgotten_but_for_the_last_talk(help):
    for day in (0, 2):
        with clock.at(NOON + timedelta(days=day)):
            actions.note_load(help.maya, Load(4, wants_talk=True))
            actions.finish_debrief(help.cora, db.session.scalars(
                select(AdvisorDebrief.id).order_by(AdvisorDebrief.id.desc())).first())
    with clock.at(NOON + timedelta(days=184, hours=1)):
        actions.forget_old_notes()
        assert len(db.session.scalars(select(LoadNote)).all()) == 1
    with clock.at(NOON + timedelta(days=800)):
        actions.forget_old_notes()
        assert len(db.session.scalars(select(AdvisorDebrief)).all()) == 1
    assert profile_of(help.maya.id) is not None
