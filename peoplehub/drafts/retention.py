"""How long drafts are kept that nobody goes on with."""
from sqlalchemy import delete

from peoplehub.core import clock, jobs
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.drafts.models import KEPT_FOR, Draft


@jobs.every(hour="3", minute="35")
def forget_old_drafts() -> None:
    """Each night."""
    delete_old_drafts()


@act
def delete_old_drafts() -> None:
    """One statement, over the index of the days."""
    db.session.execute(delete(Draft).where(Draft.changed_at < clock.now() - KEPT_FOR))
