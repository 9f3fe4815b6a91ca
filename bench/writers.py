"""Many who write in one conversation at once: `python -m bench.writers [threads] [each]`.

On SQLite and on a PostgreSQL of its own, in threads of one process as the server has them. Prints
for each: messages a second, the longest wait, and what failed.
"""
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import config
from peoplehub import create_app
from peoplehub.accounts.models import User
from peoplehub.core import limits
from peoplehub.core.extensions import db
from peoplehub.messages import actions, queries
from tests import postgres, servers


def main(threads: int, each: int) -> None:
    with TemporaryDirectory(prefix="peoplehub-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        print("sqlite", measured(folder, threads, each))
        if postgres.binaries() is not None:
            with postgres.running(folder / "postgres") as url:
                print("postgresql", measured(folder, threads, each, PEOPLEHUB_DATABASE_URL=url))


def measured(folder: Path, threads: int, each: int, **settings: str) -> str:
    """In a process of its own, which has the settings in its environment."""
    servers.populate(folder, 2, **settings)
    done = subprocess.run(
        [sys.executable, "-m", "bench.writers", "inside", str(threads), str(each)], text=True,
        env=servers.settings_for(folder, **settings), capture_output=True, check=True,
    )
    return done.stdout.splitlines()[-1]


def inside(threads: int, each: int) -> None:
    app, failed, waits = create_app(config.chosen()), Counter(), []
    crowd = [threading.Thread(target=write, args=(app, number, each, failed, waits))
             for number in range(threads)]
    began = time.monotonic()
    for writer in crowd:
        writer.start()
    for writer in crowd:
        writer.join()
    took = time.monotonic() - began
    kept = len(waits)
    print(json.dumps({
        "threads": threads, "sent": kept, "a second": round(kept / took, 1),
        "longest wait": round(max(waits, default=0), 1), "failed": failed,
        "our processor, ms a message": round(1000 * time.process_time() / max(kept, 1), 1),
    }))


def write(app, number: int, each: int, failed: Counter, waits: list[float]) -> None:
    for turn in range(each):
        with app.app_context(), limits.unlimited():
            began = time.monotonic()
            try:
                author = db.session.get(User, 1 + number % 2)
                talk = queries.conversation_for(author, 1)
                actions.send(author, talk, f"Words {turn} of {number}", f"bench-{number}-{turn}")
                waits.append(time.monotonic() - began)
            except Exception as error:
                failed[type(error).__name__] += 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        inside(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main(*(int(word) for word in (sys.argv[1:] + ["64", "10"])[:2]))
