"""The one or two questions that a member's home offers them, chosen by this rule.

Candidates are questions of others that nobody has answered and that the member may read and
answer: not closed, held or hidden, not followed by them, in nothing that they muted, without
words of their "not today" list, and not by somebody across a block (unnamed ones stay, or whoever
looks would learn who wrote them). Those that were offered to them come first, then those about what
they say they have lived with, the more of it the better; among equals what has waited longest. How
often something was read, followed or thanked for is never looked at.
"""
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import BindParameter, Row, and_, bindparam, func, or_, select, union_all

from peoplehub.accounts.models import User, blocked_either_way
from peoplehub.accounts.policy import may_write
from peoplehub.core import clock
from peoplehub.core.column_queries import fetch_rows
from peoplehub.folding.not_today import looks_for
from peoplehub.forum.models import Board, Post, Topic
from peoplehub.forum.queries.home import FOLLOWED_TOPICS
from peoplehub.forum.queries.topics import (
    AND_NAMED,
    NOT_MUTED,
    OPEN_QUESTION,
    OPEN_TO_VIEWER,
    TITLE_WITH_NOTE,
    VIEWER,
    as_viewer,
)
from peoplehub.unanswered.experience import fit, stated_by
from peoplehub.unanswered.models import AnswerOffer

LOOKS_BACK = timedelta(days=28)
CANDIDATES = 20  # those that have waited longest
EXCERPT = 300  # characters of the question that are looked at

BEGAN: BindParameter[datetime] = bindparam("began_after")
ASKED_ME = and_(AnswerOffer.topic_id == Topic.id, AnswerOffer.user_id == VIEWER,
                AnswerOffer.ended_at.is_(None))
CAN_BE_ASKED = and_(
    OPEN_TO_VIEWER, NOT_MUTED, Topic.author_id != VIEWER, Topic.listed.is_not(False),
    Topic.locked_at.is_(None), Topic.started_at > BEGAN,
    or_(Topic.anonymous, Topic.author_id.not_in(blocked_either_way(VIEWER))))
OLDEST = Topic.started_at, Topic.id
UNANSWERED = (select(Topic.id).join(Topic.board)
              .where(OPEN_QUESTION, CAN_BE_ASKED, Topic.id.not_in(FOLLOWED_TOPICS))
              .order_by(*OLDEST).limit(CANDIDATES))
OFFERED = (select(Topic.id).join(Topic.board).join(AnswerOffer, ASKED_ME).where(CAN_BE_ASKED)
           .order_by(*OLDEST).limit(CANDIDATES))
FOUND = (
    select(Topic.id, TITLE_WITH_NOTE.label("title"), Topic.slug, Topic.started_at, Board.name,
           func.substr(Post.text, 1, EXCERPT).label("excerpt"),
           AnswerOffer.user_id.label("offered_to"))
    .join(Topic.board)
    .outerjoin(User, AND_NAMED)
    .join(Post, and_(Post.topic_id == Topic.id, Post.number == 1))
    .outerjoin(AnswerOffer, ASKED_ME)
    .where(Topic.id.in_(union_all(*(select(ids.subquery().c.id) for ids in (UNANSWERED, OFFERED)))))
    .order_by(*OLDEST)
)


class HomeQuestion(NamedTuple):
    """A question as home names it."""

    title: str
    address: str
    board_name: str


def questions_for(person: User, how_many: int) -> list[HomeQuestion]:
    """At most `how_many`; none for who may not write."""
    if not may_write(person):
        return []
    rows = fetch_rows(FOUND, began_after=clock.now() - LOOKS_BACK, **as_viewer(person))
    if not rows:
        return []
    is_folded, fits = looks_for(person), fit(stated_by(person))
    open_ones = [row for row in rows if not is_folded(_words(row))]
    shown = sorted(open_ones, key=lambda row: (row.offered_to is None, -fits(_words(row))))
    return [HomeQuestion(row.title, f"/forum/topics/{row.id}-{row.slug}", row.name)
            for row in shown[:how_many]]


def _words(row: Row) -> str:
    return f"{row.title} {row.name} {row.excerpt}"
