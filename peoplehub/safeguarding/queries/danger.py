"""Queries of safeguarding: the rules in force, and what they find."""
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from peoplehub.core.column_queries import fetch_first
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import db
from peoplehub.core.text import prepared
from peoplehub.core.viewers import Viewer
from peoplehub.safeguarding import policy
from peoplehub.safeguarding.models import DangerRules, DangerSign
from peoplehub.text_checks.danger import Rules, Sign, gravest, with_additions

# Built once: whatever is published asks it.
NEWEST_ADDITIONS = select(DangerRules.additions).order_by(DangerRules.id.desc()).limit(1)
VERSIONS = 20  # of the rules that a page shows


def rules_in_force() -> Rules:
    return with_additions(additions_in_force())


def additions_in_force() -> str:
    """What leads have added to the built-in rules, as one document."""
    newest = fetch_first(NEWEST_ADDITIONS)
    return newest.additions if newest else ""


def versions_for(viewer: Viewer) -> list[DangerRules]:
    """The newest first. NotFound for everybody but a safeguarding lead."""
    if not policy.may_change_rules(viewer):
        raise NotFound()
    asked = select(DangerRules).options(joinedload(DangerRules.saved_by))
    return list(db.session.scalars(asked.order_by(DangerRules.id.desc()).limit(VERSIONS)))


def sign_in_words(*words: str) -> Sign | None:
    """The gravest sign in any of these texts."""
    return gravest(_judged(text) for text in words if text)


def was_seen(kind: str, piece_id: int, level: str) -> bool:
    of_it = select(DangerSign.id).filter_by(kind=kind, piece_id=piece_id, level=level)
    return db.session.scalar(of_it) is not None


@prepared
def _judged(text: str) -> Sign | None:
    """Asked before the act that writes the text; within it the answer is taken from there."""
    return rules_in_force().judge(text)
