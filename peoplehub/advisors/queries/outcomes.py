"""Reading how things were for a family before and after a match: only for that family."""
from peoplehub.advisors import policy
from peoplehub.advisors.models import OutcomeRating, SupportMatch
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer


def rating_of(viewer: Viewer, match: SupportMatch) -> OutcomeRating | None:
    """Nothing for the advisor."""
    if not policy.may_see_rating(viewer, match):
        return None
    return db.session.get(OutcomeRating, match.id)
