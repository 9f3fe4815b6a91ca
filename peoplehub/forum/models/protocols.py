"""What the row of a topic (`Topic`) and the columns that its page reads (`TopicPage`) both hold."""
from datetime import datetime
from typing import Protocol


class BoardColumns(Protocol):
    """A board, as pages of its topics need it."""

    id: int
    slug: str
    name: str
    audience: str
    approval: str
    slow_minutes: int
    rules_reason: str

    @property
    def address(self) -> str: ...

    @property
    def is_indexed(self) -> bool: ...


class TopicColumns(Protocol):
    """A topic, as policies, lists of posts and addresses need it."""

    id: int
    slug: str
    board_id: int
    author_id: int | None
    anonymous: bool
    listed: bool
    has_moves: bool
    merged_into_id: int | None
    taken_away_at: datetime | None
    locked_at: datetime | None
    locked_until: datetime | None
    approval_at: datetime | None
    approval_until: datetime | None
    approval_reason: str
    slow_minutes: int
    slow_until: datetime | None
    slow_reason: str
    last_number: int
    summary_html: str

    @property
    def board(self) -> BoardColumns: ...

    @property
    def address(self) -> str: ...

    @property
    def acts(self) -> str: ...

    @property
    def is_closed(self) -> bool: ...

    @property
    def asker_name(self) -> str:
        """Nothing of who asked unnamed, or has left."""

    def address_of(self, number: int) -> str: ...
