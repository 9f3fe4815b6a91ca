"""What kind of publication a sheet is: said by editors, shown to readers, counted in choices."""
import pytest

from peoplehub.library import actions
from peoplehub.library.publication_facts import PublicationFacts

pytestmark = pytest.mark.one_database
REPORT = PublicationFacts("report", 2012, "wales", "professionals", "ogl", "The evaluation team",
                          "https://example.org/report", "May 2012")


def test_an_editor_says_what_it_is_and_readers_see_it(browser, cast, write):
    sheet = write()
    editor = browser(cast.advisor)
    page = f"/library/manage/{sheet.id}"
    said = {"title": sheet.title, "summary": sheet.summary, "topic": "planning",
            "text": sheet.text, "easy_text": sheet.easy_text, "patch": "sheet",
            "owner_id": str(cast.advisor.id), "check_every_days": "365", "action": "save",
            **{name: str(value) for name, value in vars(REPORT).items()}}
    for wrong in ({"year": "soon"}, {"year": "9" * 40}, {"source_address": "javascript:x"},
                  {"licence": "mine"}, {"region": "\x00"}):
        answer = editor.post(page, data=said | wrong)
        assert answer.status_code == 422, wrong
        assert "The evaluation team" in answer.text
    assert editor.post(page, data=said).status_code == 303
    shown = browser().get(sheet.address).text
    for words in ("Report, 2012", "Wales", "The evaluation team", "May 2012",
                  "You may copy it, change it and share it. Say where it is from.", "about age"):
        assert words in shown
    actions.change(cast.advisor, sheet, title="Another", summary="Short", topic="planning",
                   text=sheet.text, easy_text=sheet.easy_text)
    assert sheet.facts == REPORT  # whoever says nothing of them leaves them
