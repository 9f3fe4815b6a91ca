"""The migrations and the models tell the same story, up, down and up again, on both databases."""
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import event, inspect, text

from config import Testing
from peoplehub import create_app
from peoplehub.core.extensions import db


@pytest.fixture
def empty(database_kind, database_url, tmp_path, house):
    """An app on an empty database of its own."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    if database_kind == "postgresql":
        url = new_postgresql(house[0], database_url, "empty")
    app = app_on(url, tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def new_postgresql(app, database_url: str, name: str) -> str:
    """The address of a new database of that name, beside the one of the tests."""
    with app.app_context(), db.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    return f"{database_url.rsplit('/', 1)[0]}/{name}"


def app_on(url: str, folder):
    settings = {"SQLALCHEMY_DATABASE_URI": url, "INSTANCE": folder,
                "FILES_URL": str(folder / "files")}
    return create_app(type("Empty", (Testing,), settings))


def differences():
    def is_ours(_object, name, kind, _reflected, _compared):
        return not (kind == "table" and name.startswith("search_words"))

    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": is_ours, "compare_type": True}
        )
        return compare_metadata(context, db.metadata)


def tables():
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def triggers():
    catalogue = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
                 "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"}
    with db.engine.connect() as connection:
        return set(connection.scalars(text(catalogue[db.engine.dialect.name])))


def test_migrations_make_what_the_models_say_and_unmake_it(empty):
    upgrade()
    assert differences() == []
    upgrade()  # with nothing left to do
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert differences() == []


def test_migrations_make_the_triggers_that_the_models_make(empty):
    db.create_all()
    made_by_models = triggers()
    db.drop_all()
    upgrade()
    assert triggers() == made_by_models != set()


def test_a_migration_may_take_longer_than_a_request(empty, database_kind):
    """On PostgreSQL, whose connections of ours give a statement up after some seconds."""
    limits = []

    @event.listens_for(db.engine, "before_cursor_execute")
    def note(connection, _cursor, statement, *_):
        if statement.lstrip().startswith(("CREATE TABLE", "CREATE INDEX")):
            limits.append(limit(connection))

    def limit(connection):
        if database_kind == "sqlite":
            return None
        with connection.connection.driver_connection.cursor() as cursor:
            return cursor.execute("SHOW statement_timeout").fetchone()[0]

    upgrade()
    assert set(limits) == {None if database_kind == "sqlite" else "0"}
    with db.engine.connect() as connection:
        assert limit(connection) == (None if database_kind == "sqlite" else "15s")
