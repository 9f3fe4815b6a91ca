"""Anybody reports anything they can read, or could, in two taps."""
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.accounts import actions as accounts
from peoplehub.blogs import actions as blogs
from peoplehub.core import clock, limits
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.forum import actions as forum
from peoplehub.messages import actions as messages, queries as messages_queries
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import GRAVE, REASONS, Case, Report
from tests.moderation.conftest import open_board

pytestmark = pytest.mark.one_database


def reports():
    return db.session.scalars(select(Report).order_by(Report.id)).all()


def test_a_visitor_without_an_account_reports_a_post(browser, answer):
    page = f"/report/post/{answer.id}"
    assert "Someone may be in danger" in browser().get(page).text
    sent = browser().post(page, data={"reason": "unkind", "contact": "me@mail.example"})
    assert sent.status_code == 303
    made = reports()[0]
    assert (made.reporter_id, made.contact, made.reason) == (None, "me@mail.example", "unkind")


def test_the_report_keeps_the_words_after_their_writer_takes_them_away(browser, cast, answer):
    browser(cast.amina).post(f"/report/post/{answer.id}", data={"reason": "other"})
    browser(cast.ben).post(f"/forum/posts/{answer.id}/delete")
    assert reports()[0].snapshot == "Earplugs on my nights off. Horrid ones."


def test_somebody_in_danger_is_told_whom_to_call(browser, answer):
    sent = browser().post(f"/report/post/{answer.id}", data={"reason": "danger"},
                          follow_redirects=True)
    assert "999" in sent.text and "116 123" in sent.text


def test_a_report_without_a_reason_is_refused_and_keeps_the_words(browser, cast, answer):
    sent = browser(cast.amina).post(f"/report/post/{answer.id}", data={"details": "It hurt me."})
    assert sent.status_code == 422 and "It hurt me." in sent.text and reports() == []


@pytest.mark.both_databases
def test_the_same_person_reporting_again_adds_to_their_report(browser, cast, answer):
    amina = browser(cast.amina)
    amina.post(f"/report/post/{answer.id}", data={"reason": "unkind", "details": "one"})
    amina.post(f"/report/post/{answer.id}", data={"reason": "danger", "details": "two"})
    made, = reports()
    assert made.reason == "danger" and made.details == "one\n\ntwo" and made.severity == 0


def test_the_same_form_sent_twice_makes_one_report(browser, answer):
    visitor = browser()
    form = {"reason": "other", "idempotency_key": "0123456789abcdef"}
    assert {visitor.post(f"/report/post/{answer.id}", data=form).status_code for _ in "12"} == {303}
    assert len(reports()) == 1


@pytest.mark.parametrize("who, whom", [("amina", "ben"), ("ben", "amina")])
def test_a_block_keeps_nobody_from_telling_the_team(browser, cast, answer, who, whom):
    """Neither who blocks nor who is blocked: both still report the person and what they write."""
    accounts.block(cast.amina, cast.ben)
    piece = answer if who == "amina" else forum.start_topic(
        cast.amina, answer.topic.board, "Another", "Words")
    client, other = browser(getattr(cast, who)), getattr(cast, whom)
    for kind, number in (("person", other.id), ("post", piece.id)):
        assert client.get(f"/report/{kind}/{number}").status_code == 200, kind
        sent = client.post(f"/report/{kind}/{number}", data={"reason": "unkind"})
        assert sent.status_code == 303, kind
    assert [one.reported_id for one in reports()] == [other.id, other.id]


def pieces_of_ben(cast, board):
    """One of each kind that Ben has written where Amina could read it."""
    post = forum.start_topic(cast.ben, board, "My title", "Words of a question")
    reply = forum.reply(cast.ben, post.topic, "Words of a reply")
    entry = blogs.save_and_publish(cast.ben, title="My entry", text="Words of an entry")
    comment = blogs.comment(cast.ben, entry, "Words of a comment")
    messages.start(cast.amina, cast.ben, "Hello", "a1")
    conversation = messages_queries.conversation_with(cast.amina, cast.ben)
    message = messages.send(cast.ben, conversation, "Words of a message", "b1")
    return [post, reply, entry, comment, message]


@pytest.mark.both_databases
def test_what_was_taken_away_can_be_reported_and_the_team_reads_what_it_said(
        browser, cast, board):
    pieces = pieces_of_ben(cast, board)
    ben = browser(cast.ben)
    for path in (f"/forum/posts/{pieces[1].id}/delete", f"/forum/posts/{pieces[0].id}/delete",
                 f"/blogs/comments/{pieces[3].id}/delete", f"/blogs/entries/{pieces[2].id}/delete",
                 f"/messages/{pieces[4].conversation_id}/{pieces[4].number}/take-away"):
        assert ben.post(path).status_code == 303, path
    amina = browser(cast.amina)
    for piece in pieces:
        page = amina.get(f"/report/{piece.kind}/{piece.id}")
        assert page.status_code == 200, piece.kind
        assert piece.text not in page.text and "My title" not in page.text, "gone stays gone"
        sent = amina.post(f"/report/{piece.kind}/{piece.id}", data={"reason": "unkind"})
        assert sent.status_code == 303, piece.kind
    assert [one.snapshot for one in reports()] == [piece.text for piece in pieces]
    for report in reports():
        page = browser(cast.moderator).get(f"/moderation/reports/{report.id}")
        assert report.snapshot in page.text


def test_what_is_kept_back_or_put_among_drafts_again_can_be_reported(browser, cast, board):
    pieces = pieces_of_ben(cast, board)
    for piece in pieces[:2]:
        moderation.hide(cast.moderator, piece, "To see.")
    blogs.unpublish(cast.ben, pieces[2])
    for piece in pieces[:3]:
        page = browser(cast.amina).get(f"/report/{piece.kind}/{piece.id}")
        assert page.status_code == 200 and piece.text not in page.text, piece.kind


def test_a_page_with_something_taken_away_still_leads_to_reporting(browser, cast, board):
    _, reply, _, _, message = pieces_of_ben(cast, board)
    browser(cast.ben).post(f"/forum/posts/{reply.id}/delete")
    browser(cast.ben).post(f"/messages/{message.conversation_id}/{message.number}/take-away")
    topic = browser(cast.amina).get(reply.address.split("#")[0]).text
    assert f'href="/report/post/{reply.id}"' in topic
    talk = browser(cast.amina).get(f"/messages/{message.conversation_id}").text
    assert f'href="/report/message/{message.id}"' in talk
    assert "/report/" not in browser(cast.ben).get(f"/messages/{message.conversation_id}").text \
        .partition('class="msg msg--mine"')[2].partition("</li>")[0]


@pytest.mark.both_databases
def test_a_first_message_taken_away_at_once_is_declined_and_reported(browser, cast, app):
    first = messages.start(cast.ben, cast.amina, "Horrid words", "b1")
    messages.take_away(cast.ben, first)
    declined = browser(cast.amina).post(f"/messages/{first.conversation_id}/decline",
                                        data={"report": "1"})
    assert declined.location == f"/report/message/{first.id}"
    assert browser(cast.amina).get(declined.location).status_code == 200


@pytest.mark.both_databases
def test_nobody_reports_what_was_never_for_them(browser, cast, board):
    """Drafts, other people's messages, boards for others."""
    draft = blogs.save_entry(cast.ben, title="Not yet", text="Secret")
    family = forum.start_topic(cast.ben, open_board(slug="f", name="F", audience="families"),
                               "Ours", "Secret")
    inside = blogs.save_and_publish(cast.ben, title="Inside", text="Secret", audience="members")
    messages.start(cast.amina, cast.ben, "Hello", "a1")
    message = messages_queries.conversation_with(cast.amina, cast.ben)
    first = messages_queries.message_for(cast.amina, message.id, 1)
    for who, kind, number in (
        (cast.amina, "entry", draft.id), (cast.professional, "post", family.id),
        (None, "post", family.id), (None, "entry", inside.id),
        (cast.outsider, "message", first.id), (cast.moderator, "message", first.id),
        (None, "message", first.id), (cast.amina, "person", cast.unconfirmed.id),
    ):
        for method in ("get", "post"):
            answer = getattr(browser(who), method)(f"/report/{kind}/{number}")
            assert answer.status_code == 404, (kind, who)


@pytest.mark.one_database
@pytest.mark.slow
def test_somebody_with_much_to_report_is_never_stopped(browser, cast, answer):
    amina = browser(cast.amina)
    sent = {amina.post(f"/report/post/{answer.id}", data={"reason": "unkind"}).status_code
            for _ in range(90)}
    assert sent == {303}


@pytest.mark.both_databases
def test_a_program_that_reports_without_end_is_told_kindly(browser, cast, answer, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "report from", "2 per hour")
    amina, form = browser(cast.amina), {"reason": "unkind", "details": "what I typed"}
    for _ in range(2):
        amina.post(f"/report/post/{answer.id}", data=form)
    stopped = amina.post(f"/report/post/{answer.id}", data=form)
    assert stopped.status_code == 429 and stopped.headers["Retry-After"]
    assert "call 999 now" in stopped.text and "what I typed" in stopped.text
    assert "a moderator will look at them" in stopped.text


@pytest.mark.parametrize("address", ["/report/post/999", "/report/nothing/1", "/report/post/0",
                                     "/report/message/1", f"/report/post/{2**63}"])
def test_what_is_not_there_cannot_be_reported(browser, cast, answer, address):
    assert browser(cast.amina).get(address).status_code == 404


@pytest.mark.both_databases
def test_a_person_can_be_reported_and_is_never_told_by_whom(browser, cast, answer):
    browser(cast.amina).post(f"/report/person/{cast.ben.id}", data={"reason": "unkind"})
    assert reports()[0].reported_id == cast.ben.id
    for page in ("/notifications", f"/people/{cast.ben.slug}", answer.address.split("#")[0]):
        assert "reported by" not in browser(cast.ben).get(page).text.lower()


def test_the_gravest_come_in_the_order_of_the_act_life_abuse_of_a_child_picture_child():
    order = sorted(REASONS, key=lambda code: REASONS[code][1])[:4]
    assert order == ["danger", "csea", "intimate", "child"]
    assert all(REASONS[code][1] < GRAVE for code in order) and REASONS["hate"][1] >= GRAVE


def test_the_queue_shows_the_target_of_each_case_and_what_is_over_it(cast, browser, answer):
    moderation.report(cast.amina, answer, "intimate")
    queue = browser(cast.moderator).get("/moderation")
    assert "Target: 48 hours" in queue.text and queue.text.count("Overdue") == 1, "a filter"
    case = db.session.scalar(select(Case))
    assert round((case.due_at - case.opened_at) / timedelta(minutes=1)) == 48 * 60
    with time_machine.travel(case.due_at + timedelta(minutes=1), tick=False):
        assert browser(cast.moderator).get("/moderation").text.count("Overdue") == 2


def test_a_graver_report_that_comes_later_has_the_target_of_its_own_kind(cast, browser, answer):
    with clock.at(clock.now() - timedelta(hours=17)):
        moderation.report(cast.outsider, answer, "unkind")
    moderation.report(cast.amina, answer, "danger")
    assert "Target: 1 hour<" in browser(cast.moderator).get("/moderation").text



@pytest.mark.both_databases
def test_whoever_reported_is_told_the_outcome_with_the_number_of_the_report(cast, browser, answer):
    page = f"/report/post/{answer.id}"
    browser().post(page, data={"reason": "unkind", "contact": "me@mail.example"})
    browser(cast.amina).post(page, data={"reason": "unkind"})
    visitors, aminas = reports()
    moderation.settle(cast.moderator, visitors, "left", words="We talked to them.")
    letter = db.session.scalar(select(Email).where(Email.to == "me@mail.example"))
    assert f"the number {visitors.id}." in letter.body and "Horrid" not in letter.body
    assert f"Report {aminas.id}." in browser(cast.amina).get("/notifications").text
