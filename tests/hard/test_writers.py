"""Many who write at once on SQLite: nothing is lost or doubled, and nobody hears of a lock."""
import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import servers, soak

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("writers")]

WRITERS, EACH = 8, soak.amount("WRITES", 50)
EACH_BY_HTTP = 50


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


def test_eight_processes_write_many_times_each(folder, people):
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
