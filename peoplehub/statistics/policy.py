"""Permissions of figures. Predicates only: nothing here changes anything. The figures of a year
that is over are for everybody."""
from peoplehub.advisors.policy import may_coordinate
from peoplehub.core.viewers import Viewer
from peoplehub.moderation.policy import may_moderate


def may_see_months(viewer: Viewer) -> bool:
    return viewer.is_safeguarding or viewer.is_admin


def may_see_outcomes(viewer: Viewer) -> bool:
    """Whether peer advice helps: coordinators, and the site team in their place."""
    return may_coordinate(viewer)


def may_see_care(viewer: Viewer) -> bool:
    """The care dashboard: the whole team."""
    return may_moderate(viewer)
