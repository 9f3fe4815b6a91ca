"""Looking at a case writes a line in the record, with the reason."""
from sqlalchemy import delete

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act, announce, save
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.moderation import policy, queries
from peoplehub.moderation.events import CaseLookedAt
from peoplehub.moderation.models import LOOKED_FOR, Case, CaseExposure, CaseLook
from peoplehub.moderation.subjects import HARD

NOT_OPEN = "This case is not open to you. Please choose another one."


@act
def look_at_case(moderator: User, case: Case, reason: str) -> None:
    """Once a day for each case. Raises Forbidden for a case that is not open to them."""
    case = queries.locked_case(case.id)
    require(policy.may_see_case(moderator, case), NOT_OPEN)
    note_look(moderator, case, reason)


def note_look(moderator: User, case: Case, reason: str) -> None:
    """Within an act that has locked the case."""
    if not queries.has_looked(moderator, case):
        save(CaseLook(case_id=case.id, moderator_id=moderator.id))
        if case.reason in HARD:
            db.session.merge(CaseExposure(user_id=moderator.id, case_id=case.id, at=clock.now()))
        announce(CaseLookedAt(case.id, moderator.id, reason))


@jobs.every(hour="3", minute="50")
def forget_looks() -> None:
    """Each night: those that open nothing any more."""
    delete_old_looks()


@act
def delete_old_looks() -> None:
    """The lines in the record stay."""
    db.session.execute(delete(CaseLook).where(CaseLook.at <= clock.now() - LOOKED_FOR))
