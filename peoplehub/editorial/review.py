"""Review before publication: a piece, or a change of one that is out, is sent to a second person,
who approves it or asks for a change. Each act is one transaction."""
from datetime import date, timedelta
from typing import Any

from peoplehub.accounts.models import User
from peoplehub.core import clock, formatting
from peoplehub.core.acts import act, announce
from peoplehub.core.errors import Invalid, require
from peoplehub.core.preparation import prepared_by
from peoplehub.core.prerendering import prerender
from peoplehub.core.publication_lookup import lock
from peoplehub.editorial import policy
from peoplehub.editorial.edited_kinds import EDITED
from peoplehub.editorial.events import (
    ChangeWanted,
    PublishedWithoutReview,
    ReviewApproved,
    ReviewRequested,
)
from peoplehub.editorial.models import REVIEW
from peoplehub.editorial.pending import (
    drop_change,
    end_pending,
    pending_of,
    require_approval,
    writers_of,
)
from peoplehub.editorial.pending_models import PendingVersion, is_approved, review_mark
from peoplehub.editorial.tasks import close_task, open_task

REVIEWED_WITHIN = timedelta(days=7)
NOT_YOURS = "You cannot change this."
NOT_YOU = "You cannot approve this: you wrote some of it, or you do not read for others here."
ADMINS_ONLY = "Only the site team can publish without a second look."
NOTHING_WAITS = "Nothing of this waits to be published any more. Somebody may have published it."
NOT_SENT = "This is not waiting for a second look any more. The writer may still work on it."
OTHER_WORDS = (
    "The words were changed while you were reading. Please read them again, and then decide."
)


def prerender_pending(_by: object, piece: Any, *_more: object, **_fields: object) -> None:
    """Before an act that may publish it: the words that wait are rendered and looked at."""
    change = piece.pending_change
    words = change.words if change is not None else {"text": piece.text}
    prerender(piece, words)


def require_publishable(piece: Any) -> PendingVersion | None:
    """Returns the change that waits, None for a draft. Raises Invalid where there is neither."""
    change = piece.pending_change
    if piece.deleted_at or (change is None and piece.published_at is not None):
        raise Invalid(NOTHING_WAITS)
    EDITED[piece.kind].require_ready(piece, change)
    return change


def put_out(by: User, piece: Any) -> None:
    """Publish the draft, or the change that waits. Only within an act; whoever calls it has asked
    whether it is approved."""
    change, kind = require_publishable(piece), EDITED[piece.kind]
    if change is None:
        kind.publish(by, piece)
    else:
        kind.change(by, piece, change)
    end_pending(by, piece)


@act
def send_for_review(by: User, piece: Any) -> None:
    """Have a second person read it. Raises Forbidden, and Invalid while it is not complete."""
    _begin(by, piece)
    require_publishable(piece)
    pending = pending_of(piece)
    if pending.sent_at is None and not is_approved(piece, pending):
        pending.sent_at, pending.sent_by_id = clock.now(), by.id
        open_task(piece, REVIEW, _today() + REVIEWED_WITHIN)
        announce(ReviewRequested(piece.kind, piece.id, by.id))


@act
@prepared_by(prerender_pending)
def approve(by: User, piece: Any, seen: str = "") -> None:
    """It is right, as far as a second person can see, who read the words that have the mark `seen`.
    It is published, or waits for its day."""
    pending = _begin_review(by, piece, seen)
    pending.approved_mark, pending.approved_at = review_mark(piece, pending), clock.now()
    pending.approved_by_id, pending.sent_at = by.id, None
    close_task(by, piece, REVIEW)
    announce(ReviewApproved(piece.kind, piece.id, by.id))
    if pending.publish_on is None:
        put_out(by, piece)


@act
def ask_for_change(by: User, piece: Any, words: str, seen: str = "") -> None:
    """It is not right yet: `words` say what is to be changed, to whoever wrote it."""
    pending = _begin_review(by, piece, seen)
    pending.wanted_change, pending.wanted_by_id, pending.sent_at = words, by.id, None
    close_task(by, piece, REVIEW)
    announce(ChangeWanted(piece.kind, piece.id, by.id))


@act
@prepared_by(prerender_pending)
def publish_now(by: User, piece: Any) -> None:
    """Where a second person has approved it, or none is needed. Raises Forbidden and Invalid."""
    _begin(by, piece)
    require_publishable(piece)
    require_approval(piece)
    put_out(by, piece)


@act
@prepared_by(prerender_pending)
def publish_without_review(by: User, piece: Any, reason: str) -> None:
    """For a reason, which stands in the record: where nobody else can read it first."""
    lock(piece)
    require(policy.may_publish_alone(by, piece), ADMINS_ONLY)
    put_out(by, piece)
    announce(PublishedWithoutReview(piece.kind, piece.id, by.id, reason))


@act
def discard_change(by: User, piece: Any) -> None:
    """Throw away words that wait for a piece that is out. Raises Forbidden and Invalid."""
    _begin(by, piece)
    if not drop_change(by, piece):
        raise Invalid(NOTHING_WAITS)


def _begin(by: User, piece: Any) -> None:
    lock(piece)
    require(policy.may_edit(by, piece), NOT_YOURS)


def _begin_review(by: User, piece: Any, seen: str) -> PendingVersion:
    """What waits for the second person, who has read all of it."""
    lock(piece)
    pending = piece.pending
    require(policy.may_approve(by, piece, writers_of(piece, pending)), NOT_YOU)
    if pending is None or pending.sent_at is None:
        raise Invalid(NOT_SENT)
    if seen and seen != review_mark(piece, pending):
        raise Invalid(OTHER_WORDS)
    return pending


def _today() -> date:
    return formatting.local(clock.now()).date()
