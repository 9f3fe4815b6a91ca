"""The page of one's drafts, and saving without scripts."""
import html
import re

import pytest

from peoplehub.core.extensions import db
from peoplehub.messages import actions as messages

pytestmark = pytest.mark.one_database


def link_to_go_on(page: str) -> str:
    return html.unescape(re.search(r'btn--small" href="(.*?)">[^\n]*Continue writing', page)[1])


def test_without_scripts_a_button_saves_and_the_list_leads_back_to_the_words(
        browser, cast, here, saved):
    client = browser(cast.ben)
    page = client.get(here.topic.address).text
    assert f'formaction="/drafts" formnovalidate name="place" value="{here.reply}"' in page
    fields = {"place": here.reply, "text": "Not ready yet", "anonymous": "y", "draft": ""}
    answer = client.post("/drafts", data=fields)
    assert answer.status_code == 303 and answer.location == "/drafts"
    listed = client.get("/drafts").text
    assert "Your words are saved." in listed and "Not ready yet" in listed
    assert "How long should a plan be?" in listed and "A reply" in listed
    address = link_to_go_on(listed)
    assert address == f"{here.topic.address}?draft=1#reply"
    form = client.get(address).text
    assert "Not ready yet</textarea>" in form and 'value="1.1"' in form
    client.post("/drafts", data=fields | {"text": "Nearly ready", "draft": "1.1"})
    assert list(saved(cast.ben).values()) == ["Nearly ready"]


def test_an_older_draft_of_the_same_place_is_opened_by_its_own_link(browser, cast, here, save):
    save(cast.ben, here.reply, "phone", text="From the phone")
    save(cast.ben, here.reply, "laptop", text="From the laptop")
    client = browser(cast.ben)
    assert "From the laptop</textarea>" in client.get(here.topic.address).text
    asked = client.get(f"{here.topic.address}?draft=1").text
    assert "From the phone</textarea>" in asked and "From the laptop" in asked


def test_words_quoted_into_a_form_are_not_written_over(browser, cast, here, save):
    save(cast.ben, here.reply, text="Saved before")
    page = browser(cast.ben).get(f"{here.topic.address}?quote=1").text
    box = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", page, re.S)[1]
    assert "Ours is long." in box and "Saved before" not in box
    assert "Saved before" in page  # a script offers it


@pytest.mark.both_databases
def test_a_place_that_is_closed_to_its_writer_shows_the_words_and_no_title(
        browser, cast, here, save):
    save(cast.ben, here.reply, text="My own words")
    here.board.audience = "team"
    db.session.commit()
    page = browser(cast.ben).get("/drafts").text
    assert "My own words" in page and "A reply" in page
    assert "How long should a plan be?" not in page and "Continue writing" not in page


@pytest.mark.both_databases
def test_a_first_message_is_found_in_the_conversation_once_there_is_one(
        browser, cast, here, save, saved):
    save(cast.ben, "message/maya", text="Dear Maya")
    client = browser(cast.ben)
    assert "Dear Maya</textarea>" in client.get("/messages/new?to=maya").text
    begun = messages.start(cast.ben, cast.advisor, "Hello", "b1").conversation
    address = link_to_go_on(client.get("/drafts").text)
    assert address == f"{begun.address}?draft=1#write"
    assert "Dear Maya</textarea>" in client.get(address).text
    assert saved(cast.ben) == {"w1": "Dear Maya"}


def test_who_asked_to_talk_has_no_name_in_the_list_until_accepted(browser, cast, here, save):
    knock = messages.start(cast.amina, cast.ben, "Hello Ben", "k1").conversation
    save(cast.ben, f"conversation/{knock.id}", text="Who are you?")
    page = browser(cast.ben).get("/drafts").text
    assert "Somebody" in page and "Amina" not in page
    messages.accept(cast.ben, knock)
    assert "Amina" in browser(cast.ben).get("/drafts").text


def test_one_draft_or_all_are_thrown_away_after_a_question(browser, cast, here, save, saved):
    for number in (1, 2, 3):
        save(cast.ben, here.reply, f"w{number}", text=f"Words {number}")
    client = browser(cast.ben)
    assert "/drafts/discard?draft=2" in client.get("/drafts").text
    assert 'name="draft" value="2"' in client.get("/drafts/discard?draft=2").text
    assert client.post("/drafts/discard", data={"draft": "2"}).status_code == 303
    assert saved(cast.ben) == {"w1": "Words 1", "w3": "Words 3"}
    assert 'name="all" value="1"' in client.get("/drafts/discard").text
    client.post("/drafts/discard", data={"all": "1"})
    assert saved(cast.ben) == {} and "You have no drafts" in client.get("/drafts").text


def test_the_menu_leads_to_the_drafts_and_says_how_many_there_are(browser, cast, here, save):
    client = browser(cast.ben)
    assert "<b>Your drafts</b>" in client.get("/menu").text
    save(cast.ben, here.reply, text="Words")
    assert "<b>Your drafts (1)</b>" in client.get("/menu").text
    assert "Your drafts" not in browser().get("/menu").text


@pytest.mark.both_databases
def test_there_was_nothing_to_save(browser, cast, here):
    answer = browser(cast.ben).post("/drafts", data={"place": here.reply, "text": " "})
    assert answer.status_code == 303 and answer.location == f"{here.topic.address}#reply"
