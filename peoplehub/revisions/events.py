"""Events of revisions. The record holds that old words were removed, and none of the words."""
from dataclasses import dataclass

from peoplehub.core.events import Changed, Event


@dataclass(frozen=True)
class OldWordsRemoved(Event):
    """What a piece said before was removed everywhere, by its author or by a moderator, who gives a
    `reason`."""

    kind: str
    piece_id: int
    by_id: int
    reason: str = ""


@dataclass(frozen=True)
class QuoteReplaced(Changed, Event):
    """A piece quoted words that were removed: a plain line stands in their place now. `by_id`
    removed them."""
