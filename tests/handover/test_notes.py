"""Hand-over notes: what whoever is on next finds, without words of anybody."""
import re
import sqlite3
from contextlib import contextmanager
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from peoplehub.contact import actions as contact
from peoplehub.core import database
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.handover import actions
from peoplehub.handover.models import HandoverNote
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Case
from peoplehub.rota import actions as rota
from peoplehub.rota.models import Alarm
from tests.handover.conftest import NIGHT, at, held, is_out

SAFE = "Hello, we are new here and glad to have found you."
LINKED = "Look at https://cures.example/drops"
DANGER = "I am going to kill myself tonight."
LATER = (NIGHT + timedelta(days=2)).date()


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def case_of(piece) -> Case:
    return db.session.scalars(select(Case).where(Case.piece_id == piece.id,
                                                 Case.kind == piece.kind)).one()


def clockwork(start: float, end: float, step: float = 1) -> None:
    """The jobs of the worker, from one hour to the other."""
    hours = start
    while hours <= end:
        with at(hours):
            rota.escalate_due()
            actions.release_due()
            actions.write_due_note()
        hours += step


@pytest.fixture
def on_next(cast, seen):
    """Ruth is on at ten in the evening two days later, which is 48 hours."""
    with at(0.01):
        rota.add_shift(cast.safeguarding, cast.moderator, LATER, time(22), time(23))


@pytest.mark.slow
def test_no_team_for_48_hours_then_the_note_lists_all(cast, topic, on_next, helper, browser):
    fine = held(cast, topic, SAFE)
    helped = held(cast, topic, SAFE, cast.ben, hours=1)
    advert = held(cast, topic, LINKED, cast.newcomer, hours=2)
    with at(3):
        danger = forum.reply(cast.advisor, topic, DANGER)
        contact.write(cast.amina, about="question", text="How do I change my name?")
    clockwork(4, 6)
    with at(7):
        browser(helper).post(f"/helping/post/{helped.id}/release")
    clockwork(8, 48.5, 0.5)
    assert is_out(fine) and is_out(helped) and not is_out(advert)
    assert not danger.held_at, "words of danger are never held"
    note = db.session.scalars(select(HandoverNote).order_by(HandoverNote.id)).first()
    assert note.for_ids == [cast.moderator.id]
    with at(48.6):
        client = browser(cast.moderator)
        assert "There is a hand-over for you." in client.get("/moderation").text
        page = client.get("/moderation/handover").text
        assert "There is a hand-over for you." not in client.get("/moderation").text
    told = plain(page)
    assert f"Post {fine.id} : by rule" in told and f"Post {helped.id} : by a helper" in told
    assert "Held, and stayed: 1" in told and f"Case {case_of(advert).id} : Held" in told
    alarm = db.session.scalars(select(Alarm)).one()
    assert "Alarms that nobody has taken: 1" in told and f"Alarm {alarm.id} :" in told
    words = "The writer or somebody else may be in danger, overdue"
    assert f"Case {case_of(danger).id} : {words}" in told
    assert "Letter to the team" in told and "Open, all together: 3" in told
    for words in (SAFE, LINKED, DANGER, "Hello all", "change my name"):
        assert words not in told
    letters = db.session.scalars(select(Email).where(Email.purpose == "handover")).all()
    assert [one.to for one in letters] == [cast.moderator.email]
    assert "- alarms that nobody has taken: 1" in letters[0].body
    assert "- went out without the team: 2" in letters[0].body
    assert "Hello all" not in letters[0].body


def test_at_the_end_of_a_shift_there_is_a_note_for_who_is_on_next(cast, topic, on_next, browser):
    with at(48):
        rota.add_shift(cast.safeguarding, cast.admin, LATER + timedelta(days=1), time(9), time(10))
        held(cast, topic, LINKED, cast.newcomer, hours=47)
    clockwork(48, 48.5, 0.5)
    with at(48.7):
        said = browser(cast.moderator).post("/moderation/handover/remarks",
                                            data={"text": "I asked in case 1, please wait."})
        assert said.status_code == 303
        empty = browser(cast.moderator).post("/moderation/handover/remarks", data={"text": " "})
        assert empty.status_code == 422 and "Write your sentence" in empty.text
    clockwork(49, 50)
    note = db.session.scalars(select(HandoverNote).order_by(HandoverNote.id.desc())).first()
    assert note.for_ids == [cast.admin.id] and note.until_at == NIGHT + timedelta(hours=49)
    with at(59.5):
        page = browser(cast.admin).get("/moderation/handover").text
    assert "I asked in case 1, please wait." in page and "Held, and stayed" in page
    assert "I asked" not in "".join(db.session.scalars(select(Email.body)))


def test_who_comes_back_after_a_gap_without_a_rota_finds_a_note(cast, topic, seen, browser):
    held(cast, topic, SAFE)
    clockwork(12, 14)
    with at(30):
        page = browser(cast.admin).get("/moderation").text
        told = plain(browser(cast.admin).get("/moderation/handover").text)
    assert "There is a hand-over for you." in page and "by rule" in told
    with at(30.5):
        browser(cast.moderator).get("/moderation")
    assert db.session.query(HandoverNote).count() == 1, "one for the same gap"


def test_nobody_finds_what_is_about_themselves_and_only_leads_what_is_for_leads(
        cast, topic, seen, browser):
    with at(1):
        mine = forum.reply(cast.moderator, topic, "I am tired of this.")
        moderation.report(cast.ben, mine, "unkind")
        contact.write(cast.ben, about="complaint", text="About the team itself.")
    with at(10):
        told = {who.pen_name: plain(browser(who).get("/moderation/handover").text)
                for who in (cast.moderator, cast.safeguarding)}
    assert "Nothing waits, and nothing happened." in told["Ruth"] and "Case " not in told["Ruth"]
    assert "Open, all together: 2" in told["Helen"]


def test_a_hand_over_is_read_though_the_database_cannot_be_written_to(
        cast, on_next, browser, monkeypatch, database_kind):
    """What notes that it was read waits for the next time."""
    if database_kind != "sqlite":
        pytest.skip("it has no writer who keeps all the others waiting")
    clockwork(48, 48.5, 0.5)
    monkeypatch.setattr(database, "LONGEST_WAIT", 0.05)
    with at(48.6):
        client = browser(cast.moderator)
        with holding():
            for page in ("/moderation", "/moderation/wellbeing", "/moderation/break"):
                assert client.get(page).status_code == 200, page
            assert client.get("/moderation/handover").status_code == 200
        assert "There is a hand-over for you." in client.get("/moderation").text
        client.get("/moderation/handover")
        assert "There is a hand-over for you." not in client.get("/moderation").text


@contextmanager
def holding():
    """Another process writes, and does not come to an end."""
    db.session.rollback()
    holder = sqlite3.connect(db.engine.url.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.close()
