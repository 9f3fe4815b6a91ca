"""Events of reactions. They are private to two people, so the record holds none of them."""
from dataclasses import dataclass

from peoplehub.core.events import Event


@dataclass(frozen=True)
class ReactionGiven(Event):
    """`by_id` gave a reaction of the sort `what` to a piece."""

    kind: str
    piece_id: int
    what: str
    by_id: int


@dataclass(frozen=True)
class ReactionTakenBack(Event):
    """`by_id` took it back."""

    kind: str
    piece_id: int
    what: str
    by_id: int


OF_REACTIONS = ReactionGiven, ReactionTakenBack
