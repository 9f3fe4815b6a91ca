"""How long reply addresses and held replies are kept."""
from sqlalchemy import delete

from peoplehub.core import clock, jobs
from peoplehub.core.acts import act
from peoplehub.core.extensions import db
from peoplehub.email_replies.models import HELD_FOR, KEPT_FOR, HeldReply, ReplyAddress


@jobs.every(hour="3", minute="25")
def forget_old_replies() -> None:
    """Each night."""
    delete_old_replies()


@act
def delete_old_replies() -> None:
    """One statement for each table."""
    now = clock.now()
    db.session.execute(delete(HeldReply).where(HeldReply.held_at < now - HELD_FOR))
    db.session.execute(delete(ReplyAddress).where(ReplyAddress.made_at < now - KEPT_FOR))
