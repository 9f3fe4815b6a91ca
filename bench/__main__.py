"""`make bench`: every main page beside a constant page of its size, round after round in one run.

Figures are the median of the rounds. The ratio is the one to trust on a busy machine: both sides
of it are measured within the same second.
"""
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
from dataclasses import replace
from datetime import UTC, datetime

from bench import pages, report, startup
from bench.measuring import (
    ROOT,
    Client,
    Request,
    memory_mb,
    processor_ms,
    served,
    served_as_run,
    settle,
)

ROUNDS, TIMES = int(os.environ.get("BENCH_ROUNDS", 9)), 40
BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def main() -> None:
    if sys.argv[1:]:
        raise SystemExit(f"bench takes no arguments, so not {sys.argv[1:]}. It runs for minutes, "
                         "and writes bench/README.md. `python -m bench.growth` is beside it.")
    starts = startup.measured(settings_in, free_port)
    with ExitStack() as servers:
        constant = stand(servers, served, "bench.constant:app", {})
        rows = measured_site(servers, constant, "of_peers", fill)
        rows += measured_site(servers, constant, "of_demonstration", load_demonstration)
    messages = [*told_by("bench.delivery"), *told_by("bench.sockets")]
    keep(rows, starts, report.measured(), messages)


def told_by(module: str) -> list[str]:
    """The lines that a benchmark of ours prints, run in a process of its own."""
    done = subprocess.run([sys.executable, "-m", module], cwd=ROOT, check=True, text=True,
                          stdout=subprocess.PIPE)
    print(done.stdout, end="", flush=True)
    return done.stdout.splitlines()


def measured_site(servers: ExitStack, constant, chosen: str, fill: Callable) -> list[dict]:
    """The rows of one site, filled by `fill`, and what of `bench.pages` is asked of it."""
    settings = settings_in(servers.enter_context(tempfile.TemporaryDirectory()))
    stage = fill(settings)
    site = stand(servers, served_as_run, "bench.site:app", settings)
    requests = getattr(pages, chosen)(stage)
    settle(site[0])
    constant[1].begin()
    rows = [measured(name, request, constant, site) | {"memory": memory_mb(site[0])}
            for name, request in requests.items()]
    counted = asked_of("bench.queries", settings, chosen, json.dumps(stage))
    return [row | {"queries": counted[row["page"]]} for row in rows]


def fill(settings: dict[str, str]) -> dict:
    stage = asked_of("bench.stage", settings)
    run([*startup.FLASK, "search", "rebuild"], settings)
    return stage


def load_demonstration(settings: dict[str, str]) -> dict:
    for command in (["db", "upgrade"], ["demo", "load"]):
        run([*startup.FLASK, *command], settings | {"PEOPLEHUB_DATABASE_URL": ""})
    return {}


def run(command: list[str], settings: dict[str, str]) -> None:
    subprocess.run(command, **startup.quiet(settings), check=True)


def settings_in(folder: str) -> dict[str, str]:
    return {
        "PEOPLEHUB_INSTANCE": folder, "PEOPLEHUB_EMBEDDED_WORKER": "1",
        "PEOPLEHUB_DATABASE_URL": os.environ.get("PEOPLEHUB_DATABASE_URL", ""),
        "PEOPLEHUB_SECRET_KEY": secrets.token_urlsafe(48), "PYTHONPATH": str(ROOT),
    }


def asked_of(module: str, settings: dict[str, str], *arguments: str) -> dict:
    """Run a module of ours in a process of its own; what it prints last is JSON."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=True,
                          stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def stand(servers: ExitStack, serve: Callable, app: str,
          settings: dict[str, str]) -> tuple[list[int], Client]:
    port = free_port()
    pids = servers.enter_context(serve(app, port, settings))
    return pids, Client(port)


def measured(name: str, request: Request, constant, site) -> dict:
    """A page is asked for plain, and packed as browsers ask; what is sent, once."""
    row = {"page": name, "reach": pages.REACH.get(name)} | cost(name, request, constant, site)
    if not request.body:
        packed = replace(request, headers=request.headers | {"Accept-Encoding": "gzip"})
        row["packed"] = cost(f"{name}, packed", packed, constant, site)
    return row


def cost(name: str, request: Request, constant, site) -> dict:
    status, body = site[1].ask(request)
    if status >= 400:
        raise SystemExit(f"{name}: {status}\n{body[:2000].decode()}")
    same_size = Request(f"/{max(len(body), 1)}", pages.VISITOR)
    constant[1].ask(same_size)
    costs, ratios = [], []
    for _ in range(ROUNDS):
        base = processor_ms(*constant, same_size, TIMES)
        spent = processor_ms(*site, request, TIMES)
        costs.append(spent)
        ratios.append(spent / base)
    row = {"ms": statistics.median(costs), "ratio": statistics.median(ratios), "bytes": len(body)}
    print(f"{name}: {row['ms']:.2f} ms, {row['ratio']:.1f} × constant, {len(body)} bytes",
          flush=True)
    return row


def keep(rows: list[dict], starts: dict[str, tuple[float, float]], rendered: list[dict],
         messages: list[str]) -> None:
    """Write the figures to bench/results/ and the tables into bench/README.md."""
    results = ROOT / "bench/results"
    results.mkdir(exist_ok=True)
    when = datetime.now(UTC)
    name = f"{when:%Y-%m-%d}-{os.environ.get('PEOPLEHUB_DATABASE_URL', 'sqlite')[:10].strip(':+/')}"
    kept = {"pages": rows, "starts": starts, "words": rendered, "messages": messages}
    (results / f"{name}.json").write_text(json.dumps(kept, indent=1) + "\n")
    readme = ROOT / "bench/README.md"
    before, rest = readme.read_text().split(BEGIN)
    after = rest.split(END)[1]
    tables = f"{table(rows, when)}\n{table_of_starts(starts)}\n{report.table(rendered)}"
    tables += "\n" + "".join(f"- {line}\n" for line in messages)
    readme.write_text(f"{before}{BEGIN}\n{tables}{END}{after}")


def table(rows: list[dict], when: datetime) -> str:
    lines = [f"Measured on {when:%d %B %Y} on {os.cpu_count()} cores with SQLite, with the worker "
             "of jobs in the process.\n",
             "| page | processor, ms | × constant page | to reach | packed, × | queries | bytes | "
             "packed |", "|---|---|---|---|---|---|---|---|"]
    lines += [line(row) for row in rows]
    return "\n".join([*lines, "", *said(rows)]) + "\n"


def line(row: dict) -> str:
    packed, reach = row.get("packed"), row["reach"]
    ratio, size = (f"{packed['ratio']:.1f}", f"{packed['bytes']:,}") if packed else ("", "")
    return (f"| {row['page']} | {row['ms']:.2f} | {row['ratio']:.1f} | {reach or ''} | {ratio} | "
            f"{row['queries']} | {row['bytes']:,} | {size} |")


def said(rows: list[dict]) -> list[str]:
    """The run in words."""
    aimed = [row for row in rows if row["reach"]]
    missed = [f"{row['page']} ({row['ratio']:.1f}, not {row['reach']:g})"
              for row in aimed if row["ratio"] > row["reach"]]
    dearest = max((row for row in rows if "packed" in row), key=lambda row: row["ratio"])
    return [
        f"{len(aimed) - len(missed)} of {len(aimed)} pages are within what was to be reached"
        + (f"; not yet: {', '.join(missed)}." if missed else "."),
        f"After all of it the server holds {max(row['memory'] for row in rows):.0f} MB.",
        f"The dearest page to read is {dearest['page']}: {dearest['ratio']:.1f} constant pages.",
    ]


def table_of_starts(starts: dict[str, tuple[float, float]]) -> str:
    bare = next(iter(starts.values()))[0]
    lines = ["| start | seconds | × bare Flask app | memory when idle, MB |", "|---|---|---|---|"]
    lines += [f"| {what} | {seconds:.1f} | {seconds / bare:.1f} | {memory:.0f} |"
              if memory else f"| {what} | {seconds:.1f} | {seconds / bare:.1f} | |"
              for what, (seconds, memory) in starts.items()]
    return "\n".join(lines) + "\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    main()
