"""Parts that are stopped or hang, under the real servers: PostgreSQL, Redis and the mail server are
processes that get a signal. Whoever asks is answered within a few seconds, and soon at once."""
import contextlib
import os
import signal
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import psycopg
import pytest
from redis import Redis

from tests import postgres, servers
from tests.conftest import missing
from tests.waiting import wait_until

pytestmark = [pytest.mark.served, pytest.mark.xdist_group("served")]

FIRST, LATER = 3.0, 1.0  # seconds, on a machine that is busy with other tests
WORDS = "Words of a whole evening"
KINDS = ("visitor", "member", "moderator")


@pytest.fixture(scope="module")
def parts():
    """The application on PostgreSQL and Redis, pages and sockets in processes of their own."""
    if postgres.binaries() is None:
        missing("PostgreSQL", postgres.INSTALL)
    if not servers.has_redis():
        missing("redis-server", servers.INSTALL_REDIS)
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="peoplehub-")))
        folder.chmod(0o755)
        database = stack.enter_context(postgres.running(folder / "postgres"))
        redis = stack.enter_context(servers.redis(folder))
        settings = {"PEOPLEHUB_DATABASE_URL": database, "PEOPLEHUB_REDIS_URL": redis,
                    "PEOPLEHUB_BASE_URL": "http://hub.example"}
        people = servers.populate(folder, 14, **settings)
        address = database.replace("+psycopg", "")
        with psycopg.connect(address) as connection:
            connection.execute("UPDATE \"user\" SET role = 'moderator' WHERE id = 3")
            connection.execute("INSERT INTO following (kind, place_id, user_id, level, since) "
                               "SELECT 'topic', 1, id, 'every', now() FROM \"user\" WHERE id > 3")
        web = stack.enter_context(servers.gunicorn(folder, "web.conf.py", visitors=people,
                                                   WEB_CONCURRENCY="2", **settings))
        live = stack.enter_context(servers.gunicorn(folder, "live.conf.py", **settings))
        parts = SimpleNamespace(folder=folder / "postgres", people=people, web=web, live=live,
                                address=address, redis=[pid_of_redis(redis)])
        yield parts
        pg_ctl(parts, "stop", "-m", "fast")  # it may not be the one that was started first


def pid_of_redis(address: str) -> int:
    return Redis.from_url(address).info("server")["process_id"]


def pids_of_postgres(parts) -> list[int]:
    """The first process, and those it has made."""
    first = (parts.folder / "data" / "postmaster.pid").read_text().split()[0]
    made = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return [int(pid) for pid in (first, *made)]


@contextlib.contextmanager
def stopped(pids):
    """Stopped, not ended: the system still takes connections for it, and nobody answers."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in reversed(pids):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def test_a_redis_that_hangs_costs_one_reply_two_seconds_and_the_next_nothing(parts):
    amina, maya, mod = parts.people[:3]
    with stopped(parts.redis):
        waited = []
        for number, who in enumerate((amina, maya, mod, amina, maya)):
            took, status = timed(who, "/forum/topics/1/replies", text=f"{WORDS} {number}",
                                 idempotency_key=f"redis-{number}", follow=False)
            assert status == 303
            waited.append(took)
        assert max(waited) < FIRST and sorted(waited)[-3] < LATER, waited  # two workers learn it
        took, status = timed(amina, amina.talk, text=WORDS, client_id="redis-hangs")
        assert status == 201 and took < FIRST
        for page in ("/", "/forum/topics/1", "/messages", "/help-now", "/search?q=think"):
            took, status = timed(amina, page)
            assert status == 200 and took < FIRST, page


@pytest.mark.parametrize("who", KINDS)
def test_without_redis_every_page_answers_and_every_form_is_taken(parts, who):
    visitor = person(parts, who)
    pages = ("/", "/forum", "/forum/topics/1", "/messages", "/moderation", "/notifications",
             "/library", "/search?q=think", "/contact", "/help-now", "/privacy")
    before = {page: visitor.ask(page, accept="text/html", follow=False)[0] for page in pages}
    with stopped(parts.redis):
        for page in pages:
            took, status = timed(visitor, page, accept="text/html", follow=False)
            assert status == before[page] and took < FIRST, page
        if who != "visitor":
            took, status = timed(visitor, "/forum/topics/1/replies", text=f"{WORDS}, {who}",
                                 idempotency_key=f"no-redis-{who}", follow=False)
            assert status == 303 and took < FIRST


def test_a_redis_that_comes_back_is_heard_again(parts):
    amina, maya = parts.people[:2]
    line = maya.line(parts.live, origin="http://hub.example")
    with stopped(parts.redis):
        amina.ask(amina.talk, text=WORDS, client_id="while-away")
    until = time.monotonic() + 30
    while time.monotonic() < until:
        name = f"back-{time.monotonic()}"
        amina.ask(amina.talk, text="Back", client_id=name)
        with contextlib.suppress(TimeoutError):
            if line.hear("messages:sent", within=1)["client_id"] == name:
                break
    else:
        pytest.fail("nothing was heard")
    line.close()


def test_a_postgresql_that_hangs_is_found_out_and_every_page_answers(parts):
    pages = ("/help-now", "/forum/topics/1", "/", "/messages", "/moderation", "/privacy")
    everybody = {who: person(parts, who) for who in KINDS}
    asked = [(who, page) for who in KINDS for page in pages]

    def ask(one) -> tuple[float, int]:
        who, page = one
        return timed(everybody[who], page, accept="text/html")

    for one in asked:  # connections are open, as they are in the middle of a day
        ask(one)
    with stopped(pids_of_postgres(parts)), ThreadPoolExecutor(len(pages)) as crowd:
        for who in KINDS:
            answers = crowd.map(ask, [(who, page) for page in pages])
            for page, (took, status) in zip(pages, answers, strict=True):
                assert took < FIRST, (who, page)
                assert status == 200 if page in ("/help-now", "/privacy") else status in (
                    200, 302, 404, 503), (who, page)
        time.sleep(0.1)
        for one in asked:
            assert ask(one)[0] < FIRST, one
        for who in KINDS[1:]:
            status, page = everybody[who].ask("/forum/topics/1/replies", text=WORDS,
                                              accept="text/html", idempotency_key="hangs")
            assert status == 503 and WORDS in page and "Send it again" in page, who
            assert "cannot reach its own records" in page, who
    for who in KINDS:
        wait_until(lambda who=who: ask((who, "/forum/topics/1"))[1] == 200, within=30)


def test_a_statement_that_waits_for_a_lock_is_not_taken_for_a_server_that_hangs(parts):
    """Four seconds behind somebody else's lock: slow, and done."""
    amina = parts.people[0]
    with psycopg.connect(parts.address) as connection:
        connection.execute("SELECT 1 FROM topic WHERE id = 1 FOR UPDATE")
        ended = threading.Timer(3.5, connection.commit)
        ended.start()
        took, status = timed(amina, "/forum/topics/1/replies", text="I waited", follow=False,
                             idempotency_key="waited")
        ended.join()
    assert status == 303 and took > 2


def test_a_postgresql_that_is_down_leaves_help_now_and_the_words(parts):
    everybody = {who: person(parts, who) for who in KINDS}
    with down(parts):
        for who, visitor in everybody.items():
            assert timed(visitor, "/help-now")[1] == 200, who
            took, status = timed(visitor, "/forum/topics/1", accept="text/html")
            assert status == 503 and took < FIRST, who
            if who != "visitor":
                status, page = visitor.ask(visitor.talk, text=WORDS, client_id="down",
                                           accept="text/html")
                assert status == 503 and WORDS in page, who
    for visitor in everybody.values():
        wait_until(lambda one=visitor: one.ask("/forum/topics/1")[0] == 200, within=30)


@contextlib.contextmanager
def down(parts):
    """Shut down as for an upgrade, and started again."""
    port = parts.address.split(":")[-1].split("/")[0]
    pg_ctl(parts, "stop", "-m", "fast")
    try:
        yield
    finally:
        settings = f"-p {port} -k {parts.folder} -c fsync=off -c max_connections=300"
        pg_ctl(parts, "start", "-l", parts.folder / "data/log", "-o", settings)


def pg_ctl(parts, *words) -> None:
    owner = {"user": postgres.NOT_ROOT} if os.geteuid() == 0 else {}
    command = [postgres.binaries() / "pg_ctl", "-D", parts.folder / "data", "-w", "-s", *words]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, **owner)


def person(parts, who: str):
    if who == "visitor":
        return servers.Visitor(0, "", "", "", parts.web)
    return parts.people[2 if who == "moderator" else 0]


def timed(visitor, path: str, **more) -> tuple[float, int]:
    began = time.monotonic()
    status, _ = visitor.ask(path, timeout=30, **more)
    return time.monotonic() - began, status
