"""How soon a message is heard while members' pages are drawn: `python -m bench.delivery [SET-UP]`.

Somebody sends 20 messages a second; the time runs from the POST until the other person's open
browser is told. First nobody else is there, then many have an idle socket beside, and then readers
ask for one page after the other, as fast as they get them. `one`: one process does all, on a core
of its own. `split`: pages on one core; messages, sockets, Redis and the clients on the other.
Prints milliseconds: half, 95 and 99 of 100 are sooner.
"""
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.measuring import Client, Request
from tests import servers

READERS, MESSAGES, EVERY = 8, 150, 0.05  # EVERY: seconds
OTHERS = {"one": 900, "split": 1000}  # idle sockets
PAGES = ("/", "/forum/topics/1-a-question", "/forum/planning", "/messages", "/settings/profile")
HUB = "http://hub.example"


def measured(set_up: str) -> dict:
    """The percentiles alone, beside idle sockets and beside readers, who got so many pages a
    second."""
    with tempfile.TemporaryDirectory(prefix="peoplehub-") as name, ExitStack() as running:
        folder = Path(name)
        people = servers.populate(folder, 2 + READERS)
        web, live, messages = running.enter_context(SET_UPS[set_up](folder))
        own_core(1)
        line = people[1].line(live, origin=HUB if set_up == "split" else "")
        sent(people[0], messages, line, 5)  # what is imported and built at the first one
        alone = percentiles(sent(people[0], messages, line, MESSAGES // 3))
        with idle(people[2:], live, HUB if set_up == "split" else "", OTHERS[set_up]):
            beside = percentiles(sent(people[0], messages, line, MESSAGES))
        with reading(web.port, people[2:]) as read:
            busy = percentiles(sent(people[0], messages, line, MESSAGES))
        line.close()
    return {"set-up": set_up, "alone": alone, "beside": beside, "busy": busy,
            "pages a second": read["a second"]}


@contextmanager
def idle(people: list[servers.Visitor], live: servers.Server, origin: str,
         many: int) -> Iterator[None]:
    """So many open sockets of these people, until the block ends."""
    with ThreadPoolExecutor(8) as opening:
        lines = list(opening.map(
            lambda number: people[number % len(people)].line(live, origin=origin), range(many)))
    assert all(line.accepted for line in lines)
    yield
    for line in lines:
        line.close()


def sent(author: servers.Visitor, server: servers.Server, line: servers.Line, many: int) -> list:
    """Seconds from each POST until the other person hears of it."""
    client, taken = Client(server.port), []
    headers = {"Cookie": author.cookie, "X-CSRFToken": author.token, "Accept": "application/json",
               "Content-Type": "application/x-www-form-urlencoded"}
    for _ in range(many):
        began = time.perf_counter()
        client_id = f"delivery-{began}"
        request = Request(author.talk, headers, lambda own=client_id: f"text=Hello&client_id={own}")
        poster = threading.Thread(target=client.ask, args=(request,))
        poster.start()
        while line.hear("messages:sent")["client_id"] != client_id:
            pass
        taken.append(time.perf_counter() - began)
        poster.join()
        time.sleep(max(0, EVERY - (time.perf_counter() - began)))
    return taken


def percentiles(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {f"p{part}": round(1000 * ordered[min(len(ordered) * part // 100, len(ordered) - 1)], 1)
            for part in (50, 95, 99)}


@contextmanager
def reading(port: int, readers: list[servers.Visitor]) -> Iterator[dict]:
    """Readers in a process of their own, until the block ends; what they got stands there then."""
    cookies = json.dumps([reader.cookie for reader in readers])
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.delivery", "read", str(port), cookies],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )
    read = {}
    try:
        assert process.stdout.readline() == "reading\n"
        yield read
    finally:
        read["a second"] = float(process.communicate("", timeout=60)[0] or 0)


def read_until_told(port: int, cookies: list[str]) -> None:
    """Print how many pages a second these readers got until the input ended."""
    over, counts, began = threading.Event(), [0] * len(cookies), time.monotonic()

    def read(number: int) -> None:
        client = Client(port)
        while not over.is_set():
            page = PAGES[(number + counts[number]) % len(PAGES)]
            status, _ = client.ask(Request(page, {"Cookie": cookies[number]}))
            assert status == 200, (page, status)
            counts[number] += 1

    crowd = [threading.Thread(target=read, args=(number,)) for number in range(len(cookies))]
    for reader in crowd:
        reader.start()
    time.sleep(1)
    print("reading", flush=True)
    sys.stdin.read()
    over.set()
    for reader in crowd:
        reader.join()
    print(round(sum(counts) / (time.monotonic() - began), 1))


@contextmanager
def one(folder: Path) -> Iterator[tuple]:
    own_core(0)
    with servers.gunicorn(folder) as server:
        yield server, server, server


@contextmanager
def split(folder: Path) -> Iterator[tuple]:
    with ExitStack() as running:
        own_core(1)
        shared = {"PEOPLEHUB_REDIS_URL": running.enter_context(servers.redis(folder)),
                  "PEOPLEHUB_BASE_URL": HUB}
        live = running.enter_context(servers.gunicorn(
            folder, "live.conf.py", PEOPLEHUB_THREADS="1100", **shared))
        messages = running.enter_context(servers.gunicorn(folder, "messages.conf.py", **shared))
        own_core(0)
        pages = running.enter_context(servers.gunicorn(folder, "web.conf.py", **shared))
        yield pages, live, messages


SET_UPS = {"one": one, "split": split}


def own_core(number: int) -> None:
    """From here on, this process and those that it starts keep to one core, where there are two."""
    if os.cpu_count() > 1:
        os.sched_setaffinity(0, {number})


def told(row: dict) -> str:
    words = [f"{name} " + "/".join(f"{ms:.0f}" for ms in row[name].values())
             for name in ("alone", "beside", "busy")]
    return (f"A message is heard after, half/95/99 of 100, {', '.join(words)} ms "
            f"({row['set-up']}, beside {OTHERS[row['set-up']]} idle sockets, busy with "
            f"{row['pages a second']:.0f} pages a second)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["read"]:
        read_until_told(int(sys.argv[2]), json.loads(sys.argv[3]))
    else:
        here = SET_UPS if servers.has_redis() else ["one"]
        for name in sys.argv[1:] or here:
            print(told(measured(name)), flush=True)
