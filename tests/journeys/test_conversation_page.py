"""The page of a conversation in a browser: the newest and the box in view, the log scrolling above
it, what is new marked, and nothing that is read or written moved by what comes in."""
import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import expect

from peoplehub.core import assets, clock, formatting
from tests.visiting import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served]
MANY = 130
NARROW, SHORT = {"width": 320, "height": 700}, {"width": 844, "height": 390}
TOP = "(one) => one.getBoundingClientRect().top"
HEARD = """() => { window.heard = [];
    new MutationObserver(() => window.heard.push(document.getElementById("live").textContent))
        .observe(document.getElementById("live"), { childList: true }); }"""


@pytest.fixture(scope="module")
def site(plain_site):
    return plain_site


@pytest.fixture(scope="module")
def talk(site):
    """Kwame and Maya have said a lot, and both have read it."""
    talk = site.visitor("kwame").post("/messages/new", to="maya", text="Hello").partition("#")[0]
    number = int(talk.rpartition("/")[2])
    with closing(sqlite3.connect(site.folder / "house.db")) as base, base:
        base.execute("CREATE TEMP TABLE said AS SELECT * FROM message WHERE conversation_id = ? "
                     "ORDER BY number DESC LIMIT 1", [number])
        [last] = base.execute("SELECT number FROM said").fetchone()
        for which in range(last + 1, MANY + 1):
            base.execute("UPDATE said SET id = NULL, number = ?, client_id = ?, html = ?",
                         [which, f"long-{which}", f"<p>Words of message {which}.</p>"])
            base.execute("INSERT INTO message SELECT * FROM said")
        base.execute("UPDATE conversation SET last_number = ? WHERE id = ?", [MANY, number])
        base.execute("UPDATE participant SET read_number = ?, delivered_number = ? "
                     "WHERE conversation_id = ?", [MANY, MANY, number])
    return talk


def says(site, who: str, talk: str, words: str) -> None:
    site.visitor(who).ask(talk, text=words, client_id=f"{who}-{hash(words)}")


def bubbles(page):
    return page.locator(".msg[data-number]")


def box(page):
    return page.get_by_role("textbox", name="Write to")


@pytest.mark.parametrize("size", [PHONE, NARROW, DESKTOP], ids=["phone", "narrow", "desk"])
def test_the_newest_and_the_box_are_in_view_on_opening(sign_in, talk, scripts, size):
    page = sign_in("kwame", talk, viewport=size, java_script_enabled=scripts)
    expect(bubbles(page).last).to_be_in_viewport(ratio=.9)
    expect(box(page)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
    beside = page.get_by_role("complementary", name="Your messages")
    way_back = page.get_by_role("link", name="All messages").first
    if size is DESKTOP:
        expect(beside).to_be_visible()
    else:
        expect(beside).to_be_hidden()
        expect(way_back).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("size, large", [(SHORT, ""), (PHONE, "3")], ids=["short", "large"])
def test_where_there_is_no_height_the_page_scrolls_as_a_whole(sign_in, talk, size, large):
    page = sign_in("kwame", viewport=size, expected=("WebSocket",))
    if large:
        page.route(f"**{talk}", lambda route: route.fulfill(
            body=route.fetch().text().replace("<html ", f'<html data-size="{large}" ')))
    page.goto(talk)
    expect(bubbles(page).last).to_be_in_viewport()
    log = page.get_by_role("region", name="Messages with")
    assert log.evaluate("(one) => one.scrollHeight - one.clientHeight") <= 1
    assert page.evaluate("scrollY") > 1000


def test_older_messages_come_in_above_and_what_is_read_stays(sign_in, talk):
    page = sign_in("kwame", talk, viewport=PHONE)
    log = page.get_by_role("region", name="Messages with")
    expect(bubbles(page)).to_have_count(50)
    log.evaluate("(one) => one.scrollBy(0, 400 + one.clientHeight - one.scrollHeight)")
    seen = page.locator(".msg").nth(5)
    number, before = seen.evaluate("(one) => [one.id, one.getBoundingClientRect().top]")
    expect(bubbles(page)).to_have_count(100)
    assert abs(page.locator(f"#{number}").evaluate(TOP) - before) < 2
    older = page.get_by_role("link", name="Show older messages")
    older.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#message-1")).to_be_attached()
    expect(older).to_have_count(0)
    assert page.evaluate("document.activeElement.hasAttribute('data-scroll')")
    every = "all => all.map((one) => +one.dataset.number)"
    numbers = page.eval_on_selector_all(".msg[data-number]", every)
    assert numbers == list(range(1, len(numbers) + 1))


def test_without_scripts_older_and_newer_messages_have_pages(sign_in, talk):
    page = sign_in("kwame", talk, viewport=PHONE, java_script_enabled=False)
    page.get_by_role("link", name="Show older messages").click()
    first = bubbles(page).first.get_attribute("data-number")
    page.get_by_role("link", name="Show newer messages").click()
    assert int(bubbles(page).first.get_attribute("data-number")) == int(first) + 50
    expect(bubbles(page).last).to_be_in_viewport()


def test_what_comes_in_is_said_once_and_moves_nothing_that_is_read_or_written(sign_in, site, talk):
    page = sign_in("kwame", talk, viewport=PHONE)
    page.evaluate(HEARD)
    box(page).fill("Half a thou")
    log = page.get_by_role("region", name="Messages with")
    log.evaluate("(one) => one.scrollBy(0, -900)")
    read = page.locator("#" + page.locator(".msg").nth(-12).get_attribute("id"))
    before = read.evaluate(TOP), box(page).evaluate(TOP)
    says(site, "maya", talk, "Said once, while you read")
    sign = page.get_by_role("link", name="1 new message", exact=True)
    expect(sign).to_be_in_viewport()
    after = read.evaluate(TOP), box(page).evaluate(TOP)
    assert after == pytest.approx(before, abs=1)
    expect(box(page)).to_be_focused()
    with page.expect_response("**/since?*"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # asks again
    page.evaluate("new Promise((done) => setTimeout(done, 300))")  # it is said by then
    heard = [words for words in page.evaluate("heard") if words]
    assert heard == ["Maya: Said once, while you read"]
    sign.click()
    expect(page.locator(".msg", has_text="Said once, while you read")).to_be_in_viewport()
    expect(sign).to_be_hidden()
    assert page.evaluate("scrollY") == 0
    expect(box(page)).to_have_value("Half a thou")


def test_the_first_that_is_new_is_marked_and_in_view(sign_in, site, talk, scripts):
    site.visitor("kwame").ask(f"{talk}/read", number="9999")
    lines = [f"New line {number}\n\n" + "and more\n\n" * 4 for number in range(6)]
    for number, words in enumerate(lines):
        says(site, "maya", talk, f"{words} {scripts} {number}")
    page = sign_in("kwame", "/messages", viewport=PHONE, java_script_enabled=scripts)
    page.locator(f"[data-conversation='{talk.rpartition('/')[2]}']").click()
    mark = page.get_by_role("heading", name="New since you were here")
    expect(mark).to_be_in_viewport(ratio=1)
    expect(page.locator(".msg", has_text="New line 0").last).to_be_in_viewport()
    after = mark.evaluate("(one) => one.closest('li').nextElementSibling.textContent")
    assert "New line 0" in after


def test_what_was_in_view_is_read_and_what_is_further_down_is_not(sign_in, site, talk):
    site.visitor("kwame").ask(f"{talk}/read", number="9999")
    for number in range(6):
        says(site, "maya", talk, f"Read line {number}\n\n" + "and more\n\n" * 3)
    page = sign_in("kwame", "/messages", viewport=PHONE)
    told = []
    page.on("request", lambda asked: told.append(asked.url.rpartition("/")[2]))
    with page.expect_response("**/read"):
        page.locator(f"[data-conversation='{talk.rpartition('/')[2]}']").click()
    page.wait_for_load_state("networkidle")
    last = int(bubbles(page).last.get_attribute("data-number"))
    how_far = ("SELECT read_number FROM participant WHERE conversation_id = ? AND user_id = "
               "(SELECT id FROM user WHERE slug = 'kwame')")

    def read_number() -> int:
        with closing(sqlite3.connect(site.folder / "house.db")) as base:
            return base.execute(how_far, [talk.rpartition("/")[2]]).fetchone()[0]

    def times() -> list[str]:
        return [one for one in told if one in ("read", "delivered")]

    assert last - 6 < read_number() < last  # the first that are new, not the rest
    assert times() == ["read", "delivered"]
    with page.expect_response("**/read"):
        page.get_by_role("region", name="Messages with").evaluate(
            "(one) => one.scrollTo({ top: one.scrollHeight, behavior: 'instant' })")
    assert read_number() == last and times() == ["read", "delivered", "read"]


def test_the_list_beside_counts_what_is_new_elsewhere(sign_in, site, talk):
    page = sign_in("maya", talk)
    others = page.locator(".chat__list [data-conversation]:not([aria-current])")
    line = page.locator(f"[data-conversation='{others.first.get_attribute('data-conversation')}']")
    other = line.get_attribute("href").partition("#")[0]
    who = line.locator("b").inner_text().lower().replace(" ", "-")
    page.wait_for_load_state("networkidle")
    was = line.locator(".count")
    before = int(was.inner_text().split()[0]) if was.count() else 0
    says(site, who, other, "From the other talk")
    expect(line.locator(".count")).to_contain_text(str(before + 1))
    expect(line).to_contain_text("From the other talk")
    site.visitor("maya").ask(f"{other}/read", number="9999")
    expect(line.locator(".count")).to_have_count(0)


def test_a_day_is_named_as_the_server_names_it(sign_in, talk):
    """Over two years, with leap days and the nights on which the clocks change; on a device abroad.
    """
    page = sign_in("kwame", talk, timezone_id="Pacific/Auckland", locale="en-US")
    days = [date(2027, 12, 20) + timedelta(days=number) for number in range(0, 480)]
    pairs = [(one - timedelta(days=back), one) for one in days for back in (0, 1, 2, 40)]
    told = page.evaluate(
        """async ([address, pairs]) => {
            const { nameOf } = await import(address);
            return pairs.map(([day, today]) => nameOf(day, today));
        }""", [assets.static_url("js/message-days.js"), [(f"{a}", f"{b}") for a, b in pairs]])
    assert told == [named(one, today) for one, today in pairs]


def named(one: date, today: date) -> str:
    with clock.at(datetime(today.year, today.month, today.day, 0, 30, tzinfo=formatting.LONDON)):
        return formatting.day_name(datetime(one.year, one.month, one.day, 23, 30,
                                            tzinfo=formatting.LONDON))
