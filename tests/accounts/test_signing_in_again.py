"""A form whose writer is not signed in any more: signing in takes it along, and it is sent once."""
import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from sqlalchemy import select

from peoplehub.accounts import actions
from peoplehub.accounts.models import SignIn
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post
from tests.accounts.conftest import PASSWORD, signing_in
from tests.accounts.test_second_step import code_of, set_up
from tests.conftest import RAW_TOKEN

pytestmark = pytest.mark.one_database
WORDS = "An hour of typing,\r\nin three lines,\r\nwith “marks” & <signs>."


@pytest.fixture
def replies(cast, amina) -> str:
    """Where the replies to a topic are sent."""
    board = Board(slug="planning", name="Planning", position=1)
    db.session.add(board)
    db.session.commit()
    first = forum.start_topic(cast.ben, board, "How long should a plan be?", "Ours is long.")
    return f"/forum/topics/{first.topic_id}/replies"


@pytest.fixture
def signed_out(browser, amina):
    """A browser in which Amina's session has ended, on the server alone."""
    client = browser(amina)
    session = db.session.scalars(select(SignIn).order_by(SignIn.id.desc())).first()
    actions.sign_out(amina, session.id)
    return client


def refused(client, replies: str, **more) -> dict[str, str]:
    """The hidden fields of the sign-in form that the words come back with."""
    answer = client.post(replies, data={"text": WORDS, "idempotency_key": "one-key"} | more)
    assert answer.status_code == 401 and WORDS in unescape(answer.text)
    return hidden_fields(answer.text, "/sign-in")


def hidden_fields(page: str, action: str) -> dict[str, str]:
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.S)[0]
    named = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in named}


def sent_now(client, page: str, replies: str):
    """Tap "Send it now"."""
    assert "You are signed in again" in page
    fields = hidden_fields(page, replies)
    words = unescape(re.search(r'name="text"[^>]*>\n?(.*?)</textarea>', page, re.S)[1])
    return client.post(replies, data=fields | {"text": words}, token=False)


def posts() -> list[str]:
    return [post.text for post in db.session.scalars(select(Post).order_by(Post.id))][1:]


def as_kept(words: str) -> str:
    return words.replace("\r", "")


def test_words_go_along_with_signing_in_and_are_sent_once(signed_out, replies):
    along = refused(signed_out, replies)
    wrong = signed_out.post("/sign-in", data=along | signing_in(password="not this one"))
    along = hidden_fields(wrong.text, "/sign-in")
    page = signed_out.post("/sign-in", data=along | signing_in()).text
    for _ in range(2):
        answer = sent_now(signed_out, page, replies)
        assert answer.status_code == 303
    assert [as_kept(words) for words in posts()] == [as_kept(WORDS)]


def test_the_code_of_the_second_step_takes_them_along_too(browser, amina, replies, signed_out):
    secret, _ = set_up(browser(amina))
    along = refused(signed_out, replies)
    asked = signed_out.post("/sign-in", data=along | signing_in())
    along = hidden_fields(asked.text, "/sign-in/second-step")
    page = signed_out.post("/sign-in/second-step", data=along | {"code": code_of(secret)}).text
    assert sent_now(signed_out, page, replies).status_code == 303 and len(posts()) == 1


def test_another_person_is_not_given_them_and_an_hour_is_the_longest(
        signed_out, replies, cast, amina, browser):
    along = refused(signed_out, replies)
    cast.ben.password_hash = amina.password_hash
    db.session.commit()
    answer = browser().post("/sign-in", data=along | signing_in(email=cast.ben.email))
    assert answer.status_code == 303 and "typing" not in answer.text
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        late = browser().post("/sign-in", data=along | signing_in())
    assert late.status_code == 303 and posts() == []


@pytest.mark.parametrize("forged", ["x", "W10.x", "\x00", "x" * 50_000])
def test_a_token_that_nobody_signed_is_no_form(browser, amina, forged):
    answer = browser().post("/sign-in", data=signing_in(unsent=forged))
    assert (answer.status_code, answer.location) == (303, "/")


def test_a_file_or_a_password_does_not_go_along(signed_out):
    answer = signed_out.post("/settings/security/email", data={
        "email": "new@people.example", "password": PASSWORD, "about": "Some words"})
    assert answer.status_code == 401 and PASSWORD not in answer.text
    assert hidden_fields(answer.text, "/sign-in")["unsent"] == ""


def test_a_browser_that_lost_its_cookies_sends_and_signs_in(browser, replies):
    client = browser()
    said = {"Sec-Fetch-Site": "same-origin"}
    data = {"text": WORDS, "idempotency_key": "one-key"}
    page = client.post(replies, data=data, headers=said, token=False).text
    assert "Send it again" in page
    along = refused(client, replies)
    page = client.post("/sign-in", data=along | signing_in()).text
    assert sent_now(client, page, replies).status_code == 303 and len(posts()) == 1


def test_an_old_form_is_sent_with_one_more_tap_and_never_for_another_site(browser, amina, replies):
    client = browser(amina)
    data = {"text": WORDS, "idempotency_key": "one-key", "csrf_token": "old"}
    page = client.post(replies, data=data, token=False).text
    form = re.search(r"<form[^>]*data-again.*?</form>", page, re.S)[0]
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    answer = client.post(replies, data=fields | {"text": WORDS}, token=False)
    assert answer.status_code == 303 and len(posts()) == 1
    for said in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        refusal = client.post(replies, data=data, headers=said, token=False)
        assert refusal.status_code == 400 and "Send it again" not in refusal.text
    assert RAW_TOKEN not in page
