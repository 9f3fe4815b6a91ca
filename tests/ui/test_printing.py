"""In print: what was asked for, and nothing of other people's."""
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.served]


def test_printing_a_conversation_prints_no_other_one(visit):
    page = visit("/messages/1", "amina")
    assert page.locator(".chat__list").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".chat__list").is_visible()
    assert page.locator(".log .bubble").first.is_visible()


def test_printing_a_sheet_keeps_the_warning_that_it_may_be_out_of_date(visit):
    page = visit("/library")
    overdue = page.locator(".sheet", has_text="May be out of date")
    while not overdue.count():
        page.get_by_role("link", name="Next page").click()
    overdue.first.get_by_role("link").first.click()
    warning = page.get_by_text("This sheet may be out of date.")
    assert warning.is_visible()
    page.emulate_media(media="print")
    assert warning.is_visible()
