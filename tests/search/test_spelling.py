"""The spelling that is offered where nothing is found, and the pages of the site."""
import pytest

from peoplehub.blogs import actions as blogs
from peoplehub.forum import actions as forum
from peoplehub.library import actions as library
from peoplehub.moderation import actions as moderation
from peoplehub.search import spelling_words
from peoplehub.search.answers import answer
from tests.search.test_hiding import EVERYONE

pytestmark = pytest.mark.one_database


def told(viewer, typed):
    """The spelling that is offered, and the titles that it finds."""
    found = answer(viewer, typed)
    return found.spelled, [str(one.title.striptags()) for one in found.found.results]


def test_a_misspelt_word_shows_what_it_means_and_says_so(cast, browser, put_in_library, start):
    put_in_library("A budget of your own")
    start("Seizures and schools", "Who has been there?")
    spelling_words.count_all()
    page = browser().get("/search?q=budjet").text
    assert "Showing results for <b dir=\"auto\">budget</b>" in page and "of your own" in page
    exactly = browser().get("/search?q=budjet&exactly=1").text
    assert "We found nothing" in exactly and "Showing results" not in exactly
    both = browser().get("/search?q=budget+for+zzqqzz&exactly=1").text
    assert both.count("exactly=1") >= both.count("/search?q=budget+for+zzqqzz&amp;kind=") > 0
    assert told(cast.stranger, "siezures at skool")[0].startswith("seizures")


def test_what_was_published_since_the_words_were_counted_is_offered(cast, start, put_in_library):
    put_in_library("A budget of your own")
    spelling_words.count_all()
    start("Zanzibar by wheelchair")
    assert told(cast.stranger, "zanzibra") == ("zanzibar", ["Zanzibar by wheelchair"])


def hidden_topic(cast, world):
    moderation.hide(cast.moderator, world.start("About xylophones"), "Unkind")


def hidden_reply(cast, world):
    reply = forum.reply(cast.ben, world.start("Music").topic, "We have xylophones")
    moderation.hide(cast.moderator, reply, "Unkind")


def deleted_reply(cast, world):
    forum.delete(cast.ben, forum.reply(cast.ben, world.start("Music").topic, "Our xylophones"))


def held_topic(cast, world):
    world.start("Our xylophones", "www.cushions.example", author=cast.newcomer)


def taken_back_entry(cast, world):
    entry = world.publish("Xylophones and I")
    blogs.comment(cast.ben, entry, "Xylophones!")
    blogs.unpublish(cast.amina, entry)


def taken_back_sheet(cast, world):
    library.unpublish(cast.advisor, world.put_in_library("Choosing xylophones"))


def moved_topic(cast, world):
    forum.move(cast.moderator, world.start("Our xylophones").topic, world.boards.families)


def members_entry(cast, world):
    world.publish("Xylophones and I", audience="members")


GONE = [hidden_topic, hidden_reply, deleted_reply, held_topic, taken_back_entry, taken_back_sheet]
FOR_OTHERS = [moved_topic, members_entry]


@pytest.fixture
def world(boards, start, publish, put_in_library):
    class World:
        pass

    made = World()
    made.boards, made.start, made.publish, made.put_in_library = (boards, start, publish,
                                                                  put_in_library)
    return made


@pytest.mark.parametrize("way", GONE + FOR_OTHERS)
def test_a_word_is_offered_to_nobody_who_does_not_find_it(cast, world, way, monkeypatch):
    """Counted before and after: neither a stale count nor a new one tells of it."""
    real = forum.start_topic
    world.start("Something else", "All about lavender")

    def counted(*args, **more):
        post = real(*args, **more)
        spelling_words.count_all()
        return post

    monkeypatch.setattr(forum, "start_topic", counted)
    way(cast, world)
    for again in (False, True):
        if again:
            spelling_words.count_all()
        for name in EVERYONE:
            viewer = getattr(cast, name)
            finds = bool(answer(viewer, "xylophones").found.counts)
            assert not (finds and way in GONE), name
            spelled, titles = told(viewer, "xylofones")
            assert spelled == "" or finds, (name, spelled)
            assert titles == [] or finds, (name, titles)
            assert "xylophones" not in told(viewer, "xylofones and lavender")[0] or finds, name


def test_a_count_falls_when_a_piece_is_hidden(cast, start):
    posts = [start(f"Zebras {number}", "zebrawood") for number in range(2)]
    assert count_of("zebrawood") == 2
    moderation.hide(cast.moderator, posts[0], "Unkind")
    assert count_of("zebrawood") == 1
    moderation.hide(cast.moderator, posts[1], "Unkind")
    assert count_of("zebrawood") == 0


def count_of(word):
    spelling_words.count_all()
    rows = spelling_words.fetch_rows(spelling_words.select(spelling_words.SpellingWord.word,
                                                           spelling_words.SpellingWord.pieces))
    return {row.word: row.pieces for row in rows}.get(word, 0)


def test_where_there_are_results_no_spelling_is_looked_up(cast, start, browser, queries):
    start("A budget of our own")
    with queries() as asked:
        browser().get("/search?q=budget")
    assert not any("spelling_word" in one for one in asked)
    with queries() as asked:
        browser().get("/search?q=budjet+zzzqqq+wheelchiar+qqqzzz+holliday+mony+skool")
    assert sum("spelling_word" in one for one in asked) <= 6 and len(asked) < 35


@pytest.mark.parametrize("typed, address", [
    ("peer advisors", "/advisors"), ("help now", "/help-now"), ("easy read", "kind=easy-read"),
    ("large print", "kind=large-print"), ("complaints", "/complaints"), ("Advisers", "/advisors"),
])
def test_pages_of_the_site_are_found_by_name(cast, browser, typed, address):
    page = browser().get("/search", query_string={"q": typed}).text
    main = page.partition("<main")[2]
    assert "Pages of this site" in main and f'{address}">' in main and "found nothing" not in main


def test_settings_are_found_by_members_only(cast, browser):
    assert 'href="/settings/display"' not in browser().get("/search?q=bigger+letters").text
    assert 'href="/settings/display"' in browser(cast.amina).get("/search?q=bigger+letters").text


def test_an_easy_read_edition_is_found_as_such(cast, put_in_library, browser):
    put_in_library("A budget of your own", easy_text="A budget is money.\n\nYou choose.")
    put_in_library("A budget for children")
    page = browser().get("/search?q=easy+read+budget").text
    assert '/easy-read">Easy read edition' in page and page.count("Easy read edition") == 1
    assert "Large print edition" in browser().get("/search?q=budget+in+large+print").text


def test_a_sentence_finds_what_has_most_of_its_words(cast, start, put_in_library, find):
    put_in_library("Being a good employer", "Somebody may be ill. " + "Pay them on time. " * 200)
    start("Where do you find people for nights?")
    start("Holidays", "We had a good one")
    titles, _ = find(cast.stranger, "how do I find somebody who works at nights please")
    assert titles[0] == "Where do you find people for nights?" and "Holidays" not in titles


@pytest.mark.parametrize("typed, has_card", [("I want to kill myself", True), ("budget", False)])
def test_who_searches_with_words_of_danger_sees_who_to_call(browser, typed, has_card):
    page = browser().get("/search", query_string={"q": typed}).text
    assert ("data-help-card" in page) == has_card
