"""Acts done by several threads at the same moment, statement by statement beside each other."""
import json
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import Context
from functools import cache

from sqlalchemy import (
    Integer,
    Select,
    String,
    Text,
    cast,
    event,
    func,
    literal,
    select,
    union_all,
)

from peoplehub.core import limits
from peoplehub.core.errors import Refused
from peoplehub.core.extensions import db

BLOCKED = 0.02  # seconds after which whoever has not come to their next statement waits for a lock


class Steps:
    """Threads that wait for each other before every statement, so that what can be read before it
    was written is. Whoever waits for another's lock is no longer waited for."""

    def __init__(self, runners: int):
        self._changed = threading.Condition()
        self._at = [0] * runners
        self._own = threading.local()

    @contextmanager
    def taken_by(self, runner: int):
        self._own.runner = runner
        try:
            yield
        finally:
            self._own.runner = None
            self._move(runner, 1 << 30)

    def before_statement(self, *_about) -> None:
        runner = getattr(self._own, "runner", None)
        if runner is None:
            return
        step = self._at[runner] + 1
        self._move(runner, step)
        with self._changed:
            if not self._changed.wait_for(lambda: min(self._at) >= step, BLOCKED):
                self._at = [max(one, step + 1_000) if one < step else one for one in self._at]

    def _move(self, runner: int, step: int) -> None:
        with self._changed:
            self._at[runner] = max(step, self._at[runner])
            self._changed.notify_all()


def together(app, does: list[Callable[[], object]]) -> list[object]:
    """Do them all at once, each in a thread and a session of its own. Gives back what each of them
    gave, or the exception that it raised."""
    steps, start = Steps(len(does)), threading.Barrier(len(does))

    def run(number: int) -> object:
        with app.app_context(), limits.unlimited():
            try:
                start.wait()
                with steps.taken_by(number):
                    return does[number]()
            except Exception as error:
                return error
            finally:
                db.session.remove()

    db.session.remove()
    event.listen(db.engine, "before_cursor_execute", steps.before_statement)
    try:
        with ThreadPoolExecutor(len(does)) as threads:
            running = [threads.submit(Context().run, run, number) for number in range(len(does))]
            return [one.result() for one in running]
    finally:
        event.remove(db.engine, "before_cursor_execute", steps.before_statement)


def one_after_the_other(does: list[Callable[[], object]]) -> list[object]:
    """The same without anybody beside them: what it must come to."""
    results = []
    for do in does:
        with limits.unlimited():
            try:
                results.append(do())
            except Exception as error:
                results.append(error)
            finally:
                db.session.rollback()
                db.session.expire_all()
    return results


def kinds_of(results: list[object]) -> Counter:
    """How often each was done, or refused with a sentence. What else came is shown as it is."""
    return Counter(
        "done" if not isinstance(one, Exception)
        else type(one).__name__ if isinstance(one, Refused)
        else repr(one)[:500]
        for one in results
    )


def counted() -> dict[str, int]:
    """How many rows each table has, and the sums of its numbers that are nobody's name: counters,
    editions, places in a row. Whoever of several was first, they are the same."""
    db.session.rollback()
    with db.engine.connect() as connection:
        found = dict(connection.exec_driver_sql(_counts(connection.dialect.name)).all())
    return {name: number for table, names in _summed().items()
            for name, number in zip(names, json.loads(found[table]), strict=True)}


@cache
def _summed() -> dict[str, list[str]]:
    """By table: its name, and its columns that are added up."""
    return {table.name: [table.name, *(f"{table.name}.{column.name}" for column in table.c
                                       if _is_summed(column))]
            for table in db.metadata.sorted_tables}


@cache
def _counts(dialect: str) -> str:
    """As SQL: to read the statement through before each time would take longer than to run it. Each
    table is read once."""
    array = func.json_array if dialect == "sqlite" else func.json_build_array
    asked: list[Select] = []
    for table in db.metadata.sorted_tables:
        sums = [func.coalesce(func.sum(column), 0) for column in table.c if _is_summed(column)]
        numbers = cast(array(func.count(), *sums), Text)
        asked.append(select(literal(table.name, String), numbers).select_from(table))
    return str(union_all(*asked).compile(db.engine, compile_kwargs={"literal_binds": True}))


def _is_summed(column) -> bool:
    return isinstance(column.type, Integer) and not _is_name(column)


def _is_name(column) -> bool:
    if column.table.name == "page_version":  # its numbers are moments
        return True
    return column.primary_key or bool(column.foreign_keys) or column.name.endswith("_id")
