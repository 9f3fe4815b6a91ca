"""What an idle socket holds of memory: `python -m bench.sockets [SET-UP]`.

Opens 300 and then 600 sockets to the one process, and to a live one, and prints the kilobytes by
which the memory that is the process's own (PSS) grew for each.
"""
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from bench.measuring import children
from tests import servers

STEPS = (300, 600)
SET_UPS = {"one": "gunicorn.conf.py", "live": "live.conf.py"}


def measured(set_up: str) -> dict:
    """Kilobytes for each socket, by how many there are."""
    with tempfile.TemporaryDirectory(prefix="peoplehub-") as name, ExitStack() as running:
        folder = Path(name)
        people = servers.populate(folder, 4)
        server = running.enter_context(
            servers.gunicorn(folder, SET_UPS[set_up], visitors=people))
        lines = [people[0].line()]
        [worker] = children(server.process.pid)
        before, found = own_memory(worker), {}
        for many in STEPS:
            with ThreadPoolExecutor(8) as opening:
                lines += opening.map(lambda n: people[n % 4].line(), range(many - len(lines) + 1))
            time.sleep(3)  # those that opened them are idle by now
            found[many] = round((own_memory(worker) - before) / (len(lines) - 1))
        for line in lines:
            line.close()
    return {"set-up": set_up, "kilobytes": found}


def own_memory(pid: int) -> int:
    """Kilobytes of proportional memory: what is shared with the parent counts by its part."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("Pss:")))


def told(row: dict) -> str:
    sizes = ", ".join(f"{each} KB each of {many}" for many, each in row["kilobytes"].items())
    return f"An idle socket holds {sizes} ({row['set-up']})"


if __name__ == "__main__":
    for name in sys.argv[1:] or SET_UPS:
        print(told(measured(name)), flush=True)
