"""Writing in a conversation, by form and by script."""
from concurrent.futures import ThreadPoolExecutor

import pytest

from peoplehub.accounts.models import User
from peoplehub.core import limits
from peoplehub.core.errors import Forbidden, TooMany
from peoplehub.core.extensions import db
from peoplehub.messages import actions, queries
from tests.messages.conftest import as_script

pytestmark = pytest.mark.one_database


def test_a_script_sends_and_is_told_what_was_stored(talk, cast, browser):
    answer = as_script(browser(cast.amina), talk.address, text="**Nights**", client_id="c-1")
    assert answer.status_code == 201
    assert answer.json["number"] == 3
    assert answer.json["client_id"] == "c-1"
    assert "<strong>Nights</strong>" in answer.json["html"]
    assert {"id", "sent_at"} <= answer.json.keys()


def test_the_same_client_id_again_is_the_same_message(talk, cast, browser):
    amina = browser(cast.amina)
    first = as_script(amina, talk.address, text="Nights", client_id="c-1")
    again = as_script(amina, talk.address, text="Nights", client_id="c-1")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json == first.json
    assert queries.conversation(talk.id).last_number == 3


def test_a_form_sends_and_comes_back_to_the_message(talk, cast, browser):
    amina = browser(cast.amina)
    answer = amina.post(talk.address, data={"text": "Nights", "client_id": "c-1"})
    assert answer.status_code == 303
    assert answer.location == f"{talk.address}#message-3"
    assert "Nights" in amina.get(talk.address).text


@pytest.mark.parametrize("text", ["", "   \n ", "x" * 10_001])
def test_what_cannot_be_sent_is_refused_with_a_sentence(talk, cast, browser, text):
    answer = as_script(browser(cast.amina), talk.address, text=text, client_id="c-1")
    assert answer.status_code == 422
    assert answer.json["error"].endswith(".")


def test_a_refused_form_keeps_what_was_typed(talk, cast, browser):
    long = "I was up all night " * 600
    answer = browser(cast.amina).post(talk.address, data={"text": long, "client_id": "c-1"})
    assert answer.status_code == 422
    assert long.strip() in answer.text
    assert 'href="#text"' in answer.text


def test_a_message_without_its_token_is_refused(talk, cast, browser):
    answer = browser(cast.amina).post(talk.address, data={"text": "Hello"}, token=False)
    assert answer.status_code == 400
    assert queries.conversation(talk.id).last_number == 2


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["outsider", "moderator", "admin", "safeguarding"])
def test_nobody_else_finds_the_conversation_whatever_their_role(talk, cast, browser, who):
    other = browser(getattr(cast, who))
    assert other.get(talk.address).status_code == 404
    assert other.get(f"{talk.address}/since?after=0").status_code == 404
    assert as_script(other, talk.address, text="Hello", client_id="x").status_code == 404
    assert as_script(other, f"{talk.address}/read", number="1").status_code == 404
    assert "Hello Maya" not in other.get("/messages").text


def test_a_stranger_is_asked_to_sign_in(talk, browser):
    answer = browser().get(talk.address)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_someone_suspended_cannot_write(talk, cast):
    cast.amina.suspended_at = cast.amina.joined_at
    db.session.commit()
    with pytest.raises(Forbidden):
        actions.send(cast.amina, talk, "Hello?", "c-1")


def test_too_many_messages_are_refused_kindly_and_a_resent_one_is_not(talk, cast, monkeypatch):
    monkeypatch.setitem(limits.LIMITS, "message", "20 per 10 minutes")
    for number in range(20):
        actions.send(cast.amina, talk, "One more", f"c-{number}")
    with pytest.raises(TooMany):
        actions.send(cast.amina, talk, "Too many", "c-last")
    assert actions.send(cast.amina, talk, "One more", "c-5").number == 8


def test_the_same_name_for_a_message_to_someone_else_is_refused(talk, knock, cast, browser):
    answer = as_script(browser(cast.amina), knock.address, text="Hello", client_id="a1")
    assert answer.status_code == 422
    answer = as_script(browser(cast.amina), "/messages/new", to="helen", text="Hi", client_id="a1")
    assert answer.status_code == 422


def test_two_people_may_use_the_same_client_id(talk, cast):
    first = actions.send(cast.amina, talk, "Mine", "same")
    second = actions.send(cast.advisor, talk, "Hers", "same")
    assert (first.number, second.number) == (3, 4)


@pytest.mark.both_databases
def test_twenty_at_once_are_numbered_one_to_twenty(knock, cast, app):
    people = [cast.amina.id, cast.ben.id]
    actions.accept(cast.ben, knock)

    def send(number):
        with app.app_context():
            writer = db.session.get(User, people[number % 2])
            talk = queries.conversation(knock.id)
            return actions.send(writer, talk, f"Words {number}", f"crowd-{number}").number

    with ThreadPoolExecutor(20) as crowd:
        numbers = list(crowd.map(send, range(20)))
    assert sorted(numbers) == list(range(2, 22))


@pytest.mark.both_databases
def test_twenty_first_messages_at_once_make_one_conversation(cast, app):
    people = [cast.amina.id, cast.advisor.id]

    def start(number):
        with app.app_context():
            both = [db.session.get(User, person_id) for person_id in people]
            writer, other = both[:: 1 if number % 2 else -1]
            return actions.start(writer, other, "Hello", f"first-{number}").conversation_id

    with ThreadPoolExecutor(20) as crowd:
        conversations = set(crowd.map(start, range(20)))
    assert len(conversations) == 1
    assert queries.conversation(conversations.pop()).last_number == 20
