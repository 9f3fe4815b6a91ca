"""Quotations begun with `> **Joan** wrote:` are shown in edit boxes as they begin today. Nothing
that is stored changes until somebody saves."""
from html import unescape

import pytest

from peoplehub.blogs import actions as blogs
from peoplehub.core.extensions import db
from peoplehub.core.text import render, with_plain_heads
from tests.blogs import published
from tests.forum.conftest import replied

OLD = "Thank you.\n\n> **Joan** wrote:\n>\n> Keep it short.\n> One page.\n\nI will."
TODAY = "Thank you.\n\nJoan wrote:\n> Keep it short.\n> One page.\n\nI will."


@pytest.fixture
def pieces(cast, topic):
    entry = published(cast.ben, title="An answer", text=OLD)
    comment, reply = blogs.comment(cast.ben, entry, OLD), replied(cast.ben, topic, OLD)
    return {
        "a post": (reply, f"/forum/posts/{reply.id}/edit", {}),
        "a comment": (comment, f"/blogs/comments/{comment.id}/edit", {}),
        "an entry": (entry, f"/blogs/entries/{entry.id}/edit", {
            "title": "An answer", "action": "publish", "audience": "anyone", "comments": "open",
            "cover_kind": "sun", "version": entry.version}),
    }


@pytest.mark.parametrize("what", ["a post", "a comment", "an entry"])
def test_the_edit_box_shows_the_words_without_signs_around_the_name(browser, cast, pieces, what):
    piece, address, more = pieces[what]
    ben = browser(cast.ben)
    page = unescape(ben.get(address).text)
    assert TODAY in page
    assert "**Joan**" not in page
    db.session.refresh(piece)
    assert piece.text == OLD
    seen = page.partition('name="seen" type="hidden" value="')[2].partition('"')[0]
    answer = ben.post(address, data=more | {"text": TODAY, "seen": seen})
    assert answer.status_code == 303
    db.session.refresh(piece)
    assert piece.text == TODAY


@pytest.mark.parametrize("source, shown", [
    (OLD, TODAY),
    ("> **Joan** wrote:\n>\n> One.\n>\n> Two.", "Joan wrote:\n> One.\n>\n> Two."),
    ("> **Joan** wrote:\n> \n> One.\n\nAnd\n\n> **Ben B** wrote:\n>\n> Two.",
     "Joan wrote:\n> One.\n\nAnd\n\nBen B wrote:\n> Two."),
    ("> **Joan** said:\n>\n> One.", "> **Joan** said:\n>\n> One."),
    ("> **Joan** wrote:\n\nNothing", "> **Joan** wrote:\n\nNothing"),
    ("```\n> **Joan** wrote:\n>\n> One.\n```", "```\n> **Joan** wrote:\n>\n> One.\n```"),
    (TODAY, TODAY),
])  # fmt: skip
def test_only_the_head_of_a_quotation_changes(source, shown):
    assert with_plain_heads(source) == shown


def test_old_quotations_look_like_those_of_today_once_saved():
    html = render(with_plain_heads(OLD))
    assert html == render(TODAY)
    assert "<p>Joan wrote:</p>\n<blockquote>" in html
