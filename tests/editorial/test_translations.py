"""A sheet in another language: a sheet of its own, tied to the one that it says again."""
import pytest

from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.library import actions, translating
from peoplehub.library.models import Sheet
from peoplehub.library.pdf_files import paper_for
from peoplehub.notifications.models import Notification
from peoplehub.sheet_feedback import actions as feedback
from tests.editorial.test_checks import open_tasks, unread
from tests.editorial.test_versions import words_of
from tests.library.conftest import FIELDS, sheet, typed, write  # noqa: F401  fixtures

pytestmark = pytest.mark.one_database
WELSH = "Beth yw cynllun.\n\n## Beth mae'n rhaid iddo ddweud\n\nDŵr.\n\n## Wythnos\n\nDydd Llun."


@pytest.fixture
def welsh(cast, sheet):  # noqa: F811
    """It is out."""
    made = translating.start_translation(cast.advisor, sheet, "cy")
    return actions.change(cast.advisor, made, and_publish=True, **FIELDS | {
        "title": "Ysgrifennu eich cynllun", "text": WELSH})


def test_somebody_translates_a_sheet_and_readers_switch_between_them(
        browser, cast, sheet, typed):  # noqa: F811
    wish = feedback.ask_for_format(cast.amina.id, sheet, "welsh")
    client, page = browser(cast.advisor), f"/library/manage/{sheet.id}/languages"
    assert "Begin the translation" in client.get(page).text
    assert browser(cast.amina).get(page).status_code == 404
    for wrong in ("", "en", "xx"):
        assert client.post(page, data={"action": "start", "language": wrong}).status_code == 422
    begun = client.post(page, data={"action": "start", "language": "cy",
                                    "translated_by": "Siân <b>Parry</b>"})
    made = db.session.scalars(db.select(Sheet).where(Sheet.language == "cy")).one()
    assert begun.location == f"/library/manage/{made.id}" and made.text == sheet.text
    assert client.post(page, data={"action": "start", "language": "cy"}).status_code == 422
    visitor = browser()
    assert "Cymraeg" not in visitor.get(sheet.address).text
    assert visitor.get(f"{made.address}/side-by-side").status_code == 404
    client.post(f"/library/manage/{made.id}", data=typed(
        title="Ysgrifennu eich cynllun", text=WELSH, action="publish"))

    english, welsh = visitor.get(sheet.address).text, visitor.get(made.address).text
    assert f'<a href="{made.address}" hreflang="cy" lang="cy" dir="ltr">Cymraeg</a>' in english
    assert f'rel="alternate" hreflang="en" href="http://localhost{sheet.address}"' in welsh
    assert '<h1 lang="cy" dir="ltr">Ysgrifennu' in welsh
    assert "Siân &lt;b&gt;Parry&lt;/b&gt;" in welsh
    beside = visitor.get(f"{made.address}/side-by-side").text
    assert beside.count('class="beside__row"') == 4  # titles, the beginning, and two sections
    assert visitor.get(f"{sheet.address}/side-by-side").status_code == 404
    assert db.session.get(type(wish), wish.id).done_at is not None
    assert db.session.scalar(db.select(Notification.what).where(
        Notification.user_id == cast.amina.id)) == "format"


def test_lists_show_it_once_and_search_finds_each(browser, cast, sheet, welsh):  # noqa: F811
    visitor = browser()
    listed = visitor.get("/library").text
    assert listed.count('class="sheet"') == 1 and f'href="{welsh.address}" hreflang="cy"' in listed
    assert "1 sheet<" in listed and "(1)" in listed and "(2)" not in listed
    found = visitor.get("/library?q=wythnos").text
    assert "Ysgrifennu eich cynllun" in found and found.count('class="sheet"') == 1
    assert visitor.get("/library?q=matters").text.count('class="sheet"') == 1
    assert welsh.address in visitor.get("/search?q=wythnos").text
    assert sheet.address in visitor.get("/search?q=costs").text
    actions.unpublish(cast.advisor, sheet)
    assert "Ysgrifennu eich cynllun" in visitor.get("/library").text


def test_a_translation_that_its_original_outgrew_says_so_until_somebody_says_it_is_right(
        browser, cast, sheet, welsh):  # noqa: F811
    actions.change(cast.advisor, sheet, **FIELDS | {"text": "Spelt.", "is_small": True})
    assert welsh.translation_outdated_at is None
    actions.change(cast.admin, sheet, **FIELDS | {"text": "Other.", "change_note": "Amounts"})
    told = "The sheet in English was changed on"
    assert told in browser().get(welsh.address).text and told not in browser().get(
        sheet.address).text
    assert "changed after this was translated" in words_of(
        browser().get(f"{welsh.address}/download/pdf"))
    assert [one.piece_id for one in open_tasks() if one.what == "translation"] == [welsh.id]
    assert "old-translation" in unread(cast.advisor)
    client, page = browser(cast.advisor), f"/library/manage/{welsh.id}/languages"
    client.post(page, data={"action": "translator", "translated_by": "Siân"})
    assert told in browser().get(welsh.address).text
    client.post(page, data={"action": "right"})
    assert told not in browser().get(welsh.address).text
    assert "translation" not in [one.what for one in open_tasks()]
    assert "old-translation" not in unread(cast.advisor)
    assert "Siân" in browser().get(welsh.address).text


def test_what_is_no_original_is_not_translated_and_paper_is_in_its_language(
        app, cast, sheet, welsh):  # noqa: F811
    with app.test_request_context():
        assert paper_for(welsh, "pdf")["lang"] == "cy" and paper_for(sheet, "pdf")["lang"] == "en"
    with pytest.raises(Invalid):
        translating.start_translation(cast.advisor, welsh, "pl")
    for wrong in (sheet, welsh):
        with pytest.raises(Invalid):
            translating.set_language(cast.admin, wrong, "pl")
    with pytest.raises(Forbidden):
        translating.translation_is_right(cast.amina, welsh)
    alone = actions.write_sheet(cast.advisor, and_publish=True, **FIELDS)
    translating.set_language(cast.advisor, alone, "ar")
    assert alone.language_words.direction == "rtl"
