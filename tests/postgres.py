"""A PostgreSQL of the tests' own: started in a temporary folder on a free port, and stopped."""
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

NOT_ROOT = "postgres"  # the server refuses to run as root
INSTALL = "install it with: apt-get install postgresql"


def binaries() -> Path | None:
    """The folder of initdb and postgres, or None."""
    for folder in [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]:
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return found and Path(found).parent


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Its address, for as long as the block lasts. `folder` is new, and anyone may come to it."""
    port, owner = free_port(), _owner()
    folder.mkdir(parents=True, exist_ok=True)
    if owner:
        shutil.chown(folder, owner)
    as_owner = {"user": owner, "cwd": "/"} if owner else {"cwd": "/"}
    subprocess.run(
        [binaries() / "initdb", "-D", folder / "data", "-U", "hub", "--auth=trust", "--no-sync",
         "--encoding=UTF8", "--locale=C.UTF-8"],
        check=True, stdout=subprocess.DEVNULL, **as_owner,
    )
    server = subprocess.Popen(
        [binaries() / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder,
         "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off",
         "-c", "max_connections=300", "-c", "listen_addresses=127.0.0.1"],
        stdout=subprocess.DEVNULL, stderr=(folder / "log").open("w"), **as_owner,
    )
    try:
        _wait_for(port, server)
        yield f"postgresql+psycopg://hub@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGINT)  # fast: do not wait for open connections
        server.wait(20)


def _wait_for(port: int, server: subprocess.Popen) -> None:
    isready = [binaries() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "hub",
               "-t", "1"]
    for _ in range(200):
        if subprocess.run(isready, check=False).returncode == 0:
            return
        if server.poll() is not None:
            break
    raise RuntimeError("PostgreSQL did not start")


def _owner() -> str | None:
    return NOT_ROOT if os.geteuid() == 0 else None
