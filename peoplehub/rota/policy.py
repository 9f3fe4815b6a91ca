"""Permissions on the rota and on alarms. Predicates only: nothing here changes anything."""
from peoplehub.accounts.policy import may_write
from peoplehub.core.viewers import Viewer
from peoplehub.rota.models import Alarm, Shift, Swap


def may_use(viewer: Viewer) -> bool:
    """See the rota, raise alarms: moderators, leads and the site team."""
    return may_write(viewer) and viewer.is_moderator


def may_lead(viewer: Viewer) -> bool:
    """Put others on the rota, set the clock of alarms."""
    return may_use(viewer) and (viewer.is_safeguarding or viewer.is_admin)


def may_change(viewer: Viewer, person_id: int) -> bool:
    """Somebody's shifts and holidays: their own, or as a lead."""
    return may_lead(viewer) or (may_use(viewer) and viewer.id == person_id)


def may_ask_swap(viewer: Viewer, shift: Shift) -> bool:
    return may_change(viewer, shift.user_id)


def may_take_swap(viewer: Viewer, swap: Swap) -> bool:
    return may_use(viewer) and swap.taken_by_id is None and viewer.id != swap.shift.user_id


def may_agree_swap(viewer: Viewer, swap: Swap) -> bool:
    if swap.taken_by_id is None or swap.agreed_at is not None:
        return False
    return may_change(viewer, swap.shift.user_id)


def may_see_alarm(viewer: Viewer, alarm: Alarm) -> bool:
    """Nobody learns from an alarm that somebody worries about what they wrote, and only a lead of a
    safeguarding case."""
    if alarm.is_for_leads and not viewer.is_safeguarding:
        return False
    return may_use(viewer) and viewer.id != alarm.about_id
