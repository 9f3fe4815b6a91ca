"""The rules for replies that a moderator sets and ends: of a topic, and of a whole board."""
from datetime import datetime

from sqlalchemy import select

from peoplehub.accounts.models import User
from peoplehub.core import clock, jobs
from peoplehub.core.acts import act, announce
from peoplehub.core.database import FOR_NO_KEY_UPDATE
from peoplehub.core.errors import require
from peoplehub.core.extensions import db
from peoplehub.core.text import one_line
from peoplehub.forum import policy
from peoplehub.forum.actions.topic_moderation import MODERATORS_ONLY, ordered
from peoplehub.forum.counters import locked
from peoplehub.forum.events import (
    BoardRulesSet,
    TopicApprovalSet,
    TopicRuleEnded,
    TopicSlowed,
    TopicUnlocked,
)
from peoplehub.forum.models import Board, Topic


@act
def look_first(moderator: User, topic: Topic, reason: str, until: datetime | None = None) -> None:
    """From now on replies wait until a moderator has looked at each. Raises Forbidden."""
    topic = ordered(moderator, topic)
    topic.approval_at, topic.approval_by_id = clock.now(), moderator.id
    topic.approval_until, topic.approval_reason = until, one_line(reason)
    announce(TopicApprovalSet(topic.id, moderator.id, topic.approval_reason))


@act
def show_at_once(moderator: User, topic: Topic) -> None:
    """Replies are shown at once again. What waits stays in the queue."""
    topic = ordered(moderator, topic)
    topic.approval_at = topic.approval_until = topic.approval_by_id = None
    topic.approval_reason = ""
    announce(TopicRuleEnded(topic.id, moderator.id, "approval"))


@act
def slow_down(moderator: User, topic: Topic, minutes: int, reason: str,
              until: datetime | None = None) -> None:
    """Everybody waits that long between two replies of theirs. Raises Forbidden."""
    topic = ordered(moderator, topic)
    topic.slow_minutes, topic.slow_at, topic.slow_by_id = minutes, clock.now(), moderator.id
    topic.slow_until, topic.slow_reason = until, one_line(reason)
    announce(TopicSlowed(topic.id, moderator.id, minutes, topic.slow_reason))


@act
def end_slow(moderator: User, topic: Topic) -> None:
    topic = ordered(moderator, topic)
    topic.slow_minutes, topic.slow_reason = 0, ""
    topic.slow_at = topic.slow_until = topic.slow_by_id = None
    announce(TopicRuleEnded(topic.id, moderator.id, "slow"))


@act
def set_board_rules(moderator: User, board: Board, approval: str, slow_minutes: int,
                    reason: str) -> None:
    """For every topic of the board, from now on. Raises Forbidden."""
    require(policy.may_set_board_rules(moderator, board), MODERATORS_ONLY)
    board = db.session.get_one(Board, board.id, with_for_update=FOR_NO_KEY_UPDATE,
                               populate_existing=True)
    board.approval, board.slow_minutes = approval, slow_minutes
    board.rules_reason, board.rules_by_id = one_line(reason), moderator.id
    board.rules_at = clock.now()
    announce(BoardRulesSet(board.id, moderator.id, approval, slow_minutes, board.rules_reason))


@jobs.every(minute="*")
def reopen_topics() -> None:
    """Each minute: topics that were closed until now open, also on pages that are kept. For whoever
    replies they are open from that moment on."""
    due = select(Topic.id).where(Topic.locked_until <= clock.now()).order_by(Topic.id)
    jobs.each(reopen, db.session.scalars(due).all())


@act
def reopen(topic_id: int) -> None:
    """Its time has come. A second time changes nothing."""
    topic = locked(topic_id)
    if topic.locked_until is None or topic.locked_until > clock.now():
        return
    topic.locked_at = topic.locked_until = topic.locked_by_id = None
    topic.locked_reason = ""
    topic.touch()
    announce(TopicUnlocked(topic.id, None))
