"""Choosing a peer advisor on the smallest phone: taps are counted and the time is worked out, for a
visitor who joins on the way; and for a member by the keys alone. `pytest -s` prints the times."""
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_asking import pages_of
from tests.journeys.test_secret_links import fill
from tests.keystroke_level import Journey

pytestmark = [pytest.mark.browser, pytest.mark.served]
SMALL = {"width": 360, "height": 640}
WORDS = "I have not slept a night through for a year. How did you get night care?"
MOST_TAPS, MOST_KEYS = 5, 60  # from the home page until the words are sent, without joining
MOST_SECONDS = 120  # until an advisor is chosen


@pytest.fixture(scope="session")
def site(plain_site):
    """The secure site joins and signs in the same; its journeys do so."""
    return plain_site


def screens_down(page, locator) -> float:
    """How many screens one scrolls until it is in view."""
    return (locator.bounding_box()["y"] + page.evaluate("scrollY")) / SMALL["height"]


def test_a_visitor_chooses_writes_and_joins_and_the_words_are_sent(site, visit, scripts):
    email = f"dunnock{scripts}@people.example".lower()
    page = visit("/", viewport=SMALL, java_script_enabled=scripts)
    shown, journey = pages_of(page), Journey(screen=SMALL["height"])
    tap = journey.tap
    tap(page.get_by_role("link", name="Peer advisors", exact=True).first)
    cards = page.locator(".advisor")
    assert screens_down(page, cards.first.get_by_role("heading")) < 1.6
    expect(cards.first.locator(".advisor__when")).to_contain_text(re.compile("Free|Here|Next|Answers"))
    tap(page.get_by_text("Find who fits you"))
    journey.choose(page.get_by_label("What do you live with?"), "Nights without sleep")
    tap(page.get_by_role("button", name="Show who fits"))
    assert screens_down(page, cards.first.get_by_role("heading")) < 1
    expect(cards.first).to_contain_text("Nights without sleep")
    tap(cards.first.get_by_role("link", name=re.compile("^Ask ")))
    expect(page.get_by_text("as soon as you have confirmed your email")).to_be_visible()
    print(f"\nchosen: {journey}")
    assert journey.seconds() < MOST_SECONDS
    journey.write(page.get_by_role("textbox"), WORDS)
    tap(page.get_by_role("button", name="Continue"))
    print(f"asked:  {journey}")
    expect(page.get_by_text("It goes to an advisor as soon as you have joined")).to_be_visible()
    fill(page, email=email, pen_name=f"Dunnock {'x' * scripts}",
         password="seven quiet otters sleep")
    fill(page, code=re.search(r"^\d{3} ?\d{3}$", site.letters_to(email)[-1], re.M)[0])
    expect(page.get_by_text("Your request is on its way")).to_be_visible()  # by joining
    expect(page.get_by_text(WORDS)).to_be_visible()
    assert journey.taps <= MOST_TAPS + 3, journey  # three to choose by what one lives with
    assert len(shown) <= 7, shown


def test_a_member_finds_one_by_searching_the_site_and_asks_by_the_keys_alone(visit, site):
    page = visit("/search", "kwame", viewport=SMALL)
    keys = []

    def press(key: str) -> None:
        keys.append(key)
        page.keyboard.press(key)

    def walk_to(name: str) -> None:
        for _ in range(MOST_KEYS):
            press("Tab")
            if re.search(name, page.evaluate("document.activeElement.innerText || ''")):
                return
        raise AssertionError(f"no way to {name}")

    page.get_by_role("searchbox").focus()
    page.keyboard.type("nights without sleep")
    press("Enter")
    page.wait_for_url("**/search?*")
    walk_to("peer advisor$")
    press("Enter")
    page.wait_for_url("**/advisors/*")
    walk_to("^Ask ")
    press("Enter")
    page.wait_for_url("**/support/new*")
    page.get_by_role("textbox").focus()
    page.keyboard.type(WORDS)
    walk_to("^Send my request")
    press("Enter")
    expect(page.get_by_text("Your request is on its way")).to_be_visible()
    assert len(keys) <= 3 * MOST_KEYS


