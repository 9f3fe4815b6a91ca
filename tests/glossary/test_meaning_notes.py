"""The note that a tap on a hard word opens."""
import pytest
from playwright.sync_api import expect

from tests.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.one_database]
SHEET = "/library/nhs-continuing-healthcare-the-steps"


def test_a_tap_or_a_key_opens_the_meaning_and_moves_nothing(visit):
    page = visit(SHEET, viewport=PHONE)
    word = page.locator("a.term").first
    word.scroll_into_view_if_needed()
    before = word.bounding_box()
    word.focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("dialog")
    expect(note).to_be_focused()
    expect(note).to_contain_text("From: ")
    box = note.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    assert word.bounding_box() == before and page.url.endswith(SHEET)
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(word).to_be_focused()
    word.click()
    note.get_by_role("button", name="Close").click()
    expect(word).to_be_focused()
    word.click()
    note.get_by_role("link", name="See all words").click()
    expect(page.locator(".meaning:target")).to_be_in_viewport()


def test_without_scripts_the_word_leads_to_its_meaning(visit):
    page = visit(SHEET, viewport=PHONE, java_script_enabled=False)
    page.locator("a.term").first.click()
    expect(page.locator(".meaning:target")).to_be_in_viewport()
