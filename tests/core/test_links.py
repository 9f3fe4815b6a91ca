"""Where a link leads is said behind its words, whatever the words say."""
import re
import time

import html5lib
import pytest

from peoplehub.core.text import render


def links(source: str) -> list[tuple[str, str]]:
    """Address and words of each link in the rendered source."""
    page = html5lib.parseFragment(render(source), namespaceHTMLElements=False)
    return [(link.get("href"), "".join(link.itertext())) for link in page.iter("a")]


@pytest.mark.parametrize("source, words", [
    ("[the form](https://www.leeds.gov.uk/form)", "the form (leeds.gov.uk)"),
    ("[**the** form](https://leeds.gov.uk)", "the form (leeds.gov.uk)"),
    ("[Write to us](mailto:team@leeds.gov.uk?subject=Help)", "Write to us (team@leeds.gov.uk)"),
    ("[nhs.uk](https://evil.example/nhs.uk)", "nhs.uk (evil.example)"),
    ("[https://nhs.uk](https://evil.example)", "https://nhs.uk (evil.example)"),
    ("[nhs.uk/evil.example](https://evil.example)", "nhs.uk/evil.example (evil.example)"),
    ("[x](https://nhs.uk@evil.example/)", "x (evil.example)"),
    ("[nhs.uk](https://n\u0266s.uk)", "nhs.uk (xn--ns-ygb.uk)"),
    ("https://\u0430\u0440\u0440\u04cf\u0435.com/",
     "https://\u0430\u0440\u0440\u04cf\u0435.com/ (xn--80ak6aa92e.com)"),
    ("[](https://evil.example)", "(evil.example)"),
])  # fmt: skip
def test_a_place_that_the_words_do_not_say_is_said(source, words):
    assert [said for _, said in links(source)] == [words]


@pytest.mark.parametrize("source, words", [
    ("https://www.nhs.uk/conditions", "https://www.nhs.uk/conditions"),
    ("Look at nhs.uk today", "nhs.uk"),
    ("[NHS.uk](https://www.nhs.uk/conditions)", "NHS.uk"),
    ("[the sheet](/library/first-steps)", "the sheet"),
    ("[below](#post-3)", "below"),
])  # fmt: skip
def test_words_that_say_it_already_stay_as_they_are(source, words):
    assert [said for _, said in links(source)] == [words]


def test_a_name_that_is_too_long_to_be_one_is_words_and_costs_nothing():
    signs = "".join(chr(0x4E00 + number) for number in range(9_000))
    for source in (f"https://{signs}.com", f"[x](https://{signs}.com)"):
        began = time.process_time()
        assert links(source) == [] and time.process_time() - began < 2


@pytest.mark.parametrize("address", [
    "http://16843009/", "http://0x7f.1/",
    r"https://evil.example\@nhs.uk", "https://%65vil.example", "https://[::1]/", "https://[nhs.uk",
    "https://nhs.uk%2f@evil", "https://", "https://nhs uk",
])  # fmt: skip
def test_what_browsers_might_read_another_way_is_no_link(address):
    """A link is left, if any, only with the very place that is said."""
    for href, said in links(f"[the NHS]({address})"):
        host = re.match(r"https?://(?:[^/@]*@)?([a-z.]+)(?:/|$)", href)
        assert host and said == f"the NHS ({host[1]})"


def test_a_name_without_its_beginning_is_asked_for_safely():
    assert links("See nhs.uk or http://old.org") == [
        ("https://nhs.uk", "nhs.uk"), ("http://old.org", "http://old.org")]
