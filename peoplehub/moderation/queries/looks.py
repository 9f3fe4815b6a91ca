"""Who has looked at a case, and whether a reason is asked for."""
from sqlalchemy import select

from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.moderation.models import LOOKED_FOR, Case, CaseLook


def has_looked(viewer: Viewer, case: Case) -> bool:
    """Within the last day."""
    theirs = select(CaseLook.id).where(
        CaseLook.case_id == case.id, CaseLook.moderator_id == viewer.id,
        CaseLook.at > clock.now() - LOOKED_FOR)
    return db.session.scalar(theirs.limit(1)) is not None
