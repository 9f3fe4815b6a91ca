"""Fixtures of every test: an empty application on each database, a cast, and their browsers."""
import gc
import os
import re
import shutil
from contextlib import ExitStack, closing, contextmanager
from contextvars import Context
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from _pytest.nodeid import NodeId
from argon2 import PasswordHasher
from flask import has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import expect, sync_playwright
from sqlalchemy import event, text

import peoplehub.application  # first, so that everything is imported in the order of a site
from config import Testing
from peoplehub.accounts import passwords
from peoplehub.accounts.models import STAFF_ROLES, WITH_SECOND_STEP, Anonymous, SignIn, User
from peoplehub.accounts.queries import hash_of
from peoplehub.core import circuit_breaker, clock
from peoplehub.core.extensions import db, socketio
from peoplehub.forum.queries.board_pages import known_place
from peoplehub.forum.queries.topics import newest_in
from peoplehub.realtime import presence
from tests import postgres, temporary

temporary.keep_in_memory()
pytest_plugins = ["tests.quick", "tests.visiting"]
DATABASES = ("sqlite", "postgresql")
RAW_TOKEN = "a form token that the tests share"
PATIENCE = 20_000  # milliseconds for what a page is to show: a machine that runs all tests is slow
OF_A_SITE = passwords._hasher  # as passwords are hashed where no test runs
TOKEN = URLSafeTimedSerializer(Testing.SECRET_KEY, salt="wtf-csrf-token").dumps(RAW_TOKEN)


def pytest_addoption(parser):
    parser.addoption("--db", choices=[*DATABASES, "both"], default="both")


def pytest_generate_tests(metafunc):
    if "database_kind" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--db")
        said = metafunc.definition.get_closest_marker
        is_same = said("one_database") and not said("both_databases")
        both = DATABASES[:1] if is_same else DATABASES
        kinds = both if chosen == "both" else (chosen,)
        metafunc.parametrize("database_kind", kinds, scope="session")


def pytest_itemcollected(item):
    """One worker makes all visits to the site behind nginx, so that it is begun once."""
    if hasattr(item, "callspec") and item.callspec.params.get("site") == "tls":
        item.add_marker(pytest.mark.xdist_group("tls"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """What takes long goes first, so that no core waits for another one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("served") is None)
    if getattr(config.option, "loadgroup", False):
        for item in items:
            name_with_group(item)


def name_with_group(item) -> None:
    """One worker does all of a group, so that their fixtures are made once: pytest-xdist reads the
    group from the end of a test's name. What it does itself to put it there has no effect since
    pytest 9.2, where `_nodeid` is read no more."""
    group = item.get_closest_marker("xdist_group")
    ending = f"@{group.args[0]}" if group else ""
    if not item.nodeid.endswith(ending):
        item._id = NodeId.parse(item.nodeid + ending)


def pytest_collection_finish(session):
    """The application and the tests live until the end: the garbage collector does not scan them
    each time, which would take an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def without_what_changes(page: str) -> str:
    """A page without the tokens and keys that are made anew each time it is asked for."""
    page = re.sub(r'(csrf_token|idempotency_key)"[^>]*value="[^"]*"', "", page)
    return re.sub('data-token="[^"]*"', "", page)


def missing(what: str, install: str):
    """Skip a test whose tool is not on this machine; a failure when everything is required."""
    words = f"{what} is not here; {install}"
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(words)
    pytest.skip(words)


# --- the application, once for each database and session; emptied for every test ---


@pytest.fixture(scope="session")
def stage():
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def database_url(database_kind, tmp_path_factory, stage):
    folder = tmp_path_factory.mktemp(database_kind)
    if database_kind == "sqlite":
        return f"sqlite:///{folder / 'house.db'}"
    if postgres.binaries() is None:
        missing("PostgreSQL", postgres.INSTALL)
    # pytest's own folders are closed to others, and the server is another user.
    folder = Path(stage.enter_context(TemporaryDirectory(prefix="peoplehub-")))
    folder.chmod(0o755)
    return stage.enter_context(postgres.running(folder / "server"))


@pytest.fixture(scope="session")
def house(database_url, tmp_path_factory):
    """The app, and a function that makes its database blank."""
    folder = tmp_path_factory.mktemp("instance")
    settings = {"SQLALCHEMY_DATABASE_URI": database_url, "INSTANCE": folder,
                "FILES_URL": str(folder / "files")}
    app = peoplehub.application.create_app(type("Here", (Testing,), settings))
    app.test_client_class = Browser
    make_hashes_quick()
    with app.app_context():
        make_schema()
        db.session.remove()
        blank = blanker(database_url)
    return app, blank


def make_hashes_quick():
    """Of passwords, in this process: of a strength that is none. Servers that are started hash as
    on a real site, and so does tests/accounts/test_signing_in.py where it asks how."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def make_schema():
    db.create_all()


def blanker(url):
    """How to empty this database quickly."""
    if url.startswith("sqlite"):
        return _file_blanker(Path(url.removeprefix("sqlite:///")))
    used = text(" UNION ALL ".join(
        f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM \"{table.name}\")"  # noqa: S608
        for table in db.metadata.sorted_tables
    ))
    begin_again = text("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'")

    def empty():
        """Deletes with every trigger at rest: TRUNCATE takes a quarter of a second."""
        with db.engine.begin() as connection:
            connection.execute(begin_again)
            if written := list(connection.scalars(used)):
                steps = ["SET LOCAL session_replication_role = replica"]
                if "search_entry" in written:  # these have no models
                    written += ["search_words", "search_words_of_titles"]
                steps += [f'DELETE FROM "{name}"' for name in written]  # noqa: S608
                connection.exec_driver_sql("; ".join(steps))

    return empty


def _file_blanker(path):
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    db.engine.dispose()
    kept = shutil.copy(path, path.with_suffix(".blank"))

    def copy_blank():
        db.engine.dispose()
        for ending in ("-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
        shutil.copy(kept, path)

    return copy_blank


@pytest.fixture
def app(house):
    app, blank = house
    with app.app_context():
        blank()
        forget_counts(app)
        yield app
        db.session.rollback()
        db.session.remove()


def forget_counts(app):
    for limiter in set(app.extensions["limits"].values()):
        limiter.storage.reset()
    app.extensions["jobs"]["huey"].storage.flush_all()
    circuit_breaker.close_all()
    presence.init_app(app)  # nobody is looking at anything
    app.extensions["kept pages"].clear()
    app.extensions["kept answers"].clear()
    newest_in.cache_clear()
    known_place.cache_clear()


# --- the cast ---


def person(pen_name: str, role: str = "member", joined_days_ago: float = 100, **more) -> User:
    slug = pen_name.lower().replace(" ", "-")
    joined = clock.now() - timedelta(days=joined_days_ago)
    if role in WITH_SECOND_STEP:  # the team has its second step at sign-in
        more = {"second_step_at": joined} | more
    if role in STAFF_ROLES:  # and has done its training
        more = {"training_until": joined + timedelta(days=9999)} | more
    return User(
        email=f"{slug}@people.example", pen_name=pen_name, slug=slug, skeleton=slug, role=role,
        avatar="mint/s3/plum/h1/afro", joined_at=joined, confirmed_at=joined, declared_at=joined,
        i_am="professional" if role == "professional" else "family", **more,
    )


@pytest.fixture
def cast(app):
    return make_cast()


def make_cast() -> SimpleNamespace:
    """One of each, saved. `stranger` is the visitor."""
    people = SimpleNamespace(
        amina=person("Amina"),
        ben=person("Ben"),
        outsider=person("Olive"),
        newcomer=person("Nia", joined_days_ago=0.01),
        advisor=person("Maya", "advisor"),
        professional=person("Priya", "professional"),
        moderator=person("Ruth", "moderator"),
        safeguarding=person("Helen", "safeguarding"),
        admin=person("Sunil", "admin"),
        suspended=person("Sid", suspended_at=clock.now(), suspended_reason="Unkind words"),
        unconfirmed=person("Una"),
    )
    people.unconfirmed.confirmed_at = None
    db.session.add_all(vars(people).values())
    db.session.commit()
    people.stranger = Anonymous()
    return people


# --- browsers ---


class Browser(FlaskClient):
    """Each request runs in a context of its own, so the test lends it neither `g` nor session.

    What the test has read is forgotten around it, so the test sees what the request did.
    """

    def open(self, *args, **kwargs):
        forget_what_was_read()
        try:
            return Context().run(super().open, *args, **kwargs)
        finally:
            forget_what_was_read()

    def post(self, *args, token: bool = True, **kwargs):
        if token:
            kwargs["headers"] = {"X-CSRFToken": TOKEN, **dict(kwargs.get("headers") or {})}
        return super().post(*args, **kwargs)

    def carry(self, **values):
        """Put values into the session cookie, as a page of the site would have."""
        with self.session_transaction() as session:
            session.update(values)


def forget_what_was_read():
    if has_app_context():  # a redirect is followed inside the context of the first request
        db.session.rollback()
        db.session.expire_all()


@pytest.fixture
def browser(app):
    """browser(cast.amina): hers, signed in; browser(): a visitor's."""

    def open_browser(who=None) -> Browser:
        client = app.test_client()
        client.carry(csrf_token=RAW_TOKEN)
        if who is not None and who.id is not None:
            client.carry(_user_id=session_of(who), _fresh=True)
        return client

    return open_browser


def session_of(who) -> str:
    """A new open session of that person; its token."""
    made = db.session.query(SignIn).count()
    token = f"session {made} of {who.id}"
    expires = datetime.now(UTC) + timedelta(days=3650)
    db.session.add(SignIn(user_id=who.id, token_hash=hash_of(token), expires_at=expires))
    db.session.commit()
    return token


class Socket:
    """A browser's socket, in a context of its own."""

    def __init__(self, app, client):
        self._socket = Context().run(socketio.test_client, app, flask_test_client=client)

    @property
    def is_connected(self) -> bool:
        return self._socket.is_connected()

    def emit(self, name, data=None):
        return Context().run(self._socket.emit, name, data, callback=True)

    def received(self, name):
        heard = self._socket.get_received() if self.is_connected else []
        return [packet["args"][0] for packet in heard if packet["name"] == name]

    def leave(self):
        Context().run(self._socket.disconnect)


@pytest.fixture
def socket(app, browser):
    opened = []

    def open_socket(who=None, client=None) -> Socket:
        opened.append(Socket(app, client or browser(who)))
        return opened[-1]

    yield open_socket
    for one in opened:
        if one.is_connected:
            one.leave()


# --- counting ---


@pytest.fixture
def queries(app):
    """`with queries() as asked:` collects the SQL that the application runs."""

    @contextmanager
    def counting():
        asked = []

        def note(_connection, _cursor, statement, *_):
            if not statement.startswith(("BEGIN", "PRAGMA", "ROLLBACK", "COMMIT")):
                asked.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return counting


# --- Chromium ---


@pytest.fixture(scope="session")
def browsers():
    """`with browsers("--an-argument") as chromium:` starts Debian's Chromium. Its shell without
    windows is the same browser and starts sooner, but shows no notifications: `whole=True`."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        missing("Chromium", "install it with: apt-get install chromium fonts-noto-color-emoji")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:

        def start(*more: str, whole: bool = False):
            found = shutil.which("chromium") if whole else path
            if found is None:
                missing("Chromium with windows", "install it with: apt-get install chromium")
            return closing(playwright.chromium.launch(executable_path=found, args=[*quiet, *more]))

        yield start


@pytest.fixture(scope="session")
def chromium(browsers):
    """Chromium, for a session; `chromium.new_context(...)` is a person's own."""
    with browsers() as running:
        yield running
