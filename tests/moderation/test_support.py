"""How those who moderate support each other: a second pair of eyes, a note to a lead, a
thank-you."""
from datetime import timedelta

import pytest
from sqlalchemy import select

from peoplehub.audit.models import Record
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, queries
from peoplehub.moderation.models import Case, DebriefNote, SecondOpinion, ThankYou
from peoplehub.notifications.models import Notification
from tests.conftest import person

SECRET = "I dream about the purple balloon"


@pytest.fixture
def case(cast, question):
    with_words = forum.reply(cast.ben, question.topic, "You are all fools")
    return db.session.get(Case, actions.report(cast.amina, with_words, "unkind").case_id)


@pytest.fixture
def second_lead(cast):
    lead = person("Grace", "safeguarding")
    db.session.add(lead)
    db.session.commit()
    return lead


def told(who):
    return [one.words for one in db.session.scalars(select(Notification).where(
        Notification.user_id == who.id))]


def test_who_is_asked_hears_of_it_and_their_view_stands_on_the_case_before_it_is_decided(
        browser, cast, case):
    page, asked = browser(cast.moderator), browser(cast.safeguarding)
    page.post(f"/moderation/cases/{case.id}/claim")
    said = {"person": cast.safeguarding.id, "question": "Is it banter?"}
    assert page.post(f"/moderation/cases/{case.id}/opinions", data=said).status_code == 303
    assert told(cast.safeguarding) == [f"You are asked to look at case {case.id}, too."]
    assert "banter" not in str([one.body for one in db.session.scalars(select(Email))])
    assert f"Case {case.id}: " in asked.get("/moderation").text
    assert "Is it banter?" in asked.get(f"/moderation/cases/{case.id}").text
    view = {"view": "differ", "words": "No, it hurts."}
    assert asked.post(f"/moderation/cases/{case.id}/view", data=view).status_code == 303
    shown = page.get(f"/moderation/cases/{case.id}").text
    assert "Sees it differently." in shown and "No, it hurts." in shown
    assert told(cast.moderator) == [f"Somebody has looked at case {case.id} with you."]
    assert case.claimant == cast.moderator and case.is_open
    assert asked.post(f"/moderation/cases/{case.id}/view", data=view).status_code == 403
    assert "Somebody asks for your view" not in asked.get("/moderation").text
    assert "banter" not in str([one.about for one in db.session.scalars(select(Record))])


def test_conflicts_and_claims_hold_for_second_eyes(browser, cast, case, question):
    actions.report(cast.safeguarding, queries.piece_of_case(case), "unkind")
    assert cast.safeguarding not in queries.second_eyes_for(cast.moderator, case)
    with pytest.raises(Forbidden):
        actions.ask_opinion(cast.moderator, case, cast.safeguarding, "")
    for other in (cast.moderator, cast.ben):
        with pytest.raises(Forbidden):
            actions.ask_opinion(cast.moderator, case, other, "")
    actions.claim(cast.admin, case)
    with pytest.raises(Forbidden, match="looking at this"):
        actions.ask_opinion(cast.moderator, case, cast.admin, "")
    page = browser(cast.moderator)
    answer = page.post(f"/moderation/cases/{case.id}/opinions", data={"person": cast.ben.id})
    assert answer.status_code == 422
    own = forum.reply(cast.moderator, question.topic, "My own words")
    about = db.session.get(Case, actions.report(cast.amina, own, "unkind").case_id)
    assert cast.moderator not in queries.second_eyes_for(cast.admin, about)


def test_asked_twice_is_asked_once(cast, case):
    first = actions.ask_opinion(cast.moderator, case, cast.admin, "A")
    assert actions.ask_opinion(cast.moderator, case, cast.admin, "B").id == first.id
    assert db.session.query(SecondOpinion).count() == 1


def test_a_note_to_a_lead_is_read_by_that_lead_and_nobody_else(
        browser, cast, case, second_lead):
    page = browser(cast.moderator)
    assert f"?case={case.id}" in page.get(f"/moderation/cases/{case.id}").text
    said = {"lead": str(cast.safeguarding.id), "text": SECRET, "case": case.id}
    assert page.post("/moderation/debriefs", data=said).status_code == 303
    note = db.session.scalars(select(DebriefNote)).one()
    assert note.case_id == case.id
    address = f"/moderation/debriefs/{note.id}"
    assert SECRET in page.get(address).text
    lead = browser(cast.safeguarding)
    assert SECRET in lead.get(address).text and "Ruth" in lead.get("/moderation/debriefs").text
    for other in (cast.admin, second_lead, cast.amina):
        assert browser(other).get(address).status_code == 404
        assert "Ruth" not in browser(other).get("/moderation/debriefs").text
    assert told(cast.safeguarding) and not told(second_lead)
    assert lead.post(address, data={"text": "Come for tea."}).status_code == 303
    assert "Come for tea." in page.get(address).text and told(cast.moderator)
    kept = str([(one.happened, one.about) for one in db.session.scalars(select(Record))])
    written = str([one.body for one in db.session.scalars(select(Email))])
    assert SECRET not in kept + written and "Come for tea" not in kept + written
    lines = [one.about for one in db.session.scalars(select(Record).where(
        Record.happened == "DebriefWritten"))]
    assert lines == [{"note_id": note.id}], "not even who wrote it"


def test_a_note_to_any_lead_is_read_by_each_of_them_and_never_by_its_author_as_a_lead(
        cast, second_lead):
    note = actions.write_debrief(cast.safeguarding, SECRET)
    assert note in queries.debriefs_to(second_lead)
    assert queries.debriefs_to(cast.safeguarding) == queries.debriefs_to(cast.admin) == []
    with pytest.raises(Forbidden):
        actions.answer_debrief(cast.safeguarding, note, "Me")
    with pytest.raises(Forbidden):
        actions.write_debrief(cast.moderator, SECRET, cast.admin)


def test_its_author_deletes_a_note_and_after_90_days_it_is_gone(browser, cast):
    note = actions.write_debrief(cast.moderator, SECRET)
    lead = browser(cast.safeguarding)
    assert lead.post(f"/moderation/debriefs/{note.id}/delete").status_code == 403
    browser(cast.moderator).post(f"/moderation/debriefs/{note.id}/delete")
    assert db.session.query(DebriefNote).count() == 0
    actions.write_debrief(cast.moderator, SECRET)
    for days, left in ((89, 1), (92, 0)):
        with clock.at(clock.now() + timedelta(days=days)):
            actions.delete_old_support()
        assert db.session.query(DebriefNote).count() == left


def test_a_thank_you_for_a_report_tells_neither_name_and_comes_once(browser, cast, case):
    report = queries.reports_in(case)[0]
    page, address = browser(cast.amina), f"/settings/reports/{report.id}/thanks"
    assert page.get(address).status_code == 404
    actions.settle(cast.moderator, report, "left", "", "We looked.")
    assert address in page.get("/settings/reports").text
    assert browser(cast.outsider).get(address).status_code == 404
    refused = page.post(address, data={"sentence": "own", "words": " "})
    assert refused.status_code == 422
    for words in ("You were lovely", "Again"):
        page.post(address, data={"sentence": "own", "words": words})
    assert address not in page.get("/settings/reports").text
    shown = browser(cast.moderator).get("/moderation/thanks").text
    assert "You were lovely" in shown and "Again" not in shown and "Amina" not in shown
    assert "You were lovely" not in browser(cast.admin).get("/moderation/thanks").text
    assert told(cast.moderator) == ["Somebody says thank you."]


def test_a_lead_thanks_with_a_name_and_the_thanked_deletes_it(browser, cast):
    lead, page = browser(cast.safeguarding), browser(cast.moderator)
    said = {"person": cast.moderator.id, "sentence": "hard", "words": ""}
    assert lead.post("/moderation/thanks", data=said).status_code == 303
    shown = page.get("/moderation/thanks").text
    assert "taking on something hard" in shown and "Helen" in shown
    assert page.post("/moderation/thanks", data=said).status_code == 422, "only leads"
    sent = db.session.scalars(select(ThankYou)).one()
    lead.post(f"/moderation/thanks/{sent.id}/delete")
    assert db.session.query(ThankYou).count() == 1, "another's stays"
    page.post(f"/moderation/thanks/{sent.id}/delete")
    assert db.session.query(ThankYou).count() == 0


def test_second_opinions_and_thank_yous_are_deleted_after_a_year(cast, case):
    actions.ask_opinion(cast.moderator, case, cast.admin, "A")
    actions.thank(cast.safeguarding, cast.moderator, "kind", "")
    actions.settle(cast.moderator, queries.reports_in(case)[0], "left", "", "We looked.")
    with clock.at(clock.now() + timedelta(days=364)):
        actions.delete_old_support()
    assert db.session.query(SecondOpinion).count() == db.session.query(ThankYou).count() == 1
    with clock.at(clock.now() + timedelta(days=367)):
        actions.delete_old_support()
    assert db.session.query(SecondOpinion).count() == db.session.query(ThankYou).count() == 0
