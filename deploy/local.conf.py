"""How `make run` serves: the embedded server, after making ready what a first start needs."""
import os
import runpy
import signal
import sys
from mmap import mmap
from pathlib import Path

# First: at a reload it lets go of the code that was.
embedded = runpy.run_path(str(Path(__file__).with_name("gunicorn.conf.py")))
globals().update(embedded)

from peoplehub import launcher  # noqa: E402

failed = mmap(-1, 1)  # shared with the worker, whose exit status gunicorn would explain at length


def on_starting(server):
    launcher.check_port(embedded["settings"].PORT)


def post_worker_init(worker):
    if launcher.has_data_ready(worker):
        embedded["post_worker_init"](worker)
    else:
        failed[0] = worker.alive
        os.kill(worker.ppid, signal.SIGTERM)
        sys.exit()


def worker_exit(server, worker):
    """A second request to stop, while Python closes down, does not end it as if it had crashed."""
    if os.getpid() == worker.pid:
        signal.signal(signal.SIGQUIT, signal.SIG_IGN)


def on_exit(server):
    if failed[0]:
        sys.exit(1)
