"""`make bench`: every main page beside a constant page of its size, round after round in one run.

Figures are the median of the rounds. The ratio is the one to trust on a busy machine: both sides
of it are measured within the same second.
"""
import itertools
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from urllib.parse import urlencode

from bench import report, startup
from bench.measuring import ROOT, Client, Request, processor_ms, served

ROUNDS, TIMES = 9, 40
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def main() -> None:
    starts = startup.measured(settings_in, free_port)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        settings = settings_in(folder)
        stage = asked_of("bench.stage", settings)
        constant = stand(servers, "bench.constant:app", {})
        site = stand(servers, "bench.site:app", settings)
        pages = requests_of(stage)
        rows = [measured(name, page, constant, site) for name, page in pages.items()]
        counted = asked_of("bench.queries", settings, json.dumps(stage))
    keep([row | {"queries": counted[row["page"]]} for row in rows], starts, report.measured())


def settings_in(folder: str) -> dict[str, str]:
    return {
        "PEOPLEHUB_INSTANCE": folder, "PEOPLEHUB_EMBEDDED_WORKER": "0",
        "PEOPLEHUB_DATABASE_URL": os.environ.get("PEOPLEHUB_DATABASE_URL", ""),
        "PEOPLEHUB_SECRET_KEY": secrets.token_urlsafe(48), "PYTHONPATH": str(ROOT),
    }


def asked_of(module: str, settings: dict[str, str], *arguments: str) -> dict:
    """Run a module of ours in a process of its own; what it prints last is JSON."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=True,
                          stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def stand(servers: ExitStack, app: str, settings: dict[str, str]) -> tuple[list[int], Client]:
    port = free_port()
    pids = servers.enter_context(served(app, port, settings))
    return pids, Client(port)


def requests_of(stage: dict) -> dict[str, Request]:
    visitor = {"Accept-Encoding": "identity"}
    member = visitor | {"Cookie": stage["cookie"]}
    writer = member | {"X-CSRFToken": stage["token"], "Accept": "application/json",
                       "Content-Type": "application/x-www-form-urlencoded"}
    topic, last = "/forum/topics/1-question-1", "/forum/topics/1-question-1?page=50"
    return {
        "thread, first page, visitor": Request(topic, visitor),
        "thread, last page, visitor": Request(last, visitor),
        "thread, first page, member": Request(topic, member),
        "thread, last page, member": Request(last, member),
        "board, visitor": Request("/forum/board-1", visitor),
        "board, member": Request("/forum/board-1", member),
        "home, visitor": Request("/", visitor),
        "home, member": Request("/", member),
        "posting a reply": Request("/forum/topics/7/replies", writer, fields("text")),
        "sending a message": Request(f"/messages/{stage['talk']}", writer,
                                     fields("text", client_id="client_id")),
    }


def fields(text: str, client_id: str = "idempotency_key") -> Callable[[], str]:
    """A new form each time, with a key of its own."""
    number = itertools.count()

    def form() -> str:
        return urlencode({text: f"Reply {next(number)}. " + "We wrote ours on one page. " * 20,
                          client_id: secrets.token_urlsafe(16)})

    return form


def measured(name: str, request: Request, constant, site) -> dict:
    status, body = site[1].ask(request)
    if status >= 400:
        raise SystemExit(f"{name}: {status}\n{body[:2000].decode()}")
    same_size = Request(f"/{max(len(body), 1)}", request.headers)
    constant[1].ask(same_size)
    costs, ratios = [], []
    for _ in range(ROUNDS):
        base = processor_ms(*constant, same_size, TIMES)
        cost = processor_ms(*site, request, TIMES)
        costs.append(cost)
        ratios.append(cost / base)
    row = {"page": name, "ms": statistics.median(costs), "ratio": statistics.median(ratios),
           "bytes": len(body)}
    print("{page}: {ms:.2f} ms, {ratio:.1f} × constant, {bytes} bytes".format(**row), flush=True)
    return row


def keep(rows: list[dict], starts: dict[str, float], rendered: list[dict]) -> None:
    """Write the figures to bench/results/ and the tables into bench/README.md."""
    results = ROOT / "bench/results"
    results.mkdir(exist_ok=True)
    when = datetime.now(UTC)
    name = f"{when:%Y-%m-%d}-{os.environ.get('PEOPLEHUB_DATABASE_URL', 'sqlite')[:10].strip(':+/')}"
    kept = {"pages": rows, "starts": starts, "words": rendered}
    (results / f"{name}.json").write_text(json.dumps(kept, indent=1) + "\n")
    readme = ROOT / "bench/README.md"
    before, rest = readme.read_text().split(BEGIN)
    after = rest.split(END)[1]
    tables = f"{table(rows, when)}\n{table_of_starts(starts)}\n{report.table(rendered)}"
    readme.write_text(f"{before}{BEGIN}\n{tables}{END}{after}")


def table(rows: list[dict], when: datetime) -> str:
    lines = [f"Measured on {when:%d %B %Y} on {os.cpu_count()} cores with SQLite.\n",
             "| page | processor, ms | × constant page | queries | bytes |",
             "|---|---|---|---|---|"]
    lines += ["| {page} | {ms:.2f} | {ratio:.1f} | {queries} | {bytes:,} |".format(**row)
              for row in rows]
    return "\n".join(lines) + "\n"


def table_of_starts(starts: dict[str, float]) -> str:
    bare = next(iter(starts.values()))
    lines = ["| start | seconds | × bare Flask app |", "|---|---|---|"]
    lines += [f"| {what} | {seconds:.1f} | {seconds / bare:.1f} |"
              for what, seconds in starts.items()]
    return "\n".join(lines) + "\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
