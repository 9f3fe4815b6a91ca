"""A topic that somebody reads or writes in while others answer: nothing jumps, what is new shows,
and what was read is read on every open page."""
import pytest
from playwright.sync_api import expect

from tests.visiting import PHONE, until

pytestmark = [pytest.mark.browser, pytest.mark.served]
SEES = """performance.getEntriesByType("resource").some(
    ({ name, responseEnd }) => responseEnd && name.includes("read-to"))"""
SHOWN = """() => new Promise((done) => requestAnimationFrame(
    () => requestAnimationFrame(() => setTimeout(done, 50))))"""  # what is on the screen is told
LONG = "\n\n".join(f"A paragraph that takes its room, number {n}." for n in range(6))


@pytest.fixture(scope="session")
def site(plain_site):
    """What lies on the device and on the screen is the same behind nginx."""
    return plain_site


@pytest.fixture
def topic(posted):
    """A new, long topic of Amina's."""
    return lambda title: posted("amina", "/forum/planning/new", title=title, text=LONG)


def replies_of(address: str) -> str:
    return f"/forum/topics/{address.split('/')[3].split('-')[0]}/replies"


def top_of(box) -> float:
    return box.evaluate("(one) => one.getBoundingClientRect().top")


@pytest.mark.parametrize("lower", [0, 500])
def test_an_answer_does_not_move_the_box_one_writes_in(sign_in, topic, posted, lower):
    address = topic(f"A box that stays {lower}")
    page = sign_in("amina", address, viewport=PHONE)
    box = page.get_by_role("textbox", name="Your reply")
    box.click()
    box.evaluate("(one, by) => scrollBy(0, one.getBoundingClientRect().top + by - 400)", lower)
    before = top_of(box)
    posted("joan", replies_of(address), text=LONG)
    expect(page.locator("#post-2")).to_be_attached()
    page.wait_for_timeout(300)
    assert abs(top_of(box) - before) < 2
    assert page.evaluate("document.activeElement.id") == "text"


def test_who_reads_further_up_is_shown_that_there_is_something_new(sign_in, topic, posted):
    address = topic("A quiet sign")
    page = sign_in("amina", address, viewport=PHONE)
    heading = page.get_by_role("heading", level=1)
    before = top_of(heading)
    for count in ("1 new reply", "2 new replies"):
        posted("joan", replies_of(address), text=f"{LONG} {count}")
        expect(page.get_by_role("link", name=count, exact=True)).to_be_in_viewport()
    assert top_of(heading) == before
    page.get_by_role("link", name="2 new replies").click()
    expect(page.locator("#post-2")).to_be_in_viewport()
    page.locator("#post-3").scroll_into_view_if_needed()
    expect(page.locator(".arrivals")).to_be_hidden()


def test_who_comes_back_to_a_list_sees_no_new_replies_that_they_have_read(sign_in, topic, posted):
    """As from the browser's own memory of a page, in which nothing is asked again."""
    address = topic("Back to the list")
    number = address.split("/")[3].split("-")[0]
    board = sign_in("maya", "/forum/planning", viewport=PHONE)
    read = f"/forum/topics/{number}/read"
    tell = """([at, number]) => fetch(at, {method: "POST", body: new URLSearchParams(
        {number, csrf_token: document.body.dataset.token})}).then((answer) => answer.status)"""
    assert board.evaluate(tell, [read, 1]) == 204
    posted("joan", replies_of(address), text="An answer.")
    board.reload()
    chip = board.locator(f'.chip--new[href="/forum/topics/{number}/unread"]')
    expect(chip).to_be_visible()
    assert board.evaluate(tell, [read, 2]) == 204
    board.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(chip).to_be_hidden()


def bell(page):
    return page.locator('[data-count="notifications"]').first


def number(page) -> int:
    return int(bell(page).locator("[data-number]").text_content())


def test_reading_the_topic_clears_the_notice_on_every_open_page(sign_in, topic, posted):
    address = topic("Read is read")
    library = sign_in("amina", "/library")
    before = number(library)
    posted("joan", replies_of(address), text="An answer for you.")
    expect(bell(library).locator("[data-number]")).to_have_text(str(before + 1))
    notices, reading = library.context.new_page(), library.context.new_page()
    notices.goto("/notifications")
    expect(notices.locator(".notice--new", has_text="Read is read")).to_have_count(1)
    reading.goto(address)
    for page in (library, notices, reading):
        expect(bell(page).locator("[data-number]")).to_have_text(str(before))
    expect(notices.locator(".notice--new", has_text="Read is read")).to_have_count(0)


def test_without_scripts_a_button_says_that_it_was_read(sign_in, topic, posted):
    address = topic("Read without scripts")
    posted("joan", replies_of(address), text="An answer for you.")
    page = sign_in("amina", address, java_script_enabled=False)
    before = number(page)
    page.get_by_role("button", name="Mark what is new here as read").click()
    assert page.url.endswith(address) and number(page) == before - 1


def test_what_was_read_on_the_phone_is_not_new_on_the_laptop(sign_in, topic, posted, site):
    address = topic("On two devices")
    for number in (2, 3):
        posted("joan", replies_of(address), text=f"{LONG}\n\nReply {number}")
    phone = sign_in("gareth", address, viewport=PHONE)
    until(phone, SEES)
    phone.locator("#post-2").get_by_text("Reply 2").scroll_into_view_if_needed()
    phone.locator("#post-2 > :last-child").scroll_into_view_if_needed()
    phone.evaluate(SHOWN)
    phone.goto(site.address + "/library")
    laptop = sign_in("gareth")
    listed = laptop.get_by_role("link", name="New replies in On two devices: the first one")

    def look() -> bool:
        laptop.goto(site.address + "/forum/planning")
        return listed.count() == 1

    assert any(look() for _ in range(50)), "a beacon takes its time"
    listed.click()
    laptop.wait_for_url("**#post-3")
    expect(laptop.get_by_text("New since you were here")).to_be_visible()
    line, new = (laptop.locator(one).bounding_box()["y"] for one in ("#new", "#post-3"))
    assert line < new
    until(laptop, SEES)
    laptop.locator("#post-3 > :last-child").scroll_into_view_if_needed()
    laptop.evaluate(SHOWN)
    assert any(not look() for _ in range(50))


def test_what_was_read_below_a_story_is_known_when_the_page_is_left(sign_in, posted, site):
    phone = sign_in("gareth", "/stories", viewport=PHONE)
    story = phone.locator(".story a").first.get_attribute("href")
    phone.goto(site.address + story)
    until(phone, SEES)
    phone.locator(".post:last-of-type, #comments h2").last.scroll_into_view_if_needed()
    phone.evaluate(SHOWN)
    below = phone.locator("#comments").get_attribute("data-read").replace("/read", "/comments")
    phone.goto(site.address + "/library")
    posted("joan", below, text="Said since then.")
    new = phone.locator(f'.chip--new[href="{below.replace("/comments", "/unread")}"]')

    def look() -> bool:
        phone.goto(site.address + "/stories")
        return new.count() == 1

    assert any(look() for _ in range(50)), "a beacon takes its time"
    new.click()
    expect(phone.get_by_text("New since you were here")).to_be_visible()
    expect(phone.get_by_text("Said since then.")).to_be_in_viewport()
