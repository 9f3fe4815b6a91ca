"""Reading: lists and their pages, stories, feeds, and what leaves no trace."""
import xml.etree.ElementTree as xml

import pytest

from peoplehub.accounts.models import Block
from peoplehub.blogs import queries as read
from peoplehub.blogs.models import Comment, Entry
from peoplehub.core import clock, limits
from peoplehub.core.acts import act
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import find
from peoplehub.core.publications import KINDS
from peoplehub.folding.actions import put_on_list
from tests.blogs import actions, published

pytestmark = pytest.mark.one_database

ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = ["/blogs", "/stories", "/blogs/amina", "/blogs/feed.atom", "/stories/feed.atom"]


def titles_in(feed: str) -> list[str]:
    return [title.text for title in xml.fromstring(feed).iterfind(f"{ATOM}entry/{ATOM}title")]


def test_the_front_page_shows_twelve_and_the_rest_on_real_pages(browser, cast):
    for number in range(14):
        published(cast.amina, title=f"Entry {number:02}", days_ago=20 - number)
    first, second = (browser().get(place).text for place in ("/blogs", "/blogs?page=2"))
    assert first.count('class="story"') == 12 and second.count('class="story"') == 2
    assert "Entry 13" in first and "Entry 00" in second and 'href="/blogs?page=2"' in first
    assert browser().get("/blogs?page=3").status_code == 404


def test_a_blog_holds_only_its_owners_entries(browser, cast):
    published(cast.amina, title="Hers")
    published(cast.ben, title="His")
    page = browser().get("/blogs/ben").text
    assert "His" in page and "Hers" not in page and "Ben’s blog" in page


def test_a_story_is_listed_with_its_teller_its_place_and_what_it_says_in_short(browser, cast):
    story = published(cast.amina, title="Back on the farm", is_story=True, teller="Tom",
                      place="Dorset", short="Eight months early\nAt home")
    published(cast.ben, title="Only a blog")
    page = browser().get("/stories").text
    assert "Back on the farm" in page and "Only a blog" not in page
    assert "Tom, Dorset" in page and "Eight months early" in page
    reading = browser().get(story.address).text
    assert "A story told by Tom, Dorset" in reading and "<li>At home</li>" in reading


def test_an_empty_house_says_what_to_do(browser, cast):
    assert "Nothing here yet" in browser().get("/blogs").text
    assert "No stories yet" in browser().get("/stories").text
    assert "You have not published anything yet" in browser(cast.amina).get("/blogs/amina").text


@pytest.mark.both_databases
@pytest.mark.parametrize("place", LISTS)
def test_what_is_for_members_leaves_no_trace_outside(browser, cast, place):
    entry = published(cast.amina, title="Between us", audience="members", is_story=True)
    assert "Between us" not in browser().get(place).text
    assert browser().get(entry.address).status_code == 404
    assert browser().get(f"/blogs/entries/{entry.id}/comments/new").status_code == 404
    assert browser().post(f"/blogs/entries/{entry.id}/comments",
                          data={"text": "Hello"}).status_code == 404


def test_members_read_what_is_for_members_but_no_feed_tells_it(browser, cast):
    entry = published(cast.amina, title="Between us", audience="members")
    for who in (cast.ben, cast.professional, cast.newcomer, cast.suspended):
        assert browser(who).get(entry.address).status_code == 200
        assert "Between us" in browser(who).get("/blogs").text
        assert "Between us" not in browser(who).get("/blogs/feed.atom").text


@pytest.mark.parametrize("state", ["held_at", "hidden_at"])
def test_what_is_held_or_hidden_is_gone_for_all_but_its_author_and_the_moderators(
    browser, cast, state
):
    entry = published(cast.amina, title="Looked at", is_story=True)
    act(lambda: setattr(entry, state, clock.now()))()
    for who in (cast.ben, cast.advisor, cast.professional, None):
        assert browser(who).get(entry.address).status_code == 404
        assert not any("Looked at" in browser(who).get(place).text for place in LISTS)
        assert browser(who).get(f"/blogs/entries/{entry.id}").status_code == 404
    for who in (cast.amina, cast.moderator, cast.admin):
        assert "moderator" in browser(who).get(entry.address).text


@pytest.mark.both_databases
def test_the_lists_agree_with_what_each_person_may_read(cast):
    for number, author in enumerate([cast.amina, cast.ben, cast.professional] * 4):
        published(author, title=f"{number}", audience="members" if number % 2 else "anyone")
    states = ["held_at", "hidden_at", "deleted_at"]
    for entry, state in zip(db.session.query(Entry).limit(3), states, strict=True):
        act(lambda entry=entry, state=state: setattr(entry, state, clock.now()))()
    published(cast.ben, title="Noted", note="About grief")
    put_on_list(cast.amina, [], "noted", None)  # for her it is folded, and there as for others
    everything = [entry.id for entry in db.session.query(Entry)]
    for viewer in vars(cast).values():
        listed = {entry.id for entry in read.entries_for(viewer)[0]}
        assert listed == {number for number in everything if may_find(viewer, number)}


def may_find(viewer, number) -> bool:
    try:
        return find("entry", viewer, number).deleted_at is None
    except NotFound:
        return False


@pytest.mark.both_databases
def test_a_moderator_can_still_find_what_its_author_took_away(cast):
    entry = published(cast.amina)
    actions.delete(cast.amina, entry)
    assert find("entry", cast.moderator, entry.id) is entry
    with pytest.raises(NotFound):
        find("entry", cast.ben, entry.id)


def test_the_rooms_kinds_can_be_reported_and_say_where_they_are(browser, cast):
    assert KINDS["entry"] is Entry and KINDS["comment"] is Comment
    entry = published(cast.amina)
    comment = actions.comment(cast.ben, entry, "Well said")
    assert entry.heading == "The bus and the rota" and "The bus" in comment.heading
    assert browser().get(entry.address).status_code == 200
    assert browser().get(comment.address).location == f"{entry.address}#comment-{comment.id}"
    assert f'href="/report/entry/{entry.id}"' in browser().get(entry.address).text
    assert f'href="/report/comment/{comment.id}"' in browser().get(entry.address).text


def test_a_feed_is_atom_with_whole_addresses_and_only_what_is_public(browser, cast):
    published(cast.amina, title="Fish & chips <b>", text="Some **words**", days_ago=2)
    published(cast.ben, title="A story", is_story=True)
    published(cast.ben, title="Between us", audience="members")
    answer = browser().get("/blogs/feed.atom")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    assert titles_in(answer.text) == ["A story", "Fish & chips <b>"]
    assert titles_in(browser().get("/stories/feed.atom").text) == ["A story"]
    links = [link.get("href") for link in xml.fromstring(answer.text).iter(f"{ATOM}link")]
    assert "http://localhost/blogs/amina/fish-chips-b" in links
    contents = [node.text for node in xml.fromstring(answer.text).iter(f"{ATOM}content")]
    assert contents[1] == "<p>Some <strong>words</strong></p>"
    again = browser().get("/blogs/feed.atom", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_an_empty_feed_is_a_feed(browser):
    assert titles_in(browser().get("/blogs/feed.atom").text) == []


def test_a_visitors_page_is_kept_until_it_changes_and_gives_no_cookie(app, cast):
    entry, visitor = published(cast.amina), app.test_client()
    answer = visitor.get(entry.address)
    assert "Set-Cookie" not in answer.headers and answer.headers["Cache-Control"] == "no-cache"
    asked = {"If-None-Match": answer.headers["ETag"]}
    assert visitor.get(entry.address, headers=asked).status_code == 304
    actions.comment(cast.ben, entry, "Well said")
    assert visitor.get(entry.address, headers=asked).status_code == 200


def test_a_members_page_is_never_kept(browser, cast):
    entry = published(cast.amina)
    answer = browser(cast.ben).get(entry.address)
    assert answer.headers["Cache-Control"] == "no-store" and "ETag" not in answer.headers


@pytest.mark.one_database
@pytest.mark.slow
def test_the_lists_ask_as_many_questions_of_a_hundred_entries_as_of_five(browser, cast, queries):
    readers, counted = [browser(who) for who in (cast.stranger, cast.ben, cast.moderator)], []
    for number in range(100):
        published([cast.amina, cast.ben][number % 2], title=f"Entry {number}", is_story=True)
        if number in (4, 99):
            counted.append([asked_by(theirs, queries) for theirs in readers])
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 24


def asked_by(theirs, queries) -> int:
    with queries() as asked:
        for path in ("/blogs", "/stories", "/blogs/amina"):
            assert theirs.get(path).status_code == 200
    return len(asked)


@pytest.mark.one_database
@pytest.mark.slow
def test_an_entry_asks_as_many_questions_for_a_hundred_comments_as_for_five(
    browser, cast, queries
):
    entry, counted = published(cast.amina), []
    theirs, address = browser(cast.ben), entry.address
    for number in range(100):
        with limits.unlimited():
            actions.comment([cast.amina, cast.advisor][number % 2], entry, f"Comment {number}")
        if number in (4, 99):
            with queries() as asked:
                assert theirs.get(address).status_code == 200
            counted.append(len(asked))
    assert counted[0] == counted[1] <= 15


def test_a_blocked_person_can_still_read_but_not_comment(browser, cast):
    entry = published(cast.amina)
    db.session.add(Block(blocker_id=cast.amina.id, blocked_id=cast.ben.id))
    db.session.commit()
    his = browser(cast.ben)
    page = his.get(entry.address)
    assert page.status_code == 200 and "You cannot comment here at the moment." in page.text
    answer = his.post(f"/blogs/entries/{entry.id}/comments", data={"text": "Hello there"})
    assert answer.status_code == 403 and "Hello there" in answer.text
