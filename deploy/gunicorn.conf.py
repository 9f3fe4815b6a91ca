"""The embedded server: one process, with pages, sockets and jobs in threads. No monkey-patching.

A socket holds a thread for as long as it is open, so there are many; the gate in
`peoplehub.realtime` keeps some of them for pages. Start it with:

    gunicorn --config deploy/gunicorn.conf.py wsgi:app
"""
import os
import sys
from importlib import import_module

# Read again at a reload (SIGHUP): the worker that is forked then is of the new code as a whole.
for name in [name for name in sys.modules if name.split(".")[0] in ("config", "peoplehub", "wsgi")]:
    del sys.modules[name]

# And nothing that brings the application: with one worker there is nobody to share it with, and
# what the worker changes of it would be kept twice (41 MB).
from config import chosen  # noqa: E402
from peoplehub.core import header_values, log_format  # noqa: E402
from peoplehub.core.patches import gunicorn_errors  # noqa: E402

settings = chosen()
gunicorn_errors.install(header_values.of_server(settings))

bind = f"{settings.BIND}:{settings.PORT}"
workers = 1
worker_class = "peoplehub.core.patches.gunicorn_worker.Worker"  # gthread
threads = settings.THREADS
worker_connections = settings.THREADS + 1000  # the rest wait for their next request, without one
keepalive = 75  # seconds; longer than nginx keeps its side
graceful_timeout = 5  # seconds; sockets are told to go at once, so only pages are waited for
timeout = 60
accesslog = None  # the application writes its own
logconfig_dict = log_format.settings(settings.PLACE)
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None


def post_worker_init(worker):
    import_module("peoplehub.realtime.server").begin(worker.wsgi)
    if settings.EMBEDDED_WORKER:
        import_module("peoplehub.core.jobs").work_beside(worker.wsgi)
