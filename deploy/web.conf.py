"""Beyond one process, the pages: as many workers as there are cores. nginx sends /socket.io to the
live process, and Redis joins the two. Jobs have a process of their own (`flask worker`).

    gunicorn --config deploy/web.conf.py wsgi:app
"""
import os
import sys
from importlib import import_module

os.environ["PEOPLEHUB_PROCESS"] = "web"

# Read again at a reload (SIGHUP): the workers that are forked then are of the new code as a whole.
for name in [name for name in sys.modules if name.split(".")[0] in ("config", "peoplehub", "wsgi")]:
    del sys.modules[name]

from config import chosen  # noqa: E402
from peoplehub.core import header_values, log_format  # noqa: E402
from peoplehub.core.patches import gunicorn_errors  # noqa: E402

settings = chosen()
gunicorn_errors.install(header_values.of_server(settings))

bind = f"{settings.BIND}:{settings.PORT}"
workers = os.cpu_count() or 2
worker_class = "peoplehub.core.patches.gunicorn_worker.Worker"  # gthread
threads = settings.PAGE_THREADS
worker_connections = 1000
keepalive = 75  # seconds; longer than nginx keeps its side
graceful_timeout = 10
timeout = 60
accesslog = None  # the application writes its own
logconfig_dict = log_format.settings(settings.PLACE)
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None


def pre_fork(server, worker):
    """Several workers share what the first process has imported: four take 228 MB, and 353 after
    200 pages, where they would take 480 and 535 apart. For one see `gunicorn.conf.py`."""
    if server.cfg.workers > 1:
        import_module("peoplehub.application")
