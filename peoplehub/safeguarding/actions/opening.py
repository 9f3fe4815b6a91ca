"""What every way to open a case shares: the row, its first line, its evidence, and telling the
leads without a word of it. Only within an act."""
from datetime import timedelta
from typing import Any

from peoplehub.accounts.models import User
from peoplehub.core import clock, mail
from peoplehub.core.acts import announce, save
from peoplehub.safeguarding import queries
from peoplehub.safeguarding.events import SafeguardingCaseOpened
from peoplehub.safeguarding.models import (
    CASE_KIND,
    Evidence,
    SafeguardingCase,
    TimelineEntry,
    kept_until,
)

SUBJECT = "PeopleHub: something for you"


def open_case(by: User, opened_from: str, reason: str, **more: Any) -> SafeguardingCase:
    """The row and its first line. Whoever opens a case announces it when all is in it."""
    now = clock.now()
    case = save(SafeguardingCase(
        opened_from=opened_from, reason=reason, opened_by_id=by.id, opened_at=now,
        keep_until=kept_until(reason, now), **more))
    add_line(case, by, "opened")
    return case


def announce_opened(case: SafeguardingCase, by: User) -> None:
    """The leads hear that a case has come, unless one of them has it already. An urgent one wakes
    them (`rota.alarms`), so that it needs no second email."""
    if case.lead_id is None and not case.is_urgent:
        write_to(case, queries.leads_but(case.about_id))
    announce(SafeguardingCaseOpened(case.id, by.id, case.opened_from, case.reason))


def write_to(case: SafeguardingCase, leads: list[User]) -> None:
    """That something waits, and where; nothing of what."""
    mail.write_to_all([(one.email, f"{CASE_KIND} {case.id}") for one in leads], SUBJECT,
                      "safeguarding-case", wait=timedelta(), address=case.address)


def add_line(case: SafeguardingCase, by: User, what: str, **more: Any) -> TimelineEntry:
    return save(TimelineEntry(case_id=case.id, author_id=by.id, what=what, **more))


def add_copy(case: SafeguardingCase, by: User, source: str, text: str, **more: Any) -> None:
    """A copy of words as they are now. `more`: `written_by`, a pen name, `written_at`, and the
    columns of a file. Without words there is nothing to keep."""
    if text.strip():
        save(Evidence(case_id=case.id, added_by_id=by.id, source=source[:80], text=text, **more))
