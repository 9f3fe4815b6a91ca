"""Releasing what is safe while nobody of the team is there, by a rule and by helpers."""
from peoplehub.accounts.models import User
from peoplehub.core import jobs
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.core.publications import Publication
from peoplehub.handover import policy, queries, risks
from peoplehub.handover.events import ReleasedUnattended, UnattendedHoursSet
from peoplehub.handover.models import UnattendedHours
from peoplehub.handover.reasons import BY_HELPER, BY_RULE
from peoplehub.moderation import actions as moderation, cases

NOT_YOURS = "You cannot let this out. Please leave it to the team."
TEAM_IS_BACK = "Somebody of the team is there now and looks at what waits. Thank you for helping."
NOT_SAFE = "This has changed since you read it. Please leave it to the team."
FOR_LEADS = "Only a safeguarding lead can change this."


@act
def set_hours(lead: User, helpers_after_hours: int, by_rule_after_hours: int) -> UnattendedHours:
    """After how long without the team helpers, and then the rule, release what is safe."""
    require(policy.may_set_hours(lead), FOR_LEADS)
    kept = db.session.get(UnattendedHours, 1) or UnattendedHours(id=1)
    kept.helpers_after_hours = helpers_after_hours
    kept.by_rule_after_hours = by_rule_after_hours
    announce(UnattendedHoursSet(lead.id, helpers_after_hours, by_rule_after_hours))
    return save(kept)


@act
def release(helper: User, piece: Publication, judged: tuple[str, ...]) -> bool:
    """A helper lets out a safe piece. `judged`: its words as they were found safe. Returns
    False when it was out already. Raises Forbidden."""
    require(policy.may_release(helper, piece), NOT_YOURS)
    if queries.piece_held(piece.kind, piece.id) is None:
        return False
    require(queries.are_helpers_asked(), TEAM_IS_BACK)
    require(_risk(piece, judged) in risks.FOR_HELPERS, NOT_SAFE)
    moderation.release_piece(piece, helper, BY_HELPER)
    announce(ReleasedUnattended(helper.id, "helper", piece.kind, piece.id))
    return True


@act
def release_by_rule(piece: Publication, judged: tuple[str, ...]) -> bool:
    """Let out what has waited too long and is safe. Returns whether it was let out."""
    limit = queries.held_before()
    held_at = piece.held_at if queries.piece_held(piece.kind, piece.id) else None
    if limit is None or held_at is None or held_at > limit or _risk(piece, judged):
        return False
    moderation.release_piece(piece, None, BY_RULE)
    announce(ReleasedUnattended(None, "rule", piece.kind, piece.id))
    return True


@jobs.every(minute="*/5")
def release_due() -> None:
    """Every five minutes: what is safe and has waited too long. Each on its own."""
    limit = queries.held_before()
    jobs.each(_release_if_safe, queries.held_since_before(limit) if limit else ())


def _release_if_safe(held: tuple[str, int]) -> None:
    piece = queries.piece_held(*held)
    if piece is not None and risks.in_words(piece) == "":
        release_by_rule(piece, piece.all_words)


def _risk(piece: Publication, judged: tuple[str, ...]) -> str:
    """Under the lock: as it is now. Changed words were not judged, and a case that somebody has
    claimed is theirs."""
    case = cases.open_case_of(piece.kind, piece.id)
    if case is None or case.claimant is not None or piece.all_words != judged:
        return "moderator"
    return risks.in_state(piece, case)
