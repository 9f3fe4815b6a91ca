"""Where tests keep their files: in memory where the machine has room for them, because every commit
of a database waits for its disk, which is most of the time that a test takes."""
import os
import shutil
import tempfile
from pathlib import Path

IN_MEMORY = Path("/dev/shm")
ENOUGH = 4_000_000_000  # bytes: all that a whole run leaves, several times over
MEMORY = Path("/proc/meminfo")


def keep_in_memory() -> None:
    """From now on, whatever makes a temporary file, and whatever is started here, makes it there.
    Does nothing where a folder was chosen (TMPDIR), or where programs may not run from there."""
    if "TMPDIR" not in os.environ and has_room():
        os.environ["TMPDIR"] = str(IN_MEMORY)
        tempfile.tempdir = None  # it is looked up again


def has_room() -> bool:
    if not (os.access(IN_MEMORY, os.W_OK) and MEMORY.exists()):
        return False
    may_run = not os.statvfs(IN_MEMORY).f_flag & os.ST_NOEXEC
    return may_run and min(shutil.disk_usage(IN_MEMORY).free, free_memory()) > ENOUGH


def free_memory() -> int:
    """Bytes."""
    said = dict(line.split(":") for line in MEMORY.read_text().splitlines())
    return int(said["MemAvailable"].split()[0]) * 1024
