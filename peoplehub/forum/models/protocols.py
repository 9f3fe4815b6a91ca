"""What the row of a topic (`Topic`) and the columns that its page reads (`TopicPage`) both hold."""
from datetime import datetime
from typing import Protocol


class BoardColumns(Protocol):
    """A board, as pages of its topics need it."""

    id: int
    slug: str
    name: str
    audience: str

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
    taken_away_at: datetime | None
    locked_at: datetime | None
    last_number: int
    summary_html: str

    @property
    def board(self) -> BoardColumns: ...

    @property
    def address(self) -> str: ...

    @property
    def acts(self) -> str: ...

    def address_of(self, number: int) -> str: ...
