"""Words made with AI: declared by their writer, told to readers, and reported when they are not."""
import pytest

from peoplehub.blogs import actions as blogs
from peoplehub.core.extensions import db
from peoplehub.forum.models import PendingQuestion
from peoplehub.moderation.models import Report
from tests.blogs import published

SAID = "Made with AI, the writer says"


@pytest.mark.one_database
def test_a_reply_says_that_it_was_made_with_ai(browser, cast, topic):
    answers = f"/forum/topics/{topic.id}/replies"
    browser(cast.ben).post(answers, data={"text": "One page.", "made_with_ai": "y"})
    assert browser().get(topic.address).text.count(SAID) == 1
    browser(cast.ben).post(answers, data={"text": "I asked my own nurse."})
    assert browser().get(topic.address).text.count(SAID) == 1


def test_it_can_be_said_and_taken_back_later(browser, cast, topic):
    amina, form = browser(cast.amina), "/forum/posts/1/edit"
    words = {"title": "How long?", "text": "Ours is long."}
    assert "checked" not in box(amina.get(form).text)
    amina.post(form, data=words | {"made_with_ai": "y"})
    assert SAID in browser().get(topic.address).text
    assert "checked" in box(amina.get(form).text)
    amina.post(form, data=words)
    assert SAID not in browser().get(topic.address).text


def test_a_question_asked_before_joining_keeps_it(browser, boards):
    browser().post("/ask", data={"title": "How long?", "text": "Ours is.", "board": "planning",
                                 "made_with_ai": "y"})
    assert db.session.query(PendingQuestion).one().made_with_ai


@pytest.mark.parametrize("place", ["entry", "comment"])
def test_entries_and_comments_say_it_too(browser, cast, place):
    entry = published(cast.amina)
    assert SAID not in browser().get(entry.address).text
    if place == "entry":
        blogs.save_entry(cast.amina, entry, text=entry.text, made_with_ai=True)
    else:
        browser(cast.ben).post(f"/blogs/entries/{entry.id}/comments",
                               data={"text": "So it is.", "made_with_ai": "y"})
    assert browser().get(entry.address).text.count(SAID) == 1


def test_whoever_thinks_that_it_is_not_said_can_report_it(browser, cast, topic):
    assert "It was made with AI, and does not say so" in browser().get("/report/post/1").text
    browser(cast.ben).post("/report/post/1", data={"reason": "made-with-ai"})
    assert db.session.query(Report).one().reason == "made-with-ai"
    assert "tick the box" in browser().get("/terms").text


def box(page: str) -> str:
    return next(line for line in page.splitlines() if 'name="made_with_ai"' in line)
