"""Visitors' pages are kept for as long as nothing in them changed, and not a moment longer."""
import gzip
from types import SimpleNamespace

import pytest
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from peoplehub.accounts.actions import change_profile, declare, suspend
from peoplehub.accounts.models import Anonymous
from peoplehub.blogs import actions as blogs
from peoplehub.core.acts import act, save
from peoplehub.core.extensions import db
from peoplehub.core.limits import unlimited
from peoplehub.core.page_cache import MOST_KEPT, Page, PageStore, cached_page, release
from peoplehub.core.page_versions import version_of
from peoplehub.forum import actions as forum
from peoplehub.forum.models import Board, Post
from peoplehub.library import actions as library
from peoplehub.moderation import actions as moderation

pytestmark = pytest.mark.one_database


@pytest.fixture
def browser(app, browser):
    """Of visitors without any cookie, as most are; of members as ever."""
    return lambda person=None: browser(person) if person else app.test_client()


@pytest.fixture
def board(app):
    return act(save)(Board(slug="planning", name="Planning"))


@pytest.fixture
def page(cast, board):
    post = forum.start_topic(cast.amina, board, "How do you sleep?", "I wake at every sound.")
    return post.topic.address


def test_the_second_visitor_gets_the_page_that_was_kept(browser, page, queries):
    first = browser().get(page)
    with queries() as asked:
        second = browser().get(page)
    assert second.data == first.data and len(asked) <= 3


def test_a_browser_that_has_the_page_is_told_so(browser, page):
    tag = browser().get(page).headers["ETag"]
    again = browser().get(page, headers={"If-None-Match": tag})
    assert again.status_code == 304 and not again.data


def test_a_packed_page_is_the_same_page(browser, page):
    plain = browser().get(page)
    packed = browser().get(page, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert {"Accept-Encoding", "Cookie"} <= set(packed.vary)


def test_a_reply_and_its_hiding_show_at_once(browser, cast, board, page):
    assert "Answer of Ben" not in browser().get(page).text
    topic = forum.start_topic(cast.outsider, board, "A second topic", "Words").topic
    answer = forum.reply(cast.ben, topic, "Answer of Ben")
    assert "Answer of Ben" in browser().get(topic.address).text
    moderation.hide(cast.moderator, answer, "Not kind.")
    assert "Answer of Ben" not in browser().get(topic.address).text


def test_a_title_that_is_hidden_goes_from_the_pages_of_other_topics(browser, cast, board, page):
    other = forum.start_topic(cast.outsider, board, "Buy my wonder drops", "Words")
    moderation.restore(cast.moderator, other)  # whatever was kept is old now
    assert "wonder drops" in browser().get(page).text
    moderation.hide(cast.moderator, other, "An advert.")
    assert "wonder drops" not in browser().get(page).text


def test_two_displays_are_two_pages(browser, page):
    dark = browser()
    dark.set_cookie("display", "dark.1.normal.full.later")
    assert dark.get(page).headers["ETag"] != browser().get(page).headers["ETag"]


def test_nobody_gets_the_colours_of_somebody_else(app, page, monkeypatch):
    """As in production, where the cookie has another name."""
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    looks = [("__Host-display", "dark.3.normal.full.later"), ("none", ""),
             ("__Host-display", "contrast.1.normal.full.later")]
    pages = []
    for name, look in looks:
        visitor = app.test_client()
        visitor.set_cookie(name, look, secure=True)
        pages.append(visitor.get(page, base_url="https://localhost"))
    assert 'data-theme="dark"' in pages[0].text and 'data-theme="contrast"' in pages[2].text
    assert 'data-theme="dark"' not in pages[1].text
    assert len({page.headers["ETag"] for page in pages}) == 3
    assert "__Host-display" in app.test_client().get("/cookies", base_url="https://localhost").text


def test_words_after_a_question_mark_make_no_other_page(browser, page, app):
    first = browser().get(page)
    kept = len(app.extensions["kept pages"]._pages)
    for n in range(20):
        answer = browser().get(f"{page}?utm_source=leaflet{n}&<{n}>")
        assert answer.headers["ETag"] == first.headers["ETag"] and answer.data == first.data
    assert len(app.extensions["kept pages"]._pages) == kept
    assert "leaflet" not in browser().get(f"{page}?page=1&utm_source=leaflet").text


def test_two_pages_of_one_topic_are_two(browser, cast, board):
    topic = forum.start_topic(cast.amina, board, "Long", "Words").topic
    with unlimited():
        for n in range(25):
            forum.reply(cast.ben, topic, f"Reply {n} of Ben")
    first, second = browser().get(topic.address), browser().get(f"{topic.address}?page=2")
    assert first.headers["ETag"] != second.headers["ETag"] and first.data != second.data


def test_nothing_that_can_be_taken_down_is_kept_by_caches_on_the_way(browser, cast, page):
    places = ["/", "/forum", "/forum/planning", page, "/forum/feed.atom",
              "/forum/planning/feed.atom",
              "/blogs", "/blogs/feed.atom", "/stories", "/stories/feed.atom", "/library",
              "/library/feed.atom", "/people/amina", "/search?q=sleep", "/advisors", "/help-now"]
    for place in places:
        for client in (browser(), browser(cast.ben)):
            said = client.get(place).headers["Cache-Control"]
            assert "public" not in said and "s-maxage" not in said, place


def test_a_page_that_was_kept_expires_when_the_site_says_otherwise(app, browser, page, monkeypatch):
    """The name of the site, and how soon the team answers, are settings."""
    kept = browser().get(page)
    for name in ("SITE_NAME", "ANSWER_WITHIN"):
        monkeypatch.setitem(app.config, name, f"another {name}")
        again = browser().get(page, headers={"If-None-Match": kept.headers["ETag"]})
        assert again.status_code == 200, name
        monkeypatch.undo()


def test_a_release_is_another_when_a_word_in_the_code_is(app, tmp_path, monkeypatch):
    code = tmp_path / "code"
    code.mkdir()
    (code / "words.py").write_text('SAID = "We answer within 3 days."')
    monkeypatch.setattr(app, "root_path", str(code))
    before = release.__wrapped__()
    (code / "words.py").write_text('SAID = "We answer within 5 days."')
    assert release.__wrapped__() != before


def test_a_label_that_is_given_shows_on_pages_that_were_kept(browser, cast, page):
    cast.amina.declared_at = None
    db.session.commit()
    assert "#briefcase" not in browser().get(page).text
    declare(cast.amina, "professional")
    assert "#briefcase" in browser().get(page).text


# --- pages of every room, kept by the numbers of the rooms they show ---

PAGES = ["/", "/forum", "/forum/planning", "/blogs", "/blogs/amina", "/blogs/amina/a-good-day",
         "/stories", "/library", "/library/hoists", "/people/amina", "/advisors"]


@pytest.fixture
def site(cast, board, page):
    with unlimited():
        entry = blogs.save_and_publish(cast.amina, title="A good day", text="Sun", is_story=True)
        sheet = library.write_sheet(cast.advisor, title="Hoists", text="How to choose one",
                                    summary="About hoists", topic="planning", and_publish=True)
    question = db.session.scalar(select(Post).where(Post.number == 1))
    return SimpleNamespace(entry=entry, sheet=sheet, question=question)


@pytest.mark.parametrize("address", PAGES)
def test_every_public_page_is_drawn_once_until_something_changes(browser, site, queries, address):
    first = browser().get(address)
    with queries() as asked:
        second = browser().get(address)
    assert first.status_code == 200 and second.data == first.data
    assert len(asked) <= 2, asked
    assert first.headers["ETag"].startswith("W/")
    again = browser().get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304 and not again.data
    assert {"Cookie", "Accept-Encoding"} <= set(first.vary)


@pytest.mark.parametrize("address", PAGES)
def test_words_after_a_question_mark_are_no_other_page_of_any_room(app, browser, site, address):
    first = browser().get(address)
    kept = len(app.extensions["kept pages"]._pages)
    assert browser().get(f"{address}?utm_source=leaflet&page=1&x=1").data == first.data
    assert len(app.extensions["kept pages"]._pages) == kept


CHANGES = {  # what is done: where it shows, and a word that comes or goes
    "an entry is hidden": (lambda cast, site: moderation.hide(cast.moderator, site.entry, "No."),
                           ["/", "/blogs", "/blogs/amina", "/stories", "/people/amina"],
                           "A good day"),
    "an entry is deleted": (lambda cast, site: blogs.delete(cast.amina, site.entry),
                            ["/", "/blogs", "/blogs/amina", "/stories", "/people/amina"],
                            "A good day"),
    "a sheet is hidden": (lambda cast, site: moderation.hide(cast.moderator, site.sheet, "No."),
                          ["/", "/library"], "Hoists"),
    "a sheet is a draft again": (lambda cast, site: library.unpublish(cast.advisor, site.sheet),
                                 ["/", "/library"], "Hoists"),
    "a question is hidden": (
        lambda cast, site: moderation.hide(cast.moderator, site.question, "No."),
        ["/", "/forum", "/forum/planning", "/people/amina"], "How do you sleep"),
    "somebody has another name": (
        lambda cast, site: change_profile(cast.amina, pen_name="Zahra", describes="", about=""),
        ["/", "/forum/planning", "/blogs", "/stories", "/blogs/amina/a-good-day"], "Amina"),
    "an advisor is paused": (
        lambda cast, site: suspend(cast.moderator, cast.advisor, None, "Unkind words"),
        ["/advisors", "/"], "Maya"),
}  # fmt: skip


@pytest.mark.parametrize("done", CHANGES)
def test_what_is_taken_down_is_gone_from_every_kept_page_at_once(browser, cast, site, done):
    change, addresses, word = CHANGES[done]
    for address in addresses:
        assert word in browser().get(address).text, address
    with unlimited():
        change(*(SimpleNamespace(**{name: db.session.merge(one) for name, one in vars(of).items()
                                    if name != "stranger"}) for of in (cast, site)))
    for address in addresses:
        assert word not in browser().get(address, follow_redirects=True).text, address


def test_another_process_knows_of_the_change_at_once(app, browser, cast, site):
    """Its store is its own; the number is in the database."""
    assert "A good day" in browser().get("/stories").text
    here, elsewhere = app.extensions["kept pages"], PageStore(MOST_KEPT)
    app.extensions["kept pages"] = elsewhere
    try:
        assert "A good day" in browser().get("/stories").text
        moderation.hide(cast.moderator, site.entry, "No.")
    finally:
        app.extensions["kept pages"] = here
    assert "A good day" not in browser().get("/stories").text


@pytest.mark.both_databases
def test_what_did_not_happen_makes_no_page_old(app, browser, cast, site, queries):
    first = browser().get("/stories")
    before = version_of("blogs")
    with pytest.raises(RuntimeError):
        undone(site)
    assert version_of("blogs") == before and browser().get("/stories").data == first.data


def undone(site):
    @act
    def change():
        db.session.merge(site.entry).title = "Other"
        db.session.flush()
        raise RuntimeError

    change()


def test_a_kept_page_never_has_a_form_of_somebodys_own(app, browser):
    """A page with a form token is drawn for its visitor alone."""
    store = app.extensions["kept pages"]
    with app.test_request_context("/form"):
        page = cached_page(Anonymous(), lambda: f"<form>{generate_csrf()}</form>", "forum")
        assert isinstance(page, str) and not store._pages


def test_what_is_kept_has_a_bound(app):
    store = PageStore(10_000)
    for number in range(100):
        store.keep(str(number), Page(b"x" * 1_000, "tag"))
    store.keep("large", Page(b"x" * 20_000, "tag"))
    assert store._pages.currsize <= 10_000 and store.page("99") and not store.page("large")


def test_a_page_is_packed_for_those_who_unpack_it_only(app, browser, site, monkeypatch):
    browser().get("/stories")
    [kept] = app.extensions["kept pages"]._pages.values()
    assert kept.encoding == "" and b"<!DOCTYPE html>" in kept.body
    packed = browser().get("/stories", headers={"Accept-Encoding": "gzip"})
    plain = browser().get("/stories")
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] == plain.headers["ETag"]
    for client in ("gzip", "identity"):
        answer = browser().get("/stories", headers={
            "Accept-Encoding": client, "If-None-Match": plain.headers["ETag"]})
        assert answer.status_code == 304 and "Content-Encoding" not in answer.headers


def test_a_kept_page_is_shown_to_search_engines_no_more_and_no_less(browser, site, board):
    def robots():
        return [browser().get(f"/forum/{slug}").headers.get("X-Robots-Tag")
                for slug in ("open", "planning", "open", "planning")]

    act(save)(Board(slug="open", name="Open", indexing="index"))
    assert robots() == [None, "noindex", None, "noindex"]


# --- answers that are given before Flask opens a request ---

def given_by_flask(app, monkeypatch):
    """The addresses that Flask is asked for from now on."""
    asked = []
    kept = app.extensions["kept answers"]
    inner = kept.inner
    monkeypatch.setattr(kept, "inner", lambda environ, start: (
        asked.append(environ["PATH_INFO"]), inner(environ, start))[1])
    return asked


@pytest.mark.parametrize("address", PAGES)
def test_who_has_no_cookie_is_answered_without_flask_and_in_the_same_words(
        app, browser, site, queries, address, monkeypatch):
    for packing in ("identity", "gzip"):
        said = {"Accept-Encoding": packing}
        first = browser().get(address, headers=said)
        asked_of_flask = given_by_flask(app, monkeypatch)
        with queries() as asked:
            second = browser().get(address, headers=said)
        assert asked_of_flask == [] and len(asked) == 1
        assert second.data == first.data and second.status == first.status
        assert list(second.headers) == list(first.headers)


@pytest.mark.parametrize("headers", [
    {"Cookie": "display=dark.1.normal.full.later"}, {"Cookie": "session=x"},
    {"If-None-Match": '"x"'}, {"Range": "bytes=0-1"}, {"User-Agent": "a bot"},
    {"Host": "another.example"}, {"Accept-Encoding": "x" * 300}])
def test_whatever_is_out_of_the_ordinary_is_asked_of_flask(app, browser, page, headers,
                                                           monkeypatch):
    browser().get(page)
    asked = given_by_flask(app, monkeypatch)
    app.test_client(use_cookies=False).get(page, headers=headers)
    browser().get(f"{page}?utm_source=leaflet")
    browser().head(page)
    assert len(asked) == 3


def test_a_member_never_gets_what_was_kept_for_visitors_and_visitors_nothing_of_members(
        browser, cast, page):
    ben = browser(cast.ben)
    assert cast.ben.pen_name in ben.get(page).text
    assert cast.ben.pen_name not in browser().get(page).text
    assert "Sign out" in ben.get(page).text
    assert "Sign out" not in browser().get(page).text


@pytest.mark.both_databases
def test_a_topic_that_is_closed_to_visitors_is_gone_for_them_at_once(browser, cast, board, page):
    for _ in range(2):
        assert browser().get(page).status_code == 200
    forum.save_board(cast.admin, board, name=board.name, audience="members")
    assert browser().get(page).status_code == 404
