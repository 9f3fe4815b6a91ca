"""Saving what is not sent yet, and what becomes of it."""
import re
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from peoplehub.accounts.models import SignIn, User
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.drafts import models, retention
from peoplehub.drafts.models import Draft
from peoplehub.forum import actions as forum
from peoplehub.tags.actions import add_first_tags
from tests.drafts.conftest import SCRIPT

pytestmark = pytest.mark.one_database


def test_what_is_saved_on_one_device_is_in_the_form_on_another(browser, cast, here, save):
    assert save(cast.amina, here.conversation, text="I wanted to ask").json == {"token": "1.1"}
    page = browser(cast.amina).get(here.talk.address).text
    assert "I wanted to ask</textarea>" in page
    assert 'name="draft" value="1.1"' in page and "You saved these words" in page


def test_a_topic_a_question_and_a_comment_remember_words_and_ticks(browser, cast, here, save):
    save(cast.amina, here.reply, text="My reply", anonymous="y")
    save(cast.amina, "topic/planning", title="A title", text="A topic")
    save(cast.amina, "ask/", title="A question", text="To ask", anonymous="y")
    save(cast.amina, "contact/", text="A letter")
    client = browser(cast.amina)
    reply = client.get(here.topic.address).text
    assert "My reply</textarea>" in reply
    assert 'name="anonymous" type="checkbox" value="y" checked' in reply
    new = client.get("/forum/planning/new").text
    assert 'value="A title"' in new and "A topic</textarea>" in new
    assert 'name="anonymous" type="checkbox" value="y">' in new
    assert "To ask</textarea>" in client.get("/ask").text
    assert "A letter</textarea>" in client.get("/contact").text


@pytest.mark.parametrize("tags", [["wales", "5-11"], ["wales 5-11"]])  # as a form and a script say
def test_tags_and_subjects_of_a_note_come_back_with_the_words(browser, cast, here, save, tags):
    add_first_tags()
    client, sent = browser(cast.amina), ["first-plan\x00", "<b>", *tags]
    for place, page in (("topic/planning", "/forum/planning/new"), ("ask/", "/ask")):
        save(cast.amina, place, title="A title", text="Words", tags=sent, note_death="y",
             note_words="About a hospice")
        form = client.get(page).text
        ticked = re.findall(r'name="([a-z_]+)" type="checkbox" value="([a-z0-9-]+)" checked', form)
        assert set(ticked) == {("tags", "wales"), ("tags", "5-11"), ("note_death", "y")}
        assert "(2 chosen)" in form and "About a hospice" in form


def test_the_words_of_one_are_in_nobody_elses_form_and_in_no_kept_page(browser, cast, here, save):
    save(cast.amina, here.reply, text="Amina's words")
    for who in (cast.amina, cast.ben, cast.moderator, None):
        page = browser(who).get(here.topic.address).text
        assert ("Amina&#39;s words" in page) == (who is cast.amina)


def test_two_windows_never_write_over_each_other(cast, here, save, saved):
    save(cast.ben, here.reply, "phone", text="From the phone")
    save(cast.ben, here.reply, "laptop", text="From the laptop")
    save(cast.ben, here.reply, "phone", text="From the phone, longer")
    assert saved(cast.ben) == {"phone": "From the phone, longer", "laptop": "From the laptop"}


def test_what_a_window_took_over_goes_unless_it_was_changed_meanwhile(cast, here, save, saved):
    token = save(cast.ben, here.reply, "phone", text="Begun").json["token"]
    save(cast.ben, here.reply, "laptop", draft=token, text="Begun and gone on with")
    assert saved(cast.ben) == {"laptop": "Begun and gone on with"}
    old = save(cast.ben, here.reply, "phone", text="Again").json["token"]
    save(cast.ben, here.reply, "phone", text="Again, and more")
    save(cast.ben, here.reply, "laptop", draft=old, text="Another way")
    assert saved(cast.ben) == {"laptop": "Another way", "phone": "Again, and more"}


def test_the_same_words_saved_again_are_one_draft_and_an_emptied_box_is_none(
        cast, here, save, saved):
    first, again, twin = (save(cast.ben, here.reply, who, text="The same").json["token"]
                          for who in ("one", "one", "two"))
    assert first == again == twin and saved(cast.ben) == {"one": "The same"}
    assert save(cast.ben, here.reply, "one", text="  ").json == {"token": ""}
    assert saved(cast.ben) == {}


@pytest.mark.both_databases
@pytest.mark.parametrize("form", [
    lambda token, place: {"draft": token},  # without scripts: what the form was filled with
    lambda token, place: {"draft": f"{place}:w1"},  # with them: what this window saved
])
def test_a_draft_goes_in_the_transaction_that_sends_its_words(
        browser, cast, here, save, saved, form):
    client, acts = browser(cast.amina), {
        here.conversation: (here.talk.address, {"text": "Words", "client_id": "c9"}),
        here.reply: (f"{here.topic.acts}/replies", {"text": "Words"}),
        "topic/planning": ("/forum/planning/new", {"title": "A topic", "text": "Words"}),
        "contact/": ("/contact", {"about": "question", "text": "Words of a letter"}),
    }
    for place, (address, fields) in acts.items():
        token = save(cast.amina, place, text="Words").json["token"]
        refused = client.post(address, data=fields | {"text": ""} | form(token, place))
        assert refused.status_code == 422 and saved(cast.amina) == {"w1": "Words"}, place
        assert f'name="draft" value="{form(token, place)["draft"]}"' in refused.text
        answer = client.post(address, data=fields | form(token, place))
        assert answer.status_code == 303 and saved(cast.amina) == {}, place


@pytest.mark.both_databases
def test_words_that_were_not_in_the_form_stay_when_another_message_is_sent(
        browser, cast, here, save, saved):
    token = save(cast.amina, here.conversation, text="First").json["token"]
    save(cast.amina, here.conversation, text="First, and what came later")
    fields = {"text": "First", "client_id": "c1", "draft": f"{token} junk 99999999999.1 a:b"}
    assert browser(cast.amina).post(here.talk.address, data=fields).status_code == 303
    assert browser(cast.amina).post(here.talk.address, data={
        "text": "Other words", "client_id": "c2"}).status_code == 303
    assert saved(cast.amina) == {"w1": "First, and what came later"}


@pytest.mark.both_databases
def test_nobody_touches_the_drafts_of_another(browser, cast, here, save, saved):
    token = save(cast.ben, here.reply, text="Ben's").json["token"]
    hers = browser(cast.amina)
    assert hers.get("/drafts/discard?draft=1").status_code == 404
    hers.post("/drafts/discard", data={"draft": f"1 {token} {here.reply}:w1"})
    hers.post(f"{here.topic.acts}/replies", data={"text": "Mine", "draft": f"{token} 1"})
    save(cast.amina, here.reply, draft=f"1 {token}", text="Hers")
    hers.post("/drafts/discard", data={"all": "1"})
    assert saved(cast.ben) == {"w1": "Ben's"} and saved(cast.amina) == {}
    assert "Ben&#39;s" not in hers.get("/drafts").text
    assert "Ben&#39;s" not in hers.get(f"{here.topic.address}?draft=1").text


@pytest.mark.both_databases
@pytest.mark.parametrize("place", [
    "", "reply", "reply/999", "reply/x", "nothing/1", "reply/" + "9" * 80, "conversation/1\x00",
    "topic/no-such-board", "message/nobody", "a" * 5000, "reply/1/2", "entry/1"])
def test_a_place_that_is_none_is_refused_in_a_sentence(cast, here, save, saved, place):
    answer = save(cast.ben, place, text="Words")
    assert answer.status_code == 404 and answer.json["error"].endswith(".")
    assert saved(cast.ben) == {}


def test_nothing_is_saved_for_a_conversation_of_others_or_a_closed_board(cast, here, save):
    assert save(cast.ben, here.conversation, text="Words").status_code == 404
    assert save(cast.advisor, here.conversation, text="Words").status_code == 200
    here.board.audience = "families"
    db.session.commit()
    assert save(cast.professional, here.reply, text="Words").status_code == 404
    assert save(cast.professional, "topic/planning", text="Words").status_code == 404


def test_what_is_no_form_or_too_long_is_refused_and_strange_signs_are_tidied(
        browser, cast, here, save, saved):
    client = browser(cast.ben)
    broken = client.post("/drafts", data="{", content_type="application/json", headers=SCRIPT)
    assert broken.status_code == 400 and broken.json["error"]
    assert save(cast.ben, here.reply, text="x" * (models.LONGEST + 1)).status_code == 422
    assert save(cast.ben, here.reply, text="x" * 1_000_000).status_code in (413, 422)
    assert save(cast.ben, here.reply, "w\x00rong name!", text="One\x00 two\u202e").json["token"]
    assert list(saved(cast.ben).values()) == ["One two"]


def test_there_is_an_end_to_how_many_one_person_has(cast, here, save, monkeypatch):
    monkeypatch.setattr("peoplehub.drafts.actions.MOST", 2)
    for number in range(2):
        token = save(cast.ben, here.reply, f"w{number}", text=f"Words {number}").json["token"]
    refused = save(cast.ben, here.reply, "w3", text="One more")
    assert refused.status_code == 422 and "/drafts" in refused.json["error"]
    assert save(cast.ben, here.reply, "w1", text="The same window").status_code == 200
    assert save(cast.ben, here.reply, "w3", draft=token.split(".")[0], text="Instead").json["token"]


def test_a_visitor_is_told_to_sign_in_and_sees_nothing_of_it(browser, here):
    visitor = browser()
    assert visitor.post("/drafts", data={"place": "ask/"}, headers=SCRIPT).status_code == 401
    assert visitor.get("/drafts").status_code == 302
    for page in ("/ask", "/contact", here.topic.address):
        text = visitor.get(page).text
        assert "Save as a draft" not in text and 'name="draft"' not in text


@pytest.mark.both_databases
def test_a_paused_member_finds_and_throws_away_what_they_wrote(browser, cast, here, save, saved):
    save(cast.ben, here.reply, text="Before")
    cast.ben.suspended_at = clock.now()
    db.session.commit()
    client = browser(cast.ben)
    assert "Before" in client.get("/drafts").text
    client.post("/drafts/discard", data={"draft": "1"})
    assert saved(cast.ben) == {}


@pytest.mark.both_databases
def test_a_draft_that_nobody_changes_for_90_days_is_deleted(cast, here, save, saved):
    save(cast.ben, here.reply, text="Words")
    for days, left in ((89, 1), (91, 0)):
        with clock.at(clock.now() + timedelta(days=days)):
            retention.forget_old_drafts()
        assert len(saved(cast.ben)) == left


@pytest.mark.both_databases
def test_drafts_go_with_their_person(cast, here, save):
    save(cast.outsider, "ask/", text="Words")
    db.session.execute(delete(SignIn).where(SignIn.user_id == cast.outsider.id))
    db.session.execute(delete(User).where(User.id == cast.outsider.id))
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 0
    db.session.rollback()


def test_a_page_with_a_form_asks_no_more_without_drafts_and_one_question_more_with_one(
        browser, cast, here, save, queries):
    client, counted = browser(cast.amina), []
    pages = (here.topic.address, here.talk.address, "/contact")
    for step in ("warm", "without", "elsewhere", "with"):
        if step == "elsewhere":
            save(cast.amina, "ask/", text="Words")
        if step == "with":
            [save(cast.amina, place, text="Words")
             for place in (here.reply, here.conversation, "contact/")]
        for page in pages:
            with queries() as asked:
                client.get(page)
            counted.append(len(asked))
    _warm, without, elsewhere, with_one = [counted[at:at + 3] for at in range(0, 12, 3)]
    assert elsewhere == with_one == [number + 1 for number in without]


def test_a_list_of_many_drafts_asks_as_little_as_one_of_few(browser, cast, here, save, queries):
    client, counted = browser(cast.amina), []
    for number in range(6):
        topic = forum.start_topic(cast.amina, here.board, f"Topic {number}", "Words").topic
        save(cast.amina, f"reply/{topic.id}", text=f"Draft {number}")
        if number in (1, 5):
            client.get("/drafts")
            with queries() as asked:
                page = client.get("/drafts").text
            counted.append(len(asked))
    assert counted[0] == counted[1] and page.count("Continue writing") == 6
