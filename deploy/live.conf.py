"""Beyond one process, the sockets: one gevent loop that serves /socket.io and nothing else. Pages
in the same loop would hold every socket up. This is the only place that monkey-patches, and it
does so before anything else is imported: psycopg imported first would stall the loop.

    gunicorn --config deploy/live.conf.py wsgi:app

Start several, on ports of their own, if one is not enough; nginx sends each person to the same.
"""
from gevent import monkey

monkey.patch_all()

import os  # noqa: E402
from importlib import import_module  # noqa: E402

os.environ["PEOPLEHUB_PROCESS"] = "live"

from config import chosen  # noqa: E402
from peoplehub.core import header_values, log_format  # noqa: E402
from peoplehub.core.patches import gunicorn_errors  # noqa: E402

settings = chosen()
gunicorn_errors.install(header_values.of_server(settings))

bind = f"{settings.BIND}:{settings.PORT}"
workers = 1
worker_class = "gevent"
worker_connections = settings.THREADS + 200  # to refuse those beyond takes a connection too
keepalive = 75  # seconds; longer than nginx keeps its side
graceful_timeout = 5  # seconds; sockets are told to go at once
timeout = 60
accesslog = None  # the application writes its own
logconfig_dict = log_format.settings(settings.PLACE)
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None


def post_worker_init(worker):
    import_module("peoplehub.realtime.server").begin(worker.wsgi)
