"""Permissions on accounts. Predicates only: nothing here changes anything."""


from peoplehub.accounts.choices import WORKS_IN_CARE
from peoplehub.accounts.models import HELPER, WITH_SECOND_STEP, User
from peoplehub.core.viewers import Viewer


def may_write(viewer: Viewer) -> bool:
    """Signed in, confirmed by e-mail, and not suspended: what every other `may_…` asks first."""
    if viewer.id is None:
        return False
    if not viewer.is_confirmed:
        return False
    return not viewer.is_suspended


def may_link(viewer: Viewer) -> bool:
    """To other places, where no moderator looks first."""
    return may_write(viewer) and not viewer.is_newcomer


def may_change_profile(viewer: Viewer) -> bool:
    """What others read. How the site looks and what comes by letter is always one's own."""
    return may_write(viewer)


def may_declare(viewer: Viewer, i_am: str) -> bool:
    """Who said that they work in care cannot take the label off by themselves."""
    if viewer.id is None:
        return False
    return i_am == WORKS_IN_CARE or not viewer.works_in_care


def may_suspend(viewer: Viewer, person: Viewer) -> bool:
    if not viewer.is_moderator or viewer.is_suspended or viewer.id == person.id:
        return False
    return viewer.is_admin or not person.is_moderator


def may_change_role(viewer: Viewer, person: Viewer) -> bool:
    return viewer.is_admin and not viewer.is_suspended and viewer.id != person.id


def may_switch_second_step_off(viewer: Viewer) -> bool:
    """Their own: not while their role needs it."""
    return viewer.id is not None and getattr(viewer, "role", "") not in WITH_SECOND_STEP


def may_reset_second_step(viewer: Viewer, person: User) -> bool:
    """Of somebody else who has lost it: the site team, or a safeguarding lead."""
    if viewer.is_suspended or viewer.id == person.id or person.second_step_at is None:
        return False
    return viewer.is_admin or viewer.is_safeguarding


def may_give_grant(viewer: Viewer, person: Viewer, kind: str) -> bool:
    """And take it: a helper is a lead's to choose, or the site team's; the others are the site
    team's. Nobody gives themselves anything."""
    if viewer.is_suspended or viewer.id == person.id or not person.is_confirmed:
        return False
    return viewer.is_admin or (viewer.is_safeguarding and kind == HELPER)


def may_administer_joining(viewer: Viewer) -> bool:
    return viewer.is_admin and not viewer.is_suspended


def may_set_first_day(viewer: Viewer) -> bool:
    return viewer.is_admin and not viewer.is_suspended


def may_set_return_signals(viewer: Viewer) -> bool:
    """The site team and the safeguarding leads."""
    return (viewer.is_admin or viewer.is_safeguarding) and not viewer.is_suspended


def may_end_sessions(viewer: Viewer) -> bool:
    """Of somebody else."""
    return viewer.is_admin and not viewer.is_suspended


def may_block(viewer: Viewer, other: Viewer) -> bool:
    if viewer.id is None or viewer.id == other.id:
        return False
    return not other.is_moderator
