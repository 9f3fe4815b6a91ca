"""A topic in which nobody has written for long says so, and leads to what holds now."""
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from peoplehub.audit.models import Record
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.forum import actions
from peoplehub.library import actions as library
from peoplehub.moderation import actions as moderation
from peoplehub.tags.actions import add_first_tags
from tests.forum.conftest import replied, started

pytestmark = pytest.mark.one_database
SHEET = {"summary": "What it costs.", "topic": "money", "text": "Words.", "easy_text": ""}


def sheet(cast, title, *tags):
    return library.write_sheet(cast.moderator, and_publish=True, owner=cast.advisor, title=title,
                               tags=tags, **SHEET)


def test_an_old_topic_says_since_when_and_shows_the_sheet_that_is_out(
        app, browser, cast, boards, queries, monkeypatch):
    add_first_tags()
    tagged = {"tags": ("employing", "wales")}
    with clock.at(clock.now() - timedelta(days=900)):
        old = started(cast.amina, boards.planning, "What do you pay?", **tagged)
        replied(cast.ben, old)
    month = old.last_reply_at.strftime("%B %Y")
    new = started(cast.amina, boards.planning, "What do you pay now?", **tagged)
    sheet(cast, "Only of Wales", "wales")
    page = browser(cast.ben).get(old.address).text
    assert f"Nobody has written here since {month}" in page and 'href="/library">' in page
    fits, other = sheet(cast, "Paying people", "employing", "wales"), sheet(
        cast, "Being an employer", "employing")
    for who, may in ((None, False), (cast.ben, False), (cast.amina, True), (cast.advisor, True)):
        page = browser(who).get(old.address).text
        assert f'href="{fits.address}">Paying people</a>' in page
        assert ("Do you know what helped?" in page) is may
        assert "Nobody has written here since" not in browser(who).get(new.address).text
    with queries() as of_new:
        browser(cast.ben).get(new.address)
    assert "FROM sheet" not in " ".join(of_new).replace("\n", " ")
    moderation.hide(cast.moderator, fits, "It is out of date")
    page = browser().get(old.address).text
    assert fits.address not in page and other.address in page
    actions.summarize(cast.advisor, old, "- It goes up in spring")
    assert "Do you know what helped?" not in browser(cast.amina).get(old.address).text
    monkeypatch.setitem(app.config, "OLD_TOPIC_DAYS", 1000)
    assert "Nobody has written here since" not in browser(cast.ben).get(old.address).text


def test_a_moderator_chooses_the_sheet_of_an_old_topic(app, browser, cast, boards):
    add_first_tags()
    with clock.at(clock.now() - timedelta(days=900)):
        old = started(cast.amina, boards.planning, "What do you pay?", tags=("employing",))
    by_tags, chosen = sheet(cast, "Paying people", "employing"), sheet(cast, "Wages in April")
    at, ruth = f"/forum/topics/{old.id}/sheet", browser(cast.moderator)
    assert browser(cast.amina).get(at).status_code == 404
    found = ruth.get(at + "?q=april").text
    assert "Wages in April" in found and by_tags.title not in found
    assert "No sheet has all of these words" in ruth.get(at + "?q=xylophone%00").text
    assert ruth.post(at + "?q=april", data={"sheet": str(chosen.id)}).status_code == 303

    def shown(who=None):
        return [title for title in ("Paying people", "Wages in April")
                if title in browser(who).get(old.address).text]

    assert shown() == shown(cast.ben) == ["Wages in April"]
    assert f'value="{chosen.id}" checked' in ruth.get(at).text
    library.replace(cast.moderator, chosen, by_tags)
    assert shown() == ["Paying people"]
    library.replace(cast.moderator, chosen, None)
    moderation.hide(cast.moderator, chosen, "It is out of date")
    assert shown() == shown(cast.moderator) == ["Paying people"]
    refused = ruth.post(at, data={"sheet": str(chosen.id)})
    assert refused.status_code == 422 and "not out any more" in refused.text
    assert [ruth.post(at, data={"sheet": said}).status_code for said in ("9" * 30, "", "none")
            ] == [422, 422, 303]
    assert shown() == []
    ruth.post(at, data={"sheet": "tags"})
    assert shown(cast.ben) == ["Paying people"]
    kept = select(func.count()).where(Record.happened == "TopicSheetChosen")
    assert db.session.scalar(kept) == 3
