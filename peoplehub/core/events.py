"""The events of everything people publish, and the parent class of all events.

An event is a frozen record of ids and short codes in the past tense. `kind` is a publication's kind
("post", "entry", "sheet" …) and `piece_id` the id of its row: one family serves every kind, so that
a listener is written once. They are announced by `core.publications` and by moderation.
"""
from dataclasses import dataclass

EVENTS: dict[str, type] = {}  # every event there is, by its name: what the record can hold


class Event:
    """The parent of every event."""

    def __init_subclass__(cls) -> None:
        EVENTS[cls.__name__] = cls


@dataclass(frozen=True)
class PieceEvent:
    kind: str
    piece_id: int
    by_id: int | None  # None: a visitor


class Drafted(PieceEvent, Event):
    """A draft was written or changed: only its author and those who look after it can read it."""


class Published(PieceEvent, Event):
    """A piece is out. `by_id` is None for a visitor's, which is held until a moderator looks."""


class Changed(PieceEvent, Event):
    """A piece that is out was changed."""


class Withdrawn(PieceEvent, Event):
    """A piece was deleted by whoever wrote it, or made a draft again."""


@dataclass(frozen=True)
class Moderated(Event):
    """A piece was held, released, hidden or restored: that word is the `outcome`."""

    kind: str
    piece_id: int
    moderator_id: int | None  # None: held by a rule, not by a person
    outcome: str
