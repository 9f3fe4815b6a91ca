"""A professional finds no trace of the board that is for families only."""
import re

import pytest
from playwright.sync_api import expect

from tests.conftest import without_what_changes

pytestmark = [pytest.mark.browser, pytest.mark.served]
SECRET = "A secret lantern in the family room"



@pytest.fixture(scope="module")
def secret(posted):
    """A topic there, which names the professional."""
    return posted("amina", "/forum/family-room/new", title=SECRET,
                  text="Only for us, and not for @priya or anybody who is paid.")


def test_families_find_it(sign_in, secret):
    page = sign_in("gareth", "/forum")
    page.get_by_role("link", name="Family room").first.click()
    page.get_by_role("link", name=SECRET).click()
    expect(page.get_by_text("Only for us")).to_be_visible()
    page.goto("/search?q=lantern")
    expect(page.get_by_role("link", name=SECRET)).to_be_visible()


@pytest.mark.parametrize("who", ["priya", ""])
@pytest.mark.parametrize("path", [
    "/", "/forum", "/search?q=lantern", "/search?q=family+room", "/forum/feed.atom",
    "/people/amina", "/notifications", "/forum/planning",
])  # fmt: skip
def test_others_read_of_it_nowhere(site, secret, who, path):
    page = site.ask(path, who)[1]
    page = page.replace("lantern", "") if "q=" in path else page
    assert "lantern" not in page
    assert "family-room" not in page
    assert "Family room" not in page


@pytest.mark.parametrize("who", ["priya", ""])
def test_its_addresses_are_those_of_nothing(site, secret, who):
    number = re.search(r"topics/(\d+)", secret)[1]
    for there, nowhere in [
        ("/forum/family-room", "/forum/no-such-room"),
        ("/forum/family-room/new", "/forum/no-such-room/new"),
        ("/forum/family-room/feed.atom", "/forum/no-such-room/feed.atom"),
        (secret, secret.replace(number, "999999")),
        (f"/forum/topics/{number}", "/forum/topics/999999"),
        (f"/forum/topics/{number}/since?after=0", "/forum/topics/999999/since?after=0"),
    ]:
        assert answer(site, who, there) == answer(site, who, nowhere), there


def answer(site, who: str, path: str) -> tuple[int, str]:
    """What is said there, but for the address itself and what is new in every page."""
    status, page = site.ask(path, who)
    page = re.sub(r"(family-room|no-such-room|topics%2F\d+|topics/\d+)", "", page)
    return status, without_what_changes(page)


def test_nobody_is_told_what_they_may_not_read(sign_in, secret):
    page = sign_in("priya", "/notifications")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "lantern" not in page.content()
    expect(page.get_by_text("mentioned you").filter(has_text="Amina")).to_have_count(0)
