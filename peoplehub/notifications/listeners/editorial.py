"""Telling whoever answers for a piece what is to be done for it, until it is."""
from sqlalchemy import select

from peoplehub.core.event_types import AboutPiece
from peoplehub.core.extensions import db
from peoplehub.core.publications import piece_of
from peoplehub.editorial.events import (
    CheckDone,
    CheckDue,
    EasyReadAsked,
    EasyReadDone,
    EasyReadOutdated,
)
from peoplehub.editorial.queries import answers_for
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import notify

SOON, LATE = "check-soon", "check-late"
EASY_ASKED, EASY_OUTDATED = "easy-asked", "easy-outdated"


def _tell_of_check(event: CheckDue) -> None:
    """Their email is written where the check is looked after, and so are the others."""
    _forget(event, SOON, LATE)
    _tell(event, SOON if event.days else LATE)


def _forget_checks(event: CheckDone) -> None:
    _forget(event, SOON, LATE)


def _tell_of_asking(event: EasyReadAsked) -> None:
    _tell(event, EASY_ASKED)


def _tell_of_outdated(event: EasyReadOutdated) -> None:
    _tell(event, EASY_OUTDATED)


def _forget_easy(event: EasyReadDone) -> None:
    _forget(event, EASY_ASKED, EASY_OUTDATED)


def _tell(event: AboutPiece, what: str) -> None:
    notify([one.id for one in answers_for(piece_of(event))], what,
           f"{what} {event.kind} {event.piece_id}", event.kind, event.piece_id, by_letter=False)


def _forget(event: AboutPiece, *whats: str) -> None:
    """What was told before, and not read."""
    for notice in db.session.scalars(select(Notification).where(
            Notification.kind == event.kind, Notification.piece_id == event.piece_id,
            Notification.what.in_(whats), Notification.read_at.is_(None))):
        db.session.delete(notice)


OF_EDITING: dict = {
    CheckDue: [_tell_of_check], CheckDone: [_forget_checks], EasyReadAsked: [_tell_of_asking],
    EasyReadOutdated: [_tell_of_outdated], EasyReadDone: [_forget_easy],
}
