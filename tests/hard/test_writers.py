"""Many who write at once on SQLite, and a server that is killed under them: nothing that was
acknowledged is lost, nothing is doubled, and nobody hears of a lock."""
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import servers

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("writers")]

WRITERS, EACH = 8, 200
EACH_BY_HTTP = 50
KILLS, WHOLE_KILLS = 26, 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("writers")


@pytest.fixture(scope="module")
def people(folder):
    return servers.populate(folder, WRITERS + 1)


@pytest.fixture
def site(folder, people):
    # Loaded before the worker is forked, so that the next one is there at once.
    with servers.gunicorn(folder, visitors=people, GUNICORN_CMD_ARGS="--preload") as server:
        yield server


def asked(folder, sql: str) -> list[tuple]:
    with sqlite3.connect(folder / "house.db") as database:
        return database.execute(sql).fetchall()


def assert_sound(folder) -> None:
    assert asked(folder, "PRAGMA integrity_check") == [("ok",)]
    assert asked(folder, "PRAGMA foreign_key_check") == []
    doubled = "SELECT client_id FROM message GROUP BY author_id, client_id HAVING count(*) > 1"
    assert asked(folder, doubled) == []
    gaps = ("SELECT conversation_id FROM message GROUP BY conversation_id "
            "HAVING count(*) != max(number) OR count(DISTINCT number) != count(*)")
    assert asked(folder, gaps) == []


def test_eight_processes_write_two_hundred_times_each(folder, people):
    done = subprocess.run(
        [sys.executable, "-m", "tests.hard.writers", str(WRITERS), str(EACH)], cwd=servers.HOUSE,
        env=servers.settings_for(folder), capture_output=True, text=True, check=True,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == []
    assert "locked" not in done.stderr
    replies = "SELECT count(*), count(DISTINCT text), max(number) FROM post WHERE text LIKE 'Writer%'"
    assert asked(folder, replies) == [(WRITERS * EACH, WRITERS * EACH, WRITERS * EACH + 1)]
    assert asked(folder, "SELECT reply_count FROM topic") == [(WRITERS * EACH,)]
    assert_sound(folder)


def test_eight_people_write_at_once_to_one_server(folder, people, site):
    talks = begin_talks(people)
    before = len(asked(folder, "SELECT id FROM message"))

    def write(number: int) -> list[int]:
        return [talks[number].ask(talks[number].talk, text=f"Turn {turn}", timeout=60,
                                  client_id=f"http-{number}-{turn}")[0] for turn in range(EACH_BY_HTTP)]

    with ThreadPoolExecutor(WRITERS) as crowd:
        answers = [status for told in crowd.map(write, range(WRITERS)) for status in told]
    assert set(answers) == {201}
    assert len(asked(folder, "SELECT id FROM message")) == before + WRITERS * EACH_BY_HTTP
    assert "locked" not in site.log.read_text()
    assert_sound(folder)


def begin_talks(people) -> list:
    """Everybody has a conversation with the advisor, who is number 1."""
    writers = [person for number, person in enumerate(people) if number != 1]
    for person in writers:
        status, told = person.ask("/messages/new", to=people[1].slug, text="Hello",
                                  client_id="begin")
        assert status in (200, 201), told
        person.talk = f"/messages/{json.loads(told)['conversation_id']}"
    return writers


def test_a_server_killed_thirty_times_loses_nothing_and_doubles_nothing(folder, people, site):
    talks, acknowledged, stop = begin_talks(people), [], threading.Event()
    port = site.port

    def write(number: int) -> None:
        turn = 0
        while not stop.is_set():
            name = f"kill-{number}-{turn}"
            if insist(talks[number], number, name):
                acknowledged.append(name)
            turn += 1
            time.sleep(0.02)

    crowd = [threading.Thread(target=write, args=(n,), daemon=True) for n in range(WRITERS)]
    for writer in crowd:
        writer.start()
    for _ in range(KILLS):
        kill_worker(site, acknowledged)
    for _ in range(WHOLE_KILLS):
        kill_all(site)
        site.process = restarted(folder, port)
        wait_for_more(acknowledged)
    stop.set()
    for writer in crowd:
        writer.join(60)
        assert not writer.is_alive()
    os.kill(site.process.pid, signal.SIGTERM)
    site.process.wait(30)
    assert_all_there_once(folder, acknowledged)


def insist(person, number: int, name: str) -> bool:
    """Send until it is acknowledged, under one and the same name. Two of eight use forms."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            status = reply(person, name) if number < 2 else send(person, name)
        except OSError:  # nobody answers just now, or the line broke in the middle
            status = 0
        except Exception as error:  # half an answer
            assert "IncompleteRead" in repr(error) or "BadStatusLine" in repr(error), error
            status = 0
        if status in (200, 201, 303, 429):
            return status != 429
        time.sleep(0.05)
    raise TimeoutError(name)


def send(person, name: str) -> int:
    return person.ask(person.talk, text=name, client_id=name, timeout=20)[0]


def reply(person, name: str) -> int:
    """A form: 303 leads to the page with it."""
    time.sleep(0.2)  # people have a limit of their own
    return person.ask("/forum/topics/1/replies", text=name, idempotency_key=name, timeout=20,
                      follow=False)[0]


def kill_worker(site, acknowledged: list) -> None:
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
    while not (found := children.read_text().split()):
        time.sleep(0.01)
    os.kill(int(found[0]), signal.SIGKILL)
    wait_for_more(acknowledged)


def kill_all(site) -> None:
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children").read_text()
    os.kill(site.process.pid, signal.SIGKILL)
    for child in children.split():
        os.kill(int(child), signal.SIGKILL)
    site.process.wait(10)


def restarted(folder, port: int) -> subprocess.Popen:
    base = {"PEOPLEHUB_BASE_URL": f"http://127.0.0.1:{port}", "PORT": str(port)}
    return subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "wsgi:app"],
        cwd=servers.HOUSE, env=servers.settings_for(folder, **base), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_for_more(acknowledged: list, more: int = 8, within: float = 60) -> None:
    """Until the writers are at work again."""
    before, until = len(acknowledged), time.monotonic() + within
    while len(acknowledged) < before + more:
        assert time.monotonic() < until, "the server did not come back"
        time.sleep(0.01)


def assert_all_there_once(folder, acknowledged: list[str]) -> None:
    kept = [name for name, in asked(
        folder, "SELECT client_id FROM message WHERE client_id LIKE 'kill-%' "
        "UNION ALL SELECT text FROM post WHERE text LIKE 'kill-%'")]
    assert len(acknowledged) > 8 * (KILLS + WHOLE_KILLS) - 1
    assert set(acknowledged) - set(kept) == set(), "acknowledged and lost"
    assert len(kept) == len(set(kept)), "doubled"
    assert_sound(folder)
