"""The words of our own pages: plain enough for a reader of nine to eleven."""
import html
import re

import pytest
import textstat

pytestmark = pytest.mark.one_database
PAGES = ["/", "/about", "/how-to", "/help-now", "/terms", "/privacy", "/cookies", "/accessibility",
         "/advisors"]
OLDEST_READER = 11  # years; a United States grade is five less


@pytest.mark.parametrize("address", PAGES)
def test_pages_read_easily(browser, address):
    words = _words(browser(None).get(address).text)
    assert textstat.flesch_kincaid_grade(words) + 5 <= OLDEST_READER


@pytest.mark.parametrize("address", PAGES)
def test_pages_do_not_shout(browser, address):
    assert "!" not in _words(browser(None).get(address).text)


def test_the_list_of_cookies_names_every_cookie_we_set(browser):
    page = browser(None).get("/cookies").text
    answer = browser(None).get("/sign-in")
    set_here = [line.split("=")[0] for line in answer.headers.getlist("Set-Cookie")]
    assert all(f"<code>{name}</code>" in page for name in set_here)


def _words(page: str) -> str:
    main = re.sub(r"<svg.*?</svg>", "", re.search(r"<main.*?</main>", page, re.DOTALL)[0])
    parts = re.findall(r"<(p|li|h1|h2|h3|dd|td|figcaption)\b[^>]*>(.*?)</\1>", main, re.DOTALL)
    spoken = [" ".join(html.unescape(re.sub(r"<[^>]+>", "", part)).split()) for _, part in parts]
    return " ".join(words if words[-1] in ".?" else f"{words}." for words in spoken if words)
