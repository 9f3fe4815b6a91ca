"""One thing edited in two windows: whoever saves second is shown what the first one saved, keeps
their own words, and decides. Nothing is lost unseen, on any form that edits."""
import html5lib
import pytest

from peoplehub.accounts.models import User
from peoplehub.blogs import actions as blogs
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core.edit_conflicts import CHANGED_MEANWHILE
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.library import actions as library
from peoplehub.library.models import Sheet
from tests.blogs import published


@pytest.fixture
def there(cast):
    """One of each that is edited, and who edits it."""
    board = Board(slug="planning", name="Planning", description="For plans.", position=1)
    db.session.add(board)
    db.session.commit()
    question = forum.start_topic(cast.amina, board, "A question", "First words")
    answer = forum.reply(cast.amina, question.topic, "First words")
    entry = published(cast.amina, title="An entry", text="First words")
    comment = blogs.comment(cast.amina, entry, "First words")
    sheet = library.write_sheet(cast.advisor, title="A sheet", summary="First words", topic="planning",
                                text="First words", easy_text="")
    return {
        "a question": (cast.amina, f"/forum/posts/{question.id}/edit", "text", Post, question.id),
        "its title": (cast.amina, f"/forum/posts/{question.id}/edit", "title", Topic,
                      question.topic_id),
        "a reply": (cast.amina, f"/forum/posts/{answer.id}/edit", "text", Post, answer.id),
        "an in short": (cast.amina, f"/forum/topics/{question.topic_id}/short", "text", Topic,
                        question.topic_id),
        "an entry": (cast.amina, f"/blogs/entries/{entry.id}/edit", "text", Entry, entry.id),
        "a comment": (cast.amina, f"/blogs/comments/{comment.id}/edit", "text", Comment,
                      comment.id),
        "a sheet": (cast.advisor, f"/library/manage/{sheet.id}", "text", Sheet, sheet.id),
        "a profile": (cast.amina, "/settings/profile", "about", User, cast.amina.id),
        "a board": (cast.admin, f"/admin/boards/{board.id}", "description", Board, board.id),
    }


COLUMN = {"an in short": "summary_text", "a profile": "about_text"}


def form_on(page: str) -> dict[str, str]:
    """What a browser would send of the page's form."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    form = next(one for one in tree.iter("form") if "form" in one.get("class", "").split())
    sent = {}
    for box in form.iter("input"):
        if box.get("type") not in ("radio", "checkbox", "file") or "checked" in box.attrib:
            sent[box.get("name")] = box.get("value", "")
    for box in form.iter("textarea"):
        sent[box.get("name")] = box.text or ""
    for box in form.iter("select"):
        options = list(box.iter("option"))
        chosen = [one for one in options if "selected" in one.attrib] or options
        sent[box.get("name")] = chosen[0].get("value", "")
    return sent


KINDS = ["a question", "its title", "a reply", "an in short", "an entry", "a comment", "a sheet",
         "a profile", "a board"]


@pytest.mark.parametrize("what", KINDS)
def test_the_second_to_save_is_shown_the_first_and_loses_nothing(there, browser, what):
    who, address, field, model, row_id = there[what]
    window = browser(who)
    one, two = (form_on(window.get(address).text) for _ in range(2))
    assert window.post(address, data=one | {field: "Words of the first tab"}).status_code == 303

    refused = window.post(address, data=two | {field: "Words of the second tab"})
    assert refused.status_code == 422 and CHANGED_MEANWHILE in refused.text
    assert "Words of the first tab" in refused.text and "Words of the second tab" in refused.text
    assert saved(model, row_id, what, field) == "Words of the first tab"

    again = form_on(refused.text)
    assert again[field] == "Words of the second tab"
    assert window.post(address, data=again | {field: "Words of both"}).status_code == 303
    assert saved(model, row_id, what, field) == "Words of both"


@pytest.mark.parametrize("what", KINDS)
def test_the_same_words_from_two_tabs_are_no_conflict(there, browser, what):
    who, address, field, _, _ = there[what]
    window = browser(who)
    one, two = (form_on(window.get(address).text) for _ in range(2))
    for form in (one, two):
        assert window.post(address, data=form | {field: "Agreed words"}).status_code == 303


def saved(model, row_id: int, what: str, field: str) -> str:
    db.session.rollback()
    return getattr(db.session.get(model, row_id), COLUMN.get(what, field))
