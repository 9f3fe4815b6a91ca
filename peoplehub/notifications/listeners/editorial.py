"""Telling whoever answers for a piece what is to be done for it, until it is."""
from collections.abc import Iterable

from sqlalchemy import select

from peoplehub.core.event_types import AboutPiece
from peoplehub.core.extensions import db
from peoplehub.core.publications import piece_of
from peoplehub.editorial.events import (
    ChangeWanted,
    CheckDone,
    CheckDue,
    EasyReadAsked,
    EasyReadDone,
    EasyReadOutdated,
    PendingChangeDiscarded,
    ReviewApproved,
    ReviewEnded,
    ReviewRequested,
    ScheduledPublicationMissed,
    TranslationDone,
    TranslationOutdated,
    TranslationPublished,
)
from peoplehub.editorial.languages import language_of
from peoplehub.editorial.pending import writers_of
from peoplehub.editorial.queries import answers_for, approvers_of
from peoplehub.library.events import HarmfulDocumentRemoved
from peoplehub.library.models import Sheet
from peoplehub.notifications.models import Notification
from peoplehub.notifications.notify import notify
from peoplehub.sheet_feedback.actions import meet_wish

SOON, LATE = "check-soon", "check-late"
HARMFUL = "harmful"
EASY_ASKED, EASY_OUTDATED = "easy-asked", "easy-outdated"
TO_REVIEW, APPROVED, CHANGE_WANTED = "to-review", "approved", "change-wanted"
NOT_PUBLISHED, CHANGE_GONE = "not-published", "change-gone"
OLD_TRANSLATION = "old-translation"


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


def _tell_of_harm(event: HarmfulDocumentRemoved) -> None:
    _tell(event, HARMFUL)


def _ask_for_review(event: ReviewRequested) -> None:
    _forget(event, CHANGE_WANTED, NOT_PUBLISHED)
    piece = piece_of(event)
    _tell(event, TO_REVIEW, [one.id for one in approvers_of(piece, _writers(event))])


def _tell_of_approval(event: ReviewApproved) -> None:
    _forget(event, TO_REVIEW, CHANGE_WANTED)
    _tell(event, APPROVED, _writers(event))


def _tell_of_wanted_change(event: ChangeWanted) -> None:
    _forget(event, TO_REVIEW)
    _tell(event, CHANGE_WANTED, _writers(event))


def _tell_of_missed_day(event: ScheduledPublicationMissed) -> None:
    """Whoever answers for it, and who chose the day."""
    piece = piece_of(event)
    chose = {piece.pending.day_by_id} - {None}
    _tell(event, NOT_PUBLISHED, {*chose, *(one.id for one in answers_for(piece))}, by_letter=True)


def _tell_of_discarding(event: PendingChangeDiscarded) -> None:
    _tell(event, CHANGE_GONE, _writers(event) - {event.by_id})


def _forget_review(event: ReviewEnded) -> None:
    _forget(event, TO_REVIEW, CHANGE_WANTED, NOT_PUBLISHED)


def _tell_of_outdated_translation(event: TranslationOutdated) -> None:
    _tell(event, OLD_TRANSLATION)


def _forget_translation(event: TranslationDone) -> None:
    _forget(event, OLD_TRANSLATION)


def _meet_wish(event: TranslationPublished) -> None:
    """Those who asked for this language of the original are told."""
    if event.kind == Sheet.kind:
        meet_wish(event.by_id, event.original_id, language_of(event.language).words.lower())


def _writers(event: AboutPiece) -> set[int]:
    piece = piece_of(event)
    return writers_of(piece, piece.pending)


def _tell(event: AboutPiece, what: str, people: Iterable[int] | None = None,
          by_letter: bool = False) -> None:
    """Those people; without any named, whoever answers for the piece."""
    if people is None:
        people = [one.id for one in answers_for(piece_of(event))]
    notify(people, what, f"{what} {event.kind} {event.piece_id}", event.kind, event.piece_id,
           by_letter=by_letter)


def _forget(event: AboutPiece, *whats: str) -> None:
    """What was told before, and not read."""
    for notice in db.session.scalars(select(Notification).where(
            Notification.kind == event.kind, Notification.piece_id == event.piece_id,
            Notification.what.in_(whats), Notification.read_at.is_(None))):
        db.session.delete(notice)


OF_EDITING: dict = {
    CheckDue: [_tell_of_check], CheckDone: [_forget_checks], EasyReadAsked: [_tell_of_asking],
    EasyReadOutdated: [_tell_of_outdated], EasyReadDone: [_forget_easy],
    ReviewRequested: [_ask_for_review], ReviewApproved: [_tell_of_approval],
    ChangeWanted: [_tell_of_wanted_change], ReviewEnded: [_forget_review],
    ScheduledPublicationMissed: [_tell_of_missed_day],
    PendingChangeDiscarded: [_tell_of_discarding],
    TranslationOutdated: [_tell_of_outdated_translation], TranslationDone: [_forget_translation],
    TranslationPublished: [_meet_wish],
    HarmfulDocumentRemoved: [_tell_of_harm],
}
