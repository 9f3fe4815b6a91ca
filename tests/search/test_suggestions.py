"""What is offered while somebody types: never anything that they may not read."""
import pytest

from peoplehub.blogs import actions as blogs
from peoplehub.core.extensions import db
from peoplehub.library import actions as library
from peoplehub.moderation import actions as moderation
from peoplehub.questions import actions as questions
from peoplehub.search.models import SearchEntry
from peoplehub.search.rebuild import index_everything

SHEET = {"summary": "A summary.", "topic": "planning", "text": "Words.", "easy_text": "Easy."}


def offered(browser, who, typed):
    answer = browser(who).get("/search/suggest", query_string={"q": typed})
    assert answer.status_code == 200 and "no-store" in answer.headers["Cache-Control"]
    return [one["title"] for one in answer.json]


def test_the_beginning_of_a_word_finds_titles_sheets_and_questions_first(browser, cast, start):
    for number in range(9):
        start(f"Quibbling about hoists {number}")
    library.write_sheet(cast.advisor, and_publish=True, title="Hoists and quibbles", **SHEET)
    questions.write_question(cast.advisor, and_publish=True, title="Who quibbles over a hoist?",
                             summary="Nobody.", topic="planning", text="Nobody does.")
    assert "Hoists and quibbles" in offered(browser, cast.ben, "hoists quib")
    mixed = offered(browser, None, "quib")
    assert set(mixed[:2]) == {"Hoists and quibbles", "Who quibbles over a hoist?"}
    assert len(mixed) == 8 and offered(browser, None, "q") == []
    assert offered(browser, None, "q b") == []
    assert "Peer advisors" in offered(browser, None, "peer adv")
    for odd in ("\x00", "'", '"quib', "quib*", "quib OR", "(", "%", "quib'); DROP", "🎈" * 50,
                "a" * 5000, "title : x", "&", "!quib", "zz zz zz"):
        offered(browser, None, odd)


@pytest.mark.parametrize("who", ["amina", "outsider", "professional", "moderator", "stranger"])
def test_nothing_that_somebody_may_not_read_is_offered(browser, cast, boards, start, publish, who):
    for audience in ("anyone", "members", "families"):
        start(f"Zephyr for {audience}", board=getattr(boards, audience))
    gone = start("Zephyr hidden")
    moderation.hide(cast.moderator, gone, "advert")
    library.write_sheet(cast.advisor, title="Zephyr draft", **SHEET)
    entry = publish("Zephyr members' blog", audience="members")
    blogs.delete(cast.amina, publish("Zephyr deleted"))
    client = None if who == "stranger" else getattr(cast, who)
    found = set(offered(browser, client, "zeph"))
    assert {"Zephyr for anyone"} <= found
    assert not found & {"Zephyr hidden", "Zephyr draft", "Zephyr deleted"}
    assert ("Zephyr for members" in found) == (who != "stranger")
    assert ("Zephyr for families" in found) == (who not in ("stranger", "professional"))
    assert (entry.title in found) == (who != "stranger")


@pytest.mark.one_database
def test_a_title_that_changed_or_went_is_offered_no_more(browser, cast, start):
    sheet = library.write_sheet(cast.advisor, and_publish=True, title="Marzipan", **SHEET)
    assert offered(browser, None, "marz") == ["Marzipan"]
    library.change(cast.advisor, sheet, title="Nougat", change_note="Another name.", **SHEET)
    assert offered(browser, None, "marz") == [] and offered(browser, None, "noug") == ["Nougat"]
    library.unpublish(cast.advisor, sheet)
    assert offered(browser, None, "noug") == []
    library.publish(cast.advisor, sheet)
    sum(index_everything())
    assert offered(browser, None, "noug") == ["Nougat"] and db.session.query(SearchEntry).count()
