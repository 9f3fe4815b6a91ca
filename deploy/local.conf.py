"""How `make run` serves: the embedded server, after making ready what a first start needs."""
import runpy
from pathlib import Path

# First: at a reload it lets go of the code that was.
globals().update(runpy.run_path(str(Path(__file__).with_name("gunicorn.conf.py"))))

from peoplehub import startup  # noqa: E402
from wsgi import app  # noqa: E402, made once: the worker is forked with it

preload_app = False


def on_starting(server):
    startup.prepare(app, app.config["PORT"])


def on_reload(server):
    startup.in_its_own_process(startup.check_data, app)
