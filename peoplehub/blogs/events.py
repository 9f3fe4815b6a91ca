"""What happens in the blogs, told in the past tense."""
from dataclasses import dataclass


@dataclass(frozen=True)
class EntrySaved:
    """A draft was written or changed: nobody but its author sees it."""

    entry_id: int
    author_id: int


@dataclass(frozen=True)
class EntryPublished:
    entry_id: int
    author_id: int


@dataclass(frozen=True)
class EntryEdited:
    """An entry that people can already read was changed."""

    entry_id: int
    author_id: int


@dataclass(frozen=True)
class EntryUnpublished:
    entry_id: int
    author_id: int


@dataclass(frozen=True)
class EntryDeleted:
    entry_id: int
    author_id: int


@dataclass(frozen=True)
class CommentAdded:
    """`author_id` is None for a visitor's, which is held until a moderator has looked."""

    comment_id: int
    entry_id: int
    author_id: int | None


@dataclass(frozen=True)
class CommentEdited:
    comment_id: int
    entry_id: int
    author_id: int


@dataclass(frozen=True)
class CommentDeleted:
    comment_id: int
    entry_id: int
    author_id: int
