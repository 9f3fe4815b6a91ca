"""`make soak`: the full figures of what `make test` takes samples of. Each test asks here how much
it is to do, and says what it found; the figures of a full run become a table of docs/testing.md."""
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

TESTING = Path(__file__).parents[1] / "docs" / "testing.md"
BEGIN, END = "<!-- figures of make soak -->", "<!-- end of the figures -->"
PARTS = {
    "delivery": (
        {"RUNS": 10_000, "CLIENTS": 20, "DROPS": 50, "LONGEST_DROP": 30, "MESSAGES": 2_000,
         "KILLS": 200, "SOCKETS": 500, "PAGE_SECONDS": 1, "ENDED": 100, "WRITES": 200},
        ["tests/messages/test_simulated_conversations.py", "tests/realtime/test_dropped_lines.py",
         "tests/realtime/test_served.py::"
         "test_whoever_may_no_longer_listen_hears_nothing_within_two_seconds",
         "tests/hard/test_killed_servers.py", "tests/hard/test_writers.py"],
    ),
    "acts": (
        {"ROUNDS": 60, "FAILURES": 1_000},
        ["-m", "slow", "tests/hard/test_every_act_raced.py",
         "tests/hard/test_every_act_failing.py"],
    ),
}


def amount(name: str, sample: int) -> int:
    """How many of `name`: the sample, unless the environment says (`SOAK_RUNS=10000`)."""
    return int(os.environ.get(f"SOAK_{name}", sample))


def note(what: str, figures: str) -> None:
    """Print a figure, and keep it for the table of a full run."""
    print(f"{what}: {figures}")
    if place := os.environ.get("SOAK_FIGURES"):
        with Path(place).open("a") as kept:
            kept.write(json.dumps([what, figures]) + "\n")


def main(part: str) -> int:
    sizes, tests = PARTS[part]
    with tempfile.NamedTemporaryFile("r", suffix=".jsonl") as figures:
        full = {f"SOAK_{name}": str(many) for name, many in sizes.items()}
        command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-s", *tests]
        status = subprocess.run(command, check=False,
                                env=os.environ | {"SOAK_FIGURES": figures.name} | full).returncode
        rows = [json.loads(line) for line in figures]
    if rows and status == 0:
        write_table(rows)
    return status


def write_table(rows: list[list[str]]) -> None:
    words = TESTING.read_text()
    before, rest = words.split(BEGIN)
    table = "\n".join(f"| {what} | {figures} |" for what, figures in rows)
    made = f"Of {date.today():%-d %B %Y}:\n\n| what | found |\n|---|---|\n{table}\n"
    TESTING.write_text(f"{before}{BEGIN}\n{made}{END}{rest.split(END)[1]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "delivery"))
