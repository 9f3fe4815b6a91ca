"""Writing: drafts, previews, publishing, and what stays the same."""
import pytest
from sqlalchemy import func, select

from peoplehub.blogs import actions
from peoplehub.blogs.models import Entry
from peoplehub.core.errors import Forbidden
from peoplehub.core.extensions import db
from tests.blogs import draft, published

pytestmark = pytest.mark.one_database

WORDS = {"title": "Nine years of reviews", "text": "I used to clean the house before a review."}


def how_many() -> int:
    return db.session.scalar(select(func.count()).select_from(Entry))


def the_entry() -> Entry:
    return db.session.scalars(select(Entry)).one()


def test_what_is_saved_is_a_draft_that_its_author_finds_again(browser, cast):
    hers = browser(cast.amina)
    answer = hers.post("/blogs/new", data={**WORDS, "action": "save"})
    assert answer.status_code == 303
    assert "Nine years of reviews" in hers.get("/blogs/drafts").text
    assert "I used to clean the house" in hers.get(answer.location).text


@pytest.mark.both_databases
@pytest.mark.parametrize("who", ["ben", "professional", "moderator", "admin", "stranger"])
def test_a_draft_is_invisible_to_everybody_else(browser, cast, who):
    entry = draft(cast.amina, title="Not ready yet")
    theirs = browser(getattr(cast, who))
    places = ["/blogs", "/stories", "/blogs/amina", "/blogs/feed.atom", "/stories/feed.atom"]
    assert not any("Not ready yet" in theirs.get(place).text for place in places)
    for address in (entry.address, f"/blogs/entries/{entry.id}",
                    f"/blogs/entries/{entry.id}/comments/new"):
        assert theirs.get(address).status_code == 404
    edit = theirs.get(f"/blogs/entries/{entry.id}/edit")
    assert edit.status_code == (302 if who == "stranger" else 404)


def test_a_draft_is_not_listed_on_its_authors_own_front_page_either(browser, cast):
    draft(cast.amina, title="Not ready yet")
    hers = browser(cast.amina)
    assert "Not ready yet" not in hers.get("/blogs").text
    assert "Not ready yet" not in hers.get("/blogs/amina").text


@pytest.mark.both_databases
def test_a_preview_shows_the_words_keeps_them_and_saves_nothing(browser, cast):
    told = {**WORDS, "text": "It was **hard**.", "action": "preview", "short": "One\nTwo"}
    answer = browser(cast.amina).post("/blogs/new", data=told)
    assert answer.status_code == 200 and how_many() == 0
    assert "<strong>hard</strong>" in answer.text and "It was **hard**." in answer.text
    assert "<li>One</li><li>Two</li>" in answer.text and "This is a preview" in answer.text


def test_a_preview_of_an_entry_that_is_out_changes_nothing_for_readers(browser, cast):
    entry = published(cast.amina)
    told = {**WORDS, "action": "preview"}
    answer = browser(cast.amina).post(f"/blogs/entries/{entry.id}/edit", data=told)
    assert f'action="/blogs/entries/{entry.id}/edit"' in answer.text
    assert "The bus and the rota" in browser().get(entry.address).text


def test_what_is_published_can_be_read_at_its_address(browser, cast):
    answer = browser(cast.amina).post("/blogs/new", data={**WORDS, "action": "publish"})
    assert (answer.status_code, answer.location) == (303, "/blogs/amina/nine-years-of-reviews")
    page = browser().get(answer.location)
    assert page.status_code == 200 and "I used to clean the house" in page.text
    assert "Nine years of reviews" in browser().get("/blogs").text


@pytest.mark.both_databases
def test_the_address_stays_when_the_title_of_a_published_entry_changes(browser, cast):
    entry = published(cast.amina, title="Old title")
    told = {**WORDS, "title": "New title", "action": "publish"}
    answer = browser(cast.amina).post(f"/blogs/entries/{entry.id}/edit", data=told)
    assert answer.location == "/blogs/amina/old-title"
    page = browser().get("/blogs/amina/old-title").text
    assert "New title" in page and "Changed <time" in page


@pytest.mark.both_databases
def test_the_address_of_a_draft_follows_its_title(browser, cast):
    entry = draft(cast.amina, title="Old title")
    told = {**WORDS, "title": "New title", "action": "publish"}
    answer = browser(cast.amina).post(f"/blogs/entries/{entry.id}/edit", data=told)
    assert answer.location == "/blogs/amina/new-title"


def test_two_entries_with_one_title_have_two_addresses(cast):
    one, two, three = (published(cast.amina, title="Same") for _ in range(3))
    assert [one.slug, two.slug, three.slug] == ["same", "same-2", "same-3"]
    assert published(cast.ben, title="Same").slug == "same"


@pytest.mark.parametrize("title", ["💛", "…", "new", "עברית", "a" * 100])
def test_any_title_gets_an_address(browser, cast, title):
    answer = browser(cast.amina).post("/blogs/new", data={**WORDS, "title": title,
                                                          "action": "publish"})
    assert answer.status_code == 303
    assert browser().get(answer.location).status_code == 200


def test_unpublishing_takes_it_from_readers_and_publishing_brings_it_back_as_it_was(browser, cast):
    entry = published(cast.amina, days_ago=30)
    first, address = entry.published_at, entry.address
    hers = browser(cast.amina)
    hers.post(f"/blogs/entries/{entry.id}/unpublish")
    assert browser().get(address).status_code == 404
    assert "The bus and the rota" not in browser(cast.ben).get("/blogs").text
    assert "The bus and the rota" in hers.get("/blogs/drafts").text
    hers.post(f"/blogs/entries/{entry.id}/publish")
    assert browser().get(address).status_code == 200
    assert the_entry().published_at == first


def test_publishing_twice_does_nothing_the_second_time(browser, cast):
    entry, hers = draft(cast.amina), browser(cast.amina)
    answers = [hers.post(f"/blogs/entries/{entry.id}/publish") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]


@pytest.mark.both_databases
def test_deleting_asks_first_and_then_nobody_sees_it(browser, cast):
    entry, hers = published(cast.amina), browser(cast.amina)
    assert "Yes, take it away" in hers.get(f"/blogs/entries/{entry.id}/delete").text
    assert browser().get(entry.address).status_code == 200
    form = {"idempotency_key": "once"}
    answers = [hers.post(f"/blogs/entries/{entry.id}/delete", data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    for who in (cast.amina, cast.ben, None):
        assert browser(who).get(entry.address).status_code == 404
        assert "The bus and the rota" not in browser(who).get("/blogs").text


def test_the_same_form_sent_twice_makes_one_entry(browser, cast):
    hers, told = browser(cast.amina), {**WORDS, "action": "publish", "idempotency_key": "one"}
    answers = [hers.post("/blogs/new", data=told) for _ in range(2)]
    assert how_many() == 1 and answers[0].location == answers[1].location


@pytest.mark.one_database
@pytest.mark.parametrize(("told", "said"), [
    ({"title": "", "text": "Words", "action": "publish"}, "Give it a title"),
    ({"title": "A title", "text": " \n ", "action": "publish"}, "Write something first."),
    ({"title": "", "text": "", "action": "save"}, "Write a title or some words first."),
    ({"title": "x" * 101, "text": "Words", "action": "save"}, "1 characters too long"),
    ({"title": "Title", "text": "Words", "short": "1\n2\n3\n4\n5"}, "4 lines or fewer"),
])  # fmt: skip
def test_a_refused_form_says_why_and_keeps_every_word(browser, cast, told, said):
    told = {**told, "place": "Dorset"}
    answer = browser(cast.amina).post("/blogs/new", data=told)
    assert answer.status_code == 422 and said in answer.text and how_many() == 0
    assert all(value.strip() in answer.text for value in told.values())
    assert "There is something to put right" in answer.text


@pytest.mark.both_databases
def test_a_draft_may_lack_a_title_or_words(browser, cast):
    hers = browser(cast.amina)
    assert hers.post("/blogs/new", data={"text": "Just words"}).status_code == 303
    assert hers.post("/blogs/new", data={"title": "Just a title"}).status_code == 303
    assert "No title yet" in hers.get("/blogs/drafts").text


def test_an_unfinished_draft_is_not_published_by_its_button(browser, cast):
    entry = draft(cast.amina, text="")
    answer = browser(cast.amina).post(f"/blogs/entries/{entry.id}/publish")
    assert answer.status_code == 422 and the_entry().is_draft


@pytest.mark.both_databases
def test_a_change_in_another_window_is_not_written_over(browser, cast):
    entry = draft(cast.amina)
    actions.save_entry(cast.amina, entry, title="The other window", text="Other words")
    told = {**WORDS, "version": "1", "action": "save"}
    answer = browser(cast.amina).post(f"/blogs/entries/{entry.id}/edit", data=told)
    assert answer.status_code == 422 and "in another window" in answer.text
    assert WORDS["text"] in answer.text and the_entry().text == "Other words"


@pytest.mark.one_database
@pytest.mark.parametrize(("who", "may"), [
    ("newcomer", True), ("professional", True), ("advisor", True), ("moderator", True),
    ("suspended", False), ("unconfirmed", False),
])  # fmt: skip
def test_who_may_write_a_blog(browser, cast, who, may):
    theirs = browser(getattr(cast, who))
    assert theirs.get("/blogs/new").status_code == (200 if may else 403)
    answer = theirs.post("/blogs/new", data={**WORDS, "action": "publish"})
    assert answer.status_code == (303 if may else 403)
    assert may or WORDS["text"] in answer.text  # what was typed is not lost


def test_a_stranger_is_asked_to_sign_in(browser):
    answer = browser().get("/blogs/new")
    assert answer.status_code == 302 and answer.location.startswith("/sign-in")


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["ben", "advisor", "moderator", "admin", "professional"])
@pytest.mark.parametrize("verb", ["edit", "publish", "unpublish", "delete"])
def test_nobody_else_may_touch_an_entry(browser, cast, who, verb):
    entry = published(cast.amina)
    answer = browser(getattr(cast, who)).post(f"/blogs/entries/{entry.id}/{verb}", data=WORDS)
    assert answer.status_code == 404 and the_entry().title == "The bus and the rota"
    with pytest.raises(Forbidden):
        actions.save_entry(getattr(cast, who), entry, title="Mine now", text="Ha")


def test_who_can_read_it_is_said_above_the_box(browser, cast):
    hers = browser(cast.amina)
    assert "Only you can read this until you publish it." in hers.get("/blogs/new").text
    entry = published(cast.amina, audience="members")
    assert "Only people who have joined and signed in" in hers.get(
        f"/blogs/entries/{entry.id}/edit").text


def test_someone_who_is_named_becomes_a_link(browser, cast):
    entry = published(cast.amina, text="Thank you @ben and @nobody-here.")
    page = browser().get(entry.address).text
    assert 'href="/people/ben"' in page and "/people/nobody-here" not in page


def test_headings_begin_below_the_title_also_after_rendering_anew(cast):
    entry = published(cast.amina, text="# One\n\nWords")
    assert "<h2>One</h2>" in entry.html
    entry.write(entry.text)
    assert "<h2>One</h2>" in entry.html


@pytest.mark.one_database
@pytest.mark.parametrize("field", ["title", "text", "audience", "teller", "place", "short",
                                   "cover_kind", "cover_token", "picture_alt", "comments",
                                   "version", "action", "is_story", "idempotency_key"])
@pytest.mark.parametrize("value", ["\x00\ud83d"[:1], "x" * 30_000, "-1", "families", "';--",
                                   "{{7*7}}", "\u202egnp.exe", "99999999999999999999"])
def test_bad_input_is_refused_or_taken_but_never_breaks(browser, cast, field, value):
    hers = browser(cast.amina)
    answer = hers.post("/blogs/new", data={**WORDS, "action": "publish", field: value})
    assert answer.status_code in (303, 422, 200)
    assert hers.get("/blogs").status_code == hers.get("/blogs/drafts").status_code == 200


@pytest.mark.parametrize("number", ["0", "4294967296", "99999999999999999999999"])
def test_numbers_that_no_entry_has_are_not_found(browser, cast, number):
    hers = browser(cast.amina)
    for address in (f"/blogs/entries/{number}", f"/blogs/entries/{number}/edit",
                    f"/blogs/entries/{number}/delete", f"/blogs/comments/{number}",
                    f"/blogs/entries/{number}/comments/new", f"/blogs/comments/{number}/edit",
                    f"/blogs?page={number}", "/blogs/covers/nothing", "/blogs/nobody",
                    "/blogs/amina/nothing", "/blogs/covers/waiting/x.y",
                    "/blogs/comments/receipts/x.y"):
        assert hers.get(address).status_code == 404
