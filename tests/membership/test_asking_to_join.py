"""Joining by request: nobody is in before the team has said yes."""
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.accounts import actions as accounts, queries as people
from peoplehub.accounts.actions.cleanup import delete_expired
from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.membership import actions, queries
from peoplehub.moderation.models import Case
from peoplehub.rota.models import Alarm

pytestmark = pytest.mark.one_database

WHY = "My daughter is 17 and I would like to talk to others."
JOIN = {"email": "nell@people.example", "pen_name": "Nell", "password": "three words apart today",
        "i_am": "family", "adult": "y", "consent": "y", "agree": "y"}


@pytest.fixture
def asked_first(cast):
    accounts.set_joining_rules(cast.admin, True, 30)


@pytest.fixture
def nell(asked_first) -> User:
    """Her email is hers, and the team has not let her in."""
    made = accounts.join(JOIN["email"], "Nell", "a hash", "family")
    accounts.confirm_by_link(made.id, "a token", "Chrome")
    return db.session.scalars(select(User).where(User.email == JOIN["email"])).one()


def case() -> Case:
    db.session.expire_all()
    return db.session.scalars(select(Case).where(Case.opened_by == "join")).one()


def letters(purpose: str = "join-request") -> int:
    return len(db.session.scalars(select(Email).where(Email.purpose == purpose)).all())


def test_nothing_changes_where_the_team_is_not_asked(cast, browser):
    made = accounts.join(JOIN["email"], "Nell", "a hash", "family")
    accounts.confirm_by_link(made.id, "a token", "Chrome")
    nell = people.person_with_email(JOIN["email"])
    assert nell.is_confirmed and not nell.is_waiting_to_join
    assert browser(nell).get("/join/request").location == "/"


def test_who_waits_is_to_every_door_like_a_visitor(cast, nell, browser):
    assert nell.is_waiting_to_join and not nell.is_confirmed
    assert nell.audiences == ("anyone",)
    client = browser(nell)
    assert client.get("/people/nell").status_code == 404
    assert client.post("/messages/new", data={"to": "ben", "text": "Hi",
                                              "client_id": "1"}).status_code in (403, 404)
    assert browser(cast.ben).get("/people/nell").status_code == 404
    assert client.get("/join/request").status_code == 200


def test_she_asks_and_reads_by_when_she_has_an_answer_and_the_queue_has_one_case(
        cast, nell, browser):
    client = browser(nell)
    empty = client.post("/join/request", data={"why": " "})
    assert empty.status_code == 422 and "Please write a sentence." in empty.text
    assert client.post("/join/request", data={"why": WHY}).status_code == 303
    page = client.get("/join/request").text
    assert "You have an answer by" in page and WHY in page
    with pytest.raises(Forbidden):
        actions.ask(nell, "And again")
    queue = browser(cast.moderator).get("/moderation?kind=join").text
    assert "Asks to join" in queue and WHY not in queue
    shown = browser(cast.moderator).get(f"/moderation/cases/{case().id}").text
    assert f"/moderation/join-requests/{case().piece_id}" in shown
    with time_machine.travel(clock.now() + timedelta(days=4)):
        assert "We are late, and we are sorry." in browser(nell).get("/join/request").text


@pytest.mark.both_databases
def test_accepted_she_is_a_member_like_any_other_and_the_case_is_closed(cast, nell, browser):
    request = actions.ask(nell, WHY)
    answer = browser(cast.moderator).post(f"/moderation/join-requests/{request.id}",
                                          data={"step": "accept", "words": ""})
    assert answer.status_code == 303
    db.session.expire_all()
    assert nell.is_confirmed and nell.is_newcomer and "families" in nell.audiences
    assert (case().outcome, case().settled_by_id) == ("accepted", cast.moderator.id)
    assert browser(nell).get("/join/request").location == "/welcome"
    assert letters() == 1
    with pytest.raises(Forbidden):
        actions.decline(cast.admin, request.id, "Too late")


def test_a_question_waits_for_her_answer_and_comes_back(cast, nell, browser):
    request = actions.ask(nell, WHY)
    page = browser(cast.moderator).post(f"/moderation/join-requests/{request.id}",
                                        data={"step": "ask", "words": " "})
    assert page.status_code == 422 and "Write what they read" in page.text
    actions.question(cast.moderator, request.id, "How did you find us?")
    assert case().is_waiting_for_author and letters() == 1
    client = browser(nell)
    assert "How did you find us?" in client.get("/join/request").text
    assert client.post("/join/request/answer", data={"text": "A friend."}).status_code == 303
    assert client.post("/join/request/answer", data={"text": "More."}).status_code == 403
    assert not case().is_waiting_for_author and case().changed_at
    shown = browser(cast.moderator).get(f"/moderation/join-requests/{request.id}").text
    assert "A friend." in shown


@pytest.mark.both_databases
def test_declined_kindly_she_reads_why_and_may_ask_again_later(cast, nell, browser):
    request = actions.ask(nell, WHY)
    actions.decline(cast.moderator, request.id, "This place is for families in the UK.")
    page = browser(nell).get("/join/request").text
    assert "This place is for families in the UK." in page and "You can ask again from" in page
    with pytest.raises(Forbidden):
        actions.ask(nell, WHY)
    delete_expired()
    with time_machine.travel(clock.now() + timedelta(days=30, minutes=1)):
        delete_expired()
        assert "Ask again" in browser(nell).get("/join/request").text
        again = browser(nell).post("/join/request", data={"why": "We moved here."})
    assert again.status_code == 303
    assert queries.last_request_of(nell).is_open


def test_signing_in_while_waiting_asks_for_no_new_link_and_leads_to_the_request(
        cast, asked_first, browser):
    client = browser()
    client.post("/join", data=JOIN)
    made = db.session.scalars(select(User).where(User.pen_name == "Nell")).one()
    link = people.verification(client.get("/join/confirm") and 1)
    accounts.confirm_by_link(link.id, "a token", "Chrome")
    assert db.session.get(User, made.id).is_waiting_to_join
    said = browser().post("/sign-in", data={"email": JOIN["email"], "password": JOIN["password"]})
    assert said.location == "/join/request"
    assert letters("join") == 1
    again = browser()
    again.post("/join", data=JOIN | {"pen_name": "Nellie"})
    assert letters("already-here") == 1


def test_only_the_site_team_says_how_people_join(cast, browser):
    client = browser(cast.admin)
    wrong = client.post("/admin/joining", data={"asks_first": "y", "again_after_days": "0"})
    assert wrong.status_code == 422 and "from 1 to 365" in wrong.text
    client.post("/admin/joining", data={"asks_first": "y", "again_after_days": "14"})
    db.session.expire_all()
    rules = people.joining_rules()
    assert rules.asks_first and rules.again_after_days == 14
    with pytest.raises(Forbidden):
        accounts.set_joining_rules(cast.safeguarding, False, 30)


def test_words_of_danger_in_a_request_wake_the_team_and_show_their_writer_whom_to_ring(
        cast, nell, browser):
    client = browser(nell)
    words = "I am alone with my brother and I am going to kill myself tonight."
    client.post("/join/request", data={"why": words})
    assert "116 123" in client.get("/join/request").text.partition("<footer")[0]
    alarm = db.session.scalars(select(Alarm)).one()
    assert alarm.address == f"/moderation/join-requests/{case().piece_id}"
    assert case().is_grave and letters("alarm") == 1


@pytest.mark.both_databases
def test_what_somebody_wrote_who_was_declined_is_deleted_after_30_days(cast, nell):
    request = actions.ask(nell, WHY)
    actions.question(cast.moderator, request.id, "How did you hear of us?")
    actions.answer(nell, request.id, "At the clinic.")
    actions.decline(cast.moderator, request.id, "Not the right place just now.")
    for days, kept in ((29, WHY), (31, "")):
        with clock.at(clock.now() + timedelta(days=days)):
            actions.forget_declined()
        db.session.expire_all()
        assert request.why == kept and bool(request.words) is bool(kept), days
    assert request.notes == [] and request.outcome == "declined" and request.again_at
    assert not actions.delete_declined_words()
