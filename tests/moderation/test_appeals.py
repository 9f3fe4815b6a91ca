"""Appeals: by the link of the decision, in the one queue, decided by somebody else, and put right
for everybody who was told."""
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from peoplehub.accounts.models import User
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.moderation import actions, queries
from peoplehub.moderation.actions import Choice
from peoplehub.moderation.models import Appeal, Case
from peoplehub.moderation.signed_tokens import appeal_token

pytestmark = pytest.mark.one_database

CHOICE = Choice("kind", "Horrid ones", "It is unkind.")


@pytest.fixture
def notice(cast, answer):
    report = actions.report(cast.outsider, answer, "unkind")
    return actions.decide(cast.moderator, db.session.get(Case, report.case_id), "ban", CHOICE)


@pytest.fixture
def appeal(browser, notice):
    sent = browser().post(f"/appeals/{appeal_token(notice.id)}", data={"text": "I meant earplugs."})
    assert sent.status_code == 303
    return db.session.scalar(select(Appeal))


def case_of(appeal) -> Case:
    return queries.case_of_appeal(appeal)


def page_of(browser, notice) -> str:
    return browser().get(f"/appeals/{appeal_token(notice.id)}").text


def test_whose_account_is_closed_appeals_without_signing_in(browser, cast, notice, appeal):
    assert "You hear from us by" in page_of(browser, notice)
    assert timedelta(days=2, hours=23) < appeal.due_at - appeal.written_at <= timedelta(days=3)
    [waiting] = queries.queue_for(cast.safeguarding)[0]
    assert waiting.case.opened_by == "appeal" and waiting.case.due_at == appeal.due_at
    page = browser(cast.safeguarding).get(f"/moderation/cases/{waiting.case.id}").text
    assert "I meant earplugs." in page and "It is unkind." in page


def test_a_link_that_we_did_not_sign_leads_nowhere(browser, notice):
    assert browser().get(f"/appeals/{notice.id}").status_code == 404
    assert browser().get(f"/appeals/{appeal_token(notice.id)}x").status_code == 404
    assert browser().get(f"/appeals/{appeal_token(999)}").status_code == 404


def test_next_case_gives_an_appeal_to_somebody_else_than_who_decided(cast, appeal):
    assert actions.next_case(cast.moderator) is None
    assert actions.next_case(cast.safeguarding) == case_of(appeal)


def test_the_one_who_decided_does_not_decide_the_appeal(browser, cast, appeal):
    page = browser(cast.moderator).get(f"/moderation/cases/{case_of(appeal).id}").text
    assert "You made this decision" in page and "They are right" not in page
    with pytest.raises(Forbidden):
        actions.decide_appeal(cast.moderator, case_of(appeal), "upheld", "No.")


@pytest.mark.both_databases
def test_but_does_where_there_is_nobody_else(cast, appeal):
    with db.engine.begin() as connection:
        connection.execute(update(User).where(User.role.in_(("admin", "safeguarding")))
                           .values(role="member"))
    db.session.expire_all()
    assert actions.decide_appeal(cast.moderator, case_of(appeal), "upheld", "No.").decided_at


def test_a_moderator_does_not_decide_her_own_appeal(browser, cast, board):
    post = forum.start_topic(cast.moderator, board, "A word from Ruth", "Please stop asking.")
    report = actions.report(cast.ben, post, "unkind")
    made = actions.decide(cast.admin, db.session.get(Case, report.case_id), "hide", CHOICE)
    hers = actions.appeal(made, "I was tired.")
    assert browser(cast.moderator).get(f"/moderation/cases/{case_of(hers).id}").status_code == 404
    with pytest.raises(Forbidden):
        actions.decide_appeal(cast.moderator, case_of(hers), "overturned", "Yes.")
    with pytest.raises(Forbidden):
        actions.undo(cast.moderator, made)


@pytest.mark.both_databases
def test_success_brings_everything_back_and_is_told_to_all_who_were_told(
        browser, cast, notice, appeal, answer):
    browser(cast.admin).post(f"/moderation/cases/{case_of(appeal).id}/appeal", data={
        "outcome": "overturned", "words": "You are right."})
    page = browser().get(f"/forum/topics/{answer.topic_id}", follow_redirects=True).text
    assert "Earplugs" in page and "1 reply" in browser().get("/forum/planning").text
    assert not cast.ben.is_suspended and cast.ben.banned_at is None
    assert "You were right" in page_of(browser, notice)
    assert "It was put back" in browser(cast.outsider).get("/notifications").text
    theirs = select(Email).where(Email.to == cast.ben.email, Email.purpose == "decision")
    assert len(db.session.scalars(theirs).all()) == 2
    assert queries.queue_for(cast.admin)[0] == []


def test_what_stands_is_told_with_a_reason_and_a_next_step(browser, cast, notice, appeal):
    actions.decide_appeal(cast.admin, case_of(appeal), "upheld", "It hurt somebody.")
    page = page_of(browser, notice)
    assert "The decision stands" in page and "It hurt somebody." in page
    assert "make a complaint" in page and cast.ben.is_suspended


def test_the_team_asks_and_the_person_answers_inside_the_appeal(browser, cast, notice, appeal):
    helen, case = browser(cast.safeguarding), case_of(appeal)
    helen.post(f"/moderation/cases/{case.id}/questions", data={"text": "Whom did you mean?"})
    helen.post(f"/moderation/cases/{case.id}/notes", data={"text": "He sounds tired."})
    page = page_of(browser, notice)
    assert "Whom did you mean?" in page and "He sounds tired" not in page
    assert "Helen" not in page, "a person of the team, not which one"
    browser().post(f"/appeals/{appeal_token(notice.id)}", data={"text": "Only the earplugs."})
    assert "Only the earplugs." in helen.get(f"/moderation/cases/{case.id}").text
    assert len(db.session.scalars(select(Appeal)).all()) == 1


def test_an_appeal_against_a_lead_is_for_leads(cast, answer):
    report = actions.report(cast.outsider, answer, "unkind")
    case = db.session.get(Case, report.case_id)
    made = actions.appeal(actions.decide(cast.safeguarding, case, "hide", CHOICE), "Why?")
    assert queries.queue_for(cast.moderator)[0] == []
    actions.decide_appeal(cast.admin, case_of(made), "overturned", "Yes.")
    assert not answer.hidden_at
