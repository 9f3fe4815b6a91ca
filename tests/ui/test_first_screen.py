"""What stands on the first screen of a phone: the title of a page, and of stories the first card's
title too; and every card tells its day."""
import pytest

from tests.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served]
SMALL = {"width": 360, "height": 640}


def is_on_screen(page, locator) -> bool:
    box = locator.bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]


@pytest.mark.parametrize("size", [PHONE, SMALL], ids=["390x844", "360x640"])
@pytest.mark.parametrize("path", ["/stories", "/blogs", "/blogs/maya", "{story}"])
def test_a_title_stands_on_the_first_screen_of_a_phone(visit, site, path, size):
    page = visit(path.format(**site.samples), viewport=size)
    assert is_on_screen(page, page.get_by_role("heading", level=1))
    cards = page.locator("main li.story")
    if path != "{story}":
        assert is_on_screen(page, cards.first.get_by_role("heading"))


@pytest.mark.parametrize("path", ["/stories", "/blogs", "/blogs/maya"])
def test_every_card_of_a_story_tells_its_day(visit, path):
    page = visit(path, viewport=PHONE)
    cards = page.locator("main li.story")
    assert cards.count() >= 1
    for card in cards.all():
        assert card.locator("time[datetime]").is_visible()
