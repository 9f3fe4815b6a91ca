"""Keeping what waits to be published: who wrote it, and the words of a change of what is out. Only
within an act, under the lock of the piece."""
from collections.abc import Mapping
from typing import Any

from flask import current_app
from sqlalchemy import delete, select

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.acts import announce, save
from peoplehub.core.errors import Invalid
from peoplehub.core.extensions import db
from peoplehub.editorial.events import PendingChangeDiscarded, PendingChangeSaved, ReviewEnded
from peoplehub.editorial.models import PUBLISH, REVIEW
from peoplehub.editorial.pending_models import (
    PendingVersion,
    PendingVersionWriter,
    is_approved,
)
from peoplehub.editorial.tasks import close_task

NOT_APPROVED = (
    "A second person reads this before it is published. Save it, and press “Send for a second "
    "look”."
)


def is_review_required() -> bool:
    """Whether a second person reads something before it is published, by the setting."""
    return bool(current_app.config["SECOND_REVIEW"])


def require_approval(piece: Any) -> None:
    """Raises Invalid while a second person has not approved what would be published."""
    if is_review_required() and not is_approved(piece, piece.pending):
        raise Invalid(NOT_APPROVED)


def keep_writer(by: User, piece: Any) -> PendingVersion:
    """They wrote some of a draft; so did its author."""
    pending = pending_of(piece)
    pending.written_at = clock.now()
    _add_writers(pending, by.id)
    return pending


def pending_of(piece: Any) -> PendingVersion:
    """What is kept of the piece until it is published, made if it is not there."""
    pending = piece.pending
    if pending is None:
        pending = save(PendingVersion(kind=piece.kind, piece_id=piece.id))
        if piece.published_at is None:
            _add_writers(pending, piece.author_id)
    return pending


def keep_change(by: User, piece: Any, words: Mapping[str, str], note: str,
                is_small: bool = False, easy_still_right: bool = False) -> PendingVersion:
    """Words for a piece that is out, which readers do not see yet."""
    pending = pending_of(piece)
    is_other = not pending.is_change or pending.words != words
    for name, said in words.items():
        setattr(pending, name, said)
    pending.is_change, pending.change_note = True, note
    pending.is_small, pending.easy_still_right = is_small, easy_still_right
    if is_other:
        pending.written_at = clock.now()
        _add_writers(pending, by.id)
    announce(PendingChangeSaved(piece.kind, piece.id, by.id))
    return pending


def drop_change(by: User | None, piece: Any) -> bool:
    """The words that waited are gone. Returns whether there were any."""
    if piece.pending_change is None:
        return False
    announce(PendingChangeDiscarded(piece.kind, piece.id, by.id if by else None))
    end_pending(by, piece)
    return True


def end_pending(by: User | None, piece: Any) -> None:
    """It is published, or is not to be any more: nothing waits."""
    closed = [close_task(by, piece, what) for what in (REVIEW, PUBLISH)]
    pending = piece.pending
    if pending is not None:
        is_told = any(closed) or bool(pending.wanted_change)
        db.session.execute(delete(PendingVersionWriter).where(
            PendingVersionWriter.version_id == pending.id))
        db.session.delete(pending)
        db.session.flush()
        if is_told:
            announce(ReviewEnded(piece.kind, piece.id, by.id if by else None))


def writers_of(piece: Any, pending: PendingVersion | None) -> set[int]:
    """The numbers of those who wrote some of what waits."""
    if pending is None:
        return {piece.author_id} if piece.author_id else set()
    return set(db.session.scalars(select(PendingVersionWriter.user_id).where(
        PendingVersionWriter.version_id == pending.id)))


def _add_writers(pending: PendingVersion, *ids: int | None) -> None:
    known = set(db.session.scalars(select(PendingVersionWriter.user_id).where(
        PendingVersionWriter.version_id == pending.id)))
    for user_id in {one for one in ids if one} - known:
        save(PendingVersionWriter(version_id=pending.id, user_id=user_id))
