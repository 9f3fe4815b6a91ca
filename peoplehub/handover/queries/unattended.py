"""When the team was last there, and what is held that is safe to release without it."""
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select

from peoplehub.accounts.models import STAFF_ROLES, User
from peoplehub.core import clock
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.publications import KINDS, Publication
from peoplehub.core.viewers import Viewer
from peoplehub.handover import policy, risks
from peoplehub.handover.models import (
    BY_RULE_AFTER,
    HELPERS_AFTER,
    NEVER,
    QueueVisit,
    UnattendedHours,
)
from peoplehub.moderation.models import HELD, Case, Decision
from peoplehub.rota import queries as rota

SHOWN = 20  # pieces on a helper's page


@dataclass(frozen=True)
class HeldPiece:
    """A held piece with its open case."""

    piece: Publication
    case: Case


def hours() -> UnattendedHours:
    """As a lead has set it, or the usual ones."""
    return db.session.get(UnattendedHours, 1) or UnattendedHours(
        id=1, helpers_after_hours=HELPERS_AFTER, by_rule_after_hours=BY_RULE_AFTER)


def last_there() -> datetime | None:
    """When somebody of the team last looked at the queue or decided something. While a shift of the
    rota runs, its beginning counts too: whoever is on has the full time to come. None: never."""
    visited = select(func.max(QueueVisit.at))
    acted = select(func.max(Decision.at)).join(User, User.id == Decision.moderator_id).where(
        User.role.in_(STAFF_ROLES))
    now = clock.now()
    begun = [duty.begins for duty in rota.duties_between(now, now + timedelta(seconds=1))]
    known = [db.session.scalar(visited), db.session.scalar(acted), *begun]
    return max((one for one in known if one is not None), default=None)


def are_helpers_asked() -> bool:
    """Whether nobody of the team has been there for as long as helpers wait."""
    last = last_there()
    return last is None or last <= clock.now() - timedelta(hours=hours().helpers_after_hours)


def held_before() -> datetime | None:
    """What has been held since before this moment, the rule may release now. None while somebody
    of the team was there in time, where there never was a team, and where the rule is off."""
    after, last = hours().by_rule_after_hours, last_there()
    limit = clock.now() - timedelta(hours=after)
    return limit if after != NEVER and last is not None and last <= limit else None


def held_since_before(limit: datetime) -> list[tuple[str, int]]:
    """Kind and number of everything held, in nobody's hands, the oldest first."""
    asked = _held().where(Case.opened_at <= limit).with_only_columns(Case.kind, Case.piece_id)
    return [(kind, piece_id) for kind, piece_id in db.session.execute(asked)]


def piece_held(kind: str, piece_id: int) -> Publication | None:
    """The piece, if it is held and neither hidden nor taken away."""
    piece = db.session.get(KINDS[kind], piece_id) if kind in KINDS else None
    if piece is None or piece.held_at is None or piece.hidden_at or piece.deleted_at:
        return None
    return piece


def for_helper(viewer: Viewer) -> list[Publication]:
    """The safe held pieces that this helper may release, the oldest first; none while somebody of
    the team is there. Raises NotFound for who is no helper."""
    if not policy.may_help(viewer):
        raise NotFound()
    safe = (one.piece for one in _safe_for_helpers() if policy.may_release(viewer, one.piece))
    return [piece for piece, _ in zip(safe, range(SHOWN), strict=False)]


def piece_for_helper(viewer: Viewer, kind: str, piece_id: int) -> Publication:
    """A piece that this helper may release. Raises NotFound, also for what is not safe: a helper
    does not learn that it is there."""
    piece = piece_held(kind, piece_id) if policy.may_help(viewer) else None
    if piece is None or not policy.may_release(viewer, piece):
        raise NotFound()
    case = db.session.scalar(_held().where(Case.kind == kind, Case.piece_id == piece_id))
    if case is None or not _is_for_helpers(HeldPiece(piece, case)):
        raise NotFound()
    return piece


def _safe_for_helpers() -> Iterator[HeldPiece]:
    if not are_helpers_asked():
        return
    for case in db.session.scalars(_held()).all():
        piece = piece_held(case.kind, case.piece_id)
        if piece is not None and _is_for_helpers(HeldPiece(piece, case)):
            yield HeldPiece(piece, case)


def _is_for_helpers(held: HeldPiece) -> bool:
    if risks.in_state(held.piece, held.case) not in risks.FOR_HELPERS:
        return False
    return risks.in_words(held.piece) == ""


def _held() -> Select:
    """Open cases of held pieces that nobody has claimed, the oldest first."""
    free = or_(Case.claimed_until.is_(None), Case.claimed_until <= clock.now())
    return select(Case).where(Case.opened_by == HELD, Case.settled_at.is_(None), free).order_by(
        Case.opened_at, Case.id)
