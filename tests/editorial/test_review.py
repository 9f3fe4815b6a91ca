"""A second person reads before something is published, and it is published on a day."""
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from peoplehub.accounts import following
from peoplehub.accounts.actions import change_role
from peoplehub.accounts.models import User
from peoplehub.audit.models import Record, RecordReason
from peoplehub.core import clock
from peoplehub.core.errors import Forbidden, Invalid
from peoplehub.core.extensions import db
from peoplehub.editorial import review, scheduling
from peoplehub.editorial.models import PieceVersion
from peoplehub.editorial.pending_models import PendingVersion, review_mark
from peoplehub.library import actions
from peoplehub.revisions.actions import remove_details
from tests.editorial.test_checks import open_tasks, unread
from tests.editorial.test_versions import notices
from tests.library.conftest import FIELDS, sheet, typed, write  # noqa: F401  fixtures

pytestmark = pytest.mark.one_database
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def second_review(app, monkeypatch):
    monkeypatch.setitem(app.config, "SECOND_REVIEW", True)


@pytest.fixture
def draft(write):  # noqa: F811
    return write(draft=True)


def page_of(piece) -> str:
    return f"/publishing/sheet/{piece.id}"


def what_waits() -> list[str]:
    return [task.what for task in open_tasks() if task.what in ("review", "publish")]


def at(year: int, month: int, day: int, hour: int = 7, minute: int = 1):
    return time_machine.travel(datetime(year, month, day, hour, minute, tzinfo=LONDON), tick=False)


def test_a_draft_is_published_after_somebody_else_has_read_it(
        browser, cast, draft, typed, second_review):  # noqa: F811
    writer, second, visitor = browser(cast.advisor), browser(cast.moderator), browser()
    refused = writer.post(f"/library/manage/{draft.id}/publish")
    assert refused.status_code == 422 and "A second person reads this" in refused.text
    sent = writer.post(f"/library/manage/{draft.id}", data=typed(action="send", text="Call 111."))
    assert sent.status_code == 303 and sent.location == page_of(draft)
    assert unread(cast.moderator) == ["to-review"] and unread(cast.advisor) == []
    assert what_waits() == ["review"]
    assert page_of(draft) in second.get("/library/manage/tasks").text
    assert "Approve and publish" not in writer.get(page_of(draft)).text
    read = second.get(page_of(draft)).text
    assert "Approve and publish" in read and "Call 111." in read
    assert writer.post(page_of(draft), data={"action": "approve"}).status_code == 403

    empty = second.post(page_of(draft), data={"action": "return"})
    assert empty.status_code == 422 and "what is to be changed" in empty.text
    second.post(page_of(draft), data={"action": "return", "sentence": "Say <b>who</b> answers."})
    assert unread(cast.advisor) == ["change-wanted"] and what_waits() == []
    assert "Say &lt;b&gt;who&lt;/b&gt; answers." in writer.get(page_of(draft)).text
    writer.post(f"/library/manage/{draft.id}", data=typed(action="send", text="Call 111. Mia."))
    old_mark = review_mark(draft, draft.pending)
    actions.change(cast.advisor, draft, **FIELDS | {"text": "Call 112."})
    late = second.post(page_of(draft), data={"action": "approve", "seen": old_mark})
    assert late.status_code == 422 and "changed while you were reading" in late.text
    assert visitor.get(draft.address).status_code == 404
    done = second.post(page_of(draft), data={
        "action": "approve", "seen": review_mark(draft, draft.pending)})
    assert done.status_code == 303 and "Call 112." in visitor.get(draft.address).text
    assert "Read by two people" in visitor.get(f"{draft.address}/versions").text
    assert db.session.scalar(db.select(PieceVersion.approved_by_id)) == cast.moderator.id
    assert db.session.scalar(db.select(PendingVersion)) is None
    assert unread(cast.moderator) == [] and "change-wanted" not in unread(cast.advisor)
    happened = set(db.session.scalars(db.select(Record.happened)))
    assert {"ReviewRequested", "ChangeWanted", "ReviewApproved", "Published"} <= happened


def test_nobody_approves_words_of_their_own_nor_is_an_approval_good_for_others(
        cast, draft, second_review):
    actions.change(cast.moderator, draft, **FIELDS | {"text": "A comma, mended."})
    review.send_for_review(cast.advisor, draft)
    for writer in (cast.moderator, cast.advisor):
        with pytest.raises(Forbidden):
            review.approve(writer, draft)
    scheduling.schedule(cast.advisor, draft, clock.now().date() + timedelta(days=9))
    review.approve(cast.admin, draft)
    assert draft.is_draft
    actions.change(cast.advisor, draft, **FIELDS | {"text": "Other words."})
    with pytest.raises(Invalid, match="second person"):
        review.publish_now(cast.advisor, draft)
    review.send_for_review(cast.advisor, draft)
    review.approve(cast.admin, draft)
    review.publish_now(cast.advisor, draft)
    assert not draft.is_draft


def test_readers_keep_what_is_out_while_a_change_waits(
        browser, cast, sheet, typed, second_review):  # noqa: F811
    following.follow(cast.amina, "sheet", sheet.id)
    writer, second, visitor = browser(cast.advisor), browser(cast.admin), browser()
    edit, seen = f"/library/manage/{sheet.id}", sheet.mark
    said = typed(text="Zebra money.", is_small="", change_note="New amounts", seen=seen)
    assert writer.post(edit, data=said).location == page_of(sheet)
    for page in (sheet.address, "/search?q=zebra", f"{sheet.address}/versions", "/library?q=zebra"):
        assert "Zebra" not in visitor.get(page).text, page
    assert visitor.get(page_of(sheet)).location.startswith("/sign-in")
    assert browser(cast.amina).get(page_of(sheet)).status_code == 404
    assert "Zebra money." in writer.get(edit).text and "A change waits" in writer.get(
        "/library/manage").text
    conflict = second.post(edit, data=said | {"text": "Lion money."})
    assert conflict.status_code == 422 and "changed while you were writing" in conflict.text
    assert "Zebra money." in conflict.text and "Lion money." in conflict.text
    with pytest.raises(Invalid, match="waits"):
        actions.unpublish(cast.advisor, sheet)
    writer.post(page_of(sheet), data={"action": "send"})
    read = second.get(page_of(sheet)).text
    assert "<ins>" in read and "Zebra money." in read and notices(cast.amina) == []
    for _ in range(2):  # a double click
        done = second.post(page_of(sheet), data={"action": "approve", "idempotency_key": "one"})
        assert done.status_code == 303
    assert "Zebra money." in visitor.get(sheet.address).text and sheet.edition == 2
    assert sheet.address in visitor.get("/search?q=zebra").text
    assert len(notices(cast.amina)) == 1 and "New amounts" in visitor.get(
        f"{sheet.address}/versions").text
    gone = second.post(page_of(sheet), data={"action": "approve"})
    assert gone.status_code == 422 and "not waiting" in gone.text


def test_a_change_that_waits_is_thrown_away_by_its_writer_and_with_details(cast, sheet):  # noqa: F811
    actions.change(cast.advisor, sheet, for_later=True, **FIELDS | {"text": "Later."})
    review.discard_change(cast.advisor, sheet)
    assert sheet.pending is None and sheet.edition == 1
    actions.change(cast.advisor, sheet, for_later=True, **FIELDS | {"text": "Call Joe Bloggs."})
    remove_details(cast.moderator, sheet, "Call us.", "A name")
    assert db.session.scalar(db.select(PendingVersion)) is None
    assert "change-gone" in unread(cast.advisor)


def test_a_site_with_one_editor_can_publish_for_a_reason(
        browser, cast, write, second_review):  # noqa: F811
    mine, theirs = write(cast.admin, draft=True), write(draft=True)
    with pytest.raises(Forbidden):
        review.publish_without_review(cast.advisor, theirs, "Quick")
    for one in db.session.scalars(db.select(User).where(User.id != cast.admin.id)):
        one.suspended_at = clock.now()
    db.session.commit()
    client = browser(cast.admin)
    assert "Nobody else on this site can approve it" in client.get(page_of(mine)).text
    assert client.post(page_of(mine), data={"action": "alone"}).status_code == 422
    client.post(page_of(mine), data={"action": "alone", "reason": "I am alone here."})
    assert not mine.is_draft
    assert db.session.scalar(db.select(RecordReason.words)) == "I am alone here."


@pytest.mark.parametrize("when, before", [
    ((2027, 3, 28), (2027, 3, 28, 6, 59)),  # summer time begins that night
    ((2027, 10, 31), (2027, 10, 31, 6, 59)),  # and ends
])
def test_it_is_published_once_in_the_morning_of_its_day(
        browser, cast, write, when, before):  # noqa: F811
    sheet = write()  # noqa: F811
    following.follow(cast.amina, "sheet", sheet.id)
    with at(*when, hour=0):
        pass
    with at(when[0], when[1], when[2] - 5):
        actions.change(cast.advisor, sheet, for_later=True, **FIELDS | {"text": "Zebra money."})
        client = browser(cast.advisor)
        for day in ("", "yesterday", "2027-01-01", "2099-01-01"):
            assert client.post(page_of(sheet), data={
                "action": "day", "publish_on": day}).status_code == 422
        client.post(page_of(sheet), data={"action": "day", "publish_on": date(*when).isoformat()})
        assert "Goes out on" in client.get("/library/manage").text
    with at(*before):
        scheduling.publish_what_is_due()
        assert sheet.edition == 1 and notices(cast.amina) == []
    with at(*when):
        due = scheduling._due()
        scheduling.publish_what_is_due()
        scheduling._publish(due[0])  # a second worker that saw it due, too
        assert sheet.edition == 2 and len(notices(cast.amina)) == 1
        assert "Zebra money." in browser().get(sheet.address).text


def test_what_is_not_approved_on_its_day_waits_and_its_owner_is_told_once(
        browser, cast, draft, second_review):
    with at(2027, 5, 1):
        scheduling.schedule(cast.advisor, draft, date(2027, 5, 3))
    with at(2027, 5, 6):  # the worker was away for three days
        scheduling.publish_what_is_due()
        scheduling.publish_what_is_due()
        assert draft.is_draft and unread(cast.advisor) == ["not-published"]
        assert what_waits() == ["publish"]
        page = browser(cast.advisor).get(page_of(draft)).text
        assert "This was not published on 3 May 2027" in page and "second person" in page
        scheduling.schedule(cast.advisor, draft, date(2027, 5, 8))
        assert what_waits() == []
        scheduling.unschedule(cast.advisor, draft)
    with at(2027, 5, 9):
        scheduling.publish_what_is_due()
        assert draft.is_draft


def test_who_cannot_publish_any_more_does_not_by_a_day(cast, draft):
    with at(2027, 5, 1):
        scheduling.schedule(cast.advisor, draft, date(2027, 5, 3))
    change_role(cast.admin, cast.advisor, "member")
    with at(2027, 5, 3):
        scheduling.publish_what_is_due()
    assert draft.is_draft and "cannot publish it any more" in draft.pending.missed_because
