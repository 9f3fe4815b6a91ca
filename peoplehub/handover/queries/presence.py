"""Who of the team is there just now."""
from datetime import timedelta

from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core import clock
from peoplehub.core.extensions import db
from peoplehub.core.viewers import Viewer
from peoplehub.handover.models import QueueVisit
from peoplehub.moderation import policy as moderation_policy, queries as moderation
from peoplehub.moderation.models import Case
from peoplehub.rota import queries as rota

JUST_NOW = timedelta(minutes=30)


def others_there(viewer: Viewer, case: Case | None = None) -> list[User]:
    """Everybody else of the team who is on duty, or was at the queue in the last half hour, and
    does not rest; of a case, only those who may see it and take its subject."""
    visits = select(QueueVisit.user_id).where(QueueVisit.at > clock.now() - JUST_NOW)
    there = set(db.session.scalars(visits)) | {one.id for one in rota.on_duty()}
    people = [one for one in rota.team() if one.id in there and one.id != viewer.id]
    if case is None:
        return moderation.ready(people, ())
    subjects = moderation.subjects_in([case]).get(case.id, set())
    return moderation.ready(
        [one for one in people if moderation_policy.may_see_case(one, case)], subjects)
