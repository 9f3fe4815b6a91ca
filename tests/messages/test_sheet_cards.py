"""An information sheet is sent by its address: a card with its title, for who may read it."""
import pytest

from peoplehub.core.extensions import db
from peoplehub.library import actions as library
from peoplehub.messages import actions, cards
from tests.messages.conftest import as_script

SHEET = {"summary": "Start here.", "topic": "planning", "text": "Words."}


@pytest.fixture
def sheet(cast):
    return library.write_sheet(cast.advisor, True, title="Your first plan", **SHEET)


@pytest.mark.one_database
def test_a_pasted_address_becomes_a_card_and_a_script_is_told_the_same(talk, sheet, cast, browser):
    amina, maya = browser(cast.amina), browser(cast.advisor)
    told = as_script(amina, talk.address, text=f"Look: {cards.link_to(sheet)}", client_id="s1")
    for html in (told.json["html"], maya.get(talk.address).text,
                 maya.get(f"{talk.address}/since?after=2").json["messages"][0]["html"]):
        assert f'href="{sheet.address}"' in html and "Your first plan" in html


def test_there_is_no_card_for_a_sheet_that_is_not_out_or_stands_elsewhere(
    talk, sheet, cast, browser
):
    link = cards.link_to(sheet)
    actions.send(cast.amina, talk, f"{link} https://example.org{sheet.address}", "s1")
    sheet.published_at = None
    db.session.commit()
    page = browser(cast.advisor).get(talk.address).text
    assert "Your first plan" not in page and link in page


def test_the_page_of_a_sheet_leads_to_a_conversation_with_its_address_in_the_box(
    talk, knock, sheet, cast, browser
):
    amina, address = browser(cast.amina), f"/messages/send-sheet/{sheet.slug}"
    assert f'href="{address}"' in amina.get(sheet.address).text
    page = amina.get(address).text
    assert f'href="{talk.address}?sheet={sheet.slug}#write"' in page
    assert f"{knock.address}?sheet" not in page  # a first message has no links
    box = amina.get(f"{talk.address}?sheet={sheet.slug}").text
    assert f"{cards.link_to(sheet)}</textarea>" in box
    assert amina.get("/messages/send-sheet/not-here").status_code == 404
    assert browser().get(address).status_code == 302
