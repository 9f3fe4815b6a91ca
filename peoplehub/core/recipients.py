"""Who is told of a piece, in the terms in which notices are written."""
from collections.abc import Callable, Collection
from dataclasses import dataclass

from flask import current_app


@dataclass(frozen=True)
class Recipients:
    """Some people, what the piece is to them, and the thread of which they are told once until
    they have read it."""

    person_ids: Collection[int]
    what: str  # replied, mentioned, commented …: as the notice says it
    thread: str  # "topic 7"
    letter: str = ""  # what it is among the kinds that come as letters, where it is not `what`
    once: bool = False  # nobody is told of this thread a second time, also when they read it


Query = Callable[[object, bool], list[Recipients]]  # (piece, whether it is new)


def init_app(app, of_kinds: dict[str, list[Query]], of_others: list[Query]) -> None:
    """`of_kinds`: the queries that find who is told of each kind; of all others, `of_others`."""
    app.extensions["recipients"] = of_kinds, of_others


def recipients_of(piece, is_new: bool) -> list[Recipients]:
    """In the order in which they count: who is among several is told as one of the first."""
    of_kinds, of_others = current_app.extensions["recipients"]
    queries = of_kinds.get(piece.kind, of_others)
    return [group for query in queries for group in query(piece, is_new)]
