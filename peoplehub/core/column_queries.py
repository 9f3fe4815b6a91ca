"""Reading and changing columns, for what is asked for often.

A statement that is built once, as a constant with `bindparam`s, costs a fifth of one built at
every request, and rows of columns a third of whole objects (bench/README.md has the figures).
"""
from collections.abc import Sequence

from sqlalchemy import Executable, Row, Select, inspect

from peoplehub.core.extensions import db


def loaded_id(row) -> int:
    """The number of what was read before, for which the database is not asked again."""
    known = inspect(row, raiseerr=False)
    return known.identity[0] if known is not None and known.identity else row.id


def fetch_rows(statement: Select, **values) -> Sequence[Row]:
    return _ask(statement, values).all()


def fetch_first(statement: Executable, **values) -> Row | None:
    return _ask(statement, values).first()


def change(statement: Executable, **values) -> int:
    """Insert, update or delete without objects; returns how many rows that was. Objects that the
    session holds are not told of it."""
    return _ask(statement, values).rowcount


def _ask(statement: Executable, values: dict):
    db.session.flush()  # what an act has changed so far is seen, as by the session's own reading
    return db.session.connection().execute(statement, values)
