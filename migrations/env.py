"""How migrations are run: on the app's own engine, on SQLite by rebuilding tables (batch mode)."""
from alembic import context
from flask import current_app

DERIVED = "search_words"  # made by statements of its own, with the shadow tables of FTS5

database = current_app.extensions["migrate"].db


def is_ours(_object, name, kind, _reflected, _compared) -> bool:
    return not (kind == "table" and name.startswith(DERIVED))


def let_tables_be_rebuilt(connection) -> None:
    """SQLite changes a table by making a new one: its references must not be checked meanwhile."""
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")


def run() -> None:
    with database.engine.connect() as connection:
        let_tables_be_rebuilt(connection)
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            include_object=is_ours,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations here need a database to look at: run them with a connection.")
run()
