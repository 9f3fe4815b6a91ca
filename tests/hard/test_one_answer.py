"""One answer each: what differs between two people, or between signed in and signed out, tells."""
import re

import pytest
from sqlalchemy import select

from peoplehub.accounts import actions as accounts
from peoplehub.accounts.choices import TAGS
from peoplehub.core.extensions import db
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Topic
from peoplehub.messages import actions as messages
from peoplehub.moderation import actions as moderation
from peoplehub.moderation.models import Report
from tests.house import permissions
from tests.moderation.conftest import open_board
from tests.world import state

TAG = "I have a budget"


def heart(page: str) -> str:
    """The page between its header and its footer, without what is new in every page."""
    main = re.search(r"<main.*?</main>", page, re.S)[0]
    return re.sub(r'name="(csrf_token|idempotency_key)"[^>]*', "", main)


def test_a_block_changes_nothing_of_whether_a_profile_is_there(browser, cast):
    accounts.choose_tags(cast.amina, {TAG: "anyone", TAGS[1]: "members"})
    before = browser(cast.ben).get("/people/amina")
    accounts.block(cast.amina, cast.ben)
    after, visitors = browser(cast.ben).get("/people/amina"), browser().get("/people/amina")
    assert before.status_code == after.status_code == visitors.status_code == 200
    assert "block" not in re.sub(r'href="[^"]*/block".*?</a>', "", heart(after.text)).lower()
    for page in (after.text, visitors.text):
        assert TAG in page and TAGS[1] not in page, "no more than a visitor reads"
    assert "/messages/new" not in heart(after.text)


def test_to_who_blocks_the_profile_says_so_and_offers_to_undo_it(browser, cast):
    accounts.block(cast.amina, cast.ben)
    page = browser(cast.amina).get("/people/ben").text
    assert "You have blocked Ben" in page and "/people/ben/unblock" in page
    assert f"/report/person/{cast.ben.id}" in page
    browser(cast.amina).post("/people/ben/unblock")
    assert "You have blocked" not in heart(browser(cast.amina).get("/people/ben").text)


def test_an_old_name_leads_on_whether_there_is_a_block_or_not(browser, cast):
    accounts.change_profile(cast.amina, "Skylark", "", "")
    accounts.block(cast.amina, cast.ben)
    for who in (cast.ben, None, cast.outsider):
        assert browser(who).get("/people/amina").location == "/people/skylark"


@pytest.mark.parametrize("method", ["get", "post"])
def test_whom_one_may_not_write_to_is_as_if_not_here(browser, cast, method):
    """A professional and a family, somebody blocked, and nobody at all: the same page."""
    accounts.block(cast.amina, cast.ben)
    for who, name in ((cast.professional, "amina"), (cast.ben, "amina"), (cast.amina, "ben"),
                      (cast.professional, "nobodyatall"), (cast.outsider, "sid")):
        client = browser(who)
        answers = [client.get(f"/messages/new?to={to}") if method == "get" else
                   client.post("/messages/new", data={"to": to, "text": "Hello"})
                   for to in (name, "nosuchname")]
        assert [one.status_code for one in answers] == [404, 404], name
        pages = [re.sub(f"(?i){name}|nosuchname", "X", heart(one.text)) for one in answers]
        assert pages[0] == pages[1], name
    begun = messages.start(cast.professional, cast.moderator, "May I ask?", "p1")
    assert begun.conversation_id, "to the team they may always write"


def test_one_reads_no_title_through_ones_own_reply_to_what_is_hidden(browser, cast):
    board = open_board()
    post = forum.start_topic(cast.amina, board, "The name of a child", "Words")
    reply = forum.reply(cast.ben, post.topic, "A reply")
    moderation.hide(cast.moderator, post, "It names a child.")
    ben, slug = browser(cast.ben), db.session.get(Topic, post.topic_id).slug
    for path in (f"/forum/posts/{reply.id}/edit", f"/forum/posts/{reply.id}/delete",
                 f"/forum/posts/{reply.id}", f"/forum/topics/{post.topic_id}", "/notifications",
                 "/forum", "/", "/people/ben", "/search?q=child", f"/report/post/{reply.id}",
                 f"/report/post/{post.id}"):
        page = ben.get(path)
        assert "name of a child" not in page.text and slug not in page.text, path
    assert ben.get(f"/forum/posts/{reply.id}/edit").status_code == 404
    amina = browser(cast.amina)
    assert amina.get(f"/forum/posts/{post.id}/edit").status_code == 200, "her own words stay hers"


BODIES = [
    {"json": {}}, {"json": {"tag_0": "anyone"}}, {"json": []},
    {"data": b"tag_0=anyone", "content_type": "text/plain"},
    {"data": b"<a/>", "content_type": "application/xml"},
    {"data": b"x", "content_type": "application/octet-stream"},
]


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_is_no_form_empties_no_box(browser, cast, body):
    accounts.choose_tags(cast.amina, {TAG: "members"})
    accounts.choose_privacy(cast.amina, read_signs=True, typing=True)
    for path in ("/settings/tags", "/settings/privacy", "/settings/letters"):
        answer = browser(cast.amina).post(path, **body)
        assert answer.status_code == 400 and "not sent as a form" in answer.text, path
    db.session.expire_all()
    assert [(tag.words, tag.audience) for tag in cast.amina.tags] == [(TAG, "members")]
    assert cast.amina.preferences["read_signs"] and cast.amina.preferences["typing"]


@pytest.mark.one_database
def test_no_address_takes_a_body_that_is_no_form(shelf):
    """Every address, as somebody who may do the most, and as the owner."""
    before = state()
    for line in permissions.lines():
        if line.method == "POST":
            path = line.pattern.format(**shelf.world.names)
            for who in ("owner", "admin"):
                assert shelf.ask(who, "POST", path, json={"text": "x"}).status_code == 400, path
    assert state() == before


def test_a_tag_that_was_not_sent_stays(browser, cast):
    accounts.choose_tags(cast.amina, {TAG: "members"})
    for form in ({}, {"tag_1": "me"}):
        assert browser(cast.amina).post("/settings/tags", data=form).status_code == 303
    db.session.expire_all()
    assert {tag.words: tag.audience for tag in cast.amina.tags}[TAG] == "members"


def test_who_reports_by_its_number_what_is_hidden_is_told_no_title(browser, cast):
    post = forum.start_topic(cast.amina, open_board(), "The name of a child", "Words")
    moderation.hide(cast.moderator, post, "It names a child.")
    browser(cast.ben).post(f"/report/post/{post.id}", data={"reason": "other"})
    report = db.session.scalar(select(Report))
    moderation.settle(cast.moderator, report, "left", words="Thank you.")
    told = browser(cast.ben).get("/notifications").text
    assert "What you reported: We left it as it is. Thank you." in told
    assert "name of a child" not in told
