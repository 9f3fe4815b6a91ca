"""A question from anywhere: a member's goes out at once, a visitor's waits while they join."""
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from peoplehub.accounts import passwords
from peoplehub.accounts.events import PersonConfirmed
from peoplehub.accounts.models import EmailVerification, User
from peoplehub.core import clock, mail
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.forum import actions, queries
from peoplehub.forum.actions.pending_questions import forget_old_questions
from peoplehub.forum.models import PendingQuestion, Topic
from tests.forum.conftest import started

pytestmark = pytest.mark.one_database

WORDS = {"title": "Can it pay for nights?", "text": "We have not slept for a week.",
         "board": "planning"}
JOINING = {"email": "wren@people.example", "pen_name": "Wren", "i_am": "family", "adult": "y",
           "password": "seven quiet otters sleep", "consent": "y", "agree": "y"}


def test_a_member_asks_in_two_pages(browser, cast, boards):
    amina = browser(cast.amina)
    page = amina.get("/ask?board=family-room")
    assert 'value="family-room" checked' in page.text
    answer = amina.post("/ask", data=WORDS | {"board": "family-room"})
    assert answer.status_code == 303
    assert "Can it pay for nights?" in amina.get(answer.location).text
    assert db.session.scalar(select(Topic)).board == boards.families


def test_a_board_that_is_not_open_to_somebody_is_not_offered_and_not_taken(browser, cast, boards):
    priya = browser(cast.professional)
    assert "family-room" not in priya.get("/ask").text
    answer = priya.post("/ask", data=WORDS | {"board": "family-room"})
    assert answer.status_code == 422
    assert "We have not slept for a week." in answer.text
    for who in (cast.amina, cast.stranger):
        assert 'value="news"' not in browser(who).get("/ask").text


@pytest.mark.parametrize("missing", ["title", "text"])
def test_a_question_without_words_comes_back_with_what_was_typed(browser, boards, missing):
    answer = browser().post("/ask", data=WORDS | {missing: " "})
    assert answer.status_code == 422
    assert "Can it pay for nights?" in answer.text or "not slept for a week" in answer.text
    assert db.session.scalar(select(func.count(PendingQuestion.id))) == 0


@pytest.mark.both_databases
def test_a_visitor_asks_joins_confirms_and_the_question_is_sent(browser, boards):
    visitor = browser()
    asked = visitor.post("/ask", data=WORDS | {"anonymous": "y"})
    assert asked.location.startswith("/join?next=")
    join = visitor.get(asked.location)
    assert "Your question is kept" in join.text
    joined = visitor.post("/join", data=JOINING | {"next": next_in(join.text)})
    assert joined.location == "/join/confirm"
    confirmed = visitor.post("/join/confirm", data={"code": code_for("wren@people.example")})
    topic = visitor.get(confirmed.location, follow_redirects=True)
    assert "Can it pay for nights?" in topic.text
    sent = db.session.scalar(select(Topic))
    assert (sent.board.slug, sent.author.pen_name, sent.anonymous) == ("planning", "Wren", True)
    kept = db.session.scalar(select(PendingQuestion))
    assert kept.title == kept.text == ""


def test_the_words_are_there_too_where_the_link_is_opened_on_another_device(browser, boards):
    visitor, phone = browser(), browser()
    asked = visitor.post("/ask", data=WORDS)
    visitor.post("/join", data=JOINING | {"next": next_in(visitor.get(asked.location).text)})
    link = link_for("wren@people.example")
    fields = {"password": JOINING["password"]}
    phone.post(link, data=fields, follow_redirects=True)
    topic = db.session.scalar(select(Topic))
    assert topic.title == WORDS["title"]
    assert "We have not slept" in phone.get(topic.address).text


@pytest.mark.both_databases
def test_who_has_an_account_signs_in_and_finds_the_words_again(browser, cast, boards):
    visitor = browser()
    onward = visitor.post("/ask", data=WORDS).location.partition("next=")[2].replace("%3D", "=")
    onward = onward.replace("%3F", "?").replace("%2F", "/")
    amina = browser(cast.amina)
    page = amina.get(onward)
    assert "We have not slept for a week." in page.text
    token = onward.partition("kept=")[2]
    assert amina.post("/ask", data=WORDS | {"kept": token}).status_code == 303
    ben = browser(cast.ben)
    assert "not slept" not in ben.get(onward).text
    assert "not slept" not in browser().get(onward).text


def test_nobody_else_reads_kept_words(browser, cast, boards):
    visitor = browser()
    onward = "/ask?kept=" + token_of(visitor.post("/ask", data=WORDS).location)
    assert "not slept" in visitor.get(onward).text
    assert "not slept" not in browser().get(onward).text
    assert "not slept" not in browser(cast.amina).get("/ask?kept=some-other-token").text


@pytest.mark.both_databases
def test_whoever_opens_the_page_next_in_the_same_browser_finds_it_empty(browser, cast, boards):
    visitor = browser()
    visitor.post("/ask", data=WORDS)
    assert "not slept" not in visitor.get("/ask").text
    cast.ben.password_hash = passwords.hashed(JOINING["password"])
    db.session.commit()
    signed_in = visitor.post("/sign-in", data={"email": cast.ben.email,
                                               "password": JOINING["password"]})
    assert signed_in.status_code == 303
    assert visitor.get("/settings").status_code == 200
    assert "not slept" not in visitor.get("/ask").text


def test_leaving_quickly_forgets_the_way_back_to_kept_words(browser, boards):
    visitor = browser()
    asked = visitor.post("/ask", data=WORDS).location
    onward = "/ask?kept=" + token_of(asked)
    visitor.post("/join", data=JOINING | {"next": next_in(visitor.get(asked).text)})
    assert "wren@people.example" in visitor.get("/join/confirm").text
    left = visitor.get("/leave")
    assert (left.status_code, left.location) == (303, "https://www.bbc.co.uk/weather")
    assert left.headers["Cache-Control"] == "no-store"
    assert "not slept" not in visitor.get(onward).text
    assert "wren@people.example" not in visitor.get("/join/confirm", follow_redirects=True).text


def test_leaving_quickly_signs_nobody_out(browser, cast, boards):
    amina = browser(cast.amina)
    amina.get("/leave")
    assert amina.get("/settings").status_code == 200


def test_the_address_of_kept_words_shows_them_for_an_hour_and_then_only_by_email(
        browser, cast, boards, monkeypatch):
    visitor, amina = browser(), browser(cast.amina)
    token = token_of(visitor.post("/ask", data=WORDS).location)
    onward = f"/ask?kept={token}"
    assert "not slept" in amina.get(onward).text
    later = clock.now() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    for who in (visitor, amina):
        assert "not slept" not in who.get(onward).text
    save_proof(cast.amina, onward)
    assert "not slept" in amina.get(onward).text
    assert "not slept" not in browser(cast.ben).get(onward).text


@pytest.mark.both_databases
def test_a_question_that_may_not_be_sent_there_stays_and_is_shown(browser, cast, boards):
    token = actions.save_question(boards.families, **{k: WORDS[k] for k in ("title", "text")})
    save_proof(cast.professional, f"/ask?kept={token}")
    actions.post_pending_question(PersonConfirmed(cast.professional.id))
    assert db.session.scalar(select(func.count(Topic.id))) == 0
    page = browser(cast.professional).get(f"/ask?kept={token}")
    assert "We have not slept for a week." in page.text
    assert queries.question_for(cast.amina, token, token) is None


@pytest.mark.both_databases
def test_kept_words_are_thrown_away_after_a_week(cast, boards, monkeypatch):
    actions.save_question(boards.planning, WORDS["title"], WORDS["text"])
    forget_old_questions()
    assert db.session.scalar(select(func.count(PendingQuestion.id))) == 1
    later = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: later)
    forget_old_questions()
    assert db.session.scalar(select(func.count(PendingQuestion.id))) == 0


def test_the_way_back_is_never_lost_between_the_pages(browser, cast, boards):
    topic = started(cast.amina, boards.planning)
    onward = f"next=/forum/topics/{topic.id}"
    for page in ("/sign-in", "/join", "/forgotten-password"):
        html = browser().get(f"{page}?{onward}").text
        for other in {"/sign-in", "/join", "/forgotten-password"} - {page}:
            for link in re.findall(rf'<main.*href="({other}[^"]*)"', html, re.DOTALL):
                assert onward in link
        assert f'name="next" value="/forum/topics/{topic.id}"' in html


@pytest.mark.both_databases
def test_a_forgotten_password_leads_back_too(browser, cast, boards):
    visitor = browser()
    visitor.post("/forgotten-password", data={"email": cast.amina.email, "next": "/forum/planning"})
    verification = db.session.scalar(
        select(EmailVerification).where(EmailVerification.purpose == "password")
    )
    assert verification.next == "/forum/planning"


def save_proof(person: User, onward: str) -> None:
    db.session.add(
        EmailVerification(
            user_id=person.id,
            purpose="join",
            email=person.email,
            link_hash="x" * 64,
            code_hash="",
            expires_at=clock.now(),
            used_at=clock.now(),
            next=onward,
        )
    )
    db.session.commit()


def next_in(html: str) -> str:
    return re.search(r'name="next" value="([^"]+)"', html)[1].replace("&amp;", "&")


def token_of(location: str) -> str:
    return re.search(r"kept%3D([\w-]+)", location)[1]


@act
def letter_to(email: str) -> str:
    """The newest letter to that address, as it is read."""
    found = select(mail.Email).where(mail.Email.to == email).order_by(mail.Email.id.desc())
    return mail.shown(db.session.scalar(found.limit(1)))


def code_for(email: str) -> str:
    return re.search(r"^\d{6}$", letter_to(email), re.M)[0]


def link_for(email: str) -> str:
    return re.search(r"/join/confirm/\S+", letter_to(email))[0]
