"""What somebody may do on their first day, set by the site team."""
from peoplehub.accounts import policy
from peoplehub.accounts.events import FirstDaySet
from peoplehub.accounts.first_day import USUAL, rules
from peoplehub.accounts.models import FirstDay, User
from peoplehub.core import clock, locks
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require

SITE_TEAM_ONLY = "Only the site team can change this."


@act
def set_first_day(admin: User, **fields: int) -> FirstDay:
    """`fields`: those of `FirstDay`. Raises Forbidden."""
    require(policy.may_set_first_day(admin), SITE_TEAM_ONLY)
    locks.wait_for_name("first day")
    kept = rules()
    for name in USUAL:
        setattr(kept, name, fields[name])
    kept.set_by_id, kept.set_at = admin.id, clock.now()
    announce(FirstDaySet(admin.id))
    return save(kept)
