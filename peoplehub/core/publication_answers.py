"""Who may answer a published piece with a tap, and by which names people stand beside it: the part
of `Publication` that reactions use."""
from collections.abc import Collection
from typing import Any


class Answerable:
    """A mixin. A kind that stands in a place with rules of its own says more."""

    @property
    def takes_answers(self) -> bool:
        """Whether its place is open to answers just now."""
        return True

    @property
    def asker_id(self) -> int | None:
        """Whoever asked what it answers, and may say that it helped."""
        return None

    @classmethod
    def names_beside(cls, pairs: Collection[tuple[Any, int]]) -> dict[tuple[int, int], str]:
        """Of pairs of a piece and a person's id: the name that the person has for its author,
        where that is not their pen name, by the ids of piece and person."""
        return {}
