"""Connections that drop while people talk. The clients are the site's own modules, many of them in
one browser: its connection, its store of messages and its way of catching up. The writer is a
process of its own, joined by Redis. And a server that restarts, with everybody who comes back at
once. Of `make soak`: 20 clients, 50 drops each of 0.1 to 30 s, 2,000 messages; 500 sockets."""
import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from peoplehub.core import assets
from tests import servers, soak
from tests.conftest import missing
from tests.ports import free_port
from tests.realtime import reconnecting
from tests.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.slow,
              pytest.mark.xdist_group("served")]

CLIENTS, DROPS = soak.amount("CLIENTS", 4), soak.amount("DROPS", 3)
MESSAGES, LONGEST = soak.amount("MESSAGES", 60), soak.amount("LONGEST_DROP", 1)  # seconds
SHORTEST, BETWEEN = 0.1, (0.2, 1.5)  # seconds
SOCKETS, BACK_WITHIN = soak.amount("SOCKETS", 60), 15.0  # of a restart; seconds
PAGE_WITHIN = soak.amount("PAGE_SECONDS", 5)  # of a few pages, the first of which are cold; else 1
COMPLETE_WITHIN = 2.0  # seconds after the connection is there again

CLIENT = """async ([modules, plans]) => {
    const [{ Line }, { MessageStore }, { CatchUp, messagesIn }] =
        await Promise.all(modules.map((address) => import(address)));
    const pause = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));
    window.clients = plans.map((plan) => {
        const store = new MessageStore(), taken = [], back = [];
        let request = new AbortController();
        const take = (message) => {
            if (store.take(message) === "new") taken.push(message.number);
            progress.push([Date.now() / 1000, store.whole]);
            if (store.hasGap) catchUp.now();
        };
        const progress = [];
        const catchUp = new CatchUp({
            store, reload() { throw "too long"; },
            took: (answer) => messagesIn(answer).forEach(take),
            ask: async (known) => (await fetch("/messages/1/since?" + known,
                { headers: { Accept: "application/json" }, signal: request.signal })).json(),
        });
        const line = new Line();
        line.on("messages:sent", take);
        line.on("connect", () => { back.push(Date.now() / 1000); catchUp.now(); });
        const drops = async () => {
            for (const [up, away] of plan) {
                while (!line.connected) await pause(0.02);
                await pause(up);
                request.abort();
                line.lose();
                clearTimeout(line.timer);
                await pause(away);
                request = new AbortController();
                line.open();
            }
            while (!line.connected) await pause(0.02);
        };
        return { store, line, catchUp, progress, back, taken, over: drops() };
    });
    await Promise.all(window.clients.map(({ over }) => over));
}"""
FOUND = """() => clients.map(({ store, progress, back, taken }) =>
    ({ numbers: store.inOrder.map(({ number }) => number), taken, progress, back }))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("dropped")


@pytest.fixture(scope="module")
def joined(folder):
    """A site, and the settings of other processes that are joined to it."""
    if not servers.has_redis():
        missing("redis-server", servers.INSTALL_REDIS)
    people = servers.populate(folder, 3)
    with servers.redis(folder) as url:
        shared = {"PEOPLEHUB_REDIS_URL": url}
        with servers.gunicorn(folder, visitors=people, **shared) as site:
            yield site, people, servers.settings_for(folder, **shared)


@pytest.fixture
def page(joined, chromium):
    site, people, _ = joined
    context = chromium.new_context(base_url=site.address)
    name, value = people[0].cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": site.address}])
    page = context.new_page()
    page.goto("/help-now")
    yield page
    context.close()


def test_after_every_drop_each_client_has_every_message_once_and_soon(joined, page, folder):
    plans = [plan_of(random.Random(seed)) for seed in range(CLIENTS)]
    seconds = max(sum(map(sum, plan)) for plan in plans)
    said = (folder / "said").open("w+")
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.realtime.talking", str(MESSAGES), str(seconds)],
        cwd=servers.HOUSE, env=joined[2], stdout=said)
    wait_for_first(folder / "said")
    modules = [assets.static_url(f"js/{name}.js")
               for name in ("socketio-client", "message-store", "message-catch-up")]
    page.evaluate(CLIENT, [modules, plans])
    assert writer.wait(seconds + 60) == 0
    last = 2 + MESSAGES
    page.wait_for_function(f"clients.every(({{ store }}) => store.whole === {last})")
    said.seek(0)
    stored = [json.loads(line) for line in said]
    taken = []
    for found in page.evaluate(FOUND):
        assert found["numbers"] == sorted(found["taken"]) == list(range(1, last + 1))
        assert len(found["back"]) == DROPS + 1
        taken += [seconds_until_complete(found["progress"], stored, at) for at in found["back"]]
    assert 0 < max(taken) <= COMPLETE_WITHIN
    soak.note("connections dropped while messages come",
              f"{CLIENTS} clients, {DROPS} drops each of {SHORTEST} to {LONGEST} s, {MESSAGES:,} "
              f"messages in {seconds:.0f} s: every client has each once and in order; complete "
              f"{max(taken):.2f} s after coming back at most ({COMPLETE_WITHIN:.0f} allowed)")


def test_after_a_restart_all_are_soon_back_and_pages_stay_quick(joined, folder):
    people, port = [replace(person) for person in joined[1]], free_port()
    clients = reconnecting.lost(people, folder, port, SOCKETS)
    reader = reconnecting.Reader(people[2])
    with servers.gunicorn(folder, port=port, visitors=people):
        back = reconnecting.seconds_until_back(clients, within=2 * BACK_WITHIN)
        pages = reader.stop()
        reconnecting.leave(clients)
    slowest = pages[len(pages) * 95 // 100]
    soak.note("a server that restarts",
              f"{SOCKETS} sockets are back after {back:.1f} s ({BACK_WITHIN:.0f} allowed); pages "
              f"meanwhile: 95 of 100 within {slowest:.2f} s ({PAGE_WITHIN:.0f} allowed)")
    assert back <= BACK_WITHIN and slowest <= PAGE_WITHIN


def wait_for_first(said: Path) -> None:
    """Until the writer, who is a process that starts, has written the first message."""
    wait_until(lambda: said.read_text().endswith("\n"), 60, "the first message")


def plan_of(chance: random.Random) -> list[tuple[float, float]]:
    """Seconds connected and seconds away, in turns; short drops are as frequent as long ones."""
    return [(chance.uniform(*BETWEEN), SHORTEST * (LONGEST / SHORTEST) ** chance.random())
            for _ in range(DROPS)]


def seconds_until_complete(progress: list, stored: list, back: float) -> float:
    """From coming back until everything is there that was stored before."""
    before = max((number for number, at in stored if at < back), default=0)
    complete = [at for at, whole in progress if whole >= before]
    return max(0.0, min(complete) - back) if before else 0.0
