"""Checks of a sheet, with the clock moved: its owner is told in time, readers when it is late."""
from datetime import timedelta

import pytest
import time_machine

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.mail import Email
from peoplehub.editorial import checks
from peoplehub.editorial.models import EditorialTask
from peoplehub.library import actions
from peoplehub.notifications.models import Notification
from tests.editorial.test_versions import words_of
from tests.library.conftest import FIELDS, sheet, write  # noqa: F401  fixtures

pytestmark = pytest.mark.one_database


def letters() -> list[tuple[str, str]]:
    rows = db.session.scalars(db.select(Email).where(Email.purpose == "check-due")
                              .order_by(Email.id))
    return [(one.to, one.body) for one in rows]


def unread(person) -> list[str]:
    return list(db.session.scalars(db.select(Notification.what).where(
        Notification.user_id == person.id, Notification.read_at.is_(None))))


def open_tasks() -> list[EditorialTask]:
    return list(db.session.scalars(db.select(EditorialTask).where(
        EditorialTask.closed_at.is_(None))))


def rounds(times: int = 2) -> None:
    """A second round, or a second worker, tells nobody again."""
    for _ in range(times):
        checks.remind_of_checks()


def test_all_that_happens_until_a_sheet_is_late_and_after_it_is_checked(
        browser, cast, sheet):  # noqa: F811
    start, visitor, owner = clock.now(), browser(), cast.advisor
    told = []
    for days, subject in ((335, "Please read it again by"), (358, "Please read it again by"),
                          (365, "should have been checked by")):
        with time_machine.travel(start + timedelta(days=days - 1)):
            rounds()
            assert len(letters()) == len(told) and "out of date" not in visitor.get(
                sheet.address).text
        with time_machine.travel(start + timedelta(days=days, minutes=1)):
            rounds()
            told = letters()
            assert told[-1][0] == owner.email and subject in told[-1][1]
            assert unread(owner) == ["check-late" if days == 365 else "check-soon"]
            assert len(open_tasks()) == 1
    assert len(told) == 3
    with time_machine.travel(start + timedelta(days=366)):
        assert "This sheet may be out of date." in visitor.get(sheet.address).text
        assert "This sheet may be out of date." in visitor.get(f"{sheet.address}/easy-read").text
        printed = words_of(visitor.get(f"{sheet.address}/download/pdf"))
        assert "This sheet may be out of date. We planned to check it by" in printed
        listed = browser(owner).get("/library/manage/tasks").text
        assert sheet.title in listed and "Late" in listed
        assert "should have been checked by now" in browser(owner).get("/notifications").text
        path = f"/library/manage/{sheet.id}/checked"
        too_long = browser(owner).post(path, data={"sentence": "x" * 301})
        assert too_long.status_code == 422 and "x" * 301 in too_long.text
        assert browser(owner).post(path, data={"sentence": "All numbers"}).status_code == 303
        page = visitor.get(sheet.address).text
        assert "out of date" not in page and "All numbers" in page
        assert "out of date" not in words_of(visitor.get(f"{sheet.address}/download/pdf"))
        assert open_tasks() == [] and unread(owner) == []
        rounds()
        assert len(letters()) == 3


def test_what_was_missed_is_told_once(cast, sheet):  # noqa: F811
    with time_machine.travel(clock.now() + timedelta(days=700)):
        rounds(3)
    [(_to, body)] = letters()
    assert "should have been checked by" in body


def test_of_drafts_and_of_replaced_sheets_nobody_is_told(cast, write):  # noqa: F811
    newer = write(title="Newer", check_every_days=730)
    old, draft = write(title="Old", check_every_days=90), write(title="Draft", check_every_days=90)
    with time_machine.travel(clock.now() + timedelta(days=95)):
        rounds()
        assert len(letters()) == len(open_tasks()) == 2
        actions.replace(cast.admin, old, newer)
        actions.unpublish(cast.admin, draft)
        assert open_tasks() == []
    with time_machine.travel(clock.now() + timedelta(days=400)):
        rounds()
        assert len(letters()) == 2


def test_a_sheet_in_its_own_place_again_is_looked_after_again(cast, write):  # noqa: F811
    newer = write(title="Newer", check_every_days=730)
    old = write(title="Old", check_every_days=90, easy_text="")
    with time_machine.travel(clock.now() + timedelta(days=95)):
        rounds()
        actions.replace(cast.admin, old, newer)
        checks.remind_of_check("sheet", old.id)  # by a worker that found it before
        assert open_tasks() == []
        actions.replace(cast.admin, old, None)
        rounds()
        assert {task.what for task in open_tasks()} == {"check", "easy-read"}
        actions.change(cast.admin, old, **FIELDS | {
            "easy_text": "", "check_every_days": 730})  # not late any more
        assert {task.what for task in open_tasks()} == {"easy-read"}


def test_editors_are_told_where_its_owner_cannot_do_it(cast, sheet):  # noqa: F811
    cast.advisor.suspended_at = clock.now()
    cast.ben.role, cast.ben.second_step_at = "editor", clock.now()
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(days=340)):
        rounds()
    assert [to for to, _ in letters()] == [cast.ben.email]


def test_a_check_that_is_asked_for_sooner_is_told_anew(cast, sheet):  # noqa: F811
    with time_machine.travel(clock.now() + timedelta(days=340)):
        rounds()
        actions.mark_checked(cast.advisor, sheet)
    with time_machine.travel(clock.now() + timedelta(days=680)):
        rounds()
    assert len(letters()) == 2 and len(open_tasks()) == 1
