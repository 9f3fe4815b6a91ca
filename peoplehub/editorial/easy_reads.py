"""The easy read of a piece: it is there, or promised for a day; readers ask for it; and whoever
answers for the piece is told when its words changed and those of the easy read did not. Only within
an act, under the lock of the piece."""
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting, mail
from peoplehub.core.acts import announce
from peoplehub.core.errors import Invalid
from peoplehub.editorial.events import EasyReadAsked, EasyReadDone, EasyReadOutdated
from peoplehub.editorial.models import EASY_READ, EASY_UPDATE
from peoplehub.editorial.queries import answers_for
from peoplehub.editorial.tasks import close_task, open_task

MADE_WITHIN = timedelta(days=28)  # of being asked for, where no day is promised
UPDATED_WITHIN = timedelta(days=14)  # of a change of the piece
NO_EASY_READ = (
    "Please write the easy read, or give the day by which there will be one. Readers will see the "
    "day."
)
PAST = "This day is over. Please give a day that is still to come."
OUTDATED = "An easy read to bring up to date"
PARENTS = ("title", "summary", "text")  # the words of which an easy read is made


def soonest_promise() -> date:
    """The day by which an easy read is made where nobody says another."""
    return _today() + MADE_WITHIN


def require_easy_read(piece: Any, is_new: bool) -> None:
    """Before it is published, or stays published (not `is_new`). Raises Invalid."""
    if piece.has_easy:
        return
    if piece.easy_promised_for is None:
        raise Invalid(NO_EASY_READ, "easy_promised_for")
    if is_new and piece.easy_promised_for < _today():
        raise Invalid(PAST, "easy_promised_for")


def follow_easy_read(by: User, piece: Any, before: Mapping[str, str] | None = None,
                     is_still_right: bool = False) -> None:
    """Open and close the tasks of a published piece by what it says now, and said `before` (None:
    it was not published)."""
    if not piece.has_easy:
        piece.easy_outdated_at = None
        close_task(by, piece, EASY_UPDATE)
        open_task(piece, EASY_READ, piece.easy_promised_for)
        return
    is_changed = before is not None and any(before[name] != getattr(piece, name)
                                            for name in PARENTS)
    if before is None or is_still_right or before["easy_text"] != piece.easy_text:
        _is_up_to_date(by, piece)
    elif is_changed and piece.easy_outdated_at is None:
        _is_outdated(by, piece)


def ask_for_easy_read(piece: Any) -> date:
    """One reader more asks for it. Returns the day by which it will be there: the one that is
    promised, or from now on one in `MADE_WITHIN`."""
    if piece.easy_promised_for is None:
        piece.easy_promised_for = soonest_promise()
    task = open_task(piece, EASY_READ, piece.easy_promised_for)
    task.asked += 1
    if task.asked == 1:
        announce(EasyReadAsked(piece.kind, piece.id))
    return piece.easy_promised_for


def resume_easy_read(piece: Any) -> None:
    """Nothing was to be done for it for a while; open its tasks again."""
    if not piece.has_easy:
        open_task(piece, EASY_READ, piece.easy_promised_for or soonest_promise())
    elif piece.easy_outdated_at is not None:
        open_task(piece, EASY_UPDATE, _today() + UPDATED_WITHIN)


def _is_up_to_date(by: User, piece: Any) -> None:
    piece.easy_outdated_at = None
    if any([close_task(by, piece, what) for what in (EASY_READ, EASY_UPDATE)]):
        announce(EasyReadDone(piece.kind, piece.id, by.id))


def _is_outdated(by: User, piece: Any) -> None:
    piece.easy_outdated_at = clock.now()
    due_on = _today() + UPDATED_WITHIN
    open_task(piece, EASY_UPDATE, due_on)
    mail.write_to_all([(one.email, f"{one.id} easy read {piece.kind} {piece.id}")
                       for one in answers_for(piece)], OUTDATED, "easy-read-outdated",
                      wait=timedelta(), piece=piece, due_on=formatting.calendar_day(due_on))
    announce(EasyReadOutdated(piece.kind, piece.id, by.id))


def _today() -> date:
    return formatting.local(clock.now()).date()
