"""`make run` and `make test` say in plain words what they do and what went wrong."""
import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic.util import CommandError
from sqlalchemy.exc import OperationalError

from bench.measuring import children, memory_mb
from peoplehub import launcher, startup
from tests import servers
from tests.ports import free_port

TOOLS = ("sh", "cat", "cksum", "df", "awk", "tail", "rm", "dirname", "printf", "mkdir", "chmod")
OLD = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.9.2" && exit 0
exit 1
"""
NEW = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.11.7"
[ "$1" = -c ] || [ "$1" = --version ] && exit 0
"""
WITHOUT_VENV = NEW + """
echo "No module named venv" >&2
exit 1
"""
WITH_VENV = NEW + """
mkdir -p .venv/bin
printf '#!/bin/sh\\n[ "$1" = -c ] || exit PIP\\n' >.venv/bin/python
chmod +x .venv/bin/python
"""
PIP_WORKS, PIP_FAILS = WITH_VENV.replace("PIP", "0"), WITH_VENV.replace("PIP", "1")
MOST_IDLE = 160  # MB of all processes after a first start, which are 149 to 155; 150 is the aim
OF_ROUNDS = 20  # MB more, once the rounds of every ten minutes have looked at pictures and words
TEN_MINUTES = 600  # seconds
# Not "email": the worker tells advisors about the requests of the demonstration as time goes on.
TABLES = ("user", "topic", "post", "message", "sheet")


class Machine:
    """Another machine: a copy of what is needed to set up, and no Python but the one given."""

    def __init__(self, folder: Path):
        self.folder, self.programs = folder / "project", folder / "programs"
        (self.folder / "deploy").mkdir(parents=True)
        self.programs.mkdir()
        shutil.copy("deploy/setup.sh", self.folder / "deploy")
        for path in Path().glob("requirements*.txt"):
            shutil.copy(path, self.folder)
        for name in TOOLS:
            if path := shutil.which(name):
                (self.programs / name).symlink_to(path)

    def has(self, python: str) -> None:
        path = self.programs / "python3"
        path.write_text(python)
        path.chmod(0o755)

    def set_up(self) -> subprocess.CompletedProcess:
        return subprocess.run(
            ["sh", "deploy/setup.sh", "requirements.txt"], cwd=self.folder, capture_output=True,
            text=True, env={"PATH": str(self.programs)}, check=False)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_an_old_python_is_named_and_what_to_do_is_said(machine):
    machine.has(OLD)
    said = machine.set_up()
    assert said.returncode == 1 and not (machine.folder / ".venv").exists()
    assert "it needs Python 3.11" in said.stderr
    assert "finds Python 3.9.2" in said.stderr and "What to do: install" in said.stderr


def test_no_python_at_all_is_said_too(machine):
    said = machine.set_up()
    assert said.returncode == 1 and "finds none" in said.stderr


def test_a_python_without_venv_is_said(machine):
    machine.has(WITHOUT_VENV)
    said = machine.set_up()
    assert said.returncode == 1 and "has no venv module" in said.stderr
    assert "sudo apt install python3-venv" in said.stderr
    assert not (machine.folder / ".venv").exists()


def test_packages_that_cannot_be_fetched_are_said_and_tried_again(machine):
    machine.has(PIP_FAILS)
    for _ in range(2):
        said = machine.set_up()
        assert said.returncode == 1 and "some packages could not be installed" in said.stderr
    machine.has(PIP_WORKS)
    shutil.rmtree(machine.folder / ".venv")
    assert machine.set_up().returncode == 0


def test_a_second_time_does_nothing_and_says_nothing(machine):
    machine.has(PIP_WORKS)
    first = machine.set_up()
    assert first.returncode == 0 and "Making a Python environment" in first.stdout
    again = machine.set_up()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_other_requirements_are_installed_anew(machine):
    machine.has(PIP_WORKS)
    machine.set_up()
    with (machine.folder / "requirements.txt").open("a") as requirements:
        requirements.write("one-more==1.0\n")
    assert "Installing what requirements.txt names" in machine.set_up().stdout


def test_a_port_that_is_taken_is_said_with_another_to_try():
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(launcher.StartupError) as stopped:
            launcher.check_port(port)
    assert f"using port {port}" in str(stopped.value)
    assert f"PORT={port + 1} make run" in str(stopped.value)
    launcher.check_port(port)


def test_a_port_that_is_just_being_let_go_of_is_waited_for():
    taken = socket.create_server(("127.0.0.1", 0))
    threading.Timer(0.3, taken.close).start()
    launcher.check_port(taken.getsockname()[1])
    assert taken.fileno() == -1


def test_a_disk_that_is_full_is_said(app, monkeypatch):
    monkeypatch.setattr(startup, "LEAST_FREE", 2**62)
    with pytest.raises(launcher.StartupError, match="nearly full"):
        startup.check_disk(app)


@pytest.fixture
def kept(tmp_path):
    """A database with something in it, where an app keeps its own, and files beside it."""
    path = tmp_path / "peoplehub.db"
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE kept (words TEXT)")
        database.executemany("INSERT INTO kept VALUES (?)", [("words " * 50,)] * 500)
        database.commit()
    (tmp_path / "files/ab").mkdir(parents=True)
    (tmp_path / "files/ab/picture.webp").write_bytes(b"of somebody")
    return path


@pytest.fixture
def on(kept):
    return SimpleNamespace(config={"SQLALCHEMY_DATABASE_URI": f"sqlite:///{kept}",
                                   "FILES_URL": str(kept.parent / "files")})


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:12288] = bytes(byte ^ 255 for byte in data[8192:12288])
    path.write_bytes(data)


def overwrite(path: Path) -> None:
    path.write_bytes(b"this is no database at all" * 1000)


@pytest.mark.parametrize("harm", [empty, cut, flip, overwrite, Path.unlink])
def test_no_new_community_begins_where_one_was(on, kept, harm):
    startup.check_database(on)
    harm(kept)
    before = kept.read_bytes() if kept.exists() else None
    with pytest.raises(launcher.StartupError) as stopped:
        startup.check_database(on)
    said = str(stopped.value)
    assert str(kept) in said and "damaged" in said or "is gone, but" in said
    assert "What to do: restore the newest backup" in said
    assert before == (kept.read_bytes() if kept.exists() else None)


def test_an_empty_folder_is_a_new_start(on, kept):
    shutil.rmtree(kept.parent / "files")
    kept.unlink()
    startup.check_database(on)


@pytest.mark.parametrize("broken, words", [
    (OperationalError("", {}, Exception("connection refused\nmore")), "connection refused."),
    (CommandError("Can't locate revision"), "a newer PeopleHub"),
])
def test_a_database_that_cannot_be_used_is_said_in_one_sentence(app, monkeypatch, broken, words):
    def fail():
        raise broken

    monkeypatch.setattr(startup, "bring_up_to_date", fail)
    with pytest.raises(launcher.StartupError) as stopped:
        startup.open_database()
    assert words in str(stopped.value) and "What to do:" in str(stopped.value)


# --- for real ---


def run(folder: Path, port: int, **more) -> subprocess.Popen:
    """What `make run` does once everything is installed, with nothing more than it installs."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PEOPLEHUB_")}
    return subprocess.Popen(
        [shutil.which("gunicorn", path=str(Path(".venv/bin").absolute())) or "gunicorn",
         "--config", "deploy/local.conf.py", "wsgi:app"], cwd=servers.HOUSE,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more,
        env=own | {"PORT": str(port), "PEOPLEHUB_INSTANCE": str(folder), "PYTHONUNBUFFERED": "1",
                   "PYTHONPATH": str(servers.HOUSE / "tests/as_installed")})


@contextlib.contextmanager
def running(folder: Path, port: int):
    """It, from its first page on. (How long that takes, `make bench` measures.)"""
    began, process = time.monotonic(), run(folder, port)
    try:
        while not answers(port):
            assert process.poll() is None, process.stdout.read()
            assert time.monotonic() - began < 120
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(20)


def answers(port: int) -> bool:
    """Who asks while the data are made ready waits; one that gave up would be answered all the
    same, and several at once take memory of their own."""
    with contextlib.suppress(OSError):
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=120).status == 200
    return False


def wait_for_the_papers_of(folder: Path) -> None:
    """Until every sheet of the demonstration is printed, in the background."""
    sheets, papers = "SELECT count(*) FROM sheet", "SELECT count(DISTINCT sheet_id) FROM sheet_file"
    began = time.monotonic()
    with contextlib.closing(sqlite3.connect(folder / "peoplehub.db")) as database:
        while database.execute(sheets).fetchone() != database.execute(papers).fetchone():
            assert time.monotonic() - began < 90
            time.sleep(0.2)


def idle_memory_mb(pid: int, began: float) -> float:
    """Of all processes, once the PDF compiler has ended; the first that is little enough. Without
    what the rounds brought that came since the server `began`."""
    until = time.monotonic() + 60
    while (taken := _memory_mb(pid, began)) >= MOST_IDLE and time.monotonic() < until:
        time.sleep(0.5)
    return taken


def _memory_mb(pid: int, began: float) -> float:
    has_had_rounds = began // TEN_MINUTES != time.time() // TEN_MINUTES
    return memory_mb([pid, *children(pid)]) - (OF_ROUNDS if has_had_rounds else 0)


def rows(folder: Path) -> list[int]:
    with sqlite3.connect(folder / "peoplehub.db") as database:
        return [len(database.execute(f'SELECT * FROM "{table}"').fetchall())  # noqa: S608
                for table in TABLES]


@pytest.mark.served
@pytest.mark.slow
def test_the_first_run_fills_the_house_and_the_second_touches_nothing(tmp_path):
    port, began = free_port(), time.time()
    with running(tmp_path, port) as process:
        before = rows(tmp_path)
        assert min(before) > 0
        wait_for_the_papers_of(tmp_path)
        taken_mb = idle_memory_mb(process.pid, began)
        print(f"{taken_mb:.1f} MB after a first start")
        assert taken_mb < MOST_IDLE
        taken = run(tmp_path, port)
        assert taken.wait(60) != 0
        said = taken.stdout.read()
        assert f"PeopleHub is running already, at http://127.0.0.1:{port}" in said
        assert "press Ctrl and C where it was started" in said and f"PORT={port + 1}" in said
    said = process.stdout.read()
    assert "Loading the demonstration community" in said
    assert f"http://127.0.0.1:{port}" in said and "amina@demo.example" in said
    with running(tmp_path, port) as process:
        assert rows(tmp_path) == before
    said = process.stdout.read()
    assert "Loading" not in said and "newest schema" not in said


@pytest.mark.served
def test_what_is_wrong_with_the_data_is_said_once_and_alone(tmp_path):
    overwrite(tmp_path / "peoplehub.db")
    stopped = run(tmp_path, free_port())
    assert stopped.wait(60) == 1
    said = stopped.stdout.read().strip().splitlines()
    assert len(said) == 2 and "damaged" in said[0] and said[1].startswith("What to do: restore")


@pytest.mark.served
def test_a_first_start_can_be_broken_off(tmp_path):
    """Ctrl and C reach every process, the end of a service only the first: the demonstration is
    loaded as a whole or not at all, and nothing more is said."""
    for end in (lambda process: os.killpg(process.pid, signal.SIGINT), subprocess.Popen.terminate):
        stopped = run(tmp_path, free_port(), start_new_session=True)
        while "Loading" not in stopped.stdout.readline():
            assert stopped.poll() is None
        end(stopped)
        assert stopped.wait(20) == 0 and stopped.stdout.read() == ""
        assert rows(tmp_path) == [0] * len(TABLES)


CONFS = sorted(path.name for path in Path("deploy").glob("*.conf.py"))


@pytest.mark.parametrize("conf", CONFS)
def test_the_first_process_of_a_server_does_not_hold_the_application(conf):
    """It serves nobody. What it has imported, and its worker changes, is kept twice: 41 MB."""
    said = subprocess.run(
        [sys.executable, "-c", f"import runpy, sys; runpy.run_path('deploy/{conf}');"
         "print(*sys.modules)"], text=True, check=True, capture_output=True).stdout.split()
    assert not {"flask", "sqlalchemy", "peoplehub.application"}.intersection(said)


@pytest.mark.slow
def test_a_start_brings_nothing_into_memory_that_is_seldom_used(tmp_path):
    """Lists of passwords and look-alikes, the PDF compiler and the like are 45 MB; the driver of
    PostgreSQL and gevent, which are for larger sites, 16 MB."""
    seldom = {"zxcvbn", "confusable_homoglyphs", "typst", "pypdf", "boto3", "pillow_heif",
              "psycopg", "gevent"}
    said = subprocess.run(
        [sys.executable, "-c", "import sys, wsgi; print(*sys.modules)"], text=True, check=True,
        env=servers.settings_for(tmp_path), capture_output=True,
    ).stdout.split()
    assert "peoplehub" in said and not seldom.intersection(said)
