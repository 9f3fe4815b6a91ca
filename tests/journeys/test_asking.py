"""From "Ask a question" to a question that stands in the forum: pages are counted."""
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.test_secret_links import fill
from tests.visiting import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.served]
WORDS = "He needs somebody from ten to six."
TITLE = "Can the budget pay for a night carer?"


def pages_of(page) -> list[str]:
    """What is shown from now on, page by page; an answer that only leads on shows nothing."""
    shown = []

    def note(answer):
        if answer.request.is_navigation_request() and not 300 <= answer.status < 400:
            shown.append(answer.url)

    page.on("response", note)
    return shown


def write(page, button: str) -> None:
    page.get_by_label("Your question in a few words").fill(TITLE)
    page.get_by_label("Tell us more").fill(WORDS)
    page.get_by_role("button", name=button).click()


@pytest.mark.parametrize("beginning", ["{topic}"])
def test_a_newcomer_asks_and_joins_in_four_pages(site, visit, scripts, beginning):
    email = f"linnet{len(beginning)}{scripts}@people.example".lower()
    page = visit(beginning.format(**site.samples), viewport=PHONE, java_script_enabled=scripts)
    shown = pages_of(page)
    page.get_by_role("link", name="Ask a question").first.click()
    write(page, "Continue")
    expect(page.get_by_text("Your question is kept")).to_be_visible()
    fill(page, email=email, pen_name=f"Linnet {beginning[1:3]}{'x' * scripts}",
         password="seven quiet otters sleep")
    expect(page.get_by_label("code")).to_be_visible()
    fill(page, code=re.search(r"^\d{3} ?\d{3}$", site.letters_to(email)[-1], re.M)[0])
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text(WORDS)).to_be_visible()
    assert len(shown) == 4, shown  # to ask, to join, to confirm, and the question as it stands


def test_a_member_asks_in_two_pages(visit, scripts):
    page = visit("/stories", "amina", viewport=PHONE, java_script_enabled=scripts)
    shown = pages_of(page)
    page.get_by_role("link", name="Ask a question").first.click()
    write(page, "Post my question")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert len(shown) == 2, shown


def test_leaving_quickly_leaves_no_way_back_to_the_words(visit, scripts):
    page = visit("/ask", viewport=PHONE, expected=("bbc.co.uk",), java_script_enabled=scripts)
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Weather"))
    write(page, "Continue")
    expect(page.get_by_text("Your question is kept")).to_be_visible()
    onward = parse_qs(urlsplit(page.url).query)["next"][0]
    page.goto(onward)
    expect(page.get_by_label("Tell us more")).to_have_value(WORDS)
    with page.expect_request("https://www.bbc.co.uk/weather"):
        page.get_by_role("link", name="Leave").click()
    after = page.context.new_page()
    after.goto(onward)
    expect(after.get_by_label("Tell us more")).to_have_value("")
