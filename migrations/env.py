"""How migrations are run: on the app's own engine, on SQLite by rebuilding tables (batch mode)."""
from alembic import context
from flask import current_app
from sqlalchemy import text

MARK = "append_only"  # in Table.info of what is only added to (core/append_only.py)
DERIVED = "search_words"  # made by statements of its own, with the shadow tables of FTS5

database = current_app.extensions["migrate"].db


def is_ours(_object, name, kind, _reflected, _compared) -> bool:
    return not (kind == "table" and name.startswith(DERIVED))


def let_tables_be_rebuilt(connection) -> None:
    """SQLite changes a table by making a new one: its references must not be checked meanwhile."""
    if connection.dialect.name == "sqlite":
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")


def let_them_take_their_time(connection) -> None:
    """An index of a large table, or the whole index of the search, takes longer than a request may.
    A lock is still waited for no longer than others can wait behind it. For the session: a
    migration may have several transactions."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET statement_timeout = 0")
        connection.commit()


def let_them_go_on_as_before(connection) -> None:
    """The connection goes back to those of requests."""
    if connection.dialect.name == "postgresql":
        connection.rollback()
        connection.exec_driver_sql("RESET statement_timeout")
        connection.commit()


HOLDERS = text(
    "SELECT DISTINCT table_name, grantee FROM information_schema.role_table_grants "
    "WHERE table_schema = current_schema() AND grantee <> current_user "
    "AND privilege_type NOT IN ('SELECT', 'INSERT')"
)


def leave_only_adding(connection) -> None:
    """Whoever does not own what is only ever added to may read it and add to it: also where the
    rights of new tables are given by default."""
    if connection.dialect.name != "postgresql":
        return
    quoted = connection.dialect.identifier_preparer.quote
    only_added_to = {name for name, table in database.metadata.tables.items() if MARK in table.info}
    for table, role in connection.execute(HOLDERS).all():
        if table in only_added_to:
            role = role if role == "PUBLIC" else quoted(role)
            connection.exec_driver_sql(
                f"REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON {table} FROM {role}")


def run() -> None:
    with database.engine.connect() as connection:
        let_tables_be_rebuilt(connection)
        let_them_take_their_time(connection)
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            include_object=is_ours,
            render_as_batch=True,
            compare_type=True,
            # So that one that builds an index beside those who write can be outside of any.
            transaction_per_migration=connection.dialect.name == "postgresql",
        )
        try:
            with context.begin_transaction():
                context.run_migrations()
            leave_only_adding(connection)  # also where no migration was left, and one has begun
            connection.commit()
        finally:
            let_them_go_on_as_before(connection)


if context.is_offline_mode():
    raise SystemExit("Migrations here need a database to look at: run them with a connection.")
run()
