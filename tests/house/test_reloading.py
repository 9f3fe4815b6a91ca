"""An upgrade without a pause: at a reload the port stays open while new workers with new code take
over from the old ones."""
import shutil
import signal
import sqlite3
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic.script import ScriptDirectory

from tests import servers

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("served")]
CHANGED = "peoplehub/admin/views/health.py"
COPIED = ("peoplehub", "migrations")
LINKED = ("templates", "static", "deploy")
MIGRATION = """
revision, down_revision = "9999", "{head}"


def upgrade():
    pass
"""
AT_ONCE = 4
WITHIN = 40  # seconds


@pytest.fixture
def house(tmp_path):
    """A copy, whose code can be changed."""
    copy = tmp_path / "house"
    for name in COPIED:
        shutil.copytree(servers.HOUSE / name, copy / name)  # with what is compiled
    for name in LINKED:
        (copy / name).symlink_to(servers.HOUSE / name)
    for name in ("config.py", "wsgi.py"):
        shutil.copy(servers.HOUSE / name, copy)
    return copy


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reloaded")
    people = servers.populate(folder, 2)
    with database(folder) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", [newest()])
    return SimpleNamespace(folder=folder, people=people)


@pytest.mark.parametrize("conf", ["gunicorn.conf.py", "web.conf.py", "local.conf.py"])
def test_a_reload_brings_new_code_and_refuses_nobody(data, house, conf):
    with servers.gunicorn(data.folder, conf, visitors=data.people, house=house,
                          PEOPLEHUB_EMBEDDED_WORKER="1") as site:
        before = workers(site)
        assert before and b"changed" not in healthz(site)
        change(house)
        site.process.send_signal(signal.SIGHUP)
        with ThreadPoolExecutor(AT_ONCE + 1) as asking:
            writer = data.people[0]
            sent = asking.submit(writer.ask, writer.talk, timeout=WITHIN, client_id=conf,
                                 text=f"Sent while {conf} is read again")
            until = time.monotonic() + WITHIN
            while workers(site) & before and time.monotonic() < until:
                list(asking.map(healthz, [site] * AT_ONCE))  # raises for one that is refused
            answers = list(asking.map(healthz, [site] * AT_ONCE))
            assert sent.result()[0] == 201
        assert workers(site) and not workers(site) & before
        assert all(b"changed" in answer for answer in answers)
    if conf == "local.conf.py":  # which looks after its schema by itself
        with database(data.folder) as connection:
            assert connection.execute("SELECT * FROM alembic_version").fetchall() == [("9999",)]


def change(house: Path) -> None:
    """Another release: its code says something else, and it has one migration more."""
    code = (house / CHANGED).read_text()
    (house / CHANGED).write_text(code.replace('status="ok"', 'status="ok", changed=True'))
    new = house / "migrations/versions/9999_nothing.py"
    new.write_text(MIGRATION.format(head=newest()))


def newest() -> str:
    return ScriptDirectory(str(servers.HOUSE / "migrations")).get_current_head()


@contextmanager
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "house.db")) as connection, connection:
        yield connection


def healthz(site) -> bytes:
    """Over a connection of its own."""
    with urllib.request.urlopen(f"{site.address}/healthz", timeout=WITHIN) as answer:
        return answer.read()


def workers(site) -> set[str]:
    """The numbers of its worker processes."""
    master = site.process.pid
    return set(Path(f"/proc/{master}/task/{master}/children").read_text().split())
