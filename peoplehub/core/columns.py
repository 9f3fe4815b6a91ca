"""Column types and functions that behave alike on SQLite and PostgreSQL."""
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator


class UTCDateTime(TypeDecorator):
    """An aware UTC datetime. SQLite keeps no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class joined_by_comma(FunctionElement):  # noqa: N801  it is called as a function
    """Of a group: one string of all values. `func.aggregate_strings` does the same, but its
    statement is put together again at each execution."""

    type = String()
    inherit_cache = True
    name = "joined_by_comma"


@compiles(joined_by_comma)
def _sqlite(element: joined_by_comma, compiler: Any, **_more: Any) -> str:
    return f"group_concat({compiler.process(element.clauses)})"


@compiles(joined_by_comma, "postgresql")
def _postgresql(element: joined_by_comma, compiler: Any, **_more: Any) -> str:
    return f"string_agg({compiler.process(element.clauses)}, ',')"


class joined_by_line(FunctionElement):  # noqa: N801  it is called as a function
    """Of a group: one string, a line for each value."""

    type = String()
    inherit_cache = True
    name = "joined_by_line"


@compiles(joined_by_line)
def _sqlite_lines(element: joined_by_line, compiler: Any, **_more: Any) -> str:
    return f"group_concat({compiler.process(element.clauses)}, char(10))"


@compiles(joined_by_line, "postgresql")
def _postgresql_lines(element: joined_by_line, compiler: Any, **_more: Any) -> str:
    return f"string_agg({compiler.process(element.clauses)}, chr(10))"
