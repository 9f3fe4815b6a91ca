"""Events of the forum."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class TopicShortened(Event):
    """Someone wrote, changed or took away the "In short" of a topic."""

    topic_id: int
    user_id: int | None  # None: whoever asked unnamed


@dataclass(frozen=True)
class TopicPinned(Event):
    topic_id: int
    moderator_id: int


@dataclass(frozen=True)
class TopicUnpinned(Event):
    topic_id: int
    moderator_id: int


@dataclass(frozen=True)
class TopicLocked(Event):
    topic_id: int
    moderator_id: int


@dataclass(frozen=True)
class TopicUnlocked(Event):
    """`moderator_id`: None when the time of its closing was over."""

    topic_id: int
    moderator_id: int | None


@dataclass(frozen=True)
class TopicApprovalSet(Event):
    """New replies are looked at first. The record keeps the `reason` apart."""

    topic_id: int
    moderator_id: int
    reason: str


@dataclass(frozen=True)
class TopicSlowed(Event):
    topic_id: int
    moderator_id: int
    minutes: int
    reason: str


@dataclass(frozen=True)
class TopicRuleEnded(Event):
    """`rule`: "approval" or "slow"."""

    topic_id: int
    moderator_id: int
    rule: str


@dataclass(frozen=True)
class BoardRulesSet(Event):
    """What is looked at first in a board (`approval`, of core/approval.py), and how slow it is."""

    board_id: int
    moderator_id: int
    approval: str
    slow_minutes: int
    reason: str


@dataclass(frozen=True)
class TopicMoved(Event):
    topic_id: int
    moderator_id: int
    from_board_id: int
    to_board_id: int


@dataclass(frozen=True)
class TopicTagged(Event):
    """A moderator gave a topic other tags."""

    topic_id: int
    moderator_id: int


@dataclass(frozen=True)
class TopicSheetChosen(Event):
    """A moderator said which sheet holds now, where a topic is old. `choice`: "sheet", "none" or
    "tags"."""

    topic_id: int
    moderator_id: int
    choice: str
    sheet_id: int | None


@dataclass(frozen=True)
class PostsMoved(Event):
    """Some posts of a topic, or all of them, stand in another one now. The record keeps the
    `reason` apart."""

    moderator_id: int
    move_id: int
    from_topic_id: int
    to_topic_id: int
    reason: str


@dataclass(frozen=True)
class BoardSaved(Event):
    """A board was added or changed: its words, its place, or who may read and write there."""

    board_id: int
    admin_id: int


@dataclass(frozen=True)
class BoardAudienceChanged(Event):
    """Other people than before may read a board."""

    board_id: int
    admin_id: int
    audience: str


@dataclass(frozen=True)
class AuthorRevealed(Event):
    """A moderator asked who wrote an anonymous post. The record keeps the `reason` apart."""

    post_id: int
    moderator_id: int
    reveal_id: int
    reason: str


@dataclass(frozen=True)
class BoardJoinRequested(Event):
    """Somebody asks to be let into a board that asks first."""

    person_id: int
    request_id: int


@dataclass(frozen=True)
class BoardRequestWithdrawn(Event):
    person_id: int
    request_id: int


@dataclass(frozen=True)
class BoardQuestionAsked(Event):
    """The team asks something before it decides."""

    moderator_id: int
    request_id: int


@dataclass(frozen=True)
class BoardQuestionAnswered(Event):
    person_id: int
    request_id: int


@dataclass(frozen=True)
class BoardJoinDecided(Event):
    """`outcome`: "accepted" or "declined"."""

    moderator_id: int
    request_id: int
    outcome: str


@dataclass(frozen=True)
class BoardMemberAdded(Event):
    """The team let somebody in, who had asked or not."""

    moderator_id: int
    board_id: int
    person_id: int


@dataclass(frozen=True)
class BoardMemberRemoved(Event):
    """The team took somebody out. The record keeps the `reason` apart."""

    moderator_id: int
    board_id: int
    person_id: int
    reason: str


@dataclass(frozen=True)
class BoardLeft(Event):
    person_id: int
    board_id: int


OF_MOVES = (TopicMoved, PostsMoved)
OF_BOARD_MEMBERS = (BoardMemberAdded, BoardMemberRemoved, BoardLeft)
OF_BOARD_REQUESTS = (BoardJoinRequested, BoardQuestionAsked, BoardQuestionAnswered,
                     BoardRequestWithdrawn, BoardJoinDecided)


@dataclass(frozen=True)
class TopicRead(Event):
    """Somebody has read a topic up to a post. Not recorded: it is nobody else's business."""

    person_id: int
    topic_id: int
    number: int
