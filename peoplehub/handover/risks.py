"""Whether a held piece is safe to release without the team: the first reason why not.

Words of danger, what tells who somebody is, links, reports, a decision of a moderator and a
doubtful author are not for a rule to judge. What this module calls safe is still only what no rule
has found.
"""
from datetime import timedelta

from sqlalchemy import select

from peoplehub.blogs.actions import VISITORS_WAIT
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.publication_lookup import is_public
from peoplehub.core.publications import Publication
from peoplehub.moderation import queries as moderation
from peoplehub.moderation.models import GRAVE, HELD, Case, DecisionNotice
from peoplehub.moderation.screening_rules import OF_TOPIC, look_at
from peoplehub.safeguarding import queries as safeguarding
from peoplehub.safeguarding.models import DangerSign
from peoplehub.text_checks import identity

REMEMBERED = timedelta(days=30)  # a decision about what somebody wrote
RISKS = {
    "danger": "it may be about danger", "identity": "it may tell who somebody is",
    "link": "it has a link", "reported": "it is reported",
    "moderator": "a moderator holds it or asked for a change",
    "author": "its author needs a moderator's eyes", "kind": "it is of a kind that only the team "
    "releases", "visitor": "a visitor without an account wrote it",
}
FOR_HELPERS = ("", "visitor")  # what a helper may release; a rule only what has no risk at all


def in_words(piece: Publication) -> str:
    """The risk that its words show: a key of RISKS, or "". Slow: before an act, never in one."""
    words = [one for one in piece.all_words if one]
    if safeguarding.sign_in_words(*words):
        return "danger"
    if any(identity.find(one) for one in words):
        return "identity"
    return "link" if look_at(words, piece.html) else ""


def in_state(piece: Publication, case: Case) -> str:
    """The risk that shows in everything else about it: a key of RISKS, or ""."""
    if not is_public(piece.kind) or piece.kind == "sheet":
        return "kind"
    if _has_sign(piece):
        return "danger"
    if case.opened_by != HELD or case.reason or case.severity < GRAVE:
        return "reported"
    is_of_topic = piece.held_reason == OF_TOPIC  # a moderator wants each reply read
    if is_of_topic or case.waits_until or case.for_leads or moderation.held_by(piece):
        return "moderator"
    if piece.author is None:
        return "visitor" if piece.held_reason == VISITORS_WAIT else "author"
    return "author" if _is_doubtful(piece) else ""


def _has_sign(piece: Publication) -> bool:
    seen = select(DangerSign.id).filter_by(kind=piece.kind, piece_id=piece.id).limit(1)
    return db.session.scalar(seen) is not None


def _is_doubtful(piece: Publication) -> bool:
    """Their account is paused, what they write is looked at first, something else of theirs is
    reported, or a decision about them is younger than a month."""
    author = piece.author
    if author.is_suspended or author.hidden_at or moderation.approval_of(author):
        return True
    reported = select(Case.id).where(Case.about_id == piece.author_id, Case.reason != "",
                                     Case.settled_at.is_(None)).limit(1)
    decided = select(DecisionNotice.id).where(
        DecisionNotice.person_id == piece.author_id, DecisionNotice.undone_at.is_(None),
        DecisionNotice.decided_at > clock.now() - REMEMBERED).limit(1)
    return any(db.session.scalar(one) is not None for one in (reported, decided))
