"""A copy of every row, and how to put it back in a few milliseconds: only the tables that have been
written to since are emptied and filled again.

Which tables those are is read from the statements of every engine. What the database changes on its
own is known from the schema: rows that go with others (ON DELETE), and the index of search, which
its triggers keep. tests/house/test_snapshot.py holds that nothing is forgotten.
"""
import re
from functools import cache

from sqlalchemy import event
from sqlalchemy.engine import Engine

from peoplehub.core.extensions import db

NEVER_EMPTIED = "audit_"  # tables of the record: the database itself refuses
WRITES = re.compile(r"\b(INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.I)
_written: set[str] = set()


def rows() -> dict:
    db.session.rollback()
    with db.engine.connect() as connection:
        return {table: [dict(row._mapping) for row in connection.execute(table.select())]
                for table in db.metadata.sorted_tables}


class Snapshot:
    """The rows as they are now, but for those of the record."""

    def __init__(self) -> None:
        if not event.contains(Engine, "before_cursor_execute", _note):
            event.listen(Engine, "before_cursor_execute", _note)
        self.rows = {table: those for table, those in rows().items()
                     if not table.name.startswith(NEVER_EMPTIED)}
        _written.clear()

    def put_back(self) -> None:
        put({table: those for table, those in self.rows.items() if table.name in _written})
        _written.clear()


def put(rows: dict) -> None:
    """These rows, in place of what the tables have."""
    with db.engine.connect() as connection:
        write = _put_sqlite if connection.dialect.name == "sqlite" else _put_postgresql
        write(connection, rows)


def fill(connection, rows: dict) -> None:
    for table, those in rows.items():
        if those:
            connection.execute(table.insert(), those)


def _note(_connection, _cursor, statement, *_) -> None:
    if changed := _changed_by(statement):
        _written.update(changed)


@cache
def _changed_by(statement: str) -> frozenset[str]:
    changed = set()
    for verb, name in WRITES.findall(statement):
        changed.add(name)
        if verb.upper().startswith("DELETE"):
            changed |= _goes_with(name)
    return frozenset(changed)


@cache
def _goes_with(name: str) -> frozenset[str]:
    """The tables whose rows the database itself deletes or changes when one of `name` goes."""
    found = {table.name for table in db.metadata.sorted_tables for key in table.foreign_keys
             if key.ondelete and key.column.table.name == name and table.name != name}
    return frozenset(found.union(*map(_goes_with, found)))


def _put_sqlite(connection, written: dict) -> None:
    """With foreign keys at rest, which SQLite allows between transactions only."""
    connection.exec_driver_sql("COMMIT")
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    if any(table.name == "decision" for table in written):
        _empty_log(connection)
    for table in written:
        connection.exec_driver_sql(f'DELETE FROM "{table.name}"')  # noqa: S608
    fill(connection, written)
    connection.exec_driver_sql("COMMIT")
    connection.exec_driver_sql("PRAGMA foreign_keys=ON")
    connection.exec_driver_sql("BEGIN")


def _empty_log(connection) -> None:
    """The log of moderation names people and refuses to be emptied: its triggers rest meanwhile."""
    kept = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'decision'"
    triggers = connection.exec_driver_sql(kept).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql("DELETE FROM decision")
    for _, made in triggers:
        connection.exec_driver_sql(made)


def _put_postgresql(connection, written: dict) -> None:
    """With every trigger at rest but those that keep the index of search."""
    index = {table: those for table, those in written.items() if table.name == "search_entry"}
    others = {table: those for table, those in written.items() if table not in index}
    with connection.begin():
        _empty_at_once(connection, "replica", others)
        fill(connection, others)
        _empty_at_once(connection, "origin", index)
        fill(connection, index)


def _empty_at_once(connection, role: str, tables) -> None:
    deletes = [f'DELETE FROM "{table.name}"' for table in tables]  # noqa: S608
    connection.exec_driver_sql(
        "; ".join([f"SET LOCAL session_replication_role = {role}", *deletes]))
