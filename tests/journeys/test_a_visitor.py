"""Somebody who has no account: finds a sheet, takes it home, and can leave in a moment."""
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served]
ELSEWHERE = "https://www.bbc.co.uk/weather"


def test_a_visitor_finds_a_sheet_in_the_library_and_takes_it_home(visit, scripts):
    page = visit("/", viewport=PHONE, java_script_enabled=scripts)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Library").click()
    page.get_by_role("searchbox", name="Search the sheets").fill("assistant")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="Finding and choosing a personal assistant").click()
    take_home(page, page.get_by_role("link", name="PDF").first, "assistant")


def test_a_visitor_finds_a_sheet_by_searching_everything(visit, scripts):
    page = visit("/", java_script_enabled=scripts)
    page.get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("CHC")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Information sheets").click()
    page.get_by_role("link", name="NHS Continuing Healthcare: the steps").click()
    take_home(page, page.get_by_role("link", name="Large print").first, "Healthcare")


def test_a_visitor_chooses_what_is_offered_while_typing_by_the_keyboard(visit):
    page = visit("/search", viewport=PHONE)
    page.get_by_role("searchbox").click()
    box = page.get_by_role("combobox", name="What are you looking for?")
    before = page.get_by_role("button", name="Search").bounding_box()
    box.press_sequentially("personal ass")
    option = page.get_by_role("option", name="Finding and choosing a personal assistant")
    expect(option).to_be_visible()
    assert page.get_by_role("button", name="Search").bounding_box() == before, "nothing moves"
    expect(page.locator("#live")).to_contain_text("The arrow keys choose one.")
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    expect(box).to_have_value("personal ass")
    box.press_sequentially("i")
    expect(option).to_be_visible()
    for _ in range(8):
        if option.get_attribute("aria-selected") == "true":
            break
        page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/library/finding-and-choosing-a-personal-assistant$"))


def take_home(page, link, word: str) -> None:
    with page.expect_download() as download:
        link.click()
    assert word in download.value.suggested_filename
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


@pytest.fixture
def elsewhere(visit):
    """A page of ours behind another, and a weather site that answers."""

    def open_page(**options):
        page = visit("/about", expected=("bbc.co.uk",), **options)
        page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(
            body="<title>Weather</title><h1>Weather</h1>", content_type="text/html"))
        page.goto("/forum")
        return page

    return open_page


def test_a_visitor_leaves_with_three_presses_of_shift(elsewhere):
    page = elsewhere()
    for _ in range(2):
        page.keyboard.press("Shift")
    expect(page.locator("#live")).to_have_text("Press Shift once more to leave this site.")
    page.keyboard.press("Shift")
    gone_and_not_to_be_found_again(page)


def test_a_visitor_leaves_by_the_link_on_every_page(elsewhere):
    page = elsewhere(viewport=PHONE)
    page.get_by_role("link", name="Leave").click()
    gone_and_not_to_be_found_again(page)


def gone_and_not_to_be_found_again(page) -> None:
    page.wait_for_url(ELSEWHERE)
    page.go_back()
    expect(page).to_have_url("/about")


def test_a_visitor_leaves_without_scripts_too(elsewhere):
    page = elsewhere(java_script_enabled=False)
    with page.expect_request(ELSEWHERE):  # by way of /leave; what a redirect asks is not routed
        page.get_by_role("link", name="Leave").click()


def test_writing_in_capitals_makes_nobody_leave(elsewhere):
    page = elsewhere()
    page.goto("/contact")
    page.locator("main textarea").focus()
    for key in ("Shift+A", "Shift+B", "Shift+C", "Shift+D"):
        page.keyboard.press(key)
    expect(page).to_have_url("/contact")
