"""Whether something about a private conversation is open: nothing of its words is read."""
from sqlalchemy import exists, or_, select

from peoplehub.core.extensions import db
from peoplehub.messages.models import Message
from peoplehub.moderation.models import Case, Report
from peoplehub.online_safety.models import FrozenContent
from peoplehub.safeguarding.models import ConversationAccess


def is_conversation_wanted(conversation_id: int) -> bool:
    """Whether it must not be erased yet: a report or a case about a message of it is open, one of
    them is frozen, or a lead opened it and its people are not told yet."""
    its = select(Message.id).where(Message.conversation_id == conversation_id)
    return bool(db.session.scalar(select(or_(
        exists().where(Report.kind == Message.kind, Report.piece_id.in_(its),
                       Report.settled_at.is_(None)),
        exists().where(Case.kind == Message.kind, Case.piece_id.in_(its),
                       Case.settled_at.is_(None)),
        exists().where(FrozenContent.kind == Message.kind, FrozenContent.piece_id.in_(its),
                       FrozenContent.destroyed_at.is_(None), FrozenContent.put_back_at.is_(None)),
        exists().where(ConversationAccess.conversation_id == conversation_id,
                       ConversationAccess.told_at.is_(None))))))
