"""The query of a topic to begin with: one that has answers."""
from sqlalchemy import and_, or_

from peoplehub.accounts.models import blocked_either_way
from peoplehub.core.viewers import Viewer
from peoplehub.forum.models import Board, Topic
from peoplehub.forum.queries.topics import (
    HERE,
    LISTED,
    NEWEST,
    NOT_MUTED,
    VIEWER,
    TopicListItem,
    topic_list,
    topic_list_statement,
)

BEST_FIRST = (Topic.summary_at.is_(None), *NEWEST)
NOT_BLOCKED = or_(Topic.anonymous, Topic.author_id.is_(None),
                  Topic.author_id.not_in(blocked_either_way(VIEWER)))
FIT = and_(LISTED, Topic.reply_count > 0, Topic.locked_at.is_(None), NOT_MUTED, NOT_BLOCKED)
OF_BOARD = topic_list_statement(FIT, HERE, order=BEST_FIRST)
OF_ALL_BOARDS = topic_list_statement(FIT, order=BEST_FIRST)


def answered_topic(viewer: Viewer, board: Board | None = None) -> TopicListItem | None:
    """An open topic with answers, of one board or of all: one with an "In short" before others,
    then the newest activity."""
    if board is None:
        found = topic_list(OF_ALL_BOARDS, viewer, 1)
    else:
        found = topic_list(OF_BOARD, viewer, 1, board_id=board.id)
    return found[0] if found else None
