"""Who is told of a piece, in the terms in which notices are written."""
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from flask import Flask, current_app

from peoplehub.core.publications import Publication

ANY_OTHER = "any other kind"


@dataclass(frozen=True)
class Recipients:
    """Some people, what the piece is to them, and the thread of which they are told once until
    they have read it."""

    person_ids: Collection[int]
    what: str  # replied, mentioned, commented …: as the notice says it
    thread: str  # "topic 7"
    letters: Mapping[int, str] = field(default_factory=dict)  # for whom the letter is not `what`
    once: bool = False  # nobody is told of this thread a second time, also when they read it


Query = Callable[[object, bool], list[Recipients]]  # (piece, whether it is new)


def init_app(app: Flask, queries: dict[str, list[Query]]) -> None:
    """`queries` find who is told of a piece, by its kind; of kinds that have none, `ANY_OTHER`."""
    app.extensions["recipients"] = queries


def recipients_of(piece: Publication, is_new: bool) -> list[Recipients]:
    """In the order in which they count: who is among several is told as one of the first."""
    of_kinds = current_app.extensions["recipients"]
    queries = of_kinds.get(piece.kind, of_kinds[ANY_OTHER])
    return [group for query in queries for group in query(piece, is_new)]
