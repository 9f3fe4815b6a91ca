"""What answers a published piece in its place: taps, under which names, and pieces that quote it.
The part of `Publication` that reactions and revisions use."""
from collections.abc import Collection
from typing import Any

from sqlalchemy import Select


class Answerable:
    """A mixin. A kind that stands in a place with rules of its own says more."""

    @property
    def takes_answers(self) -> bool:
        """Whether its place is open to answers just now."""
        return True

    @property
    def wider_place(self) -> tuple[str, int] | None:
        """Kind and id of what its place stands in, and can be followed, too: the board of a topic.
        """
        return None

    @property
    def tag_ids(self) -> Select | None:
        """A statement for the ids of the tags of its place, which can be followed, too."""
        return None

    @property
    def begins_place(self: Any) -> bool:
        """Whether it is what its place begins with, of which followers of the wider place hear."""
        return self.lock_root is self

    @property
    def asker_id(self) -> int | None:
        """Whoever asked what it answers, and may say that it helped."""
        return None

    @property
    def quoted_in(self) -> Select | None:
        """The pieces in its place that may quote it: those with a line of quotation."""
        return None

    @classmethod
    def names_beside(cls, pairs: Collection[tuple[Any, int]]) -> dict[tuple[int, int], str]:
        """Of pairs of a piece and a person's id: the name that the person has for its author,
        where that is not their pen name, by the ids of piece and person."""
        return {}
