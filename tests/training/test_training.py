"""The guide for moderators, and the training that each of them does once a year."""
from datetime import timedelta

import pytest
import textstat
import time_machine
from sqlalchemy import select

from peoplehub.accounts import actions as accounts
from peoplehub.audit.models import Record
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.rota import actions as rota
from peoplehub.training import actions
from peoplehub.training.chapters import CHAPTERS, ITEMS
from peoplehub.training.models import TrainingRecord, TrainingTick
from tests.ui.test_words import _words


def let_end(*people):
    for one in people:
        one.training_until = clock.now() - timedelta(minutes=1)
    db.session.commit()


def letters():
    return [(one.to, one.purpose) for one in db.session.scalars(select(Email).order_by(Email.id))]


@pytest.mark.one_database
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_chapter_of_the_guide_reads_easily(browser, cast, chapter):
    words = _words(browser(cast.moderator).get(f"/moderation/guide/{chapter}").text)
    assert 100 < len(words.split()) < 400
    assert textstat.flesch_kincaid_grade(words) + 5 <= 11 and "!" not in words
    assert browser(cast.moderator).get("/moderation/guide/other").status_code == 404


def test_with_the_last_tick_the_training_holds_for_a_year_and_its_dates_are_kept(browser, cast):
    let_end(cast.moderator)
    page = browser(cast.moderator)
    first, last = list(ITEMS)[:-1], list(ITEMS)[-1]
    page.post("/moderation/training", data={"done": [*first, "nothing"]})
    assert page.get("/moderation").status_code == 403
    assert "Save" in page.get("/moderation/training").text
    with time_machine.travel(clock.now() + timedelta(days=20), tick=False):
        page.post("/moderation/training", data={"done": last})
        assert page.get("/moderation").status_code == 200
        assert cast.moderator.training_due == clock.now() + timedelta(days=365)
        done = page.get("/moderation/training").text
        assert "You have done all of it." in done and "Save" not in done
    assert len(db.session.scalars(select(TrainingTick)).all()) == len(ITEMS)
    assert [one.happened for one in db.session.scalars(select(Record))
            if one.happened.startswith("Training")] == ["TrainingCompleted"]


def test_ticks_that_are_months_apart_are_no_training(cast):
    let_end(cast.moderator)
    first, *others = ITEMS
    actions.tick(cast.moderator, [first])
    with clock.at(clock.now() + timedelta(days=61)):
        assert not actions.tick(cast.moderator, others)
        assert cast.moderator.needs_training
        assert actions.tick(cast.moderator, [first]) and not cast.moderator.needs_training


def test_training_that_has_run_out_hides_the_role_but_not_the_way_back(browser, cast):
    let_end(cast.moderator, cast.safeguarding)
    page = browser(cast.moderator)
    for address in ("/moderation", "/moderation/rota", "/contact/queue", "/settings/comfort"):
        answer = page.get(address)
        assert answer.status_code == 403 and "/moderation/training" in answer.text
    assert not cast.moderator.is_moderator and not cast.safeguarding.is_safeguarding
    assert browser(cast.safeguarding).get("/safeguarding").status_code == 403
    typed = page.post("/moderation/routes", data={"person": "1"})
    assert typed.status_code == 403 and "half an hour" in typed.text
    for address in ("/", "/moderation/guide", "/moderation/training", "/forum"):
        assert page.get(address).status_code == 200
    assert "has run out" in page.get("/").text


def test_the_only_person_left_restores_the_others_and_their_own_rights(browser, cast):
    let_end(cast.moderator, cast.safeguarding, cast.admin)
    page = browser(cast.admin)
    assert page.get("/moderation").status_code == 403
    assert "Ruth" in page.get("/moderation/training/team").text
    assert page.get("/admin/people").status_code == 200
    said = {"days": "14", "reason": "She was in hospital."}
    assert page.post("/moderation/training/team/ruth", data=said).status_code == 303
    assert cast.moderator.is_moderator
    record = db.session.scalars(select(TrainingRecord)).one()
    assert record.extended_by_id == cast.admin.id and record.reason == said["reason"]
    assert said["reason"] in page.get("/moderation/training/team").text
    assert said["reason"] not in str([one.about for one in db.session.scalars(select(Record))])
    page.post("/moderation/training", data={"done": list(ITEMS)})
    assert page.get("/moderation").status_code == 200
    assert page.get("/moderation/training/team/sunil").status_code == 404, "not one's own"


def test_more_time_has_a_reason_and_shortens_nothing(browser, cast):
    page = browser(cast.safeguarding)
    answer = page.post("/moderation/training/team/ruth", data={"days": "30", "reason": " "})
    assert answer.status_code == 422 and "say why" in answer.text
    before = cast.moderator.training_until
    actions.extend(cast.safeguarding, cast.moderator, 30, "Busy")
    assert cast.moderator.training_until == before
    assert browser(cast.moderator).get("/moderation/training/team").status_code == 404


def test_who_is_new_in_the_team_has_days_of_grace_and_is_written_to(cast):
    accounts.appoint(cast.ben, "moderator")
    assert (cast.ben.email, "training-asked") in letters()
    assert cast.ben.is_moderator
    with clock.at(clock.now() + timedelta(days=31)):
        assert cast.ben.needs_training
        accounts.appoint(cast.ben, "safeguarding")
        assert cast.ben.needs_training, "another role gives no more days"


def test_thirty_and_seven_days_before_it_ends_there_is_a_letter(cast):
    now = clock.now()
    cast.moderator.training_until = now + timedelta(days=31)
    db.session.commit()
    for day in range(32):
        with clock.at(now + timedelta(days=day)):
            actions.remind_of_training()
    assert letters() == [(cast.moderator.email, "training-soon")] * 2


def test_where_nobody_has_valid_training_an_alarm_still_wakes_them(cast):
    alarm = rota.raise_by_hand(cast.moderator, "danger")
    let_end(cast.moderator, cast.safeguarding, cast.admin)
    db.session.query(Email).delete()
    with clock.at(clock.now() + timedelta(hours=2)):
        rota.escalate_alarm(alarm.id)
    assert {to for to, _ in letters()} == {
        one.email for one in (cast.moderator, cast.safeguarding, cast.admin)}


def test_what_was_ticked_is_deleted_after_three_years_or_when_somebody_leaves_the_team(cast):
    actions.tick(cast.moderator, ITEMS)
    actions.delete_old_training()
    assert db.session.query(TrainingTick).count() == len(ITEMS)
    cast.moderator.role = "member"
    db.session.commit()
    actions.delete_old_training()
    assert db.session.query(TrainingTick).count() == db.session.query(TrainingRecord).count() == 0
