"""What happens in the forum, told in the past tense."""
from dataclasses import dataclass


@dataclass(frozen=True)
class TopicStarted:
    topic_id: int
    post_id: int
    author_id: int


@dataclass(frozen=True)
class PostReplied:
    post_id: int
    topic_id: int
    author_id: int


@dataclass(frozen=True)
class PostEdited:
    post_id: int
    topic_id: int
    author_id: int


@dataclass(frozen=True)
class PostDeleted:
    post_id: int
    topic_id: int
    author_id: int


@dataclass(frozen=True)
class TopicFollowed:
    topic_id: int
    user_id: int


@dataclass(frozen=True)
class TopicUnfollowed:
    topic_id: int
    user_id: int


@dataclass(frozen=True)
class TopicShortened:
    """Someone wrote, changed or took away the "In short" of a topic."""

    topic_id: int
    user_id: int


@dataclass(frozen=True)
class TopicPinned:
    topic_id: int
    moderator_id: int


@dataclass(frozen=True)
class TopicUnpinned:
    topic_id: int
    moderator_id: int


@dataclass(frozen=True)
class TopicLocked:
    topic_id: int
    moderator_id: int


@dataclass(frozen=True)
class TopicUnlocked:
    topic_id: int
    moderator_id: int


@dataclass(frozen=True)
class TopicMoved:
    topic_id: int
    moderator_id: int
    from_board_id: int
    to_board_id: int


@dataclass(frozen=True)
class BoardSaved:
    """A board was added or changed: its words, its place, or who may read and write there."""

    board_id: int
    admin_id: int


@dataclass(frozen=True)
class AuthorRevealed:
    """A moderator asked who wrote an anonymous post. The reason is kept in the Reveal."""

    post_id: int
    moderator_id: int
    reveal_id: int
