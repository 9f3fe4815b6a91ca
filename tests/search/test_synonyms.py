"""Editors keep the words that mean the same, and try them first."""
import pytest
from sqlalchemy import select

from peoplehub.audit.models import Record
from peoplehub.core.extensions import db
from peoplehub.search.answers import answer
from peoplehub.search.synonym_models import SynonymGroup

pytestmark = pytest.mark.one_database
PAGE = "/admin/synonyms"


def titles(viewer, typed):
    return [str(one.title.striptags()) for one in answer(viewer, typed).found.results]


def test_a_list_is_tried_saved_changed_and_removed(cast, browser, start):
    start("Getting a bus pass")
    sunil = browser(cast.admin)
    said = {"phrases": " Bus pass \r\nfreedom cards\r\nFREEDOM CARD"}
    tried = sunil.post(PAGE, data=said | {"action": "try"})
    assert tried.status_code == 200 and "Nothing is saved yet" in tried.text
    assert "Getting a bus pass</dd>" in tried.text and "FREEDOM CARD</textarea>" in tried.text
    assert titles(cast.stranger, "freedom card") == []
    assert sunil.post(PAGE, data=said).status_code == 303
    assert titles(cast.stranger, "freedom card") == ["Getting a bus pass"]
    group = db.session.scalars(select(SynonymGroup).order_by(SynonymGroup.id.desc())).first()
    assert group.each == ["bus pass", "freedom card"]
    at = f"{PAGE}/{group.id}"
    assert sunil.post(at, data={"phrases": "travel card\nbus pass"}).status_code == 303
    assert titles(cast.stranger, "travel cards") == ["Getting a bus pass"]
    assert titles(cast.stranger, "freedom card") == []
    assert sunil.post(f"{at}/remove").status_code == 303
    assert sunil.post(f"{at}/remove").status_code == 404
    assert titles(cast.stranger, "travel cards") == []
    db.session.rollback()
    assert {"SynonymsSaved", "SynonymsRemoved"} <= set(db.session.scalars(select(Record.happened)))


@pytest.mark.parametrize("phrases, says", [
    ("alone", "at least two"), ("", "at least two"), ("the\nhoist", "says nothing by itself"),
    ("phbs\nsomething else", "is in another list already"), ("a" * 90 + "\nhoist", "under 80"),
    ("\n".join(f"word {n}" for n in range(13)), "at most 12"), ("\x00\n---", "at least two"),
])
def test_what_cannot_be_saved_comes_back_with_its_reason(cast, browser, phrases, says):
    answered = browser(cast.admin).post(PAGE, data={"phrases": phrases})
    assert answered.status_code == 422 and says in answered.text


def test_welsh_words_are_found_in_other_forms(cast, put_in_library):
    put_in_library("Direct payments")
    assert titles(cast.stranger, "taliadau uniongyrchol") == ["Direct payments"]
    put_in_library("Asking for a carer's assessment")
    assert titles(cast.stranger, "asesiad gofalwyr") == ["Asking for a carer's assessment"]


def test_nothing_of_welsh_is_loaded_for_english(cast, monkeypatch):
    monkeypatch.setattr("simplemma.is_known", lambda *_args, **_more: 1 / 0)
    assert titles(cast.stranger, "xyzzy wobble something") == []
