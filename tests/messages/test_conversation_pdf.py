"""A conversation to take to a meeting: a tagged PDF for one of its two people, names left out."""
import io

import pytest
from pypdf import PdfReader

from peoplehub.messages import actions
from peoplehub.pages.conversation_pdf import without_name


@pytest.fixture
def spoken(cast):
    first = actions.start(cast.amina, cast.advisor, "Hello **Maya**, from Łódź", "a1")
    actions.send(cast.advisor, first.conversation, "#set page(fill: red)\nSigned, maya", "m1")
    gone = actions.send(cast.advisor, first.conversation, "A zeppelin", "m2")
    actions.take_away(cast.advisor, gone)
    return first.conversation


def read(answer) -> tuple[PdfReader, str]:
    assert answer.status_code == 200 and answer.mimetype == "application/pdf", answer.text
    pdf = PdfReader(io.BytesIO(answer.data))
    return pdf, " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.one_database
def test_it_is_tagged_and_whole_and_the_other_name_is_left_out(spoken, cast, browser):
    amina = browser(cast.amina)
    assert f"{spoken.address}/take-along" in amina.get(spoken.address).text
    assert "we keep no copy" in amina.get(f"{spoken.address}/take-along").text
    answer = amina.get(f"{spoken.address}/conversation.pdf")
    pdf, words = read(answer)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB"
    assert pdf.metadata.title == "My messages with the other person"
    assert answer.headers["Cache-Control"] == "no-store"
    for said in ("Łódź", "#set page(fill: red)", "The other person,", "I,", "is not shown"):
        assert said in words, said
    assert "maya" not in words.lower() and "zeppelin" not in words


def test_the_name_stands_in_it_when_that_is_ticked(spoken, cast, browser):
    pdf, words = read(browser(cast.amina).get(f"{spoken.address}/conversation.pdf?name=1"))
    assert pdf.metadata.title == "My messages with Maya" and "Signed, maya" in words


@pytest.mark.one_database
def test_nobody_else_gets_it_and_no_name_before_it_is_accepted(spoken, cast, browser):
    for who in (cast.ben, cast.moderator, cast.safeguarding, cast.admin):
        for page in ("conversation.pdf", "take-along"):
            assert browser(who).get(f"{spoken.address}/{page}").status_code == 404
    first = actions.start(cast.ben, cast.amina, "May I write?", "b1")
    address = f"{first.conversation.address}/conversation.pdf?name=1"
    _, words = read(browser(cast.amina).get(address))
    assert "Ben" not in words and "May I write?" in words


def test_a_name_is_left_out_of_mentions_and_of_links_to_a_profile():
    link = {"tag": "a", "href": "/people/maya", "far": False, "kids": ["MAYA"]}
    other = {"tag": "a", "href": "https://example.org/x", "far": True, "shown": "", "kids": ["x"]}
    [made] = without_name([{"tag": "p", "kids": ["Hi @Maya", link, " Mayan", other]}], "Maya")
    assert made["kids"] == ["Hi [name]", link | {"href": "", "kids": ["[name]"]}, " Mayan", other]
