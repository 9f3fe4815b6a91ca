"""Questions and answers: written, found, checked, changed, asked again."""
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from peoplehub.accounts import following
from peoplehub.core import clock
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.editorial.checks import remind_of_checks
from peoplehub.forum import actions as forum
from peoplehub.library import actions as library
from peoplehub.moderation import actions as moderation
from peoplehub.questions import actions
from peoplehub.questions.models import Question
from peoplehub.search.answered import answers_to
from tests.editorial.test_checks import unread
from tests.forum.conftest import boards  # noqa: F401  a fixture
from tests.library.conftest import FIELDS as SHEET

pytestmark = pytest.mark.one_database
FIELDS = {"title": "Who pays when my personal assistant is ill?",
          "summary": "You do, and your budget can hold money for it.",
          "topic": "personal-assistants", "text": "Ask for it in **your plan**.",
          "source": "GOV.UK: Statutory Sick Pay", "is_checked": True}
SENT = {"title": FIELDS["title"], "summary": FIELDS["summary"], "topic": FIELDS["topic"],
        "text": FIELDS["text"], "check_every_days": "365"}


@pytest.fixture
def question(cast) -> Question:
    return actions.write_question(cast.advisor, and_publish=True, **FIELDS)


def test_an_advisor_writes_one_and_everybody_finds_it(browser, cast):
    client = browser(cast.advisor)
    sheet = library.write_sheet(cast.advisor, and_publish=True, **SHEET)
    for left_out, sentence in (("title", "write the question"), ("summary", "in a sentence"),
                               ("topic", "choose a topic")):
        refused = client.post("/questions/manage/new", data=SENT | {left_out: ""})
        assert refused.status_code == 422 and sentence in refused.text
        assert "your plan" in refused.text
    bad = client.post("/questions/manage/new", data=SENT | {"source_address": "javascript:x"})
    assert bad.status_code == 422 and "Please give the whole address." in bad.text
    assert "Somebody of about" in client.post(
        "/questions/manage/new", data=SENT | {"action": "preview"}).text
    empty = client.post("/questions/manage/new", data=SENT | {"text": "", "action": "publish"})
    assert empty.status_code == 422 and "Please write the answer" in empty.text
    out = client.post("/questions/manage/new", data=SENT | {
        "action": "publish", "sheets": [sheet.slug, "no-such-sheet"]}, follow_redirects=True)
    assert "Everybody can read the answer now." in out.text
    address = "/questions/who-pays-when-my-personal-assistant-is-ill"
    page = browser().get(address).text
    assert "<strong>your plan</strong>" in page and f'href="{sheet.address}"' in page
    assert "Nobody has checked this answer" in page
    for place in ("/questions", "/questions?topic=personal-assistants", "/feeds/question.atom",
                  "/questions?q=ill+assistant", "/search?q=personal+assistant+ill"):
        assert address in browser().get(place).text, place
    assert "No question fits that" in browser().get("/questions?q=zebra&topic=nonsense").text
    assert answers_to(cast.ben, "Who pays a personal assistant who is ill")[0].address == address
    assert browser(cast.amina).get("/questions/manage/new").status_code in (403, 404)


def test_a_draft_and_a_hidden_one_are_nowhere(browser, cast, question):
    draft = actions.write_question(cast.advisor, **FIELDS | {"title": "A draft about zebras"})
    for answer in (browser().get(draft.address), browser(cast.amina).get(draft.address)):
        assert answer.status_code == 404
    assert browser(cast.advisor).get(draft.address).status_code == 200
    assert "Nobody could read this answer yet." in browser(cast.advisor).get(
        f"{draft.address}/versions").text
    moderation.hide(cast.moderator, question, "wrong")
    assert browser().get(question.address).status_code == 404
    for place in ("/questions", "/search?q=assistant", "/search?q=zebras", "/feeds/question.atom"):
        said = browser().get(place).text
        assert "assistant is ill" not in said and "about zebras" not in said
    assert answers_to(cast.ben, FIELDS["title"]) == []


def test_other_words_are_a_new_version_and_nobodys_change_is_lost(browser, cast, question):
    client, page = browser(cast.advisor), f"/questions/manage/{question.id}"
    following.follow(cast.amina, "question", question.id)
    actions.change(cast.advisor, question, is_small=True, **FIELDS | {"text": "In your plan."})
    assert unread(cast.amina) == []
    actions.change(cast.advisor, question, is_small=True, **FIELDS)
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', client.get(page).text)[1]
    saved = client.post(page, data=SENT | {"seen": seen, "text": "Ask for it early.",
                                           "change_note": "When to ask."})
    assert saved.status_code == 303 and len(unread(cast.amina)) == 1
    late = client.post(page, data=SENT | {"seen": seen, "text": "Something else."})
    assert late.status_code == 422 and "Ask for it early." in late.text
    versions = browser().get(f"{question.address}/versions").text
    assert "When to ask." in versions and "Version 4" in versions
    old = browser().get(f"{question.address}/versions/1").text
    assert "This is an old version." in old and "your plan" in old
    assert "<ins>" in browser().get(f"{question.address}/versions/4").text
    assert browser().get(f"{question.address}/versions/9").status_code == 404


def test_its_owner_is_told_of_the_check_and_says_that_it_is_right(browser, cast):
    question = actions.write_question(cast.advisor, and_publish=True,
                                      **FIELDS | {"is_checked": False})
    with time_machine.travel(clock.now() + timedelta(days=366)):
        remind_of_checks()
        client = browser(cast.advisor)
        assert "Read it again" in client.get("/questions/manage").text
        assert "may be out of date" in browser().get(question.address).text
        client.post(f"/questions/manage/{question.id}/checked", data={"sentence": "The amounts."})
        page = browser().get(question.address).text
        assert "may be out of date" not in page and "The amounts." in page
        assert "Nobody has checked" not in page
        assert "Read it again" not in client.get("/questions/manage").text


def test_with_a_second_look_readers_keep_the_words_they_have(browser, cast, question, app,
                                                             monkeypatch):
    monkeypatch.setitem(app.config, "SECOND_REVIEW", True)
    with pytest.raises(Invalid):
        actions.write_question(cast.advisor, and_publish=True, **FIELDS | {"title": "Another?"})
    actions.change(cast.advisor, question, and_send=True,
                   **FIELDS | {"text": "Ask for it early.", "change_note": "When."})
    assert "your plan" in browser().get(question.address).text
    page = f"/publishing/question/{question.id}"
    assert "Ask for it early." in browser(cast.moderator).get(page).text
    browser(cast.moderator).post(f"{page}/approve", data={"step": "approve"})
    db.session.expire_all()
    assert question.text == "Ask for it early." or "Ask for it early." in browser(
        cast.moderator).get(page).text


def test_whoever_is_still_stuck_finds_the_form_filled_in(browser, cast, boards, question):  # noqa: F811
    link = re.search(r'href="(/ask\?[^"]+)"', browser().get(question.address).text)[1]
    asked = parse_qs(urlsplit(link.replace("&amp;", "&")).query)
    assert asked["title"] == [question.title] and question.address in asked["text"][0]
    form = browser().get(link.replace("&amp;", "&")).text
    assert question.title in form and "I still wonder" in form


def test_an_answered_topic_is_made_a_question_without_anybodys_words(browser, cast, boards):  # noqa: F811
    topic = forum.start_topic(cast.amina, boards.planning, "Who pays for a hoist?",
                              "My son Kit is 9.").topic
    forum.summarize(cast.moderator, topic, "The NHS, if it is in the plan.")
    link = f"/questions/manage/new?topic={topic.id}"
    short = f"/forum/topics/{topic.id}/short"
    assert link in browser(cast.advisor).get(short).text
    assert link not in browser(cast.ben).get(short).text
    form = browser(cast.advisor).get(link).text
    assert "Who pays for a hoist?" in form and "The NHS, if it is in the plan." in form
    assert "Kit" not in form
    for odd in ("x", "9" * 30, "-1"):
        assert browser(cast.advisor).get(
            f"/questions/manage/new?topic={odd}").status_code in (200, 404)
