"""Finding sheets and reading them, without an account."""
from datetime import timedelta

import pytest
import time_machine

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.library import actions, queries as library
from peoplehub.library.models import Sheet
from peoplehub.library.queries import SheetFilter

pytestmark = pytest.mark.one_database


def test_a_visitor_reads_a_sheet_and_sees_who_answers_for_it(browser, sheet):
    page = browser().get(sheet.address)
    assert page.status_code == 200
    for words in ("Writing your support plan", "What it must say", "Maya", "Peer advisor",
                  "Last checked", "Next check", "People with a budget"):
        assert words in page.text


def test_the_contents_lead_to_places_on_the_page(browser, write):
    sheet = write(text="## One & two\n\na\n\n## Three\n\nb\n\n## Three\n\nc")
    page = browser().get(sheet.address).text
    for place in ("about-one-two", "about-three", "about-three-2"):
        assert f'href="#{place}"' in page and f'<h2 id="{place}">' in page


@pytest.mark.slow
def test_size_and_pages_are_said_before_the_tap(browser, sheet, work):
    assert work() == 1
    page = browser().get(sheet.address).text
    made = db.session.get(Sheet, sheet.id).file("pdf")
    assert f"{made.pages} page" in page and " KB" in page


def test_the_easy_read_page_has_a_row_for_each_idea(browser, sheet):
    page = browser().get(f"{sheet.address}/easy-read").text
    assert page.count('class="easy__row"') == 3
    assert page.count('class="easy__picture"') == 2
    assert "<h2>Next: the money</h2>" in page
    assert "[icon:" not in page


def test_a_promise_of_easy_read_is_shown_with_its_day_and_owned_up_to_when_late(browser, write):
    day = clock.now().date() + timedelta(days=9)
    sheet = write(easy_text="", easy_promised_for=day)
    assert browser().get(f"{sheet.address}/easy-read").status_code == 404
    assert f"We will have one by {day.day} {day:%B %Y}" in browser().get(sheet.address).text
    with time_machine.travel(clock.now() + timedelta(days=10)):
        assert "We are sorry that it is late" in browser().get(sheet.address).text


@pytest.mark.both_databases
def test_a_sheet_past_its_day_says_so_to_readers_until_it_is_checked(browser, cast, sheet):
    warning = "This sheet may be out of date"
    assert warning not in browser().get(sheet.address).text
    with time_machine.travel(clock.now() + timedelta(days=366)):
        assert warning in browser().get(sheet.address).text
        assert "May be out of date" in browser().get("/library").text
        assert [late.id for late in library.managed_for(cast.advisor)[1]] == [sheet.id]
        actions.mark_checked(cast.advisor, sheet)
        assert warning not in browser().get(sheet.address).text


@pytest.mark.both_databases
def test_sheets_are_found_by_words_topic_and_kind(cast, write):
    plan = write(title="A plan", easy_text="")
    rights = write(title="Rights", topic="your-rights", text="50% of it_self", summary="Say no")
    viewer = cast.stranger

    def found(**wanted):
        return [sheet.title for sheet in library.sheets_for(viewer, SheetFilter(**wanted))[1]]

    assert found(q="PLAN a") == [plan.title]
    assert found(q="0% of") == found(q="t_s") == [rights.title]
    assert found(q="%") == found(q="_") == [rights.title]
    assert found(topics=("your-rights",)) == found(kinds=("easy-read",)) == [rights.title]
    assert found(topics=("your-rights", "planning"), sort="title") == ["A plan", "Rights"]
    assert found(q="nowhere") == []


@pytest.mark.both_databases
def test_the_order_is_by_use_by_age_or_by_title(cast, write):
    with clock.at(clock.now() - timedelta(days=3)):
        old = write(title="Beta")
    new = write(title="alpha")
    actions.count_download(old.id, "pdf", clock.now().date())

    def order(sort):
        return [sheet.id for sheet in library.sheets_for(cast.stranger, SheetFilter(sort=sort))[1]]

    assert order("used") == [old.id, new.id]
    assert order("new") == order("title") == [new.id, old.id]


@pytest.mark.parametrize("query", [
    "q=%00&topic=nothing&kind=nothing&sort=nothing", "q=" + "x" * 5000, "q=%FF%FE", "topic=",
])
def test_strange_choices_do_no_harm(browser, sheet, query):
    assert browser().get(f"/library?{query}").status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "two", "99", "9" * 40])
def test_pages_that_are_not_there_are_not_found(browser, sheet, page):
    assert browser().get(f"/library?page={page}").status_code == 404


@pytest.mark.both_databases
def test_pages_are_real_and_keep_the_choices(browser, write):
    for number in range(12):
        write(title=f"Sheet {number:02}")
    first = browser().get("/library?sort=title&topic=planning").text
    assert "/library?topic=planning&amp;sort=title&amp;page=2" in first
    assert "Sheet 11" not in first
    assert "Sheet 11" in browser().get("/library?sort=title&topic=planning&page=2").text


def test_a_visitors_page_holds_no_token_and_can_be_asked_for_again(browser, sheet):
    for path in ("/library", sheet.address, f"{sheet.address}/easy-read", "/library/feed.atom"):
        first = browser().get(path)
        assert "csrf_token" not in first.text and "Set-Cookie" not in first.headers
        again = browser().get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304 and not again.data


def test_a_members_page_is_kept_by_nobody(browser, cast, sheet):
    page = browser(cast.amina).get(sheet.address)
    assert page.headers["Cache-Control"] == "no-store" and "ETag" not in page.headers


def test_the_feed_tells_of_public_sheets_only(browser, write):
    shown, draft = write(title="Shown <b>"), write(title="Kept back", draft=True)
    feed = browser().get("/library/feed.atom")
    assert feed.content_type.startswith("application/atom+xml")
    assert "Shown &lt;b&gt;" in feed.text and shown.address in feed.text
    assert draft.title not in feed.text


@pytest.mark.both_databases
def test_what_is_hidden_is_gone_from_every_list(browser, cast, write):
    sheet = write(title="Gone tomorrow")
    row = db.session.get(Sheet, sheet.id)
    row.hidden_at, row.hidden_by_id, row.hidden_reason = clock.now(), cast.moderator.id, "Wrong"
    db.session.commit()
    for who in (None, cast.amina, cast.moderator):
        for path in ("/library", "/library/feed.atom", "/library?q=Gone"):
            assert "Gone tomorrow" not in browser(who).get(path).text
    for path in (sheet.address, f"{sheet.address}/easy-read", f"{sheet.address}/download/pdf"):
        assert browser().get(path).status_code == 404
        assert browser(cast.amina).get(path).status_code == 404
    assert "The reason: Wrong" in browser(cast.advisor).get(sheet.address).text
    assert library.counts_for(cast.stranger)["topics"] == {}
    assert library.starters_for(cast.moderator) == []


def test_somebody_new_is_given_the_starting_sheets_first(cast, write):
    write(title="Used", topic="your-rights")
    start = write(title="Start", topic="getting-started")
    assert library.starters_for(cast.stranger, 1) == [start]


def test_an_owner_who_left_leaves_the_sheet_readable(browser, sheet):
    db.session.get(Sheet, sheet.id).author_id = None
    db.session.commit()
    for path in ("/library", sheet.address, f"{sheet.address}/easy-read", "/library/feed.atom",
                 f"{sheet.address}/download/pdf"):
        assert browser().get(path).status_code == 200


@pytest.mark.slow
@pytest.mark.one_database
def test_two_hundred_sheets_cost_no_more_questions_than_ten(browser, cast, write, queries):
    def asked(path, who=None):
        client = browser(who)
        client.get(path)
        with queries() as statements:
            assert client.get(path).status_code == 200
        return len(statements)

    paths = [("/library", None), ("/library/feed.atom", None), ("/library?q=plan", cast.amina),
             ("/library/writing-your-support-plan", None), ("/library/manage", cast.admin)]
    for number in range(12):
        write(slug="writing-your-support-plan" if not number else "")
    few = [asked(*one) for one in paths]
    for _ in range(190):
        write(text="Short.", easy_text="")
    assert [asked(*one) for one in paths] == few
    assert max(few) <= 12


def test_who_chose_easy_read_first_comes_there_and_can_read_the_whole_sheet(browser, sheet):
    visitor = browser()
    visitor.set_cookie("display", "device.1.normal.full.first")
    answer = visitor.get(sheet.address)
    assert answer.location == f"{sheet.address}/easy-read"
    easy = visitor.get(answer.location).text
    assert f'href="{sheet.address}?whole=1"' in easy
    whole = visitor.get(f"{sheet.address}?whole=1")
    assert whole.status_code == 200 and "Ways to read this sheet" in whole.text
    way_back = f'href="/settings/display?next={sheet.address}%3Fwhole%3D1"'
    assert way_back in whole.text and way_back not in browser().get(sheet.address).text
    assert browser().get(sheet.address).status_code == 200
