"""What an idle socket holds of memory: `python -m bench.sockets [SET-UP]`.

Opens 300 and then 600 sockets to the one process, and to a live one, there 4,000 in the end. Prints
the kilobytes by which the memory that is the process's own (PSS) grew for each, how many
milliseconds of processor time it took to let one in, and how many a minute they all cost when idle.
"""
import selectors
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from bench.measuring import children, processor_seconds
from tests import servers

SET_UPS = {"one": ("gunicorn.conf.py", (300, 600)), "live": ("live.conf.py", (300, 600, 4000))}
ROOM = {"PEOPLEHUB_THREADS": "4100"}  # of a live process, which needs no threads for them
WATCHED = 30  # seconds; the server asks each socket every 25 whether it is there


def measured(set_up: str) -> dict:
    """Kilobytes for each socket, by how many there are, and the processor time of the last step."""
    conf, steps = SET_UPS[set_up]
    with tempfile.TemporaryDirectory(prefix="peoplehub-") as name, ExitStack() as running:
        folder = Path(name)
        people = servers.populate(folder, 4)
        server = running.enter_context(servers.gunicorn(
            folder, conf, visitors=people, **(ROOM if set_up == "live" else {})))
        lines = [people[0].line()]
        [worker] = children(server.process.pid)
        before, found = own_memory(worker), {}
        for many in steps:
            missing = many - len(lines) + 1
            began = processor_seconds([worker])
            with ThreadPoolExecutor(8) as opening:
                lines += opening.map(lambda n: people[n % 4].line(), range(missing))
            each = (processor_seconds([worker]) - began) * 1000 / missing
            time.sleep(3)  # those that opened them are idle by now
            found[many] = round((own_memory(worker) - before) / (len(lines) - 1))
        assert all(line.accepted for line in lines)
        began = processor_seconds([worker])
        answer_pings(lines, WATCHED)
        idle = (processor_seconds([worker]) - began) * 1000 * 60 / WATCHED
        for line in lines:
            line.close()
    return {"set-up": set_up, "kilobytes": found, "to open": each, "a minute": idle}


def answer_pings(lines: list[servers.Line], seconds: float) -> None:
    """Do for so long what an idle browser does."""
    with selectors.DefaultSelector() as waiting:
        for line in lines:
            waiting.register(line.socket.sock, selectors.EVENT_READ, line)
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            for key, _ in waiting.select(left):
                if key.data.socket.recv() == "2":
                    key.data.socket.send("3")


def own_memory(pid: int) -> int:
    """Kilobytes of proportional memory: what is shared with the parent counts by its part."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("Pss:")))


def told(row: dict) -> str:
    sizes = ", ".join(f"{each} KB each of {many}" for many, each in row["kilobytes"].items())
    return (f"An idle socket holds {sizes}; to let one in takes {row['to open']:.1f} ms of "
            f"processor time, and all of them together {row['a minute']:.0f} ms a minute "
            f"({row['set-up']})")


if __name__ == "__main__":
    for name in sys.argv[1:] or SET_UPS:
        print(told(measured(name)), flush=True)
