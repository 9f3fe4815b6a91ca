"""Notes about a member: facts, dated, read by the member on request, faded after a year."""
from datetime import timedelta

import pytest

from peoplehub.accounts.access_needs import AccessNeeds, choose_access
from peoplehub.audit.models import Record
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, NotFound
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, queries
from peoplehub.moderation.actions import handing_over
from peoplehub.moderation.actions.member_notes import care_for_member_notes
from peoplehub.moderation.models import MemberNote
from peoplehub.safeguarding import actions as safeguarding

FACT = "On 3 May they sent adverts to four people."


@pytest.fixture
def note(cast):
    return actions.write_member_note(cast.moderator, cast.ben, FACT)


@pytest.mark.one_database
def test_a_note_is_written_from_a_case_and_read_beside_the_next_one(cast, browser, answer):
    case = queries.case_for(cast.moderator, actions.report(cast.amina, answer, "unkind").case_id)
    moderator = browser(cast.moderator)
    assert f"/moderation/people/ben/notes?case={case.id}" in moderator.get(
        f"/moderation/cases/{case.id}").text
    sent = moderator.post(f"/moderation/people/ben/notes?case={case.id}", data={"text": FACT})
    assert sent.location == f"/moderation/cases/{case.id}"
    for page in (f"/moderation/cases/{case.id}", "/moderation/people/ben"):
        shown = moderator.get(page).text
        assert FACT in shown and cast.moderator.pen_name in shown
    assert moderator.post("/moderation/people/ben/notes", data={"text": " "}).status_code == 422


@pytest.mark.one_database
def test_its_member_reads_it_without_who_wrote_it_and_answers(cast, browser, note):
    ben, moderator = browser(cast.ben), browser(cast.moderator)
    assert 'href="/settings/notes"' in ben.get("/settings/data").text
    page = ben.get("/settings/notes").text
    assert FACT in page and cast.moderator.pen_name not in page
    ben.post(f"/settings/notes/{note.id}", data={"text": "It was my brother."})
    assert "It was my brother." in ben.get("/settings/notes").text
    assert "It was my brother." in moderator.get("/moderation/people/ben").text
    amina = browser(cast.amina)
    assert FACT not in amina.get("/settings/notes").text
    assert amina.get(f"/settings/notes/{note.id}").status_code == 404


def test_a_lead_withholds_it_until_a_day_is_reminded_and_lets_it_be_read(cast, browser, note):
    lead, ben = browser(cast.safeguarding), browser(cast.ben)
    day = clock.now().date() + timedelta(days=30)
    refused = lead.post(f"/moderation/notes/{note.id}/withhold", data={"why": ""})
    assert refused.status_code == 422
    lead.post(f"/moderation/notes/{note.id}/withhold",
              data={"why": "It tells who is in danger.", "review_on": day.isoformat()})
    assert FACT not in ben.get("/settings/notes").text
    assert ben.get(f"/settings/notes/{note.id}").status_code == 404
    assert "It tells who is in danger." in lead.get("/moderation/notes").text
    moderator = browser(cast.moderator)
    assert "It tells who" not in moderator.get(f"/moderation/notes/{note.id}").text
    assert moderator.get("/moderation/notes").status_code == 404
    with clock.at(clock.now() + timedelta(days=31)):
        care_for_member_notes()
        care_for_member_notes()
    letters = db.session.query(Email).filter_by(about=f"note {note.id}").all()
    assert [one.to for one in letters] == [cast.safeguarding.email]
    assert FACT not in letters[0].body and "danger" not in letters[0].body
    lead.post(f"/moderation/notes/{note.id}/show")
    assert FACT in ben.get("/settings/notes").text


def test_it_fades_after_a_year_unless_it_is_renewed_with_a_reason(cast, note):
    kept = actions.write_member_note(cast.moderator, cast.ben, "Another fact.")
    with clock.at(clock.now() + timedelta(days=300)):
        actions.renew_member_note(cast.moderator, kept, "It happened again.")
    with clock.at(clock.now() + timedelta(days=366)):
        assert queries.own_notes(cast.ben) == [kept]
        assert queries.notes_about(cast.moderator, cast.ben) == [kept]
        care_for_member_notes()
    assert [one.renewed_reason for one in db.session.query(MemberNote)] == ["It happened again."]


@pytest.mark.one_database
def test_nobody_notes_themselves_and_only_leads_note_the_team(cast):
    for who, whom in ((cast.amina, cast.ben), (cast.moderator, cast.moderator),
                      (cast.moderator, cast.admin), (cast.safeguarding, cast.safeguarding)):
        with pytest.raises(Forbidden):
            actions.write_member_note(who, whom, FACT)
        with pytest.raises(NotFound):
            queries.notes_about(who, whom)
    note = actions.write_member_note(cast.safeguarding, cast.moderator, FACT)
    with pytest.raises(NotFound):
        queries.member_note_for(cast.moderator, note.id)
    with pytest.raises(Forbidden):
        actions.delete_member_note(cast.moderator, note.id)


@pytest.mark.one_database
def test_only_a_lead_says_what_a_member_does_not_read(cast, note):
    for who in (cast.moderator, cast.admin):
        with pytest.raises(Forbidden):
            actions.withhold_member_note(who, note, "Why", clock.now().date())


@pytest.mark.one_database
def test_nothing_is_noted_about_who_wrote_without_a_name(cast, browser, question, board):
    unnamed = forum.reply(cast.ben, question.topic, "Words", True)
    case = queries.case_for(cast.moderator, actions.report(cast.amina, unnamed, "unkind").case_id)
    actions.write_member_note(cast.moderator, cast.ben, FACT)
    page = browser(cast.moderator).get(f"/moderation/cases/{case.id}").text
    assert FACT not in page and "people/ben/notes" not in page
    with pytest.raises(Forbidden):
        actions.write_member_note(cast.moderator, cast.ben, FACT, case)


def test_what_helps_an_author_stands_beside_a_case_with_their_name_alone(
        cast, browser, question, answer):
    needs = AccessNeeds(phone_me=True, phone="07700 900 123", team_may_see=True)
    choose_access(cast.ben, needs)
    unnamed = forum.reply(cast.ben, question.topic, "Words", True)
    cases = [actions.report(cast.amina, piece, "unkind").case_id for piece in (answer, unnamed)]
    team = browser(cast.moderator)
    assert [needs.phone in team.get(f"/moderation/cases/{one}").text for one in cases] == [
        True, False]


def test_a_note_of_a_case_goes_with_it_to_the_leads_and_is_destroyed_with_it(cast, answer):
    case = queries.case_for(cast.moderator, actions.report(cast.amina, answer, "danger").case_id)
    note = actions.write_member_note(cast.moderator, cast.ben, FACT, case)
    safeguarding.hand_over(cast.moderator, case)
    assert queries.notes_about(cast.moderator, cast.ben) == []
    assert queries.notes_about(cast.safeguarding, cast.ben) == [note]
    handing_over.forget_words(case.kind, case.piece_id)
    assert db.session.query(MemberNote).count() == 0


def test_no_word_of_a_note_stands_in_the_record(cast, note):
    actions.answer_member_note(cast.ben, note, "My answer")
    actions.delete_member_note(cast.moderator, note.id)
    assert db.session.query(MemberNote).count() == 0
    kept = str([(one.happened, one.about) for one in db.session.query(Record)])
    assert "MemberNoteChanged" in kept and "adverts" not in kept and "My answer" not in kept
