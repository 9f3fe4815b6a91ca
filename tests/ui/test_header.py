"""The top of every page: two short rows on a phone, whoever looks, and everything within reach."""
import pytest

from tests.visiting import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served]
NARROW = {"width": 360, "height": 740}
LONG_NAME = "() => { for (const name of document.querySelectorAll('.tool__name'))" \
            " name.textContent = 'Bartholomew of the Wide Meadows'; }"
# The tops of what can be seen in each row, told apart by more than a few pixels.
ROWS = """(row) => {
    const tops = [...document.querySelectorAll(`.top ${row} a`)]
        .filter((one) => one.checkVisibility())
        .map((one) => one.getBoundingClientRect())
        .map((box) => box.top + box.height / 2);
    return 1 + tops.filter((top, i) => i && top - tops[i - 1] > 12).length;
}"""
EVERYBODY = ["", "amina", "maya", "ruth", "sunil"]


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_header_is_two_short_rows_at_every_width(visit, who):
    page = visit("/forum", who)
    for size, most in ((PHONE, 120), (NARROW, 120), (DESKTOP, 110)):
        page.set_viewport_size(size)
        page.evaluate(LONG_NAME)
        assert page.locator(".top").bounding_box()["height"] <= most
        assert page.evaluate(ROWS, ".top__row") == 1
        assert page.evaluate(ROWS, ".nav") == 1


# How many rows the middles of what can be tapped stand in.
EVERY_ROW = """() => {
    const rows = [];
    for (const one of document.querySelectorAll(".top a")) {
        const { top, height } = one.getBoundingClientRect();
        if (one.checkVisibility() && !rows.some((row) => Math.abs(row - top - height / 2) < 12))
            rows.push(top + height / 2);
    }
    return rows.length;
}"""
DOUBLE = "() => (document.documentElement.style.fontSize = '200%')"


@pytest.mark.parametrize("who", ["", "amina", "ruth"])
def test_the_header_is_two_rows_with_letters_twice_as_large(visit, who):
    page = visit("/forum", who, viewport=PHONE)
    page.evaluate(DOUBLE)
    page.evaluate(LONG_NAME)
    for width in (320, 360, 390):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(EVERY_ROW) == 2
        assert page.locator(".top").bounding_box()["height"] <= 120
        for words in ("Search", "Help now", "Leave", "Menu"):
            box = page.get_by_role("banner").get_by_role("link", name=words).bounding_box()
            assert min(box["width"], box["height"]) >= 44
            assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("who", ["", "amina"])
@pytest.mark.parametrize("size", ["1", "2", "3", "200%"])
def test_search_and_help_are_in_the_header_at_every_text_size(visit, who, size):
    page = visit("/forum", who, viewport=PHONE)
    if size == "200%":
        page.evaluate(DOUBLE)
    else:
        page.evaluate("(size) => (document.documentElement.dataset.size = size)", size)
    header = page.get_by_role("banner")
    for words in ("Search", "Help now", "Leave"):
        link = header.get_by_role("link", name=words)
        assert link.is_visible()
        assert min(link.bounding_box()[side] for side in ("width", "height")) >= 44
    assert header.get_by_role("link", name="Notifications").count() == (1 if who else 0)
    rooms = header.get_by_role("link", name="Library").is_visible()
    assert rooms or header.get_by_role("link", name="Menu").is_visible()


@pytest.mark.parametrize("who, there", [
    ("", {"Join", "Sign in"}), ("amina", {"Settings", "Sign out", "Amina"}),
    ("ruth", {"Moderation", "Sign out"}), ("sunil", {"Admin", "Moderation"}),
])  # fmt: skip
def test_the_menu_is_a_page_that_needs_no_script_and_leads_everywhere(visit, who, there):
    page = visit("/forum", who, viewport=PHONE, java_script_enabled=False)
    page.goto("/menu")
    rooms = {"Home", "Forum", "Stories", "Library", "Messages", "Search", "Help now", "Display"}
    offered = page.get_by_role("main").get_by_role("link").all_inner_texts()
    assert rooms | there <= {words.strip() for words in offered}


WAITING = """(number) => {
    for (const count of document.querySelectorAll(".tool .count")) {
        count.hidden = false;
        count.firstChild.textContent = number;
    }
}"""


def test_however_much_waits_its_number_stays_on_the_page(visit):
    page = visit("/forum", "ruth", viewport=PHONE)
    for width in (320, 360, 390):
        page.set_viewport_size({"width": width, "height": 740})
        for number in ("7", "20", "120"):
            page.evaluate(WAITING, number)
            right = page.locator(".tool--menu .count").bounding_box()
            assert right["x"] + right["width"] <= width, (width, number)
