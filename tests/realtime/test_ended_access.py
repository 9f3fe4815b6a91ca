"""Signing out, suspension, another role and a block, while sockets are open on another process than
the one that is told: the socket is closed within two seconds, or hears nothing more that its person
may not know. Of `make soak`: 100 times."""
import itertools
import json
import sqlite3
import time

import pytest

from tests import servers, soak
from tests.conftest import missing

pytestmark = [pytest.mark.served, pytest.mark.slow, pytest.mark.xdist_group("served")]

TIMES = soak.amount("ENDED", 5)
WITHIN = 2.0  # seconds
NOTHING_FOR = 0.3  # seconds without an event
HUB = "http://hub.example"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("ended")


@pytest.fixture(scope="module")
def people(folder):
    """Person 1 is an advisor, whom 2 talks with; 0 wrote the topic, which is for families."""
    people = servers.populate(folder, 4)
    run(folder, "UPDATE board SET audience = 'families'")
    run(folder, "UPDATE \"user\" SET preferences = '{\"typing\": true}'")
    return people


@pytest.fixture(scope="module")
def pair(folder, people):
    if not servers.has_redis():
        missing("redis-server", servers.INSTALL_REDIS)
    with servers.redis(folder) as url:
        shared = {"PEOPLEHUB_REDIS_URL": url, "PEOPLEHUB_BASE_URL": HUB}
        with (servers.gunicorn(folder, "web.conf.py", visitors=people, **shared) as web,
              servers.gunicorn(folder, "live.conf.py", **shared) as live):
            yield web, live


def run(folder, statement: str, *values) -> None:
    with sqlite3.connect(folder / "house.db", timeout=20) as database:
        database.execute(statement, values)


def test_whoever_may_no_longer_listen_hears_nothing_within_two_seconds(pair, people, folder):
    told = people[2].ask("/messages/new", to=people[1].slug, text="Hello", client_id="ended")[1]
    people[2].talk = f"/messages/{json.loads(told)['conversation_id']}"
    ways = itertools.cycle([signed_out, suspended, another_role, blocked])
    taken = [next(ways)(pair[1], people, folder, number) for number in range(TIMES)]
    assert max(taken) <= WITHIN
    soak.note("signed out, suspended, another role, blocked, with sockets open",
              f"{TIMES} times over two processes: closed or asked anew within {max(taken):.2f} s "
              f"at most ({WITHIN:.0f} allowed), and nothing was heard after it")


def signed_out(live, people, folder, number) -> float:
    line = people[2].line(live, origin=HUB)
    people[2].post("/sign-out")
    taken = line.closes(WITHIN)
    run(folder, "UPDATE sign_in SET ended_at = NULL WHERE user_id = ?", people[2].id)
    return taken


def suspended(live, people, folder, number) -> float:
    line = people[2].line(live, origin=HUB)
    of_person = 'UPDATE "user" SET suspended_at = ? WHERE id = ?'
    run(folder, of_person, "2026-01-01 00:00:00.000000", people[2].id)
    taken = line.closes(WITHIN)
    run(folder, of_person, None, people[2].id)
    return taken


def another_role(live, people, folder, number) -> float:
    """A professional does not see what is for families, also while looking at it before."""
    line, of_person = people[3].line(live, origin=HUB), 'UPDATE "user" SET role = ? WHERE id = ?'
    line.say("forum:looking", {"topic_id": 1})
    assert reply(people, f"before-{number}") and line.hear("forum:replied", WITHIN)
    run(folder, of_person, "professional", people[3].id)
    assert reply(people, f"after-{number}")
    assert_silent(line, "forum:replied")
    run(folder, of_person, "member", people[3].id)
    line.close()
    return 0.0


def reply(people, words: str) -> bool:
    fields = {"text": f"In turns, {words}", "idempotency_key": f"ended-{words}"}
    return people[0].ask("/forum/topics/1/replies", follow=False, **fields)[0] == 303


def blocked(live, people, folder, number) -> float:
    """Neither hears that the other writes, and nothing can be sent; who is blocked is not told."""
    ours, theirs = (people[n].line(live, origin=HUB) for n in (1, 2))
    talk = {"conversation_id": int(people[2].talk.split("/")[-1])}
    theirs.say("messages:typing", talk)
    ours.hear("messages:typing", WITHIN)
    people[1].post(f"/people/{people[2].slug}/block")
    began = time.monotonic()
    status, words = people[2].ask(people[2].talk, text="Hello?", client_id=f"block-{number}")
    assert status == 403 and "block" not in words
    theirs.say("messages:typing", talk)
    ours.say("messages:typing", talk)
    taken = time.monotonic() - began
    for line in (ours, theirs):
        assert_silent(line, "messages:typing")
    ours.close()
    theirs.close()
    people[1].post(f"/people/{people[2].slug}/unblock")
    return taken


def assert_silent(line, name: str) -> None:
    with pytest.raises(TimeoutError):
        line.hear(name, NOTHING_FOR)
