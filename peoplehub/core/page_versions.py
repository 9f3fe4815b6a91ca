"""A number for each package, in the database, that grows in every transaction which changes what
the package's public pages show. A page made under a number is right for as long as the number is
the same, in every process.

Nobody has to remember to say so: any INSERT, UPDATE or DELETE of a table whose model is marked
`on_public_pages` counts. The numbers are raised last of all before the commit, so their rows are
locked for a moment only, and in one order.
"""
import time
from functools import cache

from flask import Flask
from sqlalchemy import (
    BigInteger,
    Connection,
    Label,
    String,
    Table,
    bindparam,
    event,
    func,
    select,
    text,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.orm import Mapped, mapped_column

from peoplehub.core.column_queries import fetch_first
from peoplehub.core.extensions import Model, db

EVERYWHERE = "everywhere"  # pages of all rooms
CHANGED = "rooms changed in this transaction"


class PageVersion(Model):
    """One row for each package that has changed."""

    room: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)


VERSION = select(func.sum(PageVersion.number)).where(
    PageVersion.room.in_(bindparam("rooms", expanding=True)))
_RAISE = text("INSERT INTO page_version (room, number) VALUES (:room, :now) "
              "ON CONFLICT (room) DO UPDATE SET number = page_version.number + 1")


def version_column(room: str, name: str) -> Label[int]:
    """The number of one room as a column of another statement, null until something changed."""
    number = select(PageVersion.number).where(PageVersion.room == room).scalar_subquery()
    return number.label(name)


SITE_VERSION = version_column(EVERYWHERE, "site_version")


def version_of(*rooms: str) -> int:
    """One number for these rooms together. Ask it before reading what a page shows: what changes
    in between makes the page's number too old, never its words."""
    found = fetch_first(VERSION, rooms=(EVERYWHERE, *rooms))
    return (found and found[0]) or 0


def touch(room: str) -> None:
    """The pages of that room are old once this transaction is committed."""
    _note(db.session.connection(), room)


def init_app(app: Flask) -> None:
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", _look)
        event.listen(db.engine, "commit", _raise)
        event.listen(db.engine, "rollback", _forget)


def _look(connection: Connection, _cursor: DBAPICursor, _statement: str, _parameters: object,
          context: DefaultExecutionContext | None, _many: bool) -> None:
    """Whether this statement changes what a public page shows."""
    if context is None or not (context.isinsert or context.isupdate or context.isdelete):
        return
    table = getattr(getattr(context.compiled, "statement", None), "table", None)
    if not isinstance(table, Table) or table.metadata is not Model.metadata:
        return  # a migration's tables are its own, and no page is kept meanwhile
    if room := _room_of(table.name):
        _note(connection, room)


def _note(connection: Connection, room: str) -> None:
    connection.info.setdefault(CHANGED, set()).add(room)


def _raise(connection: Connection) -> None:
    if rooms := connection.info.pop(CHANGED, None):
        # A row that was not there begins at the time, so that no number ever comes again.
        now = int(time.time())
        connection.execute(_RAISE, [{"room": room, "now": now} for room in sorted(rooms)])


def _forget(connection: Connection) -> None:
    connection.info.pop(CHANGED, None)


@cache
def _room_of(table: str) -> str:
    """The room whose public pages show that table, or nothing."""
    for model in (mapper.class_ for mapper in Model.registry.mappers):
        if model.__tablename__ == table and getattr(model, "on_public_pages", False):
            return model.__module__.split(".")[1][:20]
    return ""
