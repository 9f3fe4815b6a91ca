"""How long the migrations that go through a whole large table take, and how long whoever writes
there meanwhile waits: `python -m bench.upgrades [ROWS]`. In a PostgreSQL of its own, with so many
generated rows (a million), it brings the schema from before each of them to after it, while a
second connection writes a row every 5 ms."""
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import Connection, create_engine, text

import config
from peoplehub import create_app
from tests import postgres

ROWS = 1_000_000
UNCHECKED = "SET LOCAL session_replication_role = replica"  # no reference is looked at
EVERY = 0.005  # seconds between two writes
STEPS = (  # the schema before, the migration, its table, and what is not zero or empty there
    ("0074", "0079", "post", {"topic_id": "1 + n / 1000", "number": "1 + n % 1000"}),
    ("0089", "0080", "notification",
     {"user_id": "1", "what": "'replied'", "kind": "'post'", "piece_id": "n",
      "thread": "'topic ' || n / 1000"}),
)
ZEROS = {"integer": "0", "boolean": "false", "json": "'{}'", "timestamp with time zone": "now()"}
COLUMNS = text(
    "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = :name "
    "AND is_nullable = 'NO' AND column_default IS NULL ORDER BY ordinal_position")


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with postgres.running(Path(folder) / "pg") as url:
            settings = {"SQLALCHEMY_DATABASE_URI": url, "INSTANCE": Path(folder),
                        "FILES_URL": f"{folder}/files"}
            app = create_app(type("Scratch", (config.Testing,), settings))
            with app.app_context():
                for step in STEPS:
                    print(measured(url, rows, *step), flush=True)


def measured(url: str, rows: int, before: str, after: str, table: str, values: dict) -> str:
    upgrade(revision=before)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(UNCHECKED))
        fill(connection, table, rows, values)
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
    with writing(engine, table, rows, values) as waits:
        began = time.perf_counter()
        upgrade(revision=after)
        took = time.perf_counter() - began
    engine.dispose()
    return (f"{after}: {took:.1f} s for {rows:,} rows of {table}; of {len(waits):,} writes "
            f"meanwhile the longest took {max(waits) * 1000:,.0f} ms")


def fill(connection: Connection, table: str, rows: int, values: dict, first: int = 1) -> None:
    """Rows whose `n` is `first` and so on; what `values` do not say is zero, or empty."""
    columns = {name: kind for name, kind in connection.execute(COLUMNS, {"name": table})}
    said = {name: values.get(name, ZEROS.get(kind, "''")) for name, kind in columns.items()}
    said["id"] = "n"
    names, expressions = ", ".join(said), ", ".join(said.values())
    connection.execute(text(
        f'INSERT INTO "{table}" ({names}) SELECT {expressions} '  # noqa: S608, all from above
        f"FROM generate_series({first}, {first + rows - 1}) AS n"))


@contextmanager
def writing(engine: Any, table: str, rows: int, values: dict) -> Iterator[list[float]]:
    """How long each write took, in seconds, while the block lasts."""
    waits, is_over = [], Event()

    def write() -> None:
        first = rows
        while not is_over.is_set():
            began, first = time.perf_counter(), first + 1
            with engine.begin() as connection:
                connection.execute(text(UNCHECKED))
                fill(connection, table, 1, values, first)
            waits.append(time.perf_counter() - began)
            time.sleep(EVERY)

    thread = Thread(target=write)
    thread.start()
    try:
        yield waits
    finally:
        is_over.set()
        thread.join()


if __name__ == "__main__":
    if unknown := [word for word in sys.argv[1:] if not word.isdigit()]:
        raise SystemExit(f"How many rows? A number only, not {' '.join(unknown)!r}.")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
