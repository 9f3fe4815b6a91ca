"""A server that is killed under eight who write, on both databases: nothing that was acknowledged is
lost and nothing is doubled. Of `make soak`: 200 times each."""
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa

from tests import postgres, servers, soak
from tests.conftest import missing
from tests.hard.test_writers import WRITERS, begin_talks
from tests.waiting import wait_until

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("writers")]

KILLS = {"sqlite": soak.amount("KILLS", 4), "postgresql": soak.amount("KILLS", 4)}
OF_THE_WHOLE = 9  # one in so many kills is of the whole server, the others of its worker alone
BACK_WITHIN = 60  # seconds
FORMS = 2  # of the eight; each person has a limit of replies
BETWEEN_MESSAGES, BETWEEN_FORMS = 0.02, 0.2  # seconds
STORED = ("SELECT client_id FROM message WHERE client_id LIKE 'kill-%' "
          "UNION ALL SELECT text FROM post WHERE text LIKE 'kill-%'")
DOUBLED = "SELECT client_id FROM message GROUP BY author_id, client_id HAVING count(*) > 1"
GAPS = ("SELECT conversation_id FROM message GROUP BY conversation_id "
        "HAVING count(*) != max(number) OR count(DISTINCT number) != count(*)")


@contextmanager
def database(kind: str):
    """A new folder that anybody may enter, and the address of a database of that kind in it."""
    with TemporaryDirectory(prefix="peoplehub-") as name, ExitStack() as running:
        folder = Path(name)
        folder.chmod(0o755)
        if kind == "sqlite":
            yield folder, f"sqlite:///{folder / 'house.db'}"
        elif postgres.binaries() is None:
            missing("PostgreSQL", postgres.INSTALL)
        else:
            yield folder, running.enter_context(postgres.running(folder / "server"))


@pytest.mark.parametrize("kind", KILLS)
def test_a_server_that_is_killed_again_and_again_loses_and_doubles_nothing(kind):
    with database(kind) as (folder, url):
        place = {"PEOPLEHUB_DATABASE_URL": url}
        people = servers.populate(folder, WRITERS + 1, **place)
        # Loaded before the worker is forked, so that the next one is there at once.
        with servers.gunicorn(folder, visitors=people, GUNICORN_CMD_ARGS="--preload",
                              **place) as site:
            acknowledged, slowest = killed(site, folder, place, begin_talks(people), KILLS[kind])
        assert_all_there_once(url, acknowledged)
    soak.note(f"kill -9 under eight writers, {kind}",
              f"{KILLS[kind]} kills, {len(acknowledged):,} acknowledged, none lost, none doubled; "
              f"writing again after {slowest:.1f} s at most")


def killed(site, folder: Path, place: dict, writers: list, times: int) -> tuple[list[str], float]:
    """The names of what was acknowledged, and the longest time until they wrote again."""
    acknowledged, stop, slowest = [], threading.Event(), 0.0
    crowd = [threading.Thread(target=write, args=(writer, number, acknowledged, stop), daemon=True)
             for number, writer in enumerate(writers)]
    for one in crowd:
        one.start()
    for time_ in range(times):
        began = time.monotonic()
        if time_ % OF_THE_WHOLE == min(times, OF_THE_WHOLE) - 1:  # the last of a few
            kill_all(site)
            site.process = restarted(folder, site.port, place)
        else:
            kill_worker(site)
        wait_for_more(acknowledged)
        slowest = max(slowest, time.monotonic() - began)
    stop.set()
    for one in crowd:
        one.join(BACK_WITHIN)
        assert not one.is_alive()
    os.kill(site.process.pid, signal.SIGTERM)
    site.process.wait(30)
    assert len(acknowledged) >= WRITERS * times
    return acknowledged, slowest


def write(person, number: int, acknowledged: list, stop: threading.Event) -> None:
    turn = 0
    while not stop.is_set():
        name = f"kill-{number}-{turn}"
        if insist(person, number, name):
            acknowledged.append(name)
        turn += 1
        stop.wait(BETWEEN_FORMS if number < FORMS else BETWEEN_MESSAGES)


def insist(person, number: int, name: str) -> bool:
    """Send until it is acknowledged, under one and the same name. Some of the eight use forms."""
    tried = []

    def is_answered() -> bool:
        try:
            tried.append(reply(person, name) if number < FORMS else send(person, name))
        except OSError:  # nobody answers just now, or the line broke in the middle
            return False
        except Exception as error:  # half an answer
            assert "IncompleteRead" in repr(error) or "BadStatusLine" in repr(error), error
            return False
        return tried[-1] in (200, 201, 303, 429)

    wait_until(is_answered, BACK_WITHIN, name)
    return tried[-1] != 429


def send(person, name: str) -> int:
    return person.ask(person.talk, text=name, client_id=name, timeout=20)[0]


def reply(person, name: str) -> int:
    """A form: 303 leads to the page with it."""
    return person.ask("/forum/topics/1/replies", text=name, idempotency_key=name, timeout=20,
                      follow=False)[0]


def kill_worker(site) -> None:
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
    wait_until(lambda: children.read_text().split(), BACK_WITHIN, "a worker")
    os.kill(int(children.read_text().split()[0]), signal.SIGKILL)


def kill_all(site) -> None:
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children").read_text()
    os.kill(site.process.pid, signal.SIGKILL)
    for child in children.split():
        os.kill(int(child), signal.SIGKILL)
    site.process.wait(10)


def restarted(folder: Path, port: int, place: dict) -> subprocess.Popen:
    base = {"PEOPLEHUB_BASE_URL": f"http://127.0.0.1:{port}", "PORT": str(port)}
    return subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "wsgi:app"],
        cwd=servers.HOUSE, env=servers.settings_for(folder, **base, **place),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )


def wait_for_more(acknowledged: list, more: int = WRITERS) -> None:
    """Until the writers are at work again."""
    wanted = len(acknowledged) + more
    wait_until(lambda: len(acknowledged) >= wanted, BACK_WITHIN, "that the writers write again")


def assert_all_there_once(url: str, acknowledged: list[str]) -> None:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        def asked(sql: str) -> list[tuple]:
            return [tuple(row) for row in connection.execute(sa.text(sql))]

        stored = [name for name, in asked(STORED)]
        assert set(acknowledged) - set(stored) == set(), "acknowledged and lost"
        assert len(stored) == len(set(stored)), "doubled"
        assert asked(DOUBLED) == asked(GAPS) == []
        if engine.name == "sqlite":
            assert asked("PRAGMA integrity_check") == [("ok",)]
            assert asked("PRAGMA foreign_key_check") == []
    engine.dispose()
