"""One order of row locks for all acts, so that no two of them wait for each other.

Before its first line an act locks the rows that it was called with, in this order:

1. people, by number;
2. what pieces stand in (the topic of a post, the entry of a comment), by table and number;
3. the pieces themselves;
4. boards are not locked at the beginning: they come last, where a count of theirs changes.

An act that finds further rows by their numbers locks them itself and keeps to the same order. Locks
are FOR NO KEY UPDATE, so that others may go on writing rows that point there. SQLite has one writer
at a time, and nothing to lock. What is still met (the same new address, the same first row) is done
again from the beginning (`acts`).
"""
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Protocol, TypeVar, cast

from sqlalchemy import func, inspect, select

from peoplehub.core.database import FOR_NO_KEY_UPDATE, is_postgresql
from peoplehub.core.errors import NotFound
from peoplehub.core.extensions import Model, db

M = TypeVar("M", bound=Model)
PERSON, PLACE, PIECE = range(3)  # the order; `lock_rank` of a class, where it is another


class LockRoot(Protocol):
    """A row that pieces stand in, or a piece itself: known by its kind and number."""

    kind: str

    @property
    def id(self) -> int: ...


def lock(rows: Iterable[object]) -> None:
    """Lock these rows, unless the act has them already. Raises NotFound when one is gone."""
    if not is_postgresql():
        return
    db.session.flush()
    held: set = db.session.info["locked"]
    wanted = {key: row for key, row in _in_order(rows) if key not in held}
    for _table, keys in groupby(sorted(wanted), key=itemgetter(0, 1)):
        _lock(wanted, list(keys))
    for row in wanted.values():
        db.session.expire(row)
    held |= wanted.keys()


def locked_row(model: type[M], row_id: int, *relations: str) -> M:
    """A row by its number, under its lock and as it is now; what stands in these `relations` of it
    is read again when it is asked for. Only within an act. Raises NotFound."""
    row = db.session.get(model, row_id, with_for_update=FOR_NO_KEY_UPDATE | {"of": model},
                         populate_existing=True)
    if row is None:
        raise NotFound()
    if relations:
        db.session.expire(row, relations)
    return row


def wait_for_name(*name: object) -> None:
    """Until the act is over, whoever else asks for this name waits: for what has no row yet."""
    if is_postgresql():
        words = " ".join(map(str, name))
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(words))))


def _in_order(rows: Iterable[object]) -> Iterator[tuple[tuple[int, str, int], Model]]:
    for row in rows:
        if not isinstance(row, Model) or not _is_kept(row):
            continue
        place = getattr(row, "lock_root", row)
        if place is not row:
            yield _key(place, PLACE), place
        rank = getattr(row, "lock_rank", PLACE if place is row else PIECE)
        if rank is not None:
            yield _key(row, rank), row


def _is_kept(row: Model) -> bool:
    """Whether it is in the database and has a number."""
    state = inspect(row)
    return state.has_identity and [column.name for column in state.mapper.primary_key] == ["id"]


def _key(row: Model, rank: int) -> tuple[int, str, int]:
    return rank, row.__tablename__, cast(tuple[int, ...], inspect(row).identity)[0]


def _lock(wanted: dict, keys: list[tuple[int, str, int]]) -> None:
    """These rows, all of one table, in the order of their numbers."""
    table = inspect(wanted[keys[0]]).mapper.local_table
    ids = [number for _rank, _table, number in keys]
    rows = select(table.c.id).where(table.c.id.in_(ids)).order_by(table.c.id)
    if len(db.session.scalars(rows.with_for_update(**FOR_NO_KEY_UPDATE)).all()) < len(ids):
        raise NotFound()
